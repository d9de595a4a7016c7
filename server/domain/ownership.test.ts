import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dutiesOf, openDuty } from "./duties";
import { courseFrom, type LeadCourse } from "./lead-course";
import * as ownership from "./ownership";
import { addDays, type Day } from "./periods";
import { basicsSchema, type Fact } from "./project-facts";
import { apply, fold, type ProjectState } from "./project-state";
import { startingRules } from "./rules";
import { addWorkingDays } from "./working-days";

const rules = startingRules;
const REPORTED: Day = "2026-03-02";

const captured = (over: { introducer?: string; imported?: boolean } = {}): ProjectState =>
  fold(1, [
    {
      fact: {
        type: "LeadCaptured",
        v: 1,
        number: "2026-00001",
        basics: basicsSchema.parse({
          name: "线索",
          ownerId: 7,
          ownerUnitId: 3,
          introducer: over.introducer ?? "",
        }),
        reporterName: "刘洋",
        reportingUnitId: 3,
        firstReportedAt: `${REPORTED}T02:00:00Z`,
        imported: over.imported ?? false,
      },
      occurredOn: REPORTED,
      actorId: 7,
    },
  ]);
const moved = (state: ProjectState, on: Day, ...facts: Fact[]) =>
  facts.reduce((s, fact) => apply(s, 1, { fact, occurredOn: on, actorId: 7 }), state);
const met = (on: Day, kind: "visit" | "call" | "note" | "feedback" = "visit"): Fact => ({
  type: "FollowUpLogged",
  v: 1,
  kind,
  on,
  summary: "会面",
  people: "",
  nextStep: "",
  nextOn: null,
});
const courseWith = (state: ProjectState, course: Partial<LeadCourse>) => ({
  ...state,
  course: { ...courseFrom(state.firstReportedAt), ...course },
});
/** Runs the day's rule from one day to another, as a worker does that runs on the days it is given. */
const live = (state: ProjectState, days: readonly Day[]) =>
  days.reduce((s, day) => moved(s, day, ...ownership.dailyLapse(s, rules, day, false)), state);
const daysFrom = (from: Day, count: number) => Array.from({ length: count }, (_, i) => addDays(from, i));

describe("the protection of a first report", () => {
  it("runs ninety days, the day of the report among them", () => {
    expect(ownership.protectedUntil(captured(), rules)).toBe("2026-05-30");
  });

  it("is extended once, by a recent contact, with a reason", () => {
    const state = captured();
    const extend = (s: ProjectState, contact: Day | null, reason = "已约定考察") =>
      ownership.extendProtection(s, reason, contact, rules, "2026-05-20");
    expect(() => extend(state, null)).toThrow("近 30 天内");
    expect(() => extend(state, "2026-04-19")).toThrow("近 30 天内");
    expect(() => extend(state, "2026-05-19", "  ")).toThrow("延长理由");
    const facts = extend(state, "2026-04-20");
    expect(facts).toEqual([{ type: "ProtectionExtended", v: 1, until: "2026-08-28", reason: "已约定考察" }]);
    const longer = moved(state, "2026-05-20", ...facts);
    expect(ownership.protectedUntil(longer, rules)).toBe("2026-08-28");
    expect(longer.lastProgressOn).toBe(REPORTED);
    expect(() => extend(longer, "2026-05-19")).toThrow("只能延长一次");
  });

  it("that has run out is extended from today on", () => {
    const [fact] = ownership.extendProtection(captured(), "新进展", "2026-07-01", rules, "2026-07-10");
    expect(fact).toMatchObject({ until: addDays("2026-07-10", 90) });
  });
});

describe("a lead without progress", () => {
  it("is given notice after sixty days and falls to the pool five working days later", () => {
    const quiet = addDays(REPORTED, 60);
    expect(ownership.dailyLapse(captured(), rules, addDays(quiet, -1), false)).toEqual([]);
    const noticed = live(captured(), [quiet]);
    // Notice on 1 May, a holiday until the 5th; the 9th is worked.
    expect(noticed.course).toMatchObject({
      noticedOn: "2026-05-01",
      noticeReason: "silent",
      lapsesOn: "2026-05-11",
    });
    const held = live(noticed, daysFrom("2026-05-02", 9));
    expect(held.course.pooledOn).toBeNull();
    const fallen = live(held, ["2026-05-11"]);
    expect(fallen.course).toMatchObject({ pooledOn: "2026-05-11", lapsedOn: "2026-05-11", noticedOn: null });
    expect(fallen.basics).toMatchObject({ ownerId: null, ownerUnitId: null });
  });

  it("keeps its holder when something is logged before the day", () => {
    const noticed = live(captured(), ["2026-05-01"]);
    const spoken = moved(noticed, "2026-05-06", met("2026-05-06"));
    expect(spoken.course.noticedOn).toBeNull();
    expect(live(spoken, ["2026-05-11"]).course.pooledOn).toBeNull();
  });

  it("is not saved by a record of days long past", () => {
    const noticed = live(captured(), ["2026-05-01"]);
    const old = moved(noticed, "2026-02-01", met("2026-02-01"));
    expect(old.course.lapsesOn).toBe("2026-05-11");
  });

  it("past its protection falls too, unless it has come to talks", () => {
    const followed = daysFrom(REPORTED, 100)
      .filter((_, i) => i % 20 === 0)
      .reduce((s, day) => moved(s, day, met(day)), captured());
    expect(ownership.noticeDue(followed, rules, "2026-05-30")).toBeNull();
    expect(ownership.noticeDue(followed, rules, "2026-05-31")).toBe("expired");
    expect(ownership.noticeDue({ ...followed, stage: "negotiation" }, rules, "2026-06-01")).toBeNull();
  });

  it.each<[string, Partial<ProjectState>]>([
    ["a signed project", { stage: "contract" }],
    ["one that was put aside", { off: { state: "held", since: REPORTED, reason: "", reviewOn: null } }],
  ])("leaves %s alone", (_, over) => {
    expect(ownership.dailyLapse({ ...captured(), ...over }, rules, "2027-01-01", false)).toEqual([]);
  });

  it("waits for the end of a dispute over its first report, and is then given notice anew", () => {
    const noticed = live(captured(), ["2026-05-01"]);
    const contested = moved(noticed, "2026-05-08", {
      type: "DisputeRaised",
      v: 1,
      disputeId: 1,
      ownProjectId: null,
      challengerId: 9,
      challengerUnitId: 4,
      respondentUnitId: 3,
      statement: "二科先到企业",
      evidence: { dueOn: "2026-05-15", headOn: "2026-05-18", directorOn: "2026-05-20" },
      mediation: { dueOn: "2026-05-20", headOn: "2026-05-21", directorOn: "2026-05-25" },
    });
    expect(contested.course).toMatchObject({ noticedOn: null, noticeReason: null, lapsesOn: null });
    expect(contested.lastProgressOn).toBe(REPORTED);
    for (const day of daysFrom("2026-05-08", 90))
      expect(ownership.dailyLapse(contested, rules, day, true)).toEqual([]);
    expect(() => ownership.releaseToPool(contested, "人手不足", true)).toThrow("未结的首报异议");
    expect(ownership.dailyLapse(contested, rules, "2026-08-06", false)).toEqual([
      { type: "LapseNoticed", v: 1, reason: "silent", lapsesOn: "2026-08-13" },
    ]);
  });

  it("leaves a sensitive lead alone, and does not let it be given up", () => {
    const state = captured();
    const sensitive = { ...state, basics: { ...state.basics, sensitivity: "sensitive" as const } };
    expect(ownership.dailyLapse(sensitive, rules, "2027-01-01", false)).toEqual([]);
    expect(() => ownership.releaseToPool(sensitive, "人手不足", false)).toThrow("敏感线索不进公海");
  });

  it("falls once however often the day is run, and never without its full notice, whatever days nobody worked", () => {
    const schedule = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(schedule, fc.integer({ min: 1, max: 3 }), (offsets, times) => {
        const days = [...offsets].sort((a, b) => a - b).map((n) => addDays(REPORTED, n));
        let state = captured();
        const seen: { day: Day; fact: Fact }[] = [];
        for (const day of days)
          for (let i = 0; i < times; i++)
            for (const fact of ownership.dailyLapse(state, rules, day, false)) {
              seen.push({ day, fact });
              state = moved(state, day, fact);
            }
        const notices = seen.filter((s) => s.fact.type === "LapseNoticed");
        const lapses = seen.filter((s) => s.fact.type === "LapsedToPool");
        expect(notices.length).toBeLessThanOrEqual(1);
        expect(lapses.length).toBeLessThanOrEqual(notices.length);
        for (const { day } of lapses)
          expect(day >= addWorkingDays(notices[0]?.day ?? "", 5, rules.calendar)).toBe(true);
      }),
    );
  });
});

describe("the open pool", () => {
  const pooled = moved(captured(), "2026-04-01", ...ownership.releaseToPool(captured(), "人手不足", false));

  it("takes what its holder gives up, with a reason", () => {
    expect(pooled.course.pooledOn).toBe("2026-04-01");
    expect(() => ownership.releaseToPool(captured(), " ", false)).toThrow("放出原因");
    expect(() => ownership.releaseToPool(pooled, "再放", false)).toThrow("已在公海");
  });

  it("gives a lead to one, who is protected anew", () => {
    const mine = moved(pooled, "2026-04-10", ...ownership.claimFromPool(pooled, { id: 9, unitId: 4 }, 1));
    expect(mine.basics).toMatchObject({ ownerId: 9, ownerUnitId: 4 });
    expect(mine.course).toMatchObject({
      pooledOn: null,
      protectedFrom: "2026-04-10",
      lapsedOn: "2026-04-01",
    });
    expect(mine.lastProgressOn).toBe("2026-04-10");
    expect(() => ownership.claimFromPool(mine, { id: 8, unitId: 4 }, 1)).toThrow("已被他人认领");
    expect(() => ownership.claimFromPool(pooled, { id: 9, unitId: 4 }, 9)).toThrow("不能由您认领");
    expect(mine.reporterName).toBe("刘洋");
  });

  it("leaves it when a head puts somebody in charge", () => {
    const given: Fact = {
      type: "BasicsEdited",
      v: 1,
      before: { ownerId: null, ownerUnitId: null },
      after: { ownerId: 5, ownerUnitId: 3 },
      reason: "移交",
    };
    expect(moved(pooled, "2026-04-05", given).course).toMatchObject({
      pooledOn: null,
      protectedFrom: "2026-04-05",
    });
  });

  it.each<[string, Day, Day | null, ownership.Credit["state"] | undefined]>([
    ["open on the last day", "2027-04-01", null, "open"],
    ["gone after it", "2027-04-02", null, "gone"],
    ["kept by a signing on the last day", "2028-01-01", "2027-04-01", "kept"],
    ["gone by a signing after it", "2028-01-01", "2027-04-02", "gone"],
  ])("the first reporter's credit is %s", (_, today, signedOn, expected) => {
    const signed = signedOn && {
      contract: { status: "approved", occurredOn: signedOn } as ProjectState["milestones"]["contract"],
    };
    const state = { ...pooled, milestones: { ...pooled.milestones, ...signed } };
    expect(ownership.creditOf(state, rules, today)).toEqual({ until: "2027-04-01", state: expected });
    expect(ownership.creditOf(captured(), rules, today)).toBeNull();
  });

  it("ends a credit of 29 February on the 28th", () => {
    const leap = courseWith(captured(), { lapsedOn: "2024-02-29" });
    expect(ownership.creditOf(leap, rules, "2024-03-01")?.until).toBe("2025-02-28");
  });
});

describe("what a lead is owed", () => {
  const due = (state: ProjectState) =>
    Object.fromEntries(dutiesOf(state, rules).map((d) => [d.kind, d.dueOn]));

  it("is an answer in one working day, 研判 in three, word to the introducer in five, progress every ten", () => {
    expect(due(captured({ introducer: "商会" }))).toEqual({
      respond: "2026-03-03",
      judge: "2026-03-05",
      feedback: "2026-03-09",
      progress: "2026-03-16",
    });
    expect(due(captured())).not.toHaveProperty("feedback");
    expect(due(captured({ imported: true, introducer: "商会" }))).toEqual({ progress: "2026-03-16" });
  });

  it("names the first that is open, and when it climbs", () => {
    expect(openDuty(captured(), rules)).toMatchObject({
      kind: "respond",
      dueOn: "2026-03-03",
      headOn: "2026-03-05",
      directorOn: "2026-03-12",
    });
    const answered = moved(captured(), "2026-03-03", met("2026-03-03", "call"));
    expect(openDuty(answered, rules)?.kind).toBe("judge");
    const judged = moved(answered, "2026-03-04", {
      type: "LeadJudged",
      v: 1,
      verdict: "follow",
      reason: "可行",
    });
    expect(openDuty(judged, rules)).toMatchObject({ kind: "progress", dueOn: "2026-03-18" });
  });

  it("counts no note for an answer, and feedback for its own", () => {
    const noted = moved(captured({ introducer: "商会" }), "2026-03-03", met("2026-03-03", "note"));
    expect(noted.course.respondedOn).toBeNull();
    const told = moved(noted, "2026-03-04", met("2026-03-04", "feedback"));
    expect(told.course).toMatchObject({ respondedOn: null, fedBackOn: "2026-03-04" });
    const backdated = moved(told, "2026-03-02", met("2026-03-02", "feedback"));
    expect(backdated.course.fedBackOn).toBe("2026-03-02");
  });

  it("is nothing in the pool, off the line, or after signing", () => {
    const pooled = courseWith(captured(), { pooledOn: "2026-04-01" });
    expect(dutiesOf(pooled, rules)).toEqual([]);
    expect(dutiesOf({ ...captured(), stage: "contract" }, rules)).toEqual([]);
  });
});
