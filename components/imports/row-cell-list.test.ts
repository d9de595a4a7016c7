import { describe, expect, it } from "vitest";
import type { ImportProblem, LedgerTable } from "@/server/contracts/import";
import type { ImportRowView } from "@/server/contracts/import-batch";
import { cellsOfRow } from "./row-cell-list";

const column = (at: number, letter: string, field: LedgerTable["columns"][number]["field"]) => ({
  column: at,
  letter,
  header: letter,
  field,
  confidence: 1,
  unit: null,
  samples: [],
});
const TABLE: LedgerTable = {
  sheet: "台账",
  title: null,
  headerRows: [1, 2],
  lastRow: 9,
  unit: "wan",
  unitSource: null,
  cutoff: null,
  year: null,
  fingerprint: "",
  columns: [column(1, "A", "chain"), column(2, "B", "name"), column(3, "C", "total"), column(4, "D", null)],
};
const problem = (cell: string | null): ImportProblem => ({
  sheet: "台账",
  row: 5,
  cell,
  kind: "amount-missing",
  message: "缺少金额",
  severity: "error",
});
const ROW = {
  sheet: "台账",
  row: 5,
  values: [
    { field: "name", cell: "B5", raw: "甲项目", value: "甲项目", note: null },
    { field: "chain", cell: "A3", raw: "烤肉", value: "烤肉", note: "取自合并单元格 A3" },
  ],
  problems: [problem("C5"), problem(null)],
} as unknown as ImportRowView;

describe("the cells of a row", () => {
  const { cells, loose } = cellsOfRow(ROW, [TABLE]);

  it("stand in the order of the columns, with those that are empty", () => {
    expect(cells.map((c) => [c.cell, c.raw])).toEqual([
      ["A3", "烤肉"],
      ["B5", "甲项目"],
      ["C5", ""],
    ]);
  });

  it("say when they speak for other rows too", () => {
    expect(cells.map((c) => c.shared)).toEqual([true, false, false]);
  });

  it("carry the problems of their place; the others are told apart", () => {
    expect(cells.map((c) => c.problems.length)).toEqual([0, 0, 1]);
    expect(loose.map((p) => p.cell)).toEqual([null]);
  });
});
