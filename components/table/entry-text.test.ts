import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isEntry, parseTsv, showEntry, tidyEntry, writeTsv } from "./entry-text";

describe("the clipboard of Excel and WPS", () => {
  it("comes with a line break at the end that is no row", () => {
    expect(parseTsv("1\t2\r\n3\t4\r\n")).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
    expect(parseTsv("1\n2")).toEqual([["1"], ["2"]]);
  });
  it("keeps empty cells and rows of empty cells", () => {
    expect(parseTsv("\t5\r\n\t\r\n")).toEqual([
      ["", "5"],
      ["", ""],
    ]);
  });
  it("quotes cells that hold breaks, tabs or quotes", () => {
    expect(parseTsv('"a\nb"\t"say ""x"""\r\n')).toEqual([["a\nb", 'say "x"']]);
    expect(writeTsv([["a\nb", 'say "x"', "7"]])).toBe('"a\nb"\t"say ""x"""\t7');
  });
  it("returns what was written, whatever the cells hold", () => {
    const cell = fc.string({
      maxLength: 6,
      unit: fc.constantFrom("a", "1", '"', "\t", "\n", "\r", ",", "亿"),
    });
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 4 }),
        (rows) => {
          expect(parseTsv(writeTsv(rows))).toEqual(rows);
        },
      ),
    );
  });
});

describe("entries in 万元", () => {
  it("are kept as plain decimals", () => {
    expect(["1,234.50", "１２００", "0.32亿", " 5000万 ", "(300)", "3,200.00"].map(tidyEntry)).toEqual([
      "1234.5",
      "1200",
      "3200",
      "5000",
      "-300",
      "3200",
    ]);
  });
  it("treat dashes and blanks as empty, and zero as zero", () => {
    expect(["", "  ", "-", "—", "——", "/", "0", "0.00"].map(tidyEntry)).toEqual([
      "",
      "",
      "",
      "",
      "",
      "",
      "0",
      "0",
    ]);
  });
  it("leave alone what cannot be read, and say so", () => {
    expect(tidyEntry("约定中")).toBe("约定中");
    expect([isEntry("约定中"), isEntry(""), isEntry("1200.5")]).toEqual([false, true, true]);
  });
  it("are shown with thousands separators", () => {
    expect(["1234567.5", "-1000", "abc", ""].map(showEntry)).toEqual(["1,234,567.5", "-1,000", "abc", ""]);
  });
});
