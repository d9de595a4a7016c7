/**
 * What a sensitive lead may come to. A chain may have no other lead: then any sum by chain would say its amount. It is in
 * no sum for who may not see the lead, wherever sums are shown; that it is there counts everywhere.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { type LedgerScene, ledgerScene, type Person, requestId, WAN } from "../support/ledger-scene";

let scene: LedgerScene;
let lead = 0;

const edit = async (patch: object) => {
  const card = await scene.as("officer").project.card({ id: lead });
  if (card.masked) throw new Error("masked");
  await scene.as("officer").project.edit({
    ...{ requestId: requestId(), projectId: lead, expectedVersion: card.version, patch, reason: "核实" },
  });
};

beforeAll(async () => {
  scene = await ledgerScene();
  const captured = await scene.as("officer").project.capture({
    ...{ requestId: requestId(), name: "唯一的线索", investorName: "沈阳远松精密机械有限公司" },
    ...{ chainId: scene.chainIds[1], intendedFen: 21_000 * WAN, originProvince: "海南省" },
  });
  lead = captured.id;
  await edit({ sensitivity: "sensitive", plannedTotalFen: 21_000 * WAN });
});

/** Every sum that is shown by chain. */
async function sums(person: Person) {
  const { project, chain, statistics } = scene.as(person);
  const filter = { chainIds: [scene.chainIds[1]] };
  return {
    board: await project.columns({ filter }),
    list: await project.sums({ filter }),
    groups: await project.groups({ filter, by: "chain" }),
    chart: await project.chart({ filter }),
    chains: await chain.overview(),
    chain: await chain.home({ id: scene.chainIds[1] }),
    month: await statistics.month({ month: 202611, cut: "chain", indicator: "outsideFen" }),
  };
}

describe("the amount of a chain's only lead, which is sensitive", () => {
  it("changes no sum for who may not see the lead, and is in those of who may", async () => {
    const people = ["statistician", "otherLeader", "head", "director"] as const;
    const before = await Promise.all(people.map(sums));
    // Within the size that everybody may know.
    await edit({ intendedFen: 22_000 * WAN, plannedTotalFen: 23_000 * WAN });
    const after = await Promise.all(people.map(sums));
    expect(after[0]).toEqual(before[0]);
    expect(after[0]?.list).toMatchObject({ count: 1, plannedTotalFen: 0 });
    expect(after[0]?.chains.chains.find((c) => c.id === scene.chainIds[1])?.pipeline.lead).toBe(1);
    for (const [i, person] of people.entries()) {
      if (i === 0) continue;
      expect(after[i]?.list.plannedTotalFen, person).toBe(23_000 * WAN);
      expect(after[i]?.board.find((head) => head.column === "lead")?.amountFen, person).toBe(22_000 * WAN);
    }
  });
});
