import { describe, expect, it } from "vitest";
import { FEN_PER_WAN, FEN_PER_YI } from "@/server/domain/amounts";
import { oneLine, readAmountCell, readName, readOriginCell, readStep } from "./sheet-readers";

const TODAY = "2026-11-24";
const CHAINS = [
  { id: 1, name: "重型数控机床", words: ["机床"] },
  { id: 2, name: "重型装备", words: [] },
  { id: 3, name: "烤肉", words: ["餐饮"] },
];

describe("an amount", () => {
  it.each([
    ["12,600", "wan", 12_600 * FEN_PER_WAN],
    ["3.2", "yi", 3.2 * FEN_PER_YI],
    ["5000万", "yi", 5000 * FEN_PER_WAN],
    ["３.2亿元", "wan", 3.2 * FEN_PER_YI],
    ["", "wan", null],
    ["—", "wan", null],
  ] as const)("%s in a table in %s", (text, unit, fen) => {
    expect(readAmountCell(text, unit)).toEqual({ value: fen });
  });

  it("that is none is told so", () => {
    expect(readAmountCell("待定", "wan")).toEqual({
      problem: "看不懂这个金额，请写成 5000、5000万 或 3.2亿",
    });
  });
});

describe("a name", () => {
  const read = (text: string) => readName(text, CHAINS, "产业链");
  it("is found whole, by another word, or by the only one that holds it", () => {
    expect([read("重型装备"), read("机床"), read("烤")].map((r) => "value" in r && r.value?.id)).toEqual([
      2, 1, 3,
    ]);
    expect(read(" ")).toEqual({ value: null });
  });

  it("that fits several or none is never guessed", () => {
    expect(read("重型")).toEqual({ problem: "“重型”可以是重型数控机床、重型装备，请写全称" });
    expect(read("芯片")).toEqual({ problem: "没有叫“芯片”的产业链" });
    expect(readName("机床", undefined, "产业链")).toEqual({ problem: "产业链的名称还没有载入，请再试一次" });
  });
});

describe("a next step with its day", () => {
  it.each([
    ["催办环评 12-20", "催办环评", "2026-12-20"],
    ["催办环评，2027年1月5日", "催办环评", "2027-01-05"],
    ["2026.12.20", "", "2026-12-20"],
    ["约见企业", "约见企业", null],
    ["追加投资 3.2", "追加投资 3.2", null],
    ["催办环评\n约见 12月20日", "催办环评\n约见", "2026-12-20"],
    ["—", "", null],
  ])("%s", (text, nextStep, nextDueOn) => {
    expect(readStep(text, TODAY)).toEqual({ value: { nextStep, nextDueOn } });
  });

  it("refuses a day that does not exist", () => {
    expect(readStep("约见 2026-02-30", TODAY)).toEqual({ problem: "“2026-02-30”不是真实存在的日期" });
  });
});

it("reads where an investor comes from", () => {
  expect(readOriginCell("辽宁沈阳")).toEqual({
    value: { originProvince: "辽宁省", originCity: "沈阳市" },
  });
  expect(readOriginCell("辽宁省 沈阳市")).toEqual(readOriginCell("沈阳"));
  expect(readOriginCell("某地")).toHaveProperty("problem");
});

it("puts a name of several lines on one", () => {
  expect(oneLine(" 沈阳远松\n机床项目 ")).toBe("沈阳远松机床项目");
  expect(oneLine("ABC\r\nMotors")).toBe("ABC Motors");
});
