/** given(facts).when(decision).then(facts | refusal) */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FEN_PER_WAN, FEN_PER_YI } from "./amounts";
import { MILESTONES, type Milestone, rankOf } from "./milestones";
import * as pipeline from "./pipeline";
import { type BasicsPatch, basicsSchema, type Fact } from "./project-facts";
import { fold, type ProjectState, type RecordedFact } from "./project-state";
import { Refusal } from "./refusals";
import { startingRules, tierOf } from "./rules";

const TODAY = "2026-10-31";
const OFFICER = 1;
const HEAD = 2;

const captured = (over: BasicsPatch = {}): Fact => ({
  type: "LeadCaptured",
  v: 1,
  number: "2026-00001",
  basics: basicsSchema.parse({
    name: "主轴部件生产基地项目",
    investorName: "沈阳远松装备有限公司",
    intendedFen: 12_600 * FEN_PER_WAN,
    ownerId: OFFICER,
    ...over,
  }),
  reporterName: "王科员",
  reportingUnitId: 3,
  firstReportedAt: "2026-01-05T01:00:00.000Z",
  imported: false,
});
const at = (fact: Fact, occurredOn = "2026-01-05", actorId = OFFICER): RecordedFact => ({
  fact,
  occurredOn,
  actorId,
});
const given = (...facts: RecordedFact[]): ProjectState => fold(7, facts);
const context = (over: Partial<pipeline.DecisionContext> = {}): pipeline.DecisionContext => ({
  rules: startingRules,
  today: TODAY,
  firstOpenMonth: 190001,
  actorId: OFFICER,
  mayApprove: () => false,
  ...over,
});
const submission = (milestone: Milestone, over: Partial<pipeline.Submission> = {}): pipeline.Submission => ({
  milestone,
  occurredOn: "2026-03-01",
  patch: {},
  details: {},
  reason: "",
  ...over,
});
const approved = (milestone: Milestone, occurredOn: string, patch: BasicsPatch = {}): RecordedFact =>
  at(
    {
      type: "MilestoneApproved",
      v: 1,
      milestone,
      occurredOn,
      statMonth: 202603,
      patch,
      details: {},
      imported: false,
    },
    occurredOn,
  );
const evidence = (requirement: string): RecordedFact =>
  at({
    type: "EvidenceAttached",
    v: 1,
    linkId: 1,
    fileId: 1,
    requirement,
    originalName: "a.pdf",
    subjectKind: "project",
    subjectId: null,
  });
const visit = at(
  {
    type: "FollowUpLogged",
    v: 1,
    kind: "visit",
    on: "2026-02-01",
    summary: "拜访",
    people: "",
    nextStep: "",
    nextOn: null,
  },
  "2026-02-01",
);

function refusalOf(action: () => unknown): Refusal {
  try {
    action();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error("was not refused");
}

const negotiable: BasicsPatch = { chainId: 1, originProvince: "辽宁省", content: "年产主轴 500 台" };

describe("the gate", () => {
  it("tells what is missing before one tries, and the server refuses with the same list", () => {
    const state = given(at(captured()));
    const missing = pipeline.gateOf(state, "negotiation", startingRules).filter((r) => !r.met);
    expect(missing.map((r) => r.label)).toEqual([
      "所属产业链",
      "投资方所在省",
      "建设内容及规模",
      "研判结论",
      "至少一次拜访、来访或会谈记录",
    ]);
    const refusal = refusalOf(() => pipeline.submitMilestone(state, submission("negotiation"), context()));
    expect(refusal.code).toBe("gate-incomplete");
    expect(refusal.detail.problems?.length).toBe(missing.length);
    for (const r of missing) expect(refusal.message).toContain(r.label);
  });

  it("counts what the submission itself brings", () => {
    const state = given(at(captured()), visit);
    const facts = pipeline.submitMilestone(
      state,
      submission("negotiation", { patch: negotiable, details: { verdict: "跟进" } }),
      context(),
    );
    expect(facts.map((f) => f.type)).toEqual(["MilestoneSubmitted"]);
  });

  it("takes the present stage from approved milestones only", () => {
    const pending = at({
      type: "MilestoneSubmitted",
      v: 1,
      milestone: "negotiation",
      occurredOn: "2026-03-01",
      patch: negotiable,
      details: {},
      reason: "",
    });
    expect(given(at(captured()), pending).stage).toBe("lead");
    expect(given(at(captured()), pending).basics.chainId).toBeNull();
    const state = given(at(captured()), pending, approved("negotiation", "2026-03-01", negotiable));
    expect(state).toMatchObject({ stage: "negotiation", stageSince: "2026-03-01" });
    expect(state.basics.chainId).toBe(1);
  });

  it("never calls a milestone next that the project went past, as an imported one may have", () => {
    const imported = given(at(captured()), approved("contract", "2026-03-01"));
    expect(pipeline.nextMilestones(imported, startingRules)).toEqual([
      "registration",
      "filing",
      "land",
      "negotiation",
    ]);
  });

  it("lets registration, filing and land come in any order, and starts only after all three", () => {
    const state = given(
      at(captured()),
      approved("negotiation", "2026-02-01"),
      approved("contract", "2026-03-01"),
    );
    expect(pipeline.nextMilestones(state, startingRules)).toEqual(["registration", "filing", "land"]);
    const two = given(
      at(captured()),
      approved("negotiation", "2026-02-01"),
      approved("contract", "2026-03-01"),
      approved("land", "2026-04-01"),
      approved("filing", "2026-04-02"),
    );
    expect(pipeline.nextMilestones(two, startingRules)).toEqual(["registration"]);
    expect(two.stage).toBe("land");
  });

  it("asks for no papers of land where none is needed", () => {
    const signed = given(at(captured()), approved("contract", "2026-03-01"));
    const papersFor = (landMode: string) =>
      pipeline
        .gateOf(signed, "land", startingRules, { patch: { landMode } })
        .filter((r) => r.kind === "evidence").length;
    expect([papersFor("出让"), papersFor("自有"), papersFor("无需用地")]).toEqual([1, 1, 0]);
  });

  it("offers either of two papers where the rule says so", () => {
    const rules = {
      ...startingRules,
      gates: {
        ...startingRules.gates,
        start: {
          ...startingRules.gates.start,
          evidence: [["construction-permit" as const, "start-photo" as const]],
        },
      },
    };
    const state = given(at(captured()), evidence("start-photo"));
    expect(pipeline.gateOf(state, "start", rules).find((r) => r.kind === "evidence")).toMatchObject({
      met: true,
      label: "施工许可证 或 开工照片",
    });
  });
});

describe("dates", () => {
  const signed = () =>
    given(at(captured()), approved("negotiation", "2026-02-01"), approved("contract", "2026-03-10"));
  it("in the future are refused", () => {
    expect(
      refusalOf(() =>
        pipeline.submitMilestone(
          signed(),
          submission("registration", { occurredOn: "2026-11-01" }),
          context(),
        ),
      ).code,
    ).toBe("future-day");
  });
  it("that do not exist are refused", () => {
    expect(
      refusalOf(() =>
        pipeline.submitMilestone(
          signed(),
          submission("registration", { occurredOn: "2026-02-29" }),
          context(),
        ),
      ).code,
    ).toBe("bad-day");
  });
  it("before the contract ask for a reason, and pass with one", () => {
    const early = submission("registration", { occurredOn: "2026-03-01" });
    const refusal = refusalOf(() => pipeline.submitMilestone(signed(), early, context()));
    expect(refusal).toMatchObject({ code: "needs-reason", message: "注册日期早于正式签约日期，请说明原因" });
    expect(
      refusalOf(() => pipeline.submitMilestone(signed(), { ...early, reason: "公司先行成立" }, context()))
        .code,
    ).toBe("gate-incomplete");
  });
});

describe("amounts", () => {
  it("ten times the plan ask whether the unit slipped", () => {
    const state = given(at(captured({ intendedFen: FEN_PER_YI })));
    const refusal = refusalOf(() =>
      pipeline.editBasics(state, { plannedTotalFen: 10 * FEN_PER_YI }, startingRules, ""),
    );
    expect(refusal.code).toBe("unit-slip");
    expect(
      pipeline.editBasics(state, { plannedTotalFen: 10 * FEN_PER_YI }, startingRules, "追加二期").length,
    ).toBe(1);
  });
  it("may not be negative, and fixed investment not above the total", () => {
    const state = given(at(captured()));
    expect(refusalOf(() => pipeline.editBasics(state, { plannedTotalFen: -1 }, startingRules, "")).code).toBe(
      "bad-amount",
    );
    expect(
      refusalOf(() =>
        pipeline.editBasics(state, { plannedTotalFen: 100, plannedFixedFen: 101 }, startingRules, "x"),
      ).code,
    ).toBe("bad-amount");
  });
  it("belong to the tier whose boundary they reach", () => {
    expect(tierOf(FEN_PER_YI, startingRules.tiers)).toBe(FEN_PER_YI);
    expect(tierOf(999_999 * 10_000, startingRules.tiers)).toBe(0);
    expect(tierOf(9_999.99 * FEN_PER_WAN, startingRules.tiers)).toBe(0);
    expect(tierOf(12 * FEN_PER_YI, startingRules.tiers)).toBe(10 * FEN_PER_YI);
    expect(tierOf(null, startingRules.tiers)).toBe(0);
  });
});

describe("two pairs of eyes", () => {
  const pending = () =>
    given(
      at(captured()),
      visit,
      at({
        type: "MilestoneSubmitted",
        v: 1,
        milestone: "negotiation",
        occurredOn: "2026-03-01",
        patch: negotiable,
        details: { verdict: "跟进" },
        reason: "",
      }),
    );
  it("a reviewer approves, and the fact carries the stat month", () => {
    const [fact] = pipeline.approveMilestone(
      pending(),
      "negotiation",
      context({ actorId: HEAD, mayApprove: (l) => l === "section" }),
    );
    expect(fact).toMatchObject({ type: "MilestoneApproved", statMonth: 202603, patch: negotiable });
  });
  it("a late paper counts in the first open month", () => {
    const [fact] = pipeline.approveMilestone(
      pending(),
      "negotiation",
      context({ actorId: HEAD, mayApprove: () => true, firstOpenMonth: 202610 }),
    );
    expect(fact).toMatchObject({ occurredOn: "2026-03-01", statMonth: 202610 });
  });
  it("nobody approves his own, nobody without the level, nothing twice", () => {
    expect(
      refusalOf(() =>
        pipeline.approveMilestone(pending(), "negotiation", context({ mayApprove: () => true })),
      ).code,
    ).toBe("own-submission");
    expect(
      refusalOf(() => pipeline.approveMilestone(pending(), "negotiation", context({ actorId: HEAD }))).code,
    ).toBe("not-permitted");
    const done = given(at(captured()), approved("negotiation", "2026-03-01"));
    expect(
      refusalOf(() =>
        pipeline.approveMilestone(done, "negotiation", context({ actorId: HEAD, mayApprove: () => true })),
      ).code,
    ).toBe("nothing-pending");
    expect(refusalOf(() => pipeline.submitMilestone(done, submission("negotiation"), context())).code).toBe(
      "already-done",
    );
    expect(
      refusalOf(() => pipeline.submitMilestone(pending(), submission("negotiation"), context())).code,
    ).toBe("already-pending");
  });
  it("a return needs a reason and opens the way again", () => {
    const may = context({ actorId: HEAD, mayApprove: () => true });
    expect(refusalOf(() => pipeline.returnMilestone(pending(), "negotiation", " ", may)).code).toBe(
      "needs-reason",
    );
    const facts = pipeline.returnMilestone(pending(), "negotiation", "缺研判", may);
    const again = pipeline.nextMilestones(fold(7, [at(captured()), at(facts[0] as Fact)]), startingRules);
    expect(again).toContain("negotiation");
  });
});

describe("off the main line", () => {
  const leaving = { on: "2026-05-01", reasonCode: "funds", reason: "资金链问题", reviewOn: null };
  it("signed projects end, unsigned ones are lost", () => {
    const lead = given(at(captured()));
    const signed = given(at(captured()), approved("contract", "2026-03-01"));
    expect(
      refusalOf(() => pipeline.leaveMainLine(lead, { ...leaving, to: "ended" }, TODAY)).message,
    ).toContain("流失");
    expect(
      refusalOf(() => pipeline.leaveMainLine(signed, { ...leaving, to: "lost" }, TODAY)).message,
    ).toContain("终止");
    expect(pipeline.leaveMainLine(signed, { ...leaving, to: "ended" }, TODAY)[0]).toMatchObject({
      type: "LeftMainLine",
      to: "ended",
    });
  });
  it("only what is held comes back, and keeps its stage", () => {
    const held = given(
      at(captured()),
      approved("negotiation", "2026-02-01"),
      at({ type: "LeftMainLine", v: 1, to: "held", ...leaving }),
    );
    expect(held).toMatchObject({ stage: "negotiation", off: { state: "held" } });
    expect(refusalOf(() => pipeline.submitMilestone(held, submission("contract"), context())).code).toBe(
      "off-line",
    );
    const [back] = pipeline.returnToMainLine(held, TODAY, "资金到位", TODAY);
    expect(back?.type).toBe("ReturnedToMainLine");
    expect(refusalOf(() => pipeline.returnToMainLine(given(at(captured())), TODAY, "x", TODAY)).code).toBe(
      "bad-state",
    );
  });
});

describe("editing", () => {
  it("keeps only what differs", () => {
    const state = given(at(captured()));
    expect(pipeline.editBasics(state, { name: state.basics.name }, startingRules, "")).toEqual([]);
    expect(pipeline.editBasics(state, { name: "新名称项目", content: "" }, startingRules, "")).toEqual([
      {
        type: "BasicsEdited",
        v: 1,
        before: { name: "主轴部件生产基地项目" },
        after: { name: "新名称项目" },
        reason: "",
      },
    ]);
  });
});

describe("properties", () => {
  it("the stage is always the approved milestone furthest along, whatever the order of approval", () => {
    const some = fc.uniqueArray(fc.constantFrom(...MILESTONES.filter((m) => m !== "lead")), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(some, (kinds) => {
        const state = given(at(captured()), ...kinds.map((k) => approved(k, "2026-03-01")));
        const best = Math.max(0, ...kinds.map(rankOf));
        return rankOf(state.stage) === best && state.version === kinds.length + 1;
      }),
    );
  });
});
