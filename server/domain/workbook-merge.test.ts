import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CellCompared,
  decideFields,
  type MergedField,
  meaningOf,
  movedSince,
  patchOfFields,
} from "./workbook-merge";

const value = fc.oneof(fc.constant(null), fc.constant(""), fc.constantFrom("甲", "乙", "丙"), fc.nat(3));
const blank = (v: unknown) => v === null || v === "";
const alike = (a: unknown, b: unknown) => (blank(a) && blank(b)) || a === b;

/** What stands there after the merge, when a conflict is left to the person. */
const after = (cell: CellCompared): unknown => (meaningOf(cell) === "take" ? cell.mine : cell.theirs);

describe("a cell whose row does not know what stood there", () => {
  it("changes what differs, and never erases", () => {
    expect(meaningOf({ mine: 9, theirs: 8 })).toBe("take");
    expect(meaningOf({ mine: 8, theirs: 8 })).toBe("nothing");
    fc.assert(
      fc.property(value, value, (mine, theirs) => {
        const meant = meaningOf({ mine, theirs });
        expect(["nothing", "take"]).toContain(meant);
        if (blank(mine)) expect(meant).toBe("nothing");
        else expect(alike(after({ mine, theirs }), mine)).toBe(true);
      }),
    );
  });
});

describe("a cell whose row knows what stood there", () => {
  it.each([
    ["nothing", { mine: "甲", theirs: "乙", original: { value: "甲" } }],
    ["take", { mine: "乙", theirs: "甲", original: { value: "甲" } }],
    ["take", { mine: null, theirs: "甲", original: { value: "甲" } }],
    ["done", { mine: "乙", theirs: "乙", original: { value: "甲" } }],
    ["conflict", { mine: "乙", theirs: "丙", original: { value: "甲" } }],
    ["conflict", { mine: "", theirs: "丙", original: { value: "甲" } }],
  ] as const)("means %s for %j", (meant, cell) => expect(meaningOf(cell)).toBe(meant));

  it("is no conflict unless both sides changed it to different things", () => {
    fc.assert(
      fc.property(value, value, value, (original, mine, theirs) => {
        const meant = meaningOf({ mine, theirs, original: { value: original } });
        const both = !alike(mine, original) && !alike(theirs, original) && !alike(mine, theirs);
        expect(meant === "conflict").toBe(both);
      }),
    );
  });

  it("loses nobody's change: what stands afterwards is mine where I changed it, theirs where they did", () => {
    fc.assert(
      fc.property(value, value, value, (original, mine, theirs) => {
        const cell = { mine, theirs, original: { value: original } };
        if (meaningOf(cell) === "conflict") return;
        const stands = after(cell);
        expect(alike(stands, alike(mine, original) ? theirs : mine)).toBe(true);
      }),
    );
  });

  it("means nothing when nobody wrote in the workbook, whatever others did", () => {
    fc.assert(
      fc.property(value, value, (original, theirs) => {
        expect(meaningOf({ mine: original, theirs, original: { value: original } })).toBe("nothing");
      }),
    );
  });

  it("goes by the given sameness", () => {
    const same = (a: unknown, b: unknown) => String(a)[0] === String(b)[0];
    expect(meaningOf({ mine: "辽宁", theirs: "吉林省", original: { value: "辽宁省" }, same })).toBe(
      "nothing",
    );
  });
});

const at = (version: number) => ({ by: "于浩天", at: "2026-11-20T02:00:00.000Z", version });
const change = (field: MergedField["field"], mine: unknown): MergedField => ({
  ...{ field, cell: null, theirs: "旧", mine, conflict: null },
});
const conflict = (field: MergedField["field"], version: number): MergedField => ({
  ...change(field, "我"),
  conflict: { original: "原", later: at(version) },
});

describe("the answers", () => {
  it("take every change but those left out, and leave conflicts open", () => {
    const fields = [change("name", "新"), change("nextStep", "新"), conflict("address", 7)];
    const { taken, undecided } = decideFields(fields, [{ field: "name", take: "theirs", version: 0 }]);
    expect(patchOfFields(taken)).toEqual({ nextStep: "新" });
    expect(undecided.map((u) => u.field)).toEqual(["address"]);
  });

  it("count for the change that was seen and for no later one", () => {
    for (const take of ["mine", "theirs"] as const) {
      const answer = { field: "address", take, version: 7 };
      expect(decideFields([conflict("address", 7)], [answer]).undecided).toEqual([]);
      expect(decideFields([conflict("address", 7)], [answer]).taken).toHaveLength(take === "mine" ? 1 : 0);
      expect(decideFields([conflict("address", 8)], [answer]).undecided).toHaveLength(1);
    }
  });
});

it("tells which fields moved since they were compared", () => {
  const fields = [change("name", "新"), { ...change("projectCode", "2"), theirs: null }];
  expect(movedSince(fields, { name: "旧", projectCode: null })).toEqual([]);
  expect(movedSince(fields, { name: "别人的", projectCode: "" }).map((f) => f.field)).toEqual(["name"]);
});
