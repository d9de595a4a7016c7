/** Numbers of a text held against figures. */

import { describe, expect, it, vi } from "vitest";
import { FEN_PER_WAN, FEN_PER_YI } from "../amounts";
import { startingProgress } from "../progress-rules";
import { startingRates } from "../rate-rules";
import type { FigureValue, ReportShape } from "../statistics-columns";
import { claimOfWord } from "./figure-claims";
import { NameFinder } from "./read-numbers";
import { type Figures, type KnownFigure, Verifier } from "./verify";
import { figureWords } from "./words";

const MONTH = 202606;
const shape: ReportShape = {
  tiers: [FEN_PER_YI, 5 * FEN_PER_YI],
  foreignIn: "usd",
  indicator: "outsideFen",
  arrivalMinPlanFen: 0,
  investmentMinPlanFen: 0,
  lights: startingProgress,
};

const known = (values: Record<string, FigureValue>, month = MONTH, row = ""): KnownFigure[] =>
  figureWords(shape, startingRates).flatMap((word) => {
    const value = values[word.word];
    if (value === undefined) return [];
    const claim = claimOfWord(word, { month, row, shape });
    return [
      {
        address: `${month}|${row}|${word.word}`,
        name: word.word,
        kind: word.kind,
        value,
        brief: value,
        claim,
      },
    ];
  });

const DISTRICT = known({
  签约项目数: 43,
  签约金额: 126 * FEN_PER_YI,
  亿元以上项目数: 23,
  "5亿元以上项目数": 9,
  省外内资到位: 86_764 * FEN_PER_WAN,
  本月省外内资到位: 3_350 * FEN_PER_WAN,
  新建项目到位: 40_000 * FEN_PER_WAN,
  续建项目到位: 46_764 * FEN_PER_WAN,
  省外内资同比: "-8.92",
  省外内资到位完成率: "62.50",
  省外内资到位超欠序时: "12.50",
  框架协议数: 24,
  框架协议金额: 9_965 * FEN_PER_WAN,
  框架转正式数: 3,
  推进项目数: 60,
  新开工项目数: 30,
  固定资产投资: 286_105 * FEN_PER_WAN,
  固定资产投资同比: "0.00",
  下半年签约项目目标: 30,
});
const ALL = [
  ...DISTRICT,
  ...known({ 省外内资到位: 50_000 * FEN_PER_WAN }, 202605),
  ...known({ 签约项目数: 7, 省外内资到位: 1_200 * FEN_PER_WAN }, MONTH, "冰雪体育"),
  {
    address: "p|8",
    name: "主轴部件基地",
    kind: "amount",
    value: 6 * FEN_PER_YI,
    brief: null,
    claim: null,
  } satisfies KnownFigure,
];

const read = (text: string, earlier: Figures = new Map()) =>
  new Verifier({ month: MONTH, known: ALL, earlier })
    .numbersOf([text])
    .map(({ from, to, state, figure }) => [
      text.slice(from, to),
      state,
      figure?.name ?? null,
      ...(state === "equal" ? [] : [figure?.now ?? null]),
    ]);

describe("a text by hand", () => {
  it("is read by its units and the words before each number", () => {
    const said = read(
      "年初以来，签约招商引资项目43个，签约总金额126.00亿元。其中，亿元以上项目23个，5亿元以上项目9个。1—6月省外内资到位8.68亿元，同比下降8.92%，完成年度目标的62.5%，超序时进度12.50个百分点。" +
        "签订框架协议24个，签约金额9,965万元，其中已转正式3个。推进产业项目60个，其中新开工项目30个，产业项目完成固定资产投资28.61亿元。力争下半年新签约项目30个。",
    );
    expect(said.map(([text, state]) => [text, state])).toEqual(
      [
        "43个",
        "126.00亿元",
        "23个",
        "9个",
        "8.68亿元",
        "8.92%",
        "62.5%",
        "12.50个百分点",
        "24个",
        "9,965万元",
        "3个",
        "60个",
        "30个",
        "28.61亿元",
        "30个",
      ].map((text) => [text, "equal"]),
    );
  });

  it("finds the same figures when the sentence was turned round", () => {
    expect(
      read("全区共有43个签约项目落户，省外资金到位86764万元，其中新建项目4亿元、续建项目4.68亿元。"),
    ).toEqual([
      ["43个", "unknown", null, null],
      ["86764万元", "equal", "省外内资到位"],
      ["4亿元", "equal", "新建项目到位"],
      ["4.68亿元", "equal", "续建项目到位"],
    ]);
    expect(
      read("６月份，省外内资到位３３５０万元。1-5月省外内资到位5.00亿元。").map(([, state]) => state),
    ).toEqual(["equal", "equal"]);
  });

  it("tells of a number that is not the figure what the figure is", () => {
    expect(read("签约总金额162.00亿元，同比增长3%。")).toEqual([
      ["162.00亿元", "different", "签约金额", "126.00亿元"],
      ["3%", "unknown", null, null],
    ]);
    expect(read("省外内资到位8.68亿元，同比增长8.92%。").at(-1)).toEqual([
      "8.92%",
      "different",
      "省外内资同比",
      "8.92%",
    ]);
    expect(read("签约总金额126亿元，到位资金9亿元。").map(([, state]) => state)).toEqual([
      "equal",
      "different",
    ]);
    expect(
      read("完成绿化8.6亿元，植树3个品种，用时6个月，淘汰9家。").map(([text, state]) => [text, state]),
    ).toEqual([
      ["8.6亿元", "unknown"],
      ["3个", "unknown"],
      ["9家", "unknown"],
    ]);
  });

  it("knows chains and projects by their names", () => {
    expect(read("冰雪体育链签约项目7个，省外内资到位1200万元。引进主轴部件基地，总投资6.00亿元。")).toEqual([
      ["7个", "equal", "签约项目数"],
      ["1200万元", "equal", "省外内资到位"],
      ["6.00亿元", "equal", "主轴部件基地"],
    ]);
  });

  it("rounds a percentage to whole ones as a writer does", () => {
    expect(read("省外内资同比下降9%。").map(([, state]) => state)).toEqual(["equal"]);
    expect(read("省外内资同比下降8%。").map(([, state]) => state)).toEqual(["different"]);
    expect(read("省外内资到位完成年度目标的63%，固定资产投资同比增长0%。").map(([, state]) => state)).toEqual(
      ["equal", "equal"],
    );
  });

  it("takes no figure of another time for that of the report", () => {
    expect(
      read("签约项目43个，去年同期签约项目43个，上月签约项目43个，二季度签约项目43个。").map(
        ([, state]) => state,
      ),
    ).toEqual(["equal", "unknown", "unknown", "unknown"]);
    expect(read("省外内资到位8.68亿元，较去年同期下降8.92%。").map(([, state]) => state)).toEqual([
      "equal",
      "equal",
    ]);
  });

  it("reads 上半年 as January to June, and 一季度 as a period of its own", () => {
    expect(read("上半年，签约项目43个。").map(([, state]) => state)).toEqual(["equal"]);
    expect(read("一季度，签约项目43个。").map(([, state]) => state)).toEqual(["unknown"]);
    expect(read("1—5月省外内资到位5.00亿元，上半年省外内资到位8.68亿元。").map(([, state]) => state)).toEqual(
      ["equal", "equal"],
    );
  });

  it("keeps to a chain while the sentence lasts, or while the paragraph is about it", () => {
    expect(read("冰雪体育链签约项目7个。全区签约项目43个。").map(([, state]) => state)).toEqual([
      "equal",
      "equal",
    ]);
    expect(read("冰雪体育链建设方面。签约项目7个。省外内资到位1200万元。").map(([, state]) => state)).toEqual(
      ["equal", "equal"],
    );
  });

  it("says what was right when it was written", () => {
    const earlier: Figures = new Map([[`${MONTH}||签约项目数`, { kind: "count", value: 41, brief: 41 }]]);
    expect(read("签约项目41个。", earlier)).toEqual([["41个", "changed", "签约项目数", "43个"]]);
    expect(read("签约项目42个。", earlier)).toEqual([["42个", "different", "签约项目数", "43个"]]);
  });
});

describe("a long text", () => {
  /** How many characters are searched. */
  const searched = (text: string): number => {
    const verifier = new Verifier({ month: MONTH, known: ALL, earlier: new Map() });
    const spies = [
      vi.spyOn(RegExp.prototype, Symbol.matchAll),
      vi.spyOn(RegExp.prototype, Symbol.replace),
      vi.spyOn(RegExp.prototype, "test"),
    ];
    verifier.numbersOf([text]);
    const lengths = spies.flatMap((spy) => spy.mock.calls.map(([given]) => String(given).length));
    for (const spy of spies) spy.mockRestore();
    return lengths.reduce((sum, length) => sum + length, 0);
  };

  it.each(["1个", "签约1个", "签约总金额1亿元，增长3%、", "1,111,111,"])(
    "of %s over and over takes twice the work when it is twice as long",
    (words) => {
      const few = searched(words.repeat(1500));
      expect(few).toBeGreaterThan(1500);
      expect(searched(words.repeat(3000))).toBeLessThan(2.3 * few);
    },
  );

  it("asks of names only those that begin alike", () => {
    const names = Array.from({ length: 500 }, (_, i) => `${String.fromCharCode(0x4e00 + i)}项目基地`);
    const finder = new NameFinder(names);
    const text = "签约项目1个，".repeat(500);
    const compared = vi.spyOn(String.prototype, "startsWith");
    expect(finder.in(`${text}${names[7]}`)).toMatchObject([{ at: text.length, value: names[7] }]);
    expect(compared.mock.calls.length).toBeLessThan(text.length);
    compared.mockRestore();
  });

  it("keeps the period and the row that were named long before, and no figure is that long", () => {
    const filler = "建设不断推进".repeat(200);
    expect(read(`冰雪体育链${filler}，签约项目7个。`).map(([, , name]) => name)).toEqual(["签约项目数"]);
    expect(read(`６月份，${filler}。省外内资到位３３５０万元。`).map(([, state]) => state)).toEqual([
      "equal",
    ]);
    expect(
      read(`签约1.${"0".repeat(50_000)}1亿元，签约${"9".repeat(50_000)}个。`).map(([, state]) => state),
    ).toEqual(["unknown", "unknown"]);
  });
});

describe("a figure that carries its address", () => {
  const part = (text: string, word: string) => ({ text, address: `${MONTH}||${word}`, name: word });

  it("is known by it, whatever stands around", () => {
    const parts = [
      "全区落户项目",
      part("43", "签约项目数"),
      "个，到位",
      part("8.69亿元", "省外内资到位"),
      "，另有",
      part("不详", "签约金额"),
      "。",
    ];
    expect(new Verifier({ month: MONTH, known: ALL, earlier: new Map() }).numbersOf(parts)).toEqual([
      { from: 6, to: 8, state: "equal", figure: expect.objectContaining({ name: "签约项目数" }) },
      { from: 12, to: 18, state: "different", figure: expect.objectContaining({ now: "8.68亿元" }) },
    ]);
  });
});
