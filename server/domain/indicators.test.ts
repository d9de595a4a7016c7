import { describe, expect, it } from "vitest";
import { FEN_PER_WAN, FEN_PER_YI } from "./amounts";
import { foundIndicators, type Indicator, indicators } from "./indicators";
import { startingProgress } from "./progress-rules";
import { startingRates } from "./rate-rules";
import { RATE_IDS } from "./rates";
import { startingRules } from "./rules";
import { settingWords } from "./setting-words";
import { FLOW_COLUMN_NAMES } from "./stage-flow";
import { type ReportShape, reportColumns } from "./statistics-columns";

const shape: ReportShape = {
  tiers: [FEN_PER_YI, 5 * FEN_PER_YI, 10 * FEN_PER_YI],
  foreignIn: "usd",
  indicator: "outsideFen",
  arrivalMinPlanFen: 1000 * FEN_PER_WAN,
  investmentMinPlanFen: 500 * FEN_PER_WAN,
  lights: startingProgress,
};
const all = indicators({ shape, rates: startingRates });
const at = (anchor: string): Indicator => {
  const found = all.find((i) => i.anchor === anchor);
  if (!found) throw new Error(anchor);
  return found;
};

describe("the registry of indicators", () => {
  it("holds every column of the month report and every rate, each once and completely", () => {
    const anchors = all.map((i) => i.anchor);
    expect(new Set(anchors).size).toBe(anchors.length);
    for (const column of reportColumns(shape))
      expect(at(`month-${column.id}`).definition).toBe(column.definition);
    for (const id of RATE_IDS) expect(anchors).toContain(`rate-${id}`);
    for (const { anchor, example, ...words } of all) {
      const { settings: _, ...texts } = words;
      expect(
        Object.values(texts).filter((text) => text === ""),
        anchor,
      ).toEqual([]);
      expect([example.given.length > 0, example.result.length > 0], anchor).toEqual([true, true]);
    }
  });

  it("holds every column of the stage flow, whose examples balance as the columns do", () => {
    const words = FLOW_COLUMN_NAMES.map((column) => at(`flow-${column}`).example.result);
    expect(words).toEqual([
      "4个，8600万元（0.86亿元）",
      "1个，1000万元（0.10亿元）",
      "1个，3000万元（0.30亿元）",
      "1个，400万元（0.04亿元）",
      "1个，2000万元（0.20亿元）",
      "1个，900万元（0.09亿元）",
      "1个，700万元（0.07亿元）",
      "1500万元（0.15亿元）",
      "4个，10900万元（1.09亿元）",
    ]);
  });

  it("works its examples with the functions of the product", () => {
    expect(at("month-signedMonthFen").example).toEqual({
      given: ["本月签约金额 3350万元＋3350万元＋3350万元"],
      result: "10050万元（1.01亿元）",
    });
    expect(at("month-startRate").example).toEqual({
      given: ["本年累计本年签约已开工 19个", "本年累计签约项目个数 1个＋1个＋1个＋35个"],
      result: "50.00%",
    });
    expect(at("month-outsideGrowth").example.result).toBe("12.73%");
    expect(at("month-outsideNewFen").example.given).toEqual([
      "本年累计省外内资到位 400万元＋400万元＋400万元＋60800万元",
      "本年累计省外内资到位，其中续建 44200万元",
    ]);
    expect(at("month-lead").example).toEqual({
      given: [
        "本年累计省外内资到位 400万元＋400万元＋400万元＋60800万元",
        "年度目标 80000万元",
        "10月序时进度 83.33%",
      ],
      result: "-5.83个百分点",
    });
    expect(at("rate-performed").example.result).toBe("98.79%");
    expect(at("rate-arrived").example).toEqual({
      given: ["到位资金 370万元", "分母 1077万元"],
      result: "34.35%",
    });
    expect(at("progress-elapsed").example.result).toBe("83.33%；50.00%");
    expect(at("progress-light").example.result).toBe("预警");
    expect(at("progress-points").example.result).toBe("8.60个百分点");
  });

  it("tells flows from stocks, and what an empty case is", () => {
    expect([at("month-advancingCount").nature, at("month-startedYearCount").nature]).toEqual([
      "stock",
      "flow",
    ]);
    expect(at("rate-started").empty).toContain("—");
    expect(at("month-rank").nature).toBe("order");
  });

  it("names the settings that a figure hangs on, and their words", () => {
    expect(at("month-signedTier1Count").settings).toEqual(["tiers"]);
    expect(at("month-investmentYearFen").settings).toEqual(["thresholds"]);
    expect(at("rate-landed").settings).toEqual(["rates"]);
    expect(at("rate-registered").settings).toEqual([]);
    expect(settingWords("tiers", startingRules)).toBe("亿元以上、5亿元以上、10亿元以上");
    expect(settingWords("thresholds", startingRules)).toContain("到位资金统计起点1000万元");
    expect(settingWords("rates", startingRules)).toContain("纳统率起点500万元");
  });

  it("is searched by any words of an indicator", () => {
    const found = (search: string) => foundIndicators(all, search).map((i) => i.anchor);
    expect(found("转化率 落地")).toContain("rate-landed");
    expect(found("框架转化率")).toContain("rate-framework");
    expect(found("")).toHaveLength(all.length);
    expect(found("没有这样的指标")).toEqual([]);
  });
});
