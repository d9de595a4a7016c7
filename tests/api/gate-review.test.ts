/** What is asked at a gate beyond its fields, and what whoever approves is shown. */
import { beforeAll, describe, expect, it } from "vitest";
import { database } from "@/server/platform/database";
import { record } from "@/server/record/record";
import { pdfBytes, upload } from "../support/evidence-files";
import { type LedgerScene, ledgerScene, makeProject, NOW, requestId, WAN } from "../support/ledger-scene";

let scene: LedgerScene;
beforeAll(async () => {
  scene = await ledgerScene();
});

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { cause?: { code?: string; detail?: { problems?: { field: string }[] } } }) => ({
      code: error.cause?.code,
      fields: error.cause?.detail?.problems?.map((p) => p.field),
    }),
  );
const versionOf = async (id: number) => (await database.project.findUniqueOrThrow({ where: { id } })).version;

describe("a signing", () => {
  it("with an odd plan needs a reason, and shows its reviewer fields in the gate's order and the papers", async () => {
    const id = await makeProject(scene, {
      done: { negotiation: "2026-03-02" },
      patch: { plannedTotalFen: null },
    });
    for (const requirement of ["contract-scan", "legality-review"])
      await upload(
        scene.actors.officer,
        NOW,
        { requestId: requestId(), projectId: id, requirement },
        `${requirement}.pdf`,
        pdfBytes(requirement),
      );
    const sign = async (reason: string) =>
      scene.as("officer").project.submitMilestone({
        requestId: requestId(),
        projectId: id,
        expectedVersion: await versionOf(id),
        milestone: "contract",
        occurredOn: "2026-11-20",
        patch: {
          plannedStartOn: "2025-05-01",
          leadUnitId: scene.actors.host.unitId,
          plannedTotalFen: 12_000 * WAN,
          plannedFixedFen: 8_000 * WAN,
          agreedOutsideFen: 11_000 * WAN,
        },
        details: { amountFen: 13_000 * WAN },
        reason,
      });
    expect(await codeOf(sign(""))).toEqual({
      code: "needs-reason",
      fields: ["plannedStartOn", "amountFen", "reason"],
    });
    await sign("先租厂房开工，合同含流动资金");
    const card = await scene.as("director").project.card({ id });
    if (card.masked) throw new Error("masked");
    const [pending] = card.pending;
    expect(pending?.details.map((d) => d.label)).toEqual(["协议（签约）金额"]);
    expect(pending?.changes.map((c) => c.label)).toEqual([
      "主办部门",
      "计划总投资",
      "其中：固定资产投资",
      "约定省外资金",
      "计划开工",
    ]);
    const gate = await scene.as("director").project.gate({ id, milestone: "contract" });
    expect(gate.papers.map((p) => p.requirement).sort()).toEqual(["contract-scan", "legality-review"]);
  });
});

describe("the side panel of the list", () => {
  it("says of a day that nobody knows that it is unknown, and names who reported", async () => {
    const id = await makeProject(scene);
    const fact = {
      type: "MilestoneApproved" as const,
      v: 1 as const,
      milestone: "negotiation" as const,
      occurredOn: "2026-09-15",
      statMonth: 202609,
      patch: {},
      details: { undated: true },
      imported: true,
    };
    await record(
      { actor: scene.actors.officer, now: NOW },
      {
        action: "test",
        projectIds: [id],
        decide: () => [{ id, facts: [{ fact, occurredOn: fact.occurredOn }] }],
        answer: () => null,
      },
    );
    const peek = await scene.as("officer").project.peek({ id });
    expect(peek.milestones.map((m) => [m.kind, m.undated])).toEqual([
      ["lead", false],
      ["negotiation", true],
    ]);
    expect(peek.reporterName).toBe(scene.actors.officer.name);
  });
});
