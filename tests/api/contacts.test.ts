/** Contact persons and phones: to who may see them, wherever they stand. */
import { beforeAll, describe, expect, it } from "vitest";
import { createCaller } from "@/server/api/root";
import { takeLedger, tryImport } from "@/server/imports";
import { database } from "@/server/platform/database";
import { actorNamed, makeBureau, makeProject } from "@/tests/support/factories";

const NOW = new Date("2026-11-24T02:00:00Z");
const PHONE = "13900001234";
const as = (username: string) => createCaller({ actor: actorNamed(username), now: NOW });

beforeAll(() => makeBureau("2026-11-24"));

describe("a contact", () => {
  it("in an imported ledger is shown to who brought it and to the director, not to the statistician", async () => {
    const actor = actorNamed("kezhang");
    async function* bytes() {
      yield Buffer.from(
        `项目名称,投资方,所在省,计划总投资（万元）,签约日期,联系人及电话\n甲光伏项目,沈阳甲能源有限公司,辽宁省,12000,2026-03-05,王某 ${PHONE}\n`,
      );
    }
    const { id } = await takeLedger({ actor, now: NOW }, { fileName: "台账.csv", bytes: bytes() });
    await tryImport({ actor, now: NOW }, id, async () => {});
    const seenBy = async (username: string) => {
      const { rows } = await as(username).import.rows({ id });
      expect(rows).toHaveLength(1);
      return JSON.stringify(rows).includes(PHONE);
    };
    expect([await seenBy("kezhang"), await seenBy("juzhang"), await seenBy("tongji")]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it("in a milestone that waits is shown to the head of the unit, not to the statistician", async () => {
    const { id } = await makeProject({ stage: "start", capturedOn: "2026-02-02" });
    await database.milestone.createMany({
      data: (["statistics", "building"] as const).map((kind) => ({
        projectId: id,
        kind,
        status: "submitted",
        occurredOn: new Date("2026-11-20"),
        recordedAt: NOW,
        recordedById: actorNamed("keyuan").id,
        patch: { contactPhone: PHONE, difficulty: "缺电" },
      })),
    });
    const seenBy = async (username: string) => {
      const { lines } = await as(username).ledger.queue({ kind: "milestone" });
      expect(JSON.stringify(lines)).toContain("缺电");
      return JSON.stringify(lines).includes(PHONE);
    };
    expect([await seenBy("kezhang"), await seenBy("tongji")]).toEqual([true, false]);
  });
});
