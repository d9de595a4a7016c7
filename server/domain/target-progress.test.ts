import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  aheadOf,
  completionOf,
  growthOf,
  type LightFacts,
  type LightRule,
  neededOf,
  percentOf,
  pointsOf,
  progressLight,
  scheduleOf,
} from "./target-progress";

const RULE: LightRule = { lights: "lag", warnPoints: 10, latePoints: 30, latePercent: 50 };
const OCTOBER = 202610;
const even = (month: number, span: "year" | "first-half" | "second-half" = "year") =>
  scheduleOf({ month, span, target: 100 });
const lead = (actual: number, target: number, month: number, places = 2) =>
  pointsOf(aheadOf(completionOf(actual, target), even(month)), places);

describe("超欠序时", () => {
  it.each([
    [12564, 10000, OCTOBER, 2, "42.31"],
    [16507, 10000, OCTOBER, 2, "81.74"],
    [7041, 10000, OCTOBER, 2, "-12.92"],
    // 97.16 prints as 97.2 and October as 83.3; the lead is 13.8, not the difference of what was printed.
    [9716, 10000, OCTOBER, 1, "13.8"],
    [3090, 10000, 202603, 2, "5.90"],
  ])("of %i in %i at %i is %s", (actual, target, month, places, expected) => {
    expect(lead(actual, target, month, places)).toBe(expected);
  });
  it("has nothing to say without a target", () => {
    for (const target of [null, 0]) {
      expect(completionOf(5, target)).toBeNull();
      expect(pointsOf(aheadOf(completionOf(5, target), even(OCTOBER)))).toBeNull();
      expect(neededOf({ actual: 5, target, month: OCTOBER, span: "year", count: true })).toBeNull();
    }
  });
});

describe("序时进度", () => {
  it("of the second half counts from July, and there is none before", () => {
    expect(percentOf(even(202608, "second-half"))).toBe("33.33");
    expect(percentOf(even(202605, "second-half"))).toBe("0.00");
    expect(percentOf(even(202612, "second-half"))).toBe("100.00");
  });
  it("of the first half is over in June", () => {
    expect(percentOf(even(202603, "first-half"))).toBe("50.00");
    expect(percentOf(even(202609, "first-half"))).toBe("100.00");
  });
  it("follows a monthly plan that adds up to the target", () => {
    const plan = [0, 0, 4, 8, 10, 12, 12, 12, 12, 14, 10, 6];
    const asked = { month: 202606, span: "year", plan } as const;
    expect(scheduleOf({ ...asked, target: 100 })).toEqual({ part: 34n, whole: 100n, basis: "plan" });
    expect(scheduleOf({ ...asked, target: 120 })).toEqual({ part: 6n, whole: 12n, basis: "plan-off" });
    expect(scheduleOf({ ...asked, plan: [...plan.slice(0, 11), null], target: 94 }).basis).toBe("plan-off");
    expect(scheduleOf({ ...asked, plan: [], target: 100 }).basis).toBe("even");
  });
  it("by a plan reaches the whole in December, and never falls", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { minLength: 12, maxLength: 12 }), (plan) => {
        const target = plan.reduce((a, b) => a + b, 0);
        fc.pre(target > 0);
        const shares = Array.from({ length: 12 }, (_, i) =>
          Number(scheduleOf({ month: 202601 + i, span: "year", target, plan }).part),
        );
        expect(shares).toEqual([...shares].sort((a, b) => a - b));
        expect(shares[11]).toBe(target);
      }),
    );
  });
});

describe("月均需完成", () => {
  const asked = { target: 62, month: 202610, span: "year", count: true } as const;
  it("rounds a count up and an amount half-up", () => {
    expect(neededOf({ ...asked, actual: 51 })).toEqual({ state: "open", left: 11, months: 2, perMonth: 6 });
    expect(neededOf({ ...asked, actual: 50, target: 101, count: false })).toEqual({
      state: "open",
      left: 51,
      months: 2,
      perMonth: 26,
    });
  });
  it("says done, and that no month is left", () => {
    expect(neededOf({ ...asked, actual: 62 })).toEqual({ state: "done" });
    expect(neededOf({ ...asked, actual: 60, month: 202612 })).toEqual({ state: "over", left: 2 });
    expect(neededOf({ ...asked, actual: 1, month: 202611, span: "first-half" })).toEqual({
      state: "over",
      left: 61,
    });
  });
});

describe("the light", () => {
  const facts = (actual: number, over: Partial<LightFacts> = {}): LightFacts => ({
    completion: completionOf(actual, 10_000),
    schedule: even(OCTOBER),
    growth: null,
    average: null,
    planned: null,
    ...over,
  });
  const light = (rule: Partial<LightRule>, given: LightFacts) => progressLight({ ...RULE, ...rule }, given);

  it("by points behind: up to 10 正常, up to 30 预警, more 滞后", () => {
    const june = { schedule: even(202606) };
    expect(light({}, facts(4000, june))).toBe("normal");
    expect(light({}, facts(3999, june))).toBe("warning");
    expect(light({}, facts(2000, june))).toBe("warning");
    expect(light({}, facts(1999, june))).toBe("late");
    expect(light({}, facts(7041))).toBe("warning");
  });
  it("by the share of the plan that is missing: up to half 预警, more 滞后", () => {
    const june = { schedule: even(202606) };
    const by = { lights: "shortfall" } as const;
    expect(light(by, facts(5000, june))).toBe("normal");
    expect(light(by, facts(4999, june))).toBe("warning");
    expect(light(by, facts(2500, june))).toBe("warning");
    expect(light(by, facts(2499, june))).toBe("late");
  });
  it("by growth against the plan and the average; a fall is 滞后, no base has no light", () => {
    const by = { lights: "growth" } as const;
    const given = { average: growthOf(110, 100), planned: growthOf(108, 100) };
    expect(light(by, facts(1, { ...given, growth: growthOf(112, 100) }))).toBe("normal");
    expect(light(by, facts(1, { ...given, growth: growthOf(109, 100) }))).toBe("warning");
    expect(light(by, facts(1, { ...given, growth: growthOf(100, 100) }))).toBe("warning");
    expect(light(by, facts(1, { ...given, growth: growthOf(99, 100) }))).toBe("late");
    expect(light(by, facts(1, { ...given, growth: growthOf(99, 0) }))).toBeNull();
  });
  it("of nobody who has reached the schedule is red or amber", () => {
    fc.assert(
      fc.property(fc.nat(20_000), fc.integer({ min: 1, max: 12 }), (actual, month) => {
        const given = facts(actual, { schedule: even(202600 + month) });
        fc.pre(actual * 12 >= 10_000 * month);
        expect(light({}, given)).toBe("normal");
        expect(light({ lights: "shortfall" }, given)).toBe("normal");
      }),
    );
  });
});
