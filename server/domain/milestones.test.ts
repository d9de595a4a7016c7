import { describe, expect, it } from "vitest";
import { isBehind, MAIN_LINE_STEPS, MILESTONES } from "./milestones";

describe("the main line", () => {
  it("has every milestone in one step", () => {
    expect(MAIN_LINE_STEPS.flat()).toEqual([...MILESTONES]);
  });

  it("has gone past what stands before the stage, but not past its parallels", () => {
    expect(MILESTONES.filter((m) => isBehind(m, "contract"))).toEqual(["lead", "negotiation", "framework"]);
    expect(isBehind("registration", "land")).toBe(false);
    expect(isBehind("registration", "start")).toBe(true);
  });
});
