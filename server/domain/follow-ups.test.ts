import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FollowUp, followUpPatch, pastFollowUp, requirePastDays } from "./follow-ups";
import { factSchema } from "./project-facts";

const TODAY = "2026-11-24";
const told = (over: Partial<FollowUp> = {}): FollowUp => ({
  ...{ kind: "visit", on: "2026-11-01", summary: "走访企业", people: "" },
  ...{ nextStep: "", nextOn: null },
  ...over,
});

describe("a follow-up that is written down afterwards", () => {
  it("is how things stand when nothing has happened since", () => {
    const fact = pastFollowUp(told({ nextStep: "报方案", nextOn: "2026-12-01" }), "2026-10-01", TODAY);
    expect(fact.v).toBe(1);
    expect(followUpPatch(fact)).toEqual({
      ...{ progress: "走访企业", nextStep: "报方案", nextDueOn: "2026-12-01" },
    });
  });

  it("is no news when something has", () => {
    const fact = pastFollowUp(told({ nextStep: "报方案", nextOn: "2026-12-01" }), "2026-11-02", TODAY);
    expect(followUpPatch(fact)).toEqual({});
  });

  it("keeps a next day that has passed by to itself", () => {
    const fact = pastFollowUp(told({ nextStep: "报方案", nextOn: "2026-11-10" }), "2026-10-01", TODAY);
    expect(followUpPatch(fact)).toEqual({ progress: "走访企业" });
    expect(factSchema.parse(fact)).toEqual(fact);
  });

  it("plans from its own day on, and never happens tomorrow", () => {
    expect(() => requirePastDays({ on: "2026-11-01", nextOn: "2026-11-05" }, TODAY)).not.toThrow();
    expect(() => requirePastDays({ on: "2026-11-01", nextOn: "2026-10-31" }, TODAY)).toThrow("跟进当日");
    expect(() => requirePastDays({ on: "2026-11-25", nextOn: null }, TODAY)).toThrow("不能晚于今天");
  });

  it("leaves nothing behind that is older than the last progress, whatever the days", () => {
    const day = fc.integer({ min: 10, max: 30 }).map((n) => `2026-10-${n}`);
    fc.assert(
      fc.property(day, day, fc.option(day), (on, last, nextOn) => {
        const patch = followUpPatch(pastFollowUp(told({ on, nextOn, nextStep: "复访" }), last, "2026-10-20"));
        expect("progress" in patch).toBe(on >= last);
        expect("nextStep" in patch).toBe(on >= last && (nextOn === null || nextOn >= "2026-10-20"));
      }),
    );
  });
});
