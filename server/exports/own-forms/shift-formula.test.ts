import { describe, expect, it } from "vitest";
import { FormulaProblem, movedFormula, RowShift, shiftFormula, shiftRange } from "./shift-formula";

const shift = new RowShift([
  { row: 5, count: 4 },
  { row: 8, count: 2 },
]);
const shifts = new Map([
  ["表一", shift],
  ["it's", shift],
]);
const shifted = (formula: string, sheet = "表一") => shiftFormula(formula, { sheet, shifts });
const inLine = (formula: string, to: number) =>
  shiftFormula(formula, { sheet: "表一", shifts, line: { row: 5, column: "E", to } });

describe("a formula below rows that repeat", () => {
  it("follows what moves down and takes in every line", () => {
    expect(shifted("SUM(D5:D5)")).toBe("SUM(D5:D8)");
    expect(shifted("SUM($D$4:$D$6)+D3")).toBe("SUM($D$4:$D$9)+D3");
    expect(shifted("D9*2+D7")).toBe("D13*2+D10");
    expect(shifted("SUM(D5:D8)")).toBe("SUM(D5:D12)");
    expect(shifted("SUM(5:5)")).toBe("SUM(5:8)");
    expect(shifted("SUM($1:$3)")).toBe("SUM($1:$3)");
  });

  it("leaves words, names, functions and other sheets alone", () => {
    expect(shifted('"D9"&LOG10(D9)&D9A&_D9')).toBe('"D9"&LOG10(D13)&D9A&_D9');
    expect(shifted("表二!D9+[1]表一!D9+'[a.xlsx]表一'!D9")).toBe("表二!D9+[1]表一!D9+'[a.xlsx]表一'!D9");
    expect(shifted("表格1[合计]")).toBe("表格1[合计]");
  });

  it("is followed from other sheets", () => {
    expect(shifted("表一!D9+D9+'it''s'!$D$9", "表二")).toBe("表一!D13+D9+'it''s'!$D$13");
    expect(shifted("SUM(表一!$A$5:$B$9)", "表二")).toBe("SUM(表一!$A$5:$B$13)");
  });

  it("is refused where it names one cell of many, with the cell", () => {
    expect(() => shifted("D5*2")).toThrow(FormulaProblem);
    expect(() => shifted("D5*2")).toThrow("D5");
    expect(() => shifted("表一!D8", "表二")).toThrow("D8");
  });
});

describe("a formula in a row that repeats", () => {
  it("speaks of its own line, and of the same cells elsewhere", () => {
    expect(inLine("D5/F5", 7)).toBe("D7/F7");
    expect(inLine("SUM(B5:D5)/D9", 8)).toBe("SUM(B8:D8)/D13");
    expect(inLine("D5/SUM(D$5:D$5)", 6)).toBe("D6/SUM(D$5:D$8)");
    expect(inLine("SUM(D$5:D5)", 7)).toBe("SUM(D$5:D7)");
    expect(inLine("D5/D$2", 6)).toBe("D6/D$2");
  });

  it("may not run on from the line above", () => {
    expect(() => inLine("E4+D5", 6)).toThrow("E4");
  });
});

describe("other places", () => {
  it("grow as ranges", () => {
    expect(shiftRange("A5", shift)).toBe("A5:A8");
    expect(shiftRange("A4:C4 A9", shift)).toBe("A4:C4 A13");
    expect(shiftRange("A1:H8", shift)).toBe("A1:H12");
  });

  it("of a shared formula move along unless they are fixed", () => {
    expect(movedFormula("A1+$B$1+B$1*$C1", 2, 1)).toBe("B3+$B$1+C$1*$C3");
    expect(movedFormula('SUM(A1:B2)&"A1"', 1, 0)).toBe('SUM(A2:B3)&"A1"');
  });
});
