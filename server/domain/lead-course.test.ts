import { describe, expect, it } from "vitest";
import { basicsSchema, type Fact } from "./project-facts";
import { apply, fold, type ProjectState } from "./project-state";

const OWNER = 7;
const HEAD = 8;

const captured = (ownerId: number | null = OWNER): ProjectState =>
  fold(1, [
    {
      fact: {
        ...{ type: "LeadCaptured", v: 1, number: "2026-00001", reporterName: "刘洋", reportingUnitId: 3 },
        basics: basicsSchema.parse({ name: "线索", ownerId, ownerUnitId: 3 }),
        ...{ firstReportedAt: "2026-03-02T02:00:00Z", imported: false },
      },
      ...{ occurredOn: "2026-03-02", actorId: OWNER },
    },
  ]);
const edited = (after: object): Fact => ({ type: "BasicsEdited", v: 1, before: {}, after, reason: "" });
const followUp: Fact = {
  ...{ type: "FollowUpLogged", v: 1, kind: "call", on: "2026-04-01", summary: "通话" },
  ...{ people: "", nextStep: "", nextOn: null },
};
const submitted: Fact = {
  ...{ type: "MilestoneSubmitted", v: 1, milestone: "negotiation", occurredOn: "2026-04-01" },
  ...{ patch: {}, details: {}, reason: "" },
};
const paper: Fact = {
  ...{ type: "EvidenceAttached", v: 1, linkId: 1, fileId: 1, requirement: "intent" },
  ...{ originalName: "意向书.pdf", subjectKind: "milestone", subjectId: null },
};

describe("what counts as progress of a lead", () => {
  const moved = (fact: Fact, actorId: number, operation = false, from = captured()) =>
    apply(from, 1, { fact, occurredOn: "2026-04-01", actorId, operation }).lastProgressOn === "2026-04-01";

  it.each<[string, Fact, number, boolean, boolean]>([
    ["a follow-up of whoever is in charge", followUp, OWNER, false, true],
    ["a follow-up of somebody else", followUp, HEAD, false, true],
    ["a milestone handed in", submitted, HEAD, false, true],
    ["a paper", paper, HEAD, false, true],
    ["研判", { type: "LeadJudged", v: 1, verdict: "follow", reason: "可行" }, HEAD, false, true],
    ["his own edit", edited({ content: "建设主轴车间" }), OWNER, false, true],
    ["an edit of somebody else", edited({ content: "建设主轴车间" }), HEAD, false, false],
    ["a bulk edit of somebody else", edited({ streetUnitId: 4 }), HEAD, true, false],
    ["his own bulk edit, or its undo", edited({ streetUnitId: 4 }), OWNER, true, false],
    ["a hand over", edited({ ownerId: 9, ownerUnitId: 3 }), HEAD, true, false],
    ["a team set by his head", { type: "TeamSet", v: 1, members: [] }, HEAD, false, false],
    ["his own team", { type: "TeamSet", v: 1, members: [] }, OWNER, false, true],
    [
      "a paper that goes",
      { type: "EvidenceRemoved", v: 1, linkId: 1, requirement: "intent", originalName: "意向书.pdf" },
      ...([OWNER, false, false] as const),
    ],
  ])("%s", (_, fact, actorId, operation, expected) => {
    expect(moved(fact, actorId, operation)).toBe(expected);
  });

  it("is that somebody takes it on from the pool, by many at once too", () => {
    const lapse: Fact = {
      ...{ type: "LapsedToPool", v: 1, reason: "silent", note: "" },
      ...{ formerOwnerId: OWNER, formerUnitId: 3 },
    };
    const pooled = apply(captured(), 1, { fact: lapse, occurredOn: "2026-03-20", actorId: HEAD });
    expect(moved(edited({ ownerId: 9, ownerUnitId: 3 }), HEAD, true, pooled)).toBe(true);
    expect(moved(edited({ streetUnitId: 4 }), HEAD, true, pooled)).toBe(false);
  });

  it("is nobody's edit where nobody is in charge", () => {
    expect(moved(edited({ content: "建设主轴车间" }), OWNER, false, captured(null))).toBe(false);
  });
});
