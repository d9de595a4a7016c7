/**
 * Closed totals never move, whatever happens afterwards; closed months and adjustments together are a recount of everything;
 * the rows behind each figure add up to it, copied or not.
 */
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import { createCaller } from "@/server/api/root";
import { CUT_NAMES, type Cut, type MonthReport } from "@/server/contracts/statistics";
import { addMonths, monthsBetween, type StatMonth, yearOf } from "@/server/domain/periods";
import { startingRules } from "@/server/domain/rules";
import { MEASURES, type RowSums, totalOf } from "@/server/domain/statistics-measures";
import { database } from "@/server/platform/database";
import { monthReport } from "@/server/statistics";
import { monthSums } from "@/server/statistics/month-sums";
import { makeActor } from "../support/actors";
import { foldMonth, stories } from "./fold-month";
import { append, foundDistrict, type LittleDistrict, NOW, settle } from "./little-district";
import { anyWish } from "./random-wishes";
import { expectRowsAddUp } from "./rows-add-up";

/** Over the turn of a year. */
const FIRST: StatMonth = 202511;
const ROUNDS = 4;
let district: LittleDistrict;
let director: SessionActor;
let statistician: SessionActor;
let open = FIRST;
const projects: number[] = [];
const closed = new Map<string, MonthReport>();

/** Of every month, so that dollars can always be counted. */
const RATES = new Map(monthsBetween(202401, 202612).map((month, i) => [month, 700_000_000 + i * 1_234_567]));

beforeAll(async () => {
  district = await foundDistrict();
  await database.exchangeRate.createMany({
    data: [...RATES].map(([month, rate]) => ({
      currency: "USD",
      month,
      rateMicro: BigInt(rate),
      source: "测试",
    })),
  });
  director = await makeActor("director");
  statistician = await makeActor("statistician");
});

const report = (month: StatMonth, cut: Cut) =>
  monthReport({ now: NOW }, { month, cut, indicator: "signedFen", compare: true });

async function close(month: StatMonth): Promise<void> {
  const as = (actor: SessionActor) => createCaller({ actor, now: NOW }).statistics;
  await as(statistician).move({ month, from: "open", to: "cutoff" });
  await as(statistician).move({ month, from: "cutoff", to: "review" });
  const { figures } = await as(director).closing({ month });
  const signed = { month, figures: figures ?? "", reason: "测试" };
  await as(statistician).sign(signed);
  expect((await as(director).sign(signed)).closed).toBe(true);
}

const whole = (sums: RowSums[], span: "month" | "year") => {
  const total = totalOf(sums)[span];
  return Object.fromEntries(MEASURES.map((m) => [m, total[m] ?? 0]));
};

/** What the open month says is everything counted anew, less what closed months of its year have said. */
async function expectRecount(cut: Cut): Promise<void> {
  const groups = foldMonth(await stories(), open, cut, startingRules, RATES);
  const now = await monthSums(open, cut, startingRules);
  const before = addMonths(open, -1);
  const said =
    open > FIRST && yearOf(before) === yearOf(open) ? await monthSums(before, cut, startingRules) : null;
  // The fold names industries by their section, the sums by whatever stands in the project.
  const keys =
    cut === "industry" ? [null] : [...groups.keys(), ...now.groups.keys(), ...(said?.groups.keys() ?? [])];
  for (const key of new Set(keys)) {
    const of = (from: Map<string, RowSums> | undefined) =>
      key === null ? [...(from?.values() ?? [])] : [from?.get(key) ?? totalOf([])];
    const year = whole(of(now.groups), "year");
    expect(year, `${open} ${cut} ${key}`).toEqual(whole(of(groups), "year"));
    if (!said) continue;
    const earlier = whole(of(said.groups), "year");
    const month = whole(of(now.groups), "month");
    // 推进 is a stock: its months hold what came and went.
    for (const m of MEASURES)
      expect((earlier[m] ?? 0) + (month[m] ?? 0), `${open} ${cut} ${key} ${m}`).toBe(year[m]);
  }
}

const edit = () =>
  fc.record({
    which: fc.nat(1000),
    chainId: fc.constantFrom(null, ...district.chains),
    plannedTotalFen: fc.constantFrom(null, 49_000_000_00, 12_345_678_901, 600_000_000_00),
    originProvince: fc.constantFrom("", "江苏省", "浙江省"),
    sensitivity: fc.constantFrom("internal" as const, "sensitive" as const),
    ended: fc.option(fc.constantFrom("2025-03-01", "2025-11-11", "2026-01-15"), { nil: null }),
  });

it("stays as it was closed, and the next open month makes the difference good", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyWish(district), { minLength: 2, maxLength: 4 }),
      fc.array(edit(), { minLength: 1, maxLength: 4 }),
      fc.constantFrom(...CUT_NAMES),
      async (wishes, edits, cut) => {
        projects.push(...(await settle(wishes, open > FIRST ? open : 0)));
        for (const { which, ended, ...after } of edits) {
          const id = projects[which % projects.length] ?? 0;
          await append(id, [
            { fact: { type: "BasicsEdited", v: 1, before: {}, after, reason: "更正" } },
            ...(ended === null
              ? []
              : [
                  {
                    fact: {
                      type: "LeftMainLine" as const,
                      v: 1 as const,
                      to: "ended" as const,
                      on: ended,
                      reasonCode: "contract",
                      reason: "解除合同",
                      reviewOn: null,
                    },
                    occurredOn: ended,
                  },
                ]),
          ]);
        }
        for (const [name, then] of closed) {
          const [month = "", of = ""] = name.split(" ");
          expect(await report(Number(month), of as Cut), name).toEqual(then);
        }
        for (const of of CUT_NAMES) await expectRecount(of);
        await expectRowsAddUp(await report(open, cut), director);
        await close(open);
        for (const of of CUT_NAMES) closed.set(`${open} ${of}`, await report(open, of));
        await expectRowsAddUp(await report(open, cut), director);
        open = addMonths(open, 1);
      },
    ),
    // Months close one after another: a round cannot be tried again with less.
    { numRuns: ROUNDS, endOnFailure: true },
  );
  expect(closed.size).toBe(ROUNDS * CUT_NAMES.length);
}, 300_000);
