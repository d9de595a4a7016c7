import { describe, expect, it } from "vitest";
import { type Reach, reachCovers } from "./export-reach";

const reach = (over: Partial<Reach> = {}): Reach => ({ role: "officer", unitId: 3, chainIds: [], ...over });

describe("what was exported once", () => {
  it("may be taken as long as role, unit and chains are as they were, or more", () => {
    expect(reachCovers(reach(), reach())).toBe(true);
    const leader = reach({ role: "chain-leader", chainIds: [1] });
    expect(reachCovers({ ...leader, chainIds: [1, 2] }, leader)).toBe(true);
    expect(reachCovers(reach({ role: "director", unitId: 1 }), reach({ role: "statistician" }))).toBe(true);
  });
  it("may not after a move to another role, another unit, or away from a chain", () => {
    expect(reachCovers(reach(), reach({ role: "statistician" }))).toBe(false);
    expect(reachCovers(reach({ unitId: 4 }), reach())).toBe(false);
    expect(
      reachCovers(
        reach({ role: "chain-leader", chainIds: [2] }),
        reach({ role: "chain-leader", chainIds: [1, 2] }),
      ),
    ).toBe(false);
    // A statistician reads every project, but not the masked leads that a head of section could open.
    expect(reachCovers(reach({ role: "statistician" }), reach({ role: "section-head" }))).toBe(false);
  });
});
