import { describe, expect, it } from "vitest";
import { movesClosedFigures, requireReasonForClosed } from "./closed-figures";
import type { Milestone } from "./milestones";
import { submitMilestone } from "./pipeline";
import { basicsSchema, type Fact } from "./project-facts";
import { fold, type MilestoneState } from "./project-state";
import { Refusal } from "./refusals";
import { startingRules } from "./rules";

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
  it("move only with a reason too when a milestone brings the change along", () => {
    const lead: Fact = {
      type: "LeadCaptured",
      v: 1,
      number: "2026-00001",
      basics: signed.basics,
      reporterName: "王科员",
      reportingUnitId: 3,
      firstReportedAt: "2026-01-05T01:00:00.000Z",
      imported: false,
    };
    const project = {
      ...fold(7, [{ fact: lead, occurredOn: "2026-01-05", actorId: 1 }]),
      milestones: signed.milestones,
    };
    const submit = (reason: string) => () =>
      submitMilestone(
        project,
        { milestone: "negotiation", occurredOn: "2026-03-01", patch: { chainId: 2 }, details: {}, reason },
        {
          rules: startingRules,
          today: "2026-04-30",
          firstOpenMonth: 202604,
          actorId: 1,
          mayApprove: () => false,
        },
      );
    expect(submit("")).toThrow("已关账月份");
    expect(submit("原归链有误")).toThrow("进入在谈还差");
  });
});
