/** What the page of an import is told while the worker is at it: it stops asking when the job is done. */
import { beforeAll, expect, it } from "vitest";
import { importScene, takeLedger, tryImport } from "@/server/imports";
import { database } from "@/server/platform/database";
import { claimJob, finishJob } from "@/server/platform/jobs";
import { actorNamed, makeBureau } from "../support/factories";

const NOW = new Date("2026-11-02T02:00:00Z");
const LEDGER =
  "项目名称,产业链,投资方,计划总投资（万元）,签约类型,签约日期\n甲项目,烤肉,甲公司,1000,正式,2026-03-01\n";

beforeAll(() => makeBureau("2026-11-02"));

async function* once(bytes: Uint8Array) {
  yield bytes;
}

it("is never told that the job is done beside what the batch was before it", async () => {
  const actor = actorNamed("tongji");
  const told: string[] = [];
  for (let round = 0; round < 12; round++) {
    const bytes = once(Buffer.from(LEDGER));
    const { id } = await takeLedger({ actor, now: NOW }, { fileName: "台账.csv", bytes });
    const working = (async () => {
      const job = await claimJob(["import-try"]);
      await tryImport({ actor, now: NOW }, id, async () => {});
      await finishJob(job?.id ?? 0, {});
    })();
    const asking = async () => {
      for (;;) {
        const { job, state } = await importScene(actor, id);
        if (job?.state !== "done") continue;
        told.push(state);
        return;
      }
    };
    await Promise.all([working, asking(), asking(), asking(), asking()]);
  }
  expect(told).toEqual(told.map(() => "tried"));
  expect(told).toHaveLength(48);
  expect(await database.job.count({ where: { state: "done" } })).toBe(12);
});
