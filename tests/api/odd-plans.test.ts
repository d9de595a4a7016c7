/** Plans that look wrong are asked about wherever many projects are changed at once, never let through unsaid. */
import { beforeAll, describe, expect, it } from "vitest";
import { database } from "@/server/platform/database";
import { type LedgerScene, ledgerScene, makeProject, requestId, SIGNED } from "../support/ledger-scene";

let scene: LedgerScene;
beforeAll(async () => {
  scene = await ledgerScene();
});

describe("a bulk edit", () => {
  it("names the projects whose plans would look wrong, and does nothing until somebody says why", async () => {
    const [signed, lead] = [await makeProject(scene, { done: SIGNED }), await makeProject(scene)];
    const caller = scene.as("officer").project;
    const patch = { plannedStartOn: "2026-02-01" };
    const { change } = await caller.previewBulkEdit({ ids: [signed, lead], patch });
    expect(change.map((c) => [c.id, c.odd])).toEqual([
      [signed, ["计划开工（2026-02-01）早于正式签约日期（2026-03-02）"]],
      [lead, []],
    ]);
    const projects = change.map(({ id, version }) => ({ id, version }));
    await expect(caller.bulkEdit({ requestId: requestId(), patch, projects })).rejects.toMatchObject({
      message: expect.stringContaining("1 个项目的计划日期有矛盾"),
      cause: { code: "needs-reason", detail: { problems: [{ field: "reason" }] } },
    });
    const startOf = async (id: number) =>
      (await database.project.findUniqueOrThrow({ where: { id } })).plannedStartOn;
    expect([await startOf(signed), await startOf(lead)]).toEqual([null, null]);
    await caller.bulkEdit({ requestId: requestId(), patch, projects, reason: "先行用地，合同后补" });
    expect((await startOf(signed))?.toISOString().slice(0, 10)).toBe("2026-02-01");
    // Said once: the same plan is not asked about again.
    const again = await caller.previewBulkEdit({ ids: [signed], patch: { ...patch, nature: "扩建" } });
    expect(again.change.map((c) => c.odd)).toEqual([[]]);
  });
});
