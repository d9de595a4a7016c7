import { describe, expect, it } from "vitest";
import type { DisputeFact } from "./attribution-facts";
import { type Dispute, disputeAfter, standOn } from "./dispute-state";
import {
  appeal,
  closeEvidence,
  consentTo,
  mediate,
  raiseDispute,
  requireEvidenceOpen,
  rule,
  withdrawDispute,
} from "./first-report-dispute";
import { Refusal } from "./refusals";
import { startingRules as rules } from "./rules";

const [MINE, THEIRS] = [1, 2];
/** A Tuesday. */
const DAY = "2026-11-24";
const project = { reportingUnitId: THEIRS, firstReportedAt: "2026-11-10T01:00:00.000Z", off: null };
const challenge = {
  disputeId: 9,
  ownProjectId: 5,
  challenger: { id: 7, unitId: MINE },
  statement: "10 月已接待企业",
};
const own = { firstReportedAt: "2026-11-24T01:00:00.000Z" };
const halves = [
  { unitId: MINE, basisPoints: 5000 },
  { unitId: THEIRS, basisPoints: 5000 },
];

const folded = (facts: readonly DisputeFact[], on: string, dispute: Dispute | null = null): Dispute => {
  const last = facts.reduce<Dispute | null>((d, fact) => disputeAfter(d, fact, on), dispute);
  if (!last) throw new Error("no facts");
  return last;
};
const raise = (disputes: Dispute[] = [], over: object = {}) =>
  raiseDispute({ ...project, ...over }, own, disputes, challenge, rules, DAY);
const raisedOne = () => folded(raise(), DAY);
const refusal = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return [error.code, error.detail.problems?.[0]?.field ?? ""];
    throw error;
  }
  return null;
};
const mediated = (on = "2026-12-02") =>
  folded(mediate(raisedOne(), { agreed: false, shares: [], note: "未能一致" }, rules, on), on, raisedOne());

describe("raising a dispute", () => {
  it("gives both sides five working days for evidence, and then the section head his time", () => {
    const [fact] = raise();
    expect(fact).toMatchObject({
      challengerUnitId: MINE,
      respondentUnitId: THEIRS,
      evidence: { dueOn: "2026-12-01" },
      mediation: { dueOn: "2026-12-08" },
    });
  });

  it("is refused within a unit, to whom is first himself, without a reason, and while one is open", () => {
    expect(refusal(() => raise([], { reportingUnitId: MINE }))).toEqual(["bad-state", ""]);
    expect(refusal(() => raise([], { reportingUnitId: null }))).toEqual(["bad-state", ""]);
    expect(refusal(() => raise([], { firstReportedAt: "2026-11-24T02:00:00.000Z" }))).toEqual([
      "already-done",
      "",
    ]);
    expect(
      refusal(() => raiseDispute(project, own, [], { ...challenge, statement: " " }, rules, DAY)),
    ).toEqual(["needs-reason", "statement"]);
    expect(refusal(() => raise([raisedOne()]))).toEqual(["already-pending", ""]);
    const without = folded(withdrawDispute(raisedOne(), "误会", DAY), DAY, raisedOne());
    expect(raise([without])).toHaveLength(1);
  });

  it("is refused once the unit has had its answer", () => {
    const done = folded(rule(mediated(), halves, "共同引进", rules, "2026-12-03"), "2026-12-03", mediated());
    expect(refusal(() => raiseDispute(project, own, [done], challenge, rules, "2027-01-10"))).toEqual([
      "already-done",
      "",
    ]);
  });
});

describe("evidence", () => {
  it("is closed by both sides, and the mediation begins at once", () => {
    let dispute = raisedOne();
    dispute = folded(closeEvidence(dispute, "challenger", "", 2, rules, DAY), DAY, dispute);
    expect(standOn(dispute, DAY).step).toBe("evidence");
    expect(refusal(() => requireEvidenceOpen(dispute, "challenger", DAY))?.[0]).toBe("already-done");
    dispute = folded(
      closeEvidence(dispute, "respondent", "无补充", 0, rules, "2026-11-25"),
      "2026-11-25",
      dispute,
    );
    expect(standOn(dispute, "2026-11-25")).toMatchObject({ step: "mediation", due: { dueOn: "2026-12-02" } });
  });

  it("runs out by itself: the day after, it is the section head's turn", () => {
    const dispute = raisedOne();
    expect(standOn(dispute, "2026-12-01").step).toBe("evidence");
    expect(standOn(dispute, "2026-12-02")).toMatchObject({ step: "mediation", due: { dueOn: "2026-12-08" } });
    expect(refusal(() => requireEvidenceOpen(dispute, "respondent", "2026-12-02"))?.[0]).toBe("bad-state");
  });

  it("without a paper needs a word", () => {
    expect(refusal(() => closeEvidence(raisedOne(), "respondent", "", 0, rules, DAY))).toEqual([
      "needs-reason",
      "note",
    ]);
  });
});

describe("mediation", () => {
  const DUE = "2026-12-02";
  const agreed = () =>
    folded(
      mediate(raisedOne(), { agreed: true, shares: halves, note: "各半" }, rules, DUE),
      DUE,
      raisedOne(),
    );

  it("settles nothing before the challenger agrees", () => {
    expect(agreed()).toMatchObject({ step: "consent", shares: null, proposed: halves });
    const closed = folded(consentTo(agreed(), true, "", rules, DUE), DUE, agreed());
    expect(closed).toMatchObject({ step: "closed", shares: halves });
  });

  it("goes to the director when he declines, says nothing in time, or there is no agreement", () => {
    const declined = folded(consentTo(agreed(), false, "证据不足", rules, DUE), DUE, agreed());
    expect(declined).toMatchObject({ step: "ruling", due: { dueOn: "2026-12-07" } });
    expect(standOn(agreed(), "2026-12-07").step).toBe("consent");
    expect(standOn(agreed(), "2026-12-08")).toMatchObject({ step: "ruling", due: { dueOn: "2026-12-10" } });
    expect(mediated()).toMatchObject({ step: "ruling", due: { dueOn: "2026-12-07" } });
  });

  it("asks for its course and for shares of exactly 100 %", () => {
    const outcome = { agreed: true, shares: [halves[0] ?? { unitId: 0, basisPoints: 0 }], note: "各半" };
    expect(refusal(() => mediate(raisedOne(), outcome, rules, DUE))).toEqual(["bad-amount", "shares"]);
    expect(refusal(() => mediate(raisedOne(), { ...outcome, note: "" }, rules, DUE))).toEqual([
      "needs-reason",
      "note",
    ]);
    expect(refusal(() => mediate(raisedOne(), outcome, rules, DAY))?.[0]).toBe("bad-state");
  });
});

describe("the ruling", () => {
  const ON = "2026-12-03";
  const ruled = () => folded(rule(mediated(), halves, "共同引进", rules, ON), ON, mediated());

  it("is in force at once, may be appealed against in time and once, and is then the last word", () => {
    expect(ruled()).toMatchObject({ step: "ruled", shares: halves, due: { dueOn: "2026-12-10" } });
    const appealed = folded(
      appeal(ruled(), "respondent", "有新证据", rules, "2026-12-10"),
      "2026-12-10",
      ruled(),
    );
    expect(appealed).toMatchObject({ step: "appeal", shares: halves, appealed: true });
    const sole = [{ unitId: THEIRS, basisPoints: 10_000 }];
    const last = folded(rule(appealed, sole, "维持首报", rules, "2026-12-11"), "2026-12-11", appealed);
    expect(last).toMatchObject({ step: "closed", shares: sole });
    expect(refusal(() => appeal(last, "challenger", "不服", rules, "2026-12-12"))?.[0]).toBe("bad-state");
  });

  it("is final when its time has run out", () => {
    expect(standOn(ruled(), "2026-12-11").step).toBe("closed");
    expect(refusal(() => appeal(ruled(), "challenger", "不服", rules, "2026-12-11"))?.[0]).toBe("bad-state");
    expect(refusal(() => withdrawDispute(ruled(), "不争了", ON))?.[0]).toBe("bad-state");
  });

  it("is not given before its turn, nor without a reason", () => {
    expect(refusal(() => rule(raisedOne(), halves, "理由", rules, DAY))?.[0]).toBe("bad-state");
    expect(refusal(() => rule(mediated(), halves, " ", rules, ON))).toEqual(["needs-reason", "reason"]);
  });
});
