import { describe, expect, it } from "vitest";
import { movesClosedFigures, requireReasonForClosed } from "./closed-figures";
import type { Milestone } from "./milestones";
import { basicsSchema } from "./project-facts";
import type { MilestoneState } from "./project-state";
import { Refusal } from "./refusals";

const milestone = (statMonth: number, status: MilestoneState["status"] = "approved"): MilestoneState => ({
  status,
  occurredOn: "2026-03-02",
  statMonth: status === "approved" ? statMonth : null,
  patch: {},
  details: {},
  imported: false,
  recordedById: 1,
});
const state = (milestones: Partial<Record<Milestone, MilestoneState>>) => ({
  basics: basicsSchema.parse({ name: "主轴基地", chainId: 1 }),
  milestones,
});

describe("figures of a closed month", () => {
  const signed = state({ lead: milestone(202601), contract: milestone(202603) });
  it("move with the chain, place or plan of a project that is counted in one", () => {
    expect(movesClosedFigures(signed, { chainId: 2 }, 202604)).toBe(true);
    expect(movesClosedFigures(signed, { plannedTotalFen: 100 }, 202604)).toBe(true);
    expect(movesClosedFigures(signed, { chainId: 2 }, 202603)).toBe(false);
    expect(movesClosedFigures(signed, { chainId: 1 }, 202604)).toBe(false);
    expect(movesClosedFigures(signed, { nextStep: "报批", nature: "扩建" }, 202604)).toBe(false);
  });
  it("do not move with a lead, nor with what waits for its review", () => {
    const lead = state({ lead: milestone(202601), contract: milestone(0, "submitted") });
    expect(movesClosedFigures(lead, { chainId: 2 }, 202604)).toBe(false);
  });
  it("move only with a reason, which is asked for at its field", () => {
    const asked = () => requireReasonForClosed(signed, { chainId: 2 }, 202604, " ");
    expect(asked).toThrow(Refusal);
    expect(asked).toThrow("已关账月份");
    expect(() => requireReasonForClosed(signed, { chainId: 2 }, 202604, "原归链有误")).not.toThrow();
    expect(() => requireReasonForClosed(signed, { nature: "扩建" }, 202604, "")).not.toThrow();
  });
});
