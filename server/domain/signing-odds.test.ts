import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type OpenLeads, type PastStage, signingOdds } from "./signing-odds";

const past: PastStage[] = [
  { stage: "negotiation", band: 0, cases: 120, signed: 60 },
  { stage: "negotiation", band: 1, cases: 10, signed: 0 },
  { stage: "framework", band: 0, cases: 12, signed: 9 },
];
const fresh: OpenLeads[] = [{ stage: "negotiation", band: 0, count: 40 }];
const asked = { open: fresh, past, actual: 10, target: 30 };

describe("在手转化", () => {
  it("tells an interval around the share that was signed in time", () => {
    const odds = signingOdds(asked);
    if (odds.state !== "told") throw new Error(odds.state);
    expect(odds).toMatchObject({ open: 40, cases: 120 });
    expect(odds.low).toBeGreaterThanOrEqual(13);
    expect(odds.low).toBeLessThan(20);
    expect(odds.high).toBeGreaterThan(20);
    expect(odds.high).toBeLessThanOrEqual(27);
  });
  it("takes the stage as a whole where the age alone has too few cases, and says nothing where the stage has", () => {
    const old: OpenLeads[] = [{ stage: "negotiation", band: 1, count: 4 }];
    expect(signingOdds({ ...asked, open: old })).toMatchObject({ state: "told", cases: 130 });
    const framework: OpenLeads[] = [...fresh, { stage: "framework", band: 0, count: 1 }];
    expect(signingOdds({ ...asked, open: framework })).toEqual({ state: "too-few", open: 41 });
    expect(signingOdds({ ...asked, open: [] })).toEqual({ state: "too-few", open: 0 });
  });
  it("gives the same answer again, never more for a higher target, and never more than is open", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), fc.nat(60), (target, more) => {
        const [low, high] = [
          signingOdds({ ...asked, target }),
          signingOdds({ ...asked, target: target + more }),
        ];
        if (low.state !== "told" || high.state !== "told") throw new Error("told");
        expect(signingOdds({ ...asked, target })).toEqual(low);
        expect(high.reaching).toBeLessThanOrEqual(low.reaching);
        expect(low.high).toBeLessThanOrEqual(low.open);
      }),
      { numRuns: 10 },
    );
  });
});
