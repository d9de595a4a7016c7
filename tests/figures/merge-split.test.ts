/** Merging any two projects and splitting them again: nothing counted twice, nothing lost, everything back where it was. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import { createCaller } from "@/server/api/root";
import type { MergeScene } from "@/server/contracts/merge";
import { type LiveEntry, sumsOf } from "@/server/domain/merging";
import { MILESTONES } from "@/server/domain/milestones";
import { startingRules } from "@/server/domain/rules";
import { reportColumns } from "@/server/domain/statistics-columns";
import { totalOf } from "@/server/domain/statistics-measures";
import { database } from "@/server/platform/database";
import { listsOf, liveEntries } from "@/server/projects/merge/load-merge";
import { checkRecord } from "@/server/record/check-record";
import { loadProjects } from "@/server/record/load-project";
import { monthReport } from "@/server/statistics";
import { makeActor } from "../support/actors";
import { foldMonth, stories } from "./fold-month";
import { foundDistrict, type LittleDistrict, NOW, settle, type Wish } from "./little-district";

let district: LittleDistrict;
let director: SessionActor;
let requests = 0;
const requestId = () => `merge-request-${process.pid}-${++requests}`;
/** Columns of the report that add up money. */
const MONEY = [
  "signedMonthFen",
  "signedYearFen",
  "frameworkYearFen",
  "outsideMonthFen",
  "outsideYearFen",
  "foreignYear",
  "investmentMonthFen",
  "investmentYearFen",
];
const MONTHS = [202412, 202506, 202512, 202603, 202611];

beforeAll(async () => {
  district = await foundDistrict();
  director = await makeActor("director");
});

const day = fc
  .record({
    y: fc.constantFrom(2024, 2025, 2026),
    m: fc.integer({ min: 1, max: 12 }),
    d: fc.integer({ min: 1, max: 28 }),
  })
  .map(({ y, m, d }) => `${y}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`)
  .filter((text) => text <= "2026-11-24");
const month = fc.constantFrom(202501, 202503, 202602, 202603, 202604);
const wan = fc.integer({ min: 1, max: 90_000 });
const signing = fc.tuple(day, wan).map(([d, w]) => [d, w] as const);
const arrival = fc.record({
  on: day,
  wan,
  from: fc.constantFrom("江苏省", "黑龙江省", "德国"),
  opening: fc.boolean(),
});
const investment = fc.record({
  month,
  wan,
  basis: fc.constantFrom("official" as const, "dispatch" as const),
});

interface Pair {
  keep: Wish;
  give: Wish;
  /** Takes this much of what differs from the one that gives way. */
  taken: number[];
}

const one = (): fc.Arbitrary<Wish> =>
  fc.record({
    chain: fc.constantFrom(null, ...district.chains),
    unit: fc.constantFrom(null, ...district.units),
    street: fc.constantFrom(null, ...district.streets),
    province: fc.constantFrom("", "江苏省"),
    planWan: fc.constant(100_000),
    framework: fc.array(signing, { maxLength: 1 }),
    contract: fc.array(signing, { maxLength: 1 }),
    supplement: fc.array(signing, { maxLength: 2 }),
    done: fc
      .record({ start: day, completion: day }, { requiredKeys: [] })
      .map((d) => d as NonNullable<Wish["done"]>),
    arrivals: fc.array(arrival, { maxLength: 4 }),
    investments: fc.uniqueArray(investment, { maxLength: 4, selector: (i) => `${i.month}${i.basis}` }),
  });

/** Two records of which one may hold rows of the other. */
const pair = (): fc.Arbitrary<Pair> =>
  fc
    .record({
      keep: one(),
      give: one(),
      copies: fc.boolean(),
      taken: fc.array(fc.nat(60), { maxLength: 20 }),
    })
    .map(({ keep, give, copies, taken }) => {
      if (!copies) return { keep, give, taken };
      const months = new Set(keep.investments?.map((i) => `${i.month}${i.basis}`));
      const investments = give.investments?.filter((i) => !months.has(`${i.month}${i.basis}`)) ?? [];
      return {
        keep,
        give: {
          ...give,
          ...(keep.contract && { contract: keep.contract }),
          arrivals: [...(keep.arrivals ?? []).slice(0, 2), ...(give.arrivals ?? [])],
          investments: [...(keep.investments ?? []), ...investments],
        },
        taken,
      };
    });

const caller = () => createCaller({ actor: director, now: NOW });

/** What a project is, apart from ids of rows and versions. */
async function present(ids: readonly number[]) {
  const [states, lists, live] = await Promise.all([
    loadProjects(database, ids, { lock: false }),
    listsOf(database, ids),
    liveEntries(database, ids),
  ]);
  return ids.map((id) => {
    const { version: _, ...state } = states.get(id) ?? { version: 0 };
    const rows = (live.get(id) ?? []).map((e) => ({
      ledger: e.ledger,
      row: e.row,
      statMonth: e.statMonth,
      opening: e.opening,
      corrects:
        (live.get(id) ?? []).find((o) => o.ledger === e.ledger && o.entryId === e.correctionOfId)?.row ??
        null,
    }));
    return { state, lists: lists.get(id), rows: rows.map((r) => JSON.stringify(r)).sort() };
  });
}

async function figures() {
  const all = [];
  for (const at of MONTHS) {
    const report = await monthReport(
      { now: NOW },
      { month: at, cut: "chain", indicator: "signedFen", compare: true },
    );
    all.push(report.rows.map(({ key, values }) => ({ key, values })));
  }
  return all;
}

/** The figures of the district as SQL counts them, beside the fold of the facts. */
async function expectFold(): Promise<void> {
  const told = await stories();
  for (const at of MONTHS) {
    const report = await monthReport(
      { now: NOW },
      { month: at, cut: "chain", indicator: "signedFen", compare: true },
    );
    const whole = totalOf([...foldMonth(told, at, "chain", startingRules, new Map()).values()]);
    const context = { month: at, indicator: "signedFen" as const, target: null, rank: null };
    const wanted = Object.fromEntries(
      reportColumns(report.shape).map((c) => [c.id, c.value(whole, context)]),
    );
    expect(report.rows.find((r) => r.key === "total")?.values, String(at)).toEqual(wanted);
  }
}

const left = (scene: MergeScene): LiveEntry[] => {
  const gone = new Set(scene.same.map((s) => `${s.ledger}/${s.entryId}`));
  return scene.entries.give.filter((e) => gone.has(`${e.ledger}/${e.entryId}`));
};
const money = (entries: readonly LiveEntry[]) => {
  const { frameworkFen, contractFen, arrivedFen, investedFen } = sumsOf(entries);
  return [frameworkFen ?? 0, contractFen ?? 0, arrivedFen, investedFen];
};

async function differences(): Promise<unknown[]> {
  const found = [];
  for await (const one of checkRecord({ now: NOW, mending: false })) found.push(one);
  return found;
}

describe("合并与拆分", () => {
  it("counts the union without the duplicates, and comes apart as it was", async () => {
    await fc.assert(
      fc.asyncProperty(pair(), async ({ keep, give, taken }) => {
        const [keepId = 0, giveId = 0] = await settle([keep, give]);
        const [before, figuresBefore] = [await present([keepId, giveId]), await figures()];
        const scene = await caller().project.mergeScene({ keepId, giveId });
        const fields = scene.fields.filter((_, i) => taken.includes(i)).map((f) => f.field);
        const { operationId } = await caller().project.merge({
          requestId: requestId(),
          keepId,
          giveId,
          keepVersion: scene.keep.version,
          giveVersion: scene.give.version,
          fields,
          joined: [],
          milestones: taken.length % 2 === 0 ? [...MILESTONES] : [],
          same: scene.same,
          reason: "同一项目",
        });
        const union = money([...scene.entries.keep, ...scene.entries.give]);
        const twice = money(left(scene));
        const state = (await loadProjects(database, [keepId], { lock: false })).get(keepId);
        expect([
          state?.frameworkFen ?? 0,
          state?.contractFen ?? 0,
          state?.arrivedFen,
          state?.investedFen,
        ]).toEqual(union.map((sum, i) => sum - (twice[i] ?? 0)));
        await expectFold();
        expect(await differences()).toEqual([]);
        const merged = await figures();
        const undo = async (id: number | null) =>
          (
            await caller().operation.undo({
              requestId: requestId(),
              id: id ?? 0,
              decisions: [],
              reason: "核对",
            })
          ).operationId;
        const split = await undo(operationId);
        expect(await present([keepId, giveId])).toEqual(before);
        expect(await figures()).toEqual(figuresBefore);
        const again = await undo(split);
        expect(await figures()).toEqual(merged);
        await undo(again);
        expect(await present([keepId, giveId])).toEqual(before);
        expect(await differences()).toEqual([]);
      }),
      { numRuns: 15 },
    );
  }, 400_000);

  it("gives every carried row its place in the month report", async () => {
    await fc.assert(
      fc.asyncProperty(pair(), async ({ keep, give }) => {
        const same = { chain: district.chains[0] };
        const [keepId = 0, giveId = 0] = await settle([
          { ...keep, ...same },
          { ...give, ...same },
        ]);
        const signed = async () =>
          (await figures()).map((rows) => rows.find((r) => r.key === "total")?.values);
        const before = await signed();
        expect(MONEY.filter((id) => !(id in (before[0] ?? {})))).toEqual([]);
        const scene = await caller().project.mergeScene({ keepId, giveId });
        await caller().project.merge({
          requestId: requestId(),
          keepId,
          giveId,
          keepVersion: scene.keep.version,
          giveVersion: scene.give.version,
          fields: [],
          joined: [],
          milestones: [],
          same: [],
          reason: "同一项目",
        });
        const after = await signed();
        // Nothing was called the same: no money leaves any month, whatever it became beside the other's.
        for (const [i, values] of after.entries())
          for (const id of MONEY) expect(values?.[id], `${MONTHS[i]} ${id}`).toEqual(before[i]?.[id]);
      }),
      { numRuns: 15 },
    );
  }, 400_000);
});
