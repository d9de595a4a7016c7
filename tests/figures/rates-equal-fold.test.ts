/** Every rate of every cut equals the fold of the same facts, and the projects behind it add up to it for whoever asks. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import { createCaller } from "@/server/api/root";
import type { RateReport, RateReportInput } from "@/server/contracts/rates";
import { CUT_NAMES } from "@/server/contracts/statistics";
import { MILESTONES } from "@/server/domain/milestones";
import type { RateRules } from "@/server/domain/rate-rules";
import { startingRates } from "@/server/domain/rate-rules";
import { RATE_IDS, type RateId, rateFigures } from "@/server/domain/rates";
import { database } from "@/server/platform/database";
import { cohortRates, drillRate, rateReport } from "@/server/statistics";
import { makeActor } from "../support/actors";
import { stories } from "./fold-month";
import { type FoldedRates, type FoldWindow, foldRates, totalOfFolded } from "./fold-rates";
import { append, foundDistrict, type LittleDistrict, NOW, settle, type Wish } from "./little-district";
import { anyWish } from "./random-wishes";

let district: LittleDistrict;
let people: SessionActor[];

beforeAll(async () => {
  district = await foundDistrict();
  const [unitId] = district.units;
  people = [
    await makeActor("director"),
    await makeActor("chain-leader", { chainIds: [district.chains[0]] }),
    await makeActor("officer", { unitId }),
    await makeActor("district-leader"),
  ];
});

const someDay = fc
  .record({
    y: fc.constantFrom(2024, 2025, 2026),
    m: fc.integer({ min: 1, max: 10 }),
    d: fc.integer({ min: 1, max: 28 }),
  })
  .map(({ y, m, d }) => `${y}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`);
const maybeDay = fc.option(someDay, { nil: undefined });

/** A project with every milestone that a rate may ask for. */
const anyLife = (): fc.Arbitrary<Wish> =>
  fc
    .record({
      wish: anyWish(district),
      steps: fc.record({
        negotiation: maybeDay,
        registration: maybeDay,
        filing: maybeDay,
        land: maybeDay,
        statistics: maybeDay,
        "full-capacity": maybeDay,
      }),
      agreedWan: fc.constantFrom(null, 0, 500, 12_345.67),
      landless: fc.boolean(),
    })
    .map(({ wish, steps, agreedWan, landless }) => ({
      ...wish,
      agreedWan,
      landless,
      done: {
        ...wish.done,
        ...Object.fromEntries(Object.entries(steps).filter(([, on]) => on !== undefined)),
      },
    }));

const RULES: Record<string, RateRules> = {
  "2026-11-01": startingRates,
  "2026-11-02": {
    arrivalBase: "contract",
    landed: ["registration", "start"],
    performing: ["filing", "start"],
    statisticsMinPlanFen: 0,
  },
  "2026-11-03": { ...startingRates, arrivalBase: "plan", landed: ["land"], statisticsMinPlanFen: 10 ** 10 },
};

function wantedOf(folded: FoldedRates, withoutEnded: boolean) {
  return Object.fromEntries(
    RATE_IDS.map((id) => {
      const { count, money } = folded[id];
      const sums = {
        partCount: count.part,
        wholeCount: count.whole,
        partFen: money.part,
        wholeFen: money.whole,
      };
      return [id, rateFigures(id, sums, withoutEnded)];
    }),
  );
}

async function expectEqualToFold(input: RateReportInput, rules: RateRules): Promise<RateReport> {
  const report = await rateReport({ now: NOW }, input);
  const window: FoldWindow = { ...input, cutoff: input.cutoff ?? input.to };
  const groups = foldRates(await stories(), input.cut, rules, window);
  const ordinary = report.rows.filter((r) => r.kind === "chain" || r.kind === "group").map((r) => r.key);
  for (const row of report.rows.filter((r) => r.kind !== "subtotal")) {
    const keys =
      row.kind === "total"
        ? [...groups.keys()]
        : row.kind === "other"
          ? [...groups.keys()].filter((k) => !ordinary.includes(k))
          : [row.key];
    const folded = totalOfFolded(keys.flatMap((k) => groups.get(k) ?? []));
    expect(row.rates, `${JSON.stringify(input)} ${row.name}`).toEqual(wantedOf(folded, input.withoutEnded));
  }
  return report;
}

/** Sets the meaning of the rates from the first day on. */
const setRates = (value: RateRules) =>
  database.setting.create({ data: { key: "rates", value, effectiveFrom: new Date("2024-01-01") } });

describe("SQL = fold", () => {
  it("holds for every rate, way and cut under any settings, while projects end and change chain", async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyLife(), { minLength: 2, maxLength: 6 }),
        fc.constantFrom([202401, 202412], [202506, 202506], [202501, 202606], [202601, 202611]),
        fc.constantFrom("cohort" as const, "period" as const),
        fc.constantFrom(0, 202611),
        fc.boolean(),
        fc.constantFrom(...CUT_NAMES),
        fc.constantFrom(...Object.values(RULES)),
        async (wishes, [from = 0, to = 0], way, later, withoutEnded, cut, rules) => {
          run++;
          await setRates(rules);
          const [first = 0] = await settle(wishes);
          const cutoff = way === "cohort" && later > 0 ? { cutoff: later } : {};
          const input: RateReportInput = { from, to, way, withoutEnded, cut, ...cutoff };
          await expectEqualToFold(input, rules);
          await append(first, [
            {
              fact: {
                type: "LeftMainLine",
                v: 1,
                to: "ended",
                on: "2026-03-08",
                reasonCode: "contract",
                reason: "解除",
                reviewOn: null,
              },
              occurredOn: "2026-03-08",
            },
          ]);
          await expectEqualToFold(input, rules);
        },
      ),
      { numRuns: 30 },
    );
    expect(run).toBeGreaterThan(0);
  }, 180_000);

  it("gives every cut the same total, and a writer of reports the same figures", async () => {
    await setRates(startingRates);
    const input = { from: 202501, to: 202611, way: "cohort", withoutEnded: false } as const;
    const totals = [];
    for (const cut of CUT_NAMES)
      totals.push((await expectEqualToFold({ ...input, cut }, startingRates)).rows.at(-1));
    const [chain] = totals;
    expect(chain?.rates.registered.count?.whole).toBeGreaterThan(10);
    for (const total of totals) expect(total?.rates).toEqual(chain?.rates);
    const told = await cohortRates(database, { from: 202501, to: 202611, now: NOW });
    expect(told.total).toEqual(chain?.rates);
    expect(told.settings.rules).toEqual(startingRates);
  });
});

describe("projects that were merged", () => {
  it("count once, with the milestones and the money of both", async () => {
    await setRates(startingRates);
    const twin = { name: "同一项目", chain: district.chains[0], planWan: 5_000, province: "江苏省" };
    const [keepId = 0, giveId = 0] = await settle([
      { ...twin, contract: [["2022-02-01", 5_000]], arrivals: [{ on: "2022-03-01", wan: 100 }] },
      {
        ...twin,
        contract: [["2022-02-01", 5_000]],
        done: { registration: "2022-04-01", start: "2022-05-01" },
      },
    ]);
    const input = { from: 202201, to: 202212, way: "cohort", withoutEnded: false, cut: "chain" } as const;
    const before = await expectEqualToFold(input, startingRates);
    expect(before.rows.at(-1)?.rates.started.count).toEqual({ part: 1, whole: 2 });
    const [director] = people;
    const { project } = createCaller({ actor: director ?? null, now: NOW });
    const scene = await project.mergeScene({ keepId, giveId });
    await project.merge({
      requestId: "merged-for-the-rates",
      keepId,
      giveId,
      keepVersion: scene.keep.version,
      giveVersion: scene.give.version,
      fields: [],
      joined: [],
      milestones: [...MILESTONES],
      same: scene.same,
      reason: "同一项目",
    });
    const after = await expectEqualToFold(input, startingRates);
    expect(after.rows.at(-1)?.rates.started.count).toEqual({ part: 1, whole: 1 });
    expect(after.rows.at(-1)?.rates.funded.count).toEqual({ part: 1, whole: 1 });
  });
});

/** The first row, what no row claims and the total; each rate by one of the measures. */
async function expectProjectsAddUp(input: RateReportInput, actor: SessionActor): Promise<void> {
  const report = await rateReport({ now: NOW }, input);
  const some = report.rows.filter((row, i) => i === 0 || row.kind === "other" || row.kind === "total");
  for (const row of some) {
    for (const [i, rate] of RATE_IDS.entries()) {
      const measure = i % 2 === 0 ? "count" : "amount";
      const share = row.rates[rate][measure];
      const drill = await drillRate(
        { actor, now: NOW },
        { ...input, rate, measure, rowKey: row.key, offset: 0, limit: 200 },
      );
      const label = `${row.name} ${rate} ${measure} ${actor.role}`;
      if (share === null) continue;
      expect({ part: drill.total.part, whole: drill.total.whole }, label).toEqual(share);
      expect(drill.figure, label).toEqual(share);
      const listed = (side: "part" | "whole") => drill.rows.reduce((sum, r) => sum + r[side], 0);
      expect([listed("part"), listed("whole")], label).toEqual([drill.visible.part, drill.visible.whole]);
      const { visible, hidden, masked, total } = drill;
      const leads = masked.reduce((n, m) => n + m.count, 0);
      const alone = hidden.count === 0;
      expect(visible.count + (alone ? leads : hidden.count), label).toBe(total.count);
      if (!alone || leads === 0)
        expect([visible.part + hidden.part, visible.whole + hidden.whole], label).toEqual([
          total.part,
          total.whole,
        ]);
      if (!alone) expect(leads, label).toBeLessThan(hidden.count);
    }
  }
}

describe("the projects behind a rate", () => {
  it.each(["cohort", "period"] as const)(
    "add up to it, for everyone, in every cut (%s)",
    async (way) => {
      await settle(
        district.chains.map((chain) => ({
          chain,
          sensitive: true,
          framework: [["2026-02-02", 777]] as const,
        })),
      );
      for (const [i, cut] of CUT_NAMES.entries()) {
        const actor = people[i % people.length];
        if (actor)
          await expectProjectsAddUp({ from: 202501, to: 202611, way, withoutEnded: false, cut }, actor);
      }
    },
    120_000,
  );

  it("say on which day each condition was met, those that do not meet it first", async () => {
    const [, , , , street] = [...district.chains, ...district.streets];
    const names = { name: "甲项目", chain: district.chains[2], street, planWan: 1_000 };
    await settle([
      {
        ...names,
        contract: [["2023-03-01", 900]],
        done: { registration: "2023-04-02", start: "2023-09-01" },
      },
      { ...names, name: "乙项目", contract: [["2023-03-05", 100]], ended: "2023-11-11" },
    ]);
    const [director] = people;
    if (!director) throw new Error("nobody");
    const ask = (rate: RateId) =>
      drillRate(
        { actor: director, now: NOW },
        {
          from: 202301,
          to: 202312,
          way: "cohort",
          withoutEnded: false,
          cut: "chain",
          rate,
          measure: "count",
          rowKey: "total",
          offset: 0,
          limit: 50,
        },
      );
    const { rows, figure } = await ask("performed");
    expect(figure).toEqual({ part: 1, whole: 2 });
    expect(rows.map((r) => [r.name, r.part, r.endedOn, r.contractOn])).toEqual([
      ["乙项目", 0, "2023-11-11", "2023-03-05"],
      ["甲项目", 1, null, "2023-03-01"],
    ]);
    expect(rows[1]?.steps).toEqual([
      { name: "注册", on: "2023-04-02", waived: false },
      { name: "立项备案", on: null, waived: false },
      { name: "供地", on: null, waived: false },
      { name: "开工", on: "2023-09-01", waived: false },
    ]);
    expect((await ask("ended")).figure).toEqual({ part: 1, whole: 2 });
  });
});
