import { describe, expect, it } from "vitest";
import { startingRates } from "./rate-rules";
import { type RateSentencePart, rateSentence } from "./rate-sentence";
import { quickWindows, windowLabel } from "./rate-windows";
import { RATE_IDS, type RateId, type RateRow, type RateShare, rateWords } from "./rates";

const rowOf = (known: Partial<Record<RateId, RateShare>>): RateRow =>
  Object.fromEntries(
    RATE_IDS.map((id) => {
      const share = known[id] ?? { part: 0, whole: known.registered?.whole ?? 0 };
      return [id, { count: share, amount: share }];
    }),
  ) as RateRow;
const text = (parts: readonly RateSentencePart[]) =>
  parts.map((p) => (typeof p === "string" ? p : p.text)).join("");
const scope = { from: 202601, to: 202610, cutoff: 202610, way: "cohort", withoutEnded: false } as const;
const words = rateWords(startingRates);
const bulletin = rowOf({
  registered: { part: 230, whole: 247 },
  performed: { part: 244, whole: 247 },
  started: { part: 222, whole: 247 },
  built: { part: 60, whole: 247 },
  arrived: { part: 370, whole: 1077 },
});

describe("the sentence of the rates", () => {
  it("is the one that bulletins print, each number a figure", () => {
    const parts = rateSentence({ ...scope, rates: bulletin, words });
    expect(text(parts)).toBe(
      "2026年1—10月签约的247个项目中，履约244个、开工222个、投产60个，履约率、开工率、资金到位率分别为98.79%、89.88%和34.35%。",
    );
    expect(parts.filter((p) => typeof p !== "string").map((p) => [p.rate, p.measure])).toEqual([
      ["registered", "count"],
      ["performed", "count"],
      ["started", "count"],
      ["built", "count"],
      ["performed", "count"],
      ["started", "count"],
      ["arrived", "amount"],
    ]);
  });

  it("drops what is zero instead of saying 0", () => {
    const young = rowOf({ registered: { part: 1, whole: 4 }, performed: { part: 1, whole: 4 } });
    expect(text(rateSentence({ ...scope, rates: young, words }))).toBe(
      "2026年1—10月签约的4个项目中，履约1个，履约率为25.00%。",
    );
    const none = rowOf({ registered: { part: 0, whole: 4 } });
    expect(text(rateSentence({ ...scope, rates: none, words }))).toBe("2026年1—10月签约的4个项目尚未履约。");
    expect(text(rateSentence({ ...scope, rates: rowOf({}), words }))).toBe("2026年1—10月暂无签约项目。");
  });

  it("names a later cutoff, a period and who is left out", () => {
    expect(text(rateSentence({ ...scope, cutoff: 202611, rates: bulletin, words }))).toContain(
      "247个项目中，截至2026年11月，履约244个",
    );
    const period = rateSentence({ ...scope, way: "period", withoutEnded: true, rates: bulletin, words });
    expect(text(period)).toMatch(
      /^2026年1—10月新签约247个项目，期内履约244个.*资金到位率（期间率，剔除终止）分别为/,
    );
  });
});

describe("windows", () => {
  it("are those of the bulletins", () => {
    const named = (present: number) =>
      Object.fromEntries(quickWindows(present).map(({ name, window }) => [name, windowLabel(window)]));
    expect(named(202611)).toEqual({
      本年: "2026年1—11月",
      上年: "2025年",
      上半年: "2026年1—6月",
      近12个月: "2025年12月至2026年11月",
    });
    expect(named(202602).上半年).toBe("2025年1—6月");
  });
});
