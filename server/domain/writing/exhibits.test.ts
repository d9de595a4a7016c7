/** Placeholders of tables and pictures, and how a cell says its figure. */
import { describe, expect, it } from "vitest";
import { type Exhibit, numberExhibits, readExhibit } from "./exhibits";
import { cellText, unitInHead } from "./paper-table";

describe("a placeholder", () => {
  it("is read however it was typed, and told the nearest when it is none", () => {
    const exhibit = { kind: "table", word: "分产业链" };
    expect(readExhibit("附表: 分产业链 ")).toEqual({ exhibit, mention: false });
    expect(readExhibit("见附表：分产业链")).toEqual({ exhibit, mention: true });
    expect(readExhibit("签约金额")).toBeNull();
    expect(readExhibit("图：来源省")).toBe("没有图“来源省”，是否要写 {图：来源省份}");
  });

  it("counts tables and pictures apart, and those with nothing to show not at all", () => {
    const table = (word: "来源地" | "行业"): Exhibit => ({ kind: "table", word });
    const order: Exhibit[] = [table("来源地"), { kind: "chart", word: "项目漏斗" }, table("行业")];
    const numbers = numberExhibits(order, ({ word }) => word !== "来源地");
    expect([...numbers]).toEqual([
      ["图：项目漏斗", 1],
      ["附表：行业", 1],
    ]);
  });
});

describe("a cell", () => {
  it("holds the number under the unit of its head", () => {
    expect(cellText("amount", 51_000_123_400)).toBe("5.10");
    expect([cellText("amount", 0), cellText("count", null), cellText("points", "-3.10")]).toEqual([
      "0",
      "—",
      "-3.10",
    ]);
    expect([unitInHead("签约金额\n（亿元）"), unitInHead("同比(％)"), unitInHead("位次")]).toEqual([
      "亿元",
      "%",
      null,
    ]);
  });
});
