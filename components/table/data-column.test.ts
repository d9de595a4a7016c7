import { describe, expect, it } from "vitest";
import {
  clampWidth,
  type DataColumn,
  DEFAULT_LAYOUT,
  edgeOf,
  fixedWithin,
  frozenCount,
  frozenFirst,
  gridTemplate,
  headerBands,
  isShown,
  movedOrder,
  nextSort,
  orderedIds,
  type PlacedColumn,
  placedBeside,
  shownColumns,
  steppedBeside,
} from "./data-column";
import { moveTarget } from "./use-active-row";

const column = (id: string, more: Partial<DataColumn<object>> = {}): DataColumn<object> => ({
  id,
  header: id,
  width: 100,
  cell: () => null,
  ...more,
});
const placed = (one: DataColumn<object>, edge: "start" | "end" | null = null): PlacedColumn<object> => ({
  column: one,
  edge,
  offset: 0,
  width: one.width,
  boundary: edge !== null,
});
const COLUMNS = [
  column("name", { pinned: "start", hideable: false }),
  column("plan"),
  column("note", { hidden: true }),
];

describe("a person's layout", () => {
  it("keeps wished columns first and lets new ones follow", () => {
    expect(orderedIds(COLUMNS, { ...DEFAULT_LAYOUT, order: ["note", "gone", "name"] })).toEqual([
      "note",
      "name",
      "plan",
    ]);
    expect(movedOrder(COLUMNS, DEFAULT_LAYOUT, "plan", -1)).toEqual(["plan", "name", "note"]);
    expect(movedOrder(COLUMNS, DEFAULT_LAYOUT, "name", -1)).toEqual(["name", "plan", "note"]);
  });
  it("cannot hide what must be seen, and can show what is hidden at first", () => {
    const [name, plan, note] = COLUMNS;
    const layout = { ...DEFAULT_LAYOUT, shown: { name: false, plan: false, note: true } };
    expect([name, plan, note].map((one) => one && isShown(one, layout))).toEqual([true, false, true]);
  });
  it("may undo the pinning of the definition", () => {
    expect(edgeOf(column("a", { pinned: "start" }), DEFAULT_LAYOUT)).toBe("start");
    expect(edgeOf(column("a", { pinned: "start" }), { ...DEFAULT_LAYOUT, pinned: { a: "none" } })).toBeNull();
    expect(edgeOf(column("a"), { ...DEFAULT_LAYOUT, pinned: { a: "end" } })).toBe("end");
  });
  it("keeps widths within reason", () => {
    expect([clampWidth(3), clampWidth(120.4), clampWidth(9999)]).toEqual([56, 120, 640]);
  });
});

describe("sorting by a header", () => {
  it("goes natural, other, none; figures begin with the largest", () => {
    const words = [nextSort("a", null, false), nextSort("a", { id: "a", descending: false }, false)];
    expect(words).toEqual([
      { id: "a", descending: false },
      { id: "a", descending: true },
    ]);
    expect(nextSort("a", { id: "a", descending: true }, false)).toBeNull();
    expect(nextSort("n", { id: "a", descending: false }, true)).toEqual({ id: "n", descending: true });
    expect(nextSort("n", { id: "n", descending: false }, true)).toBeNull();
  });
});

describe("the header's upper level", () => {
  it("joins neighbours of one group at one edge only", () => {
    const money = { group: "资金" };
    expect(
      headerBands([
        placed(column("arrived", money), "start"),
        placed(column("fai", money)),
        placed(column("plan", money)),
        placed(column("stage")),
        placed(column("rest", money)),
      ]),
    ).toEqual([
      { group: "资金", from: 0, count: 1 },
      { group: "资金", from: 1, count: 2 },
      { group: null, from: 3, count: 1 },
      { group: "资金", from: 4, count: 1 },
    ]);
  });
});

describe("the tracks of a row", () => {
  it("give what is left to growing columns, or to an empty track before the end edge", () => {
    expect(gridTemplate([placed(column("a")), placed(column("b", { grow: true }))], 36)).toBe(
      "36px 100px minmax(100px, 1fr)",
    );
    expect(gridTemplate([placed(column("a")), placed(column("z"), "end")], 0)).toBe(
      "100px minmax(0, 1fr) 100px",
    );
    expect(gridTemplate([placed(column("a"))], 0)).toBe("100px minmax(0, 1fr)");
  });
});

describe("keys on the rows", () => {
  it("walk, jump and stop at both ends", () => {
    expect(moveTarget("j", -1, 10, 5)).toBe(0);
    expect(moveTarget("ArrowDown", 9, 10, 5)).toBe(9);
    expect(moveTarget("k", 0, 10, 5)).toBe(0);
    expect(moveTarget("PageDown", 3, 10, 5)).toBe(8);
    expect(moveTarget("End", 3, 10, 5)).toBe(9);
    expect(moveTarget("x", 3, 10, 5)).toBeNull();
  });
});

describe("columns that are moved and fixed", () => {
  const five = ["a", "b", "c", "d", "e"].map((id) =>
    column(id, id === "a" ? { pinned: "start" } : id === "e" ? { hidden: true } : {}),
  );
  const stand = (layout: typeof DEFAULT_LAYOUT) => shownColumns(five, layout).map(({ id }) => id);

  it("go beside the one they are dropped on, and are fixed among fixed ones", () => {
    const after = placedBeside(five, DEFAULT_LAYOUT, "d", { id: "b", after: false });
    expect(stand(after)).toEqual(["a", "d", "b", "c"]);
    const fixed = placedBeside(five, after, "c", { id: "a", after: true });
    expect(stand(fixed)).toEqual(["a", "c", "d", "b"]);
    expect(frozenCount(five, fixed)).toBe(2);
    const freed = placedBeside(five, fixed, "a", { id: "b", after: true });
    expect(stand(freed)).toEqual(["c", "d", "b", "a"]);
    expect(frozenCount(five, freed)).toBe(1);
  });

  it("step over their neighbour, and stop at the edge", () => {
    expect(stand(steppedBeside(five, DEFAULT_LAYOUT, "b", 1))).toEqual(["a", "c", "b", "d"]);
    expect(steppedBeside(five, DEFAULT_LAYOUT, "d", 1)).toBe(DEFAULT_LAYOUT);
    expect(placedBeside(five, DEFAULT_LAYOUT, "b", { id: "gone", after: true })).toBe(DEFAULT_LAYOUT);
  });

  it("are frozen from the first one on, any number of them", () => {
    for (const count of [0, 1, 3, 4]) {
      const frozen = frozenFirst(five, DEFAULT_LAYOUT, count);
      expect(frozenCount(five, frozen)).toBe(count);
      expect(stand(frozen)).toEqual(["a", "b", "c", "d"]);
    }
  });

  it("scroll along where the fixed ones would leave no room", () => {
    const columns = five.slice(0, 4).map((one, index) => ({
      ...placed(one, index < 3 ? "start" : null),
      offset: index * 100,
      boundary: index === 2,
    }));
    const narrow = fixedWithin(columns, 250);
    expect(narrow.map(({ edge }) => edge)).toEqual(["start", "start", null, null]);
    expect(narrow.map(({ boundary }) => boundary)).toEqual([false, true, false, false]);
    expect(fixedWithin(columns, 300).map(({ edge }) => edge)).toEqual(["start", "start", "start", null]);
  });
});
