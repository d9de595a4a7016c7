import { describe, expect, it } from "vitest";
import {
  blockIn,
  boundsOf,
  type CellAccess,
  clearChanges,
  fillDownChanges,
  fillToChanges,
  isInside,
  movedBy,
  pasteChanges,
  tabbedFrom,
} from "./entry-range";

const VALUES = [
  ["1", "2", "S"],
  ["", "4", "S"],
  ["5", "", "S"],
];
/** The last column is a sum and cannot be written. */
const cells: CellAccess = {
  size: { rows: 3, columns: 3 },
  read: ({ row, column }) => VALUES[row]?.[column] ?? "",
  locked: ({ column }) => column === 2,
};
const at = (row: number, column: number) => ({ row, column });

describe("moving in the grid", () => {
  it("stops at the edges", () => {
    expect(movedBy(at(0, 0), -1, 0, cells.size)).toEqual(at(0, 0));
    expect(movedBy(at(2, 1), 5, 1, cells.size)).toEqual(at(2, 2));
  });
  it("tabs through rows and leaves the grid at both ends", () => {
    expect(tabbedFrom(at(0, 2), false, cells.size)).toEqual(at(1, 0));
    expect(tabbedFrom(at(1, 0), true, cells.size)).toEqual(at(0, 2));
    expect(tabbedFrom(at(2, 2), false, cells.size)).toBeNull();
    expect(tabbedFrom(at(0, 0), true, cells.size)).toBeNull();
  });
  it("selects in any direction", () => {
    const bounds = boundsOf(at(2, 1), at(0, 0));
    expect(bounds).toEqual({ top: 0, left: 0, bottom: 2, right: 1 });
    expect([isInside(at(1, 1), bounds), isInside(at(1, 2), bounds)]).toEqual([true, false]);
  });
});

describe("changing many cells", () => {
  it("pastes a block from the first cell, cuts it at the edges and skips locked cells", () => {
    expect(
      pasteChanges(
        [
          ["9", "8", "7"],
          ["6", "5", "4"],
        ],
        boundsOf(at(2, 1), at(2, 1)),
        cells,
      ),
    ).toEqual([{ row: 2, column: 1, value: "9" }]);
  });
  it("fills a range with the one cell that was copied", () => {
    expect(pasteChanges([["1,000"]], boundsOf(at(0, 0), at(1, 2)), cells)).toEqual([
      { row: 0, column: 0, value: "1000" },
      { row: 0, column: 1, value: "1000" },
      { row: 1, column: 0, value: "1000" },
      { row: 1, column: 1, value: "1000" },
    ]);
  });
  it("reports nothing for a cell that stays the same", () => {
    expect(pasteChanges([["1"]], boundsOf(at(0, 0), at(0, 0)), cells)).toEqual([]);
  });
  it("fills down from the top of the range, or from above a single cell", () => {
    expect(fillDownChanges(boundsOf(at(0, 0), at(2, 1)), cells)).toEqual([
      { row: 1, column: 0, value: "1" },
      { row: 1, column: 1, value: "2" },
      { row: 2, column: 0, value: "1" },
      { row: 2, column: 1, value: "2" },
    ]);
    expect(fillDownChanges(boundsOf(at(1, 0), at(1, 0)), cells)).toEqual([{ row: 1, column: 0, value: "1" }]);
    expect(fillDownChanges(boundsOf(at(0, 0), at(0, 1)), cells)).toEqual([]);
  });
  it("repeats a range that is drawn on by its handle, downwards and upwards", () => {
    expect(fillToChanges(boundsOf(at(0, 0), at(0, 1)), 2, cells)).toEqual([
      { row: 1, column: 0, value: "1" },
      { row: 1, column: 1, value: "2" },
      { row: 2, column: 0, value: "1" },
      { row: 2, column: 1, value: "2" },
    ]);
    expect(fillToChanges(boundsOf(at(1, 0), at(2, 0)), 0, cells)).toEqual([
      { row: 0, column: 0, value: "5" },
    ]);
  });
  it("clears what can be written", () => {
    expect(clearChanges(boundsOf(at(0, 0), at(0, 2)), cells).map(({ column }) => column)).toEqual([0, 1]);
  });
  it("copies locked cells as well", () => {
    expect(blockIn(boundsOf(at(0, 1), at(1, 2)), cells)).toEqual([
      ["2", "S"],
      ["4", "S"],
    ]);
  });
});
