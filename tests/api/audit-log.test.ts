/** 审计日志: what a change of the set-up leaves behind, with the names of what it points at. */
import { beforeAll, describe, expect, it } from "vitest";
import { createCaller } from "@/server/api/root";
import { database } from "@/server/platform/database";
import { makeActor } from "../support/actors";

const now = new Date("2026-11-02T02:00:00Z");
const as = async (role: Parameters<typeof makeActor>[0]) =>
  createCaller({ actor: await makeActor(role), now }).admin;
let auditor: Awaited<ReturnType<typeof as>>;
let director: Awaited<ReturnType<typeof as>>;

beforeAll(async () => {
  [auditor, director] = [await as("audit-admin"), await as("director")];
});

describe("the audit log", () => {
  it("keeps what stood in a unit before it changed", async () => {
    const unit = { name: "招商一科", kind: "section", position: 1, active: true } as const;
    const { id } = await director.saveUnit({ id: null, ...unit });
    await director.saveUnit({ id, ...unit, name: "投资促进一科" });
    const [edited, made] = await auditor.auditLog({ action: "unit:" });
    expect(edited).toMatchObject({ before: unit, after: { ...unit, name: "投资促进一科" } });
    expect(made).toMatchObject({ action: "unit:create", before: null, after: unit });
    expect(edited?.names).toEqual({ [`unit:${id}`]: "投资促进一科" });
  });

  it("names people, chains and anchors, and no enterprise that leads no chain", async () => {
    const { id: chainId } = await director.saveChain({ id: null, name: "机器人", code: "robot", hue: 1 });
    const person = await makeActor("chain-leader", { name: "顾明远" });
    await director.appointToChain({ chainId, role: "leader", accountId: person.id, from: "2026-01-01" });
    const [anchor, other] = await database.enterprise.createManyAndReturn({
      data: ["新松机器人", "无名企业"].map((name) => ({ name, nameKey: name, searchText: name })),
    });
    await director.setAnchor({ chainId, enterpriseId: anchor?.id ?? 0, from: "2026-01-01" });
    const [set, appointed] = await auditor.auditLog({ action: "chain:" });
    expect(appointed?.names).toEqual({
      [`chain:${chainId}`]: "机器人",
      [`account:${person.id}`]: "顾明远",
    });
    expect(set?.names).toMatchObject({ [`anchor:${anchor?.id}`]: "新松机器人" });
    await database.auditEntry.create({
      data: {
        at: now,
        actorName: "系统",
        action: "enterprise:edit",
        subjectKind: "enterprise",
        subjectId: String(other?.id),
        subjectLabel: "",
        after: { enterpriseId: other?.id },
        address: "",
        outcome: "ok",
        previousHash: "",
        hash: "",
      },
    });
    const [edited] = await auditor.auditLog({ action: "enterprise:" });
    expect(edited?.names).toEqual({});
  });
});
