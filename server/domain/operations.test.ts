import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  changesIn,
  type Decision,
  goingBack,
  isReversible,
  type Kin,
  leftBehind,
  lineKey,
  patchOf,
  planUndo,
  presentValue,
  sameValue,
  stateOf,
  type Touch,
  takenBack,
  undecided,
  undoKindOf,
} from "./operations";
import { type BasicsPatch, basicsSchema, type Fact } from "./project-facts";
import { fold, type RecordedFact } from "./project-state";

const edited = (before: BasicsPatch, after: BasicsPatch): Fact => ({
  type: "BasicsEdited",
  v: 1,
  before,
  after,
  reason: "",
});
const touch = (over: Partial<Touch> = {}): Touch => ({
  projectId: 1,
  field: "chainId",
  after: 3,
  version: 9,
  by: "王",
  at: "2026-11-24T02:00:00.000Z",
  ...over,
});
const change = { projectId: 1, field: "chainId" as const, before: 1, after: 2 };
const fateOf = (...touches: Touch[]) => planUndo([change], touches)[0]?.fate;

describe("what a fact changed", () => {
  it("is told thing by thing, the person in charge with his unit", () => {
    const fact = edited(
      { chainId: 1, ownerId: 5, ownerUnitId: 50 },
      { chainId: 2, ownerId: 6, ownerUnitId: 60 },
    );
    expect(changesIn(1, fact, null)).toEqual([
      change,
      {
        projectId: 1,
        field: "owner",
        before: { ownerId: 5, ownerUnitId: 50 },
        after: { ownerId: 6, ownerUnitId: 60 },
      },
    ]);
    expect(patchOf("owner", { ownerId: 5, ownerUnitId: 50 })).toEqual({ ownerId: 5, ownerUnitId: 50 });
    expect(presentValue("owner", { ownerId: 5 })).toEqual({ ownerId: 5, ownerUnitId: null });
  });
  it("is for a team the list that stood before, and nothing for facts that no operation puts back", () => {
    const member = { role: "head", personName: "赵", accountId: 4 };
    expect(changesIn(1, { type: "TeamSet", v: 1, members: [member] }, undefined)).toEqual([
      { projectId: 1, field: "team", before: [], after: [member] },
    ]);
    expect(changesIn(1, { type: "MilestoneWithdrawn", v: 1, milestone: "start" }, null)).toEqual([]);
  });
  it("is touched again by edits, approvals and follow-ups, but not by what waits for a review", () => {
    const said = {
      v: 1 as const,
      milestone: "start" as const,
      occurredOn: "2026-03-02",
      patch: { chainId: 4 },
      details: {},
    };
    expect(leftBehind({ ...said, type: "MilestoneSubmitted", reason: "" })).toEqual([]);
    expect(leftBehind({ ...said, type: "MilestoneApproved", statMonth: 202603, imported: false })).toEqual([
      ["chainId", 4],
    ]);
    const talk = { type: "FollowUpLogged", v: 1, kind: "note", on: "2026-03-02", people: "" } as const;
    expect(leftBehind({ ...talk, summary: "谈", nextStep: "", nextOn: null })).toEqual([["progress", "谈"]]);
    expect(leftBehind({ ...talk, summary: "谈", nextStep: "报批", nextOn: "2026-04-01" })).toEqual([
      ["progress", "谈"],
      ["nextStep", "报批"],
      ["nextDueOn", "2026-04-01"],
    ]);
  });
});

describe("the plan of an undo", () => {
  it("puts back what nobody touched, asks about what somebody did, and leaves what stands as before", () => {
    expect(fateOf()).toBe("back");
    expect(fateOf(touch())).toBe("overlap");
    expect(fateOf(touch({ after: 1 }))).toBe("already");
    expect(fateOf(touch({ field: "nature" }), touch({ projectId: 2 }))).toBe("back");
    // Somebody came back to the very value: it is his now.
    expect(fateOf(touch(), touch({ after: 2, version: 10, by: "李" }))).toBe("overlap");
  });
  it("names who touched it last, and does not count the operation's own undoing and redoing", () => {
    expect(fateOf(touch({ after: 1, by: null }), touch({ after: 2, version: 10, by: null }))).toBe("back");
    const [line] = planUndo([change], [touch(), touch({ after: 7, version: 11, by: "李" })]);
    expect(line).toMatchObject({ now: 7, later: { by: "李", version: 11 } });
  });
  it("takes a decision only about the change that was seen", () => {
    const lines = planUndo([change], [touch()]);
    const decision = (over: Partial<Decision>): Decision[] => [
      { projectId: 1, field: "chainId", version: 9, take: "before", ...over },
    ];
    expect(undecided(lines, [])).toHaveLength(1);
    expect(undecided(lines, decision({ version: 8 }))).toHaveLength(1);
    expect(undecided(lines, decision({}))).toEqual([]);
    expect(goingBack(lines, decision({})).map(lineKey)).toEqual(["1/chainId"]);
    expect(goingBack(lines, decision({ take: "now" }))).toEqual([]);
  });
  it("compares values, not the order of their keys", () => {
    expect(sameValue({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true);
    expect(sameValue(null, undefined)).toBe(true);
    expect(sameValue("1", 1)).toBe(false);
  });
});

describe("what stands of an operation", () => {
  const kin = (id: number, undoesId: number | null, lines: string[], settled: string[] = []): Kin => ({
    id,
    undoesId,
    lines: new Set(lines),
    settled: new Set(settled),
  });
  const states = (...family: Kin[]) => {
    const back = takenBack(family);
    return family.map((one) => stateOf(one, back.get(one.id) ?? new Set()));
  };
  it("is all, nothing or a part, through any number of undos and redos", () => {
    const bulk = kin(1, null, ["1/a", "2/a"]);
    const undo = kin(2, 1, ["1/a", "2/a"]);
    expect(states(bulk)).toEqual(["in-force"]);
    expect(states(bulk, undo)).toEqual(["undone", "in-force"]);
    expect(states(bulk, undo, kin(3, 2, ["1/a", "2/a"]))).toEqual(["in-force", "undone", "in-force"]);
    expect(states(bulk, undo, kin(3, 2, ["1/a"]))).toEqual(["partly", "partly", "in-force"]);
    expect(states(bulk, kin(2, 1, ["1/a"]))).toEqual(["partly", "in-force"]);
    expect(states(bulk, kin(2, 1, ["1/a"]), kin(3, 1, ["2/a"]))).toEqual(["undone", "in-force", "in-force"]);
    expect(states(bulk, kin(2, 1, ["1/a"], ["2/a"]))).toEqual(["undone", "in-force"]);
    expect(states(bulk, undo, kin(3, 2, ["1/a", "2/a"]), kin(4, 3, ["1/a", "2/a"]))).toEqual([
      "undone",
      "in-force",
      "undone",
      "in-force",
    ]);
  });
  it("can be put back field by field except for imports, and taking back an undo is a redo", () => {
    expect(["import", "import-undo", "merge", "bulk-edit", "leaver"].map(isReversible)).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
    expect(["bulk-edit", "undo", "redo"].map(undoKindOf)).toEqual(["undo", "redo", "undo"]);
  });
});

describe("any history", () => {
  const value = fc.integer({ min: 1, max: 3 });
  const patch = fc.record(
    {
      chainId: value,
      leadUnitId: value,
      ownerId: value,
      ownerUnitId: value,
      nature: fc.constantFrom("新建", "扩建"),
    },
    { requiredKeys: [] },
  );
  // An operation always carries the unit with the person.
  const whole = patch.map(({ ownerId, ownerUnitId, ...rest }) =>
    ownerId === undefined ? rest : { ...rest, ownerId, ownerUnitId: ownerUnitId ?? 1 },
  );
  const captured: RecordedFact = {
    fact: {
      type: "LeadCaptured",
      v: 1,
      number: "2026-00001",
      basics: basicsSchema.parse({
        name: "主轴基地",
        chainId: 1,
        nature: "新建",
        ownerId: 1,
        ownerUnitId: 1,
      }),
      reporterName: "",
      reportingUnitId: null,
      firstReportedAt: "",
      imported: false,
    },
    occurredOn: "2026-01-05",
    actorId: 1,
  };

  /** One project's history, with the record's own fold as the judge. */
  class History {
    facts: RecordedFact[] = [captured];
    basics = () => fold(1, this.facts).basics;
    /** Adds what differs, as the verbs do; gives the version. */
    edit(after: BasicsPatch): { version: number; fact: Fact } {
      const now = this.basics() as Record<string, unknown>;
      const entries = Object.entries(after).filter(([f, v]) => now[f] !== v || f.startsWith("owner"));
      const before = Object.fromEntries(entries.map(([f]) => [f, now[f]]));
      const fact = edited(before, Object.fromEntries(entries));
      this.facts.push({ fact, occurredOn: "2026-01-06", actorId: 2 });
      return { version: this.facts.length, fact };
    }
    touchesAfter(version: number, family: readonly number[]): Touch[] {
      return this.facts.slice(version).flatMap(({ fact }, i) =>
        leftBehind(fact).map(([field, after]) =>
          touch({
            field,
            after,
            version: version + i + 1,
            by: family.includes(version + i + 1) ? null : "王",
          }),
        ),
      );
    }
    undo(of: { version: number; fact: Fact }, family: readonly number[] = []) {
      const plan = planUndo(changesIn(1, of.fact, null), this.touchesAfter(of.version, family));
      const lines = goingBack(plan, []);
      const done = this.edit(Object.assign({}, ...lines.map((l) => patchOf(l.field, l.before))));
      return { plan, ...done };
    }
  }

  it("is undone where nobody else was, and untouched everywhere else", () => {
    fc.assert(
      fc.property(
        fc.array(whole, { maxLength: 4 }),
        whole,
        fc.array(whole, { maxLength: 4 }),
        (first, mine, later) => {
          const history = new History();
          for (const one of first) history.edit(one);
          const before = history.basics();
          const operation = history.edit(mine);
          for (const one of later) history.edit(one);
          const standing = history.basics();
          const touched = new Set(history.touchesAfter(operation.version, []).map((t) => t.field));
          const { plan } = history.undo(operation);
          const after = history.basics();
          const changed = new Set(leftBehind(operation.fact).map(([field]) => field));
          for (const field of ["chainId", "leadUnitId", "nature", "owner"] as const) {
            const goesBack = changed.has(field) && !touched.has(field);
            expect(presentValue(field, after)).toEqual(presentValue(field, goesBack ? before : standing));
          }
          // What is asked about was really touched, and says what stands now.
          for (const line of plan.filter((l) => l.fate === "overlap")) {
            expect(touched.has(line.field)).toBe(true);
            expect(line.now).toEqual(presentValue(line.field as "chainId", standing));
          }
        },
      ),
    );
  });

  it("comes back by undoing the undo, however often", () => {
    fc.assert(
      fc.property(
        whole,
        fc.array(whole, { maxLength: 3 }),
        fc.integer({ min: 1, max: 5 }),
        (mine, later, rounds) => {
          const history = new History();
          let last: { version: number; fact: Fact } = history.edit(mine);
          for (const one of later) history.edit(one);
          for (let i = 0; i < rounds; i++) {
            const standing = history.basics();
            const undone = history.undo(last);
            history.undo(undone);
            expect(history.basics()).toEqual(standing);
            // Both are done with by now: the next round takes a fresh edit.
            last = history.edit({ chainId: (i % 3) + 1 });
          }
        },
      ),
    );
  });

  it("is undone again after it was redone, as if it had never been away", () => {
    fc.assert(
      fc.property(whole, (mine) => {
        const history = new History();
        const before = history.basics();
        const operation = history.edit(mine);
        const undone = history.undo(operation);
        const redone = history.undo(undone);
        history.undo(operation, [undone.version, redone.version]);
        expect(history.basics()).toEqual(before);
      }),
    );
  });
});
