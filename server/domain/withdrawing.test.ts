/** 撤回: only its sender, and only before a decision. */
import { describe, expect, it } from "vitest";
import type { EntryState } from "./ledger-entries";
import { basicsSchema, type Fact } from "./project-facts";
import { fold, type ProjectState, type RecordedFact } from "./project-state";
import { Refusal } from "./refusals";
import { withdrawEntry, withdrawMilestone } from "./withdrawing";

const ME = 1;
const OTHER = 2;
const messageOf = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    if (error instanceof Refusal) return `${error.code}: ${error.message}`;
    throw error;
  }
  return "allowed";
};

describe("a milestone", () => {
  const captured: Fact = {
    type: "LeadCaptured",
    v: 1,
    number: "2026-00001",
    basics: basicsSchema.parse({ name: "主轴部件基地", ownerId: ME }),
    reporterName: "王科员",
    reportingUnitId: 3,
    firstReportedAt: "2026-01-05T01:00:00.000Z",
    imported: false,
  };
  const submitted: Fact = {
    type: "MilestoneSubmitted",
    v: 1,
    milestone: "negotiation",
    occurredOn: "2026-02-01",
    patch: { content: "年产主轴 2 万套" },
    details: {},
    reason: "",
  };
  const approved: Fact = {
    type: "MilestoneApproved",
    v: 1,
    milestone: "negotiation",
    occurredOn: "2026-02-01",
    statMonth: 202602,
    patch: {},
    details: {},
    imported: false,
  };
  const returned: Fact = { type: "MilestoneReturned", v: 1, milestone: "negotiation", reason: "补材料" };
  const withdrawn: Fact = { type: "MilestoneWithdrawn", v: 1, milestone: "negotiation" };
  const told = (...facts: Fact[]): ProjectState =>
    fold(
      7,
      [captured, ...facts].map((fact): RecordedFact => ({ fact, occurredOn: "2026-02-01", actorId: ME })),
    );

  it("is taken back by its reporter while it waits", () => {
    expect(withdrawMilestone(told(submitted), "negotiation", ME)).toEqual([withdrawn]);
    expect(messageOf(() => withdrawMilestone(told(submitted), "negotiation", OTHER))).toMatch(
      /^not-permitted/,
    );
  });
  it("is not taken back after a decision, nor twice", () => {
    const at = (...facts: Fact[]) => messageOf(() => withdrawMilestone(told(...facts), "negotiation", ME));
    expect(at(submitted, approved)).toBe("nothing-pending: 在谈已审核通过，不能撤回");
    expect(at(submitted, returned)).toMatch(/^nothing-pending: 在谈已被退回/);
    expect(at(submitted, withdrawn)).toMatch(/^nothing-pending/);
    expect(at()).toMatch(/^nothing-pending/);
  });
  it("leaves the project where it was, with what was filled in", () => {
    const state = told(submitted, withdrawn);
    expect(state.stage).toBe("lead");
    expect(state.basics.content).toBe("");
    expect(state.milestones.negotiation).toMatchObject({
      status: "withdrawn",
      patch: { content: "年产主轴 2 万套" },
    });
  });
});

describe("a ledger row", () => {
  const entry = (
    status: EntryState["status"],
    submittedById: number | null = ME,
  ): EntryState<"investment"> => ({
    ledger: "investment",
    id: 5,
    status,
    row: {
      month: 202609,
      basis: "official",
      constructionFen: null,
      installationFen: null,
      equipmentFen: null,
      otherFen: null,
      totalFen: 100,
      note: "",
    },
    recordedById: OTHER,
    authorIds: [ME, OTHER],
    submittedById,
    correctionOfId: null,
    version: 1,
  });
  it("is taken back by whoever sent it, not by another author", () => {
    expect(withdrawEntry(entry("submitted"), ME)).toEqual([
      { type: "EntryWithdrawn", v: 1, ledger: "investment", entryId: 5 },
    ]);
    expect(messageOf(() => withdrawEntry(entry("submitted"), OTHER))).toMatch(/^not-permitted/);
  });
  it("is not taken back after a decision", () => {
    for (const status of ["approved", "returned", "draft"] as const)
      expect(
        messageOf(() => withdrawEntry(entry(status), ME)),
        status,
      ).toMatch(/^nothing-pending/);
  });
});
