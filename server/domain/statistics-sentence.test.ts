import { describe, expect, it } from "vitest";
import { FEN_PER_WAN, FEN_PER_YI } from "./amounts";
import { monthSentence } from "./statistics-sentence";
import { proseAmount } from "./writing/prose";

const shape = { tiers: [FEN_PER_YI, 5 * FEN_PER_YI], indicator: "outsideFen" as const };
const say = (values: Record<string, number | string | null>, month = 202606) =>
  monthSentence(values, month, shape)
    .map((p) => (typeof p === "string" ? p : p.text))
    .join("");

describe("the month's sentence", () => {
  it("says everything in the order of the work report", () => {
    const values = {
      signedYearCount: 43,
      signedYearFen: 126 * FEN_PER_YI,
      signedTier1Count: 23,
      signedTier2Count: 9,
      outsideYearFen: 86_764 * FEN_PER_WAN,
      outsideGrowth: "-8.92",
      completion: "62.50",
      lead: "12.50",
      frameworkYearCount: 24,
      frameworkYearFen: 9_965 * FEN_PER_WAN,
      convertedYearCount: 0,
      advancingCount: 60,
      startedYearCount: 30,
      investmentYearFen: 286_105 * FEN_PER_WAN,
      investmentGrowth: "0.00",
    };
    expect(say(values)).toBe(
      "年初以来，签约招商引资项目43个，签约总金额126.00亿元。其中，亿元以上项目23个，5亿元以上项目9个。" +
        "1—6月省外内资到位8.68亿元，同比下降8.92%，完成年度目标的62.50%，超序时进度12.50个百分点。" +
        "签订框架协议24个，协议金额9965万元。推进产业项目60个，其中新开工项目30个，产业项目完成固定资产投资28.61亿元，与上年同期持平。",
    );
  });

  it("drops what is zero, and its 其中 with it", () => {
    expect(say({ signedYearCount: 1, signedYearFen: 3350 * FEN_PER_WAN, signedTier1Count: 0 }, 202601)).toBe(
      "年初以来，签约招商引资项目1个，签约总金额3350万元。",
    );
    expect(say({ outsideYearFen: FEN_PER_WAN, completion: null, lead: null }, 202601)).toBe(
      "1月省外内资到位1万元。",
    );
    expect(say({ startedYearCount: 2 })).toBe("新开工项目2个。");
    expect(say({})).toBe("1—6月暂无签约、到位、开工和固定资产投资数据。");
  });

  it("chooses the unit before it rounds", () => {
    expect(proseAmount(FEN_PER_YI)).toBe("1.00亿元");
    expect(proseAmount(FEN_PER_YI - 1)).toBe("10000万元");
    expect(proseAmount(FEN_PER_YI - 100 * FEN_PER_WAN)).toBe("9900万元");
  });
});
