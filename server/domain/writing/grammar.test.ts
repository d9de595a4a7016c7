/** Whole sentences in, sentences of the month out. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FEN_PER_WAN, FEN_PER_YI } from "../amounts";
import { startingProgress } from "../progress-rules";
import { startingRates } from "../rate-rules";
import type { FigureValue, ReportShape } from "../statistics-columns";
import { monthSentence } from "../statistics-sentence";
import { type Answers, fillItems } from "./fill-items";
import { textOfPieces } from "./pieces";
import { proseAmount } from "./prose";
import { understand, understandSection, type Vocabulary } from "./references";
import { sayFigure } from "./say-figure";
import { readParagraph } from "./template-items";
import { figureWords } from "./words";

const shape: ReportShape = {
  tiers: [FEN_PER_YI, 5 * FEN_PER_YI],
  foreignIn: "usd",
  indicator: "outsideFen",
  arrivalMinPlanFen: 0,
  investmentMinPlanFen: 0,
  lights: startingProgress,
};
const vocabulary: Vocabulary = {
  figures: figureWords(shape, startingRates),
  rows: ["重型数控机床", "冰雪体育"],
};

type Values = Record<string, FigureValue>;
const answers = (values: Values, chains: Values[] = []): Answers => ({
  say(inner) {
    const read = understand(inner, vocabulary, true);
    if (typeof read === "string") throw new Error(read);
    if (read.kind !== "figure")
      return { kind: "said", parts: [String(values[inner] ?? inner)], empty: false, weight: "plain" };
    return sayFigure(read.word, values[read.word.column] ?? null, { address: read.word.column, name: "" });
  },
  any(inner) {
    return !this.say(inner.replace("有.", "")).empty;
  },
  each: (inner) => (inner === "各产业链" ? chains.map((chain) => answers(chain)) : null),
});

const write = (template: string, values: Values, chains: Values[] = []): string => {
  const read = readParagraph([{ kind: "words", style: null, text: template }]);
  expect(read.problems).toEqual([]);
  return textOfPieces(fillItems(read.items, answers(values, chains)) ?? []);
};

const SEED =
  "年初以来，签约招商引资项目{签约项目数}个，签约总金额{签约金额}。其中，亿元以上项目{亿元以上项目数}个，5亿元以上项目{5亿元以上项目数}个。" +
  "{期间}省外内资到位{省外内资到位}，{省外内资同比}，完成年度目标的{省外内资到位完成率}，{省外内资到位超欠序时}。" +
  "签订框架协议{框架协议数}个，协议金额{框架协议金额}，其中已转正式{框架转正式数}个。" +
  "推进产业项目{推进项目数}个，其中新开工项目{新开工项目数}个，产业项目完成固定资产投资{固定资产投资}，{固定资产投资同比}。";

const figure = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 90 }));
const money = fc.oneof(
  fc.constant(0),
  fc.integer({ min: -40, max: 4_000 }).map((wan) => wan * 1_000 * FEN_PER_WAN),
);
const percent = fc.option(fc.integer({ min: -9_999, max: 9_999 }).map((n) => (n / 100).toFixed(2)));
const month = fc
  .record({
    期间: fc.constant("1—6月"),
    signedYearCount: figure,
    signedYearFen: money,
    signedTier1Count: figure,
    signedTier2Count: figure,
    outsideYearFen: money,
    outsideGrowth: percent,
    completion: fc.option(fc.integer({ min: 1, max: 20_000 }).map((n) => (n / 100).toFixed(2))),
    lead: percent,
    frameworkYearCount: figure,
    frameworkYearFen: money,
    convertedYearCount: figure,
    advancingCount: fc.integer({ min: 1, max: 90 }),
    startedYearCount: figure,
    investmentYearFen: money,
    investmentGrowth: percent,
  })
  // What became a contract is part of what was agreed.
  .map((values) => ({
    ...values,
    convertedYearCount: Math.min(values.convertedYearCount, values.frameworkYearCount),
  }));

describe("the sentence of the work report", () => {
  it("comes out as the month's sentence says it, whatever the month", () => {
    fc.assert(
      fc.property(month, (values) => {
        // A target without a completion has no lead either.
        const whole =
          values.completion === null || values.lead === null ? { completion: null, lead: null } : {};
        const said = monthSentence({ ...values, ...whole }, 202606, shape);
        const text = said.map((part) => (typeof part === "string" ? part : part.text)).join("");
        expect(write(SEED, { ...values, ...whole })).toBe(text);
      }),
    );
  });

  it("never leaves a comma without its clause, nor a bracket open", () => {
    const template = SEED.replace("其中，", "其中，（1亿元，含本数）").replace(
      "签订框架协议",
      "{#有.框架协议数}另有框架，{/有.框架协议数}签订框架协议",
    );
    fc.assert(
      fc.property(month, (values) => {
        const text = write(template, values);
        expect(text).not.toMatch(/[，。；][，。；]|^[，。]|，$|（[^）]*$|(?<![\d.])0(?:个|万元|亿元)/);
      }),
    );
  });

  it("takes 其中 away from a part whose whole is not said", () => {
    expect(
      write("推进产业项目{推进项目数}个，其中新开工项目{新开工项目数}个。", { startedYearCount: 2 }),
    ).toBe("新开工项目2个。");
  });

  it("drops what speaks of a figure together with it", () => {
    expect(
      write("省外内资到位{省外内资到位}，{省外内资同比}。固投{固定资产投资}。", { outsideGrowth: "-100.00" }),
    ).toBe("");
    expect(write("{省外内资同比}。", { outsideGrowth: "-8.92" })).toBe("同比下降8.92%。");
    expect(write("{省外内资同比}。", { outsideGrowth: "0.00" })).toBe("与上年同期持平。");
  });

  it("says in words what a month took back, never with a minus", () => {
    const taken = { signedMonthFen: -300 * FEN_PER_WAN, outsideMonthFen: -2 * FEN_PER_YI };
    expect(
      write(
        "10月，签约项目{本月签约项目数}个，签约金额{本月签约金额}。省外内资到位{本月省外内资到位}。",
        taken,
      ),
    ).toBe("10月，签约金额冲减300万元。省外内资到位冲减2.00亿元。");
    expect(
      write("新开工{本月新开工项目数}个，完成固定资产投资{本月固定资产投资}。", {
        startedMonthCount: 1,
        investmentMonthFen: -5 * FEN_PER_WAN,
      }),
    ).toBe("新开工1个，固定资产投资冲减5万元。");
  });

  it("keeps titles, cells and lines, and the unit that a clerk types again", () => {
    expect(write("签约{签约项目数}个", { signedYearCount: 0 })).toBe("签约0个");
    expect(write("{省外内资到位}", {})).toBe("—");
    expect(
      write("签约总金额{签约金额}亿元，完成{省外内资到位完成率}%。", {
        signedYearFen: 3 * FEN_PER_YI,
        completion: "62.50",
      }),
    ).toBe("签约总金额3.00亿元，完成62.50%。");
  });

  it("says a chain only when there is something to say of it", () => {
    const chains = [
      { 名: "甲", signedYearCount: 3 },
      { 名: "乙", signedYearCount: 0 },
      { 名: "丙", signedYearCount: 1 },
    ];
    expect(write("分链看，{#各产业链}该链签约{本链.签约项目数}个，{/各产业链}。", {}, chains)).toBe(
      "分链看，该链签约3个，该链签约1个。",
    );
  });
});

describe("units", () => {
  it("are chosen before rounding", () => {
    expect(proseAmount(FEN_PER_YI - 1, 1)).toBe("10000万元");
    expect(proseAmount(-3 * FEN_PER_YI)).toBe("-3.00亿元");
    expect(proseAmount(3 * 3350 * FEN_PER_WAN)).toBe("1.01亿元");
  });
});

describe("placeholders", () => {
  it("are read however a word processor cut them, with the look of their first sign", () => {
    const runs = ["签约｛签", "约项目", "数}个。"].map((text, style) => ({
      kind: "words" as const,
      style,
      text,
    }));
    const { items } = readParagraph(runs);
    expect(items).toEqual([
      { kind: "words", style: 0, text: "签约" },
      { kind: "place", style: 0, raw: "｛签约项目数}", inner: "签约项目数" },
      { kind: "words", style: 2, text: "个。" },
    ]);
  });

  it("may name a row, a period and how many places", () => {
    expect(understand("重型数控机床．签约金额．1位", vocabulary, false)).toMatchObject({
      row: { kind: "named", name: "重型数控机床" },
      places: 1,
    });
    expect(understand("省外内资到位.1-5月", vocabulary, false)).toMatchObject({
      month: 5,
      row: { kind: "total" },
    });
  });

  it("that mean nothing are told with what was probably meant", () => {
    expect(understand("签约项目树", vocabulary, false)).toBe("没有占位符“签约项目树”，是否要写 {签约项目数}");
    expect(understand("重型数控机车.签约金额", vocabulary, false)).toContain("是否要写“重型数控机床”");
    expect(understand("本链.签约金额", vocabulary, false)).toContain("只能写在");
    expect(understand("省外内资到位.13月", vocabulary, false)).toBe("没有这个月份");
    expect(understandSection("各产业练", vocabulary, false)).toContain("{#各产业链}");
    const problems = (text: string) => readParagraph([{ kind: "words", style: 0, text }]).problems;
    expect(problems("签约{#有.框架协议数}个")).toEqual([
      "{#有.框架协议数} 没有结束，请在同一段写 {/有.框架协议数}，或让开始、结束各占一段",
    ]);
    expect(problems("签约{签约项目数个。")).toEqual(["“{”没有配对，占位符要写成 {签约金额} 这样"]);
    expect(problems("签约{/有}个")).toEqual(["{/有} 前面没有对应的开始"]);
  });
});
