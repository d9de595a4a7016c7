/** Values that nobody means: refused in words, at the field, and never a fault of the system. */
import { TRPCError } from "@trpc/server";
import { beforeAll, describe, expect, it } from "vitest";
import { exportResponse } from "@/server/api/export-response";
import { reachOf } from "@/server/domain/export-reach";
import { database } from "@/server/platform/database";
import { type LedgerScene, ledgerScene, makeProject, NOW, requestId } from "../support/ledger-scene";

let scene: LedgerScene;
let project: number;

const edit = async (patch: object, reason = "") =>
  scene.as("director").project.edit({
    requestId: requestId(),
    projectId: project,
    expectedVersion: (await row()).version,
    patch,
    reason,
  });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "OK",
    (error) => (error instanceof TRPCError ? error.code : String(error)),
  );
const row = () => database.project.findUniqueOrThrow({ where: { id: project } });

beforeAll(async () => {
  scene = await ledgerScene();
  project = await makeProject(scene, {});
});

describe("the address of an export", () => {
  it("that names none is answered with 404 and words", async () => {
    const context = { actor: scene.actors.statistician, now: NOW };
    for (const given of ["abc", "1.5", "-1", "99999999999", "7", "../1"]) {
      const answer = await exportResponse(given, context);
      expect([answer.status, (await answer.json()).refusal.code], given).toEqual([404, "not-found"]);
    }
    const reach = { ...reachOf(context.actor), named: [] };
    const exporting = { actorId: context.actor.id, kind: "export-month", state: "done" };
    const { id } = await database.job.create({
      data: { ...exporting, input: {}, result: { fileName: "月报.xlsx", reach } },
    });
    const cleared = await exportResponse(String(id), context);
    expect([cleared.status, (await cleared.json()).refusal.message]).toEqual([
      404,
      "导出文件已被清理，请重新导出",
    ]);
    expect((await exportResponse(String(id), { ...context, actor: null })).status).toBe(401);
  });
});

describe("a question", () => {
  it("about an id beyond the column is refused in Chinese", async () => {
    const asked = scene.as("director").project.card({ id: 2 ** 31 });
    await expect(asked).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(asked.catch((error) => error.cause.issues[0].message)).resolves.toBe("编号不正确");
  });

  it("beyond every bound is refused in Chinese where the contract has no words of its own", async () => {
    const asked = scene.as("director").project.list({ limit: 10_000 });
    const message: string = await asked.catch((error) => error.cause.issues[0].message);
    expect(message).toMatch(/\p{Script=Han}/u);
  });

  it("that names what is not there changes nothing and is no fault", async () => {
    const { admin } = scene.as("director");
    const from = "2026-01-01";
    expect(await codeOf(admin.setAnchor({ chainId: 999, enterpriseId: 999, from }))).toBe("BAD_REQUEST");
    expect(await codeOf(admin.setChainCategory({ chainId: 999, category: "承接", from }))).toBe(
      "BAD_REQUEST",
    );
    const chain = { id: 999, name: "无此产业链", code: "none", hue: 0 };
    expect(await codeOf(admin.saveChain(chain))).toBe("NOT_FOUND");
    const tags = { requestId: requestId(), projectId: project, expectedVersion: (await row()).version };
    const { setTags } = scene.as("director").project;
    expect(await codeOf(setTags({ ...tags, engineIds: [999], linkedChainIds: [] }))).toBe("BAD_REQUEST");
  });
});

describe("an edit", () => {
  it.each([
    ["a day that does not exist", { plannedStartOn: "2026-02-30" }],
    ["a day in words", { plannedCompletionOn: "infinity" }],
    ["a day written otherwise", { nextDueOn: "2026-1-1" }],
    ["a year that slipped", { plannedSignOn: "9999-12-31" }],
    ["a name of ten thousand characters", { name: "长".repeat(10_000) }],
    ["an area below nothing", { landAreaCentiMu: -5 }],
    ["an area beyond the column", { landAreaCentiMu: 2 ** 31 }],
    ["an amount that no sum can hold", { plannedTotalFen: Number.MAX_SAFE_INTEGER }],
    ["a chain that is none", { chainId: 999_999 }],
    ["an id beyond the column", { leadUnitId: 2 ** 31 }],
  ])("refuses %s", async (_, patch) => {
    const before = await row();
    expect(await codeOf(edit(patch, "确认"))).toBe("BAD_REQUEST");
    expect(await row()).toEqual(before);
  });

  it("keeps what can be seen of a text and drops what cannot", async () => {
    await edit({ difficulty: "缺\u0000电\u202E，\ud800待增容\u0007" });
    expect((await row()).difficulty).toBe("缺电，待增容");
  });
});
