/** The measures under the figures, as the difference of two versions names them. */
import type { Measure } from "@/server/domain/statistics-measures";

export const MEASURE_NAME: Record<Measure, string> = {
  signedCount: "签约个数",
  signedFen: "签约金额",
  signedTier1: "其中第一档",
  signedTier2: "其中第二档",
  signedTier3: "其中第三档",
  signedTier4: "其中第四档",
  signedTier5: "其中第五档",
  frameworkCount: "框架个数",
  frameworkFen: "框架金额",
  convertedCount: "框架转正式",
  outsideFen: "省外内资到位",
  carriedFen: "其中续建",
  outsideOpeningFen: "其中期初省外内资",
  foreignFen: "外资到位（折人民币）",
  foreignOpeningFen: "其中期初外资",
  foreignUsdCents: "外资到位（美元）",
  foreignUnrated: "未设汇率的外资笔数",
  startedCount: "新开工",
  cohortStartedCount: "本年签约已开工",
  advancingCount: "推进项目",
  investmentFen: "固定资产投资",
  investmentOpeningFen: "其中期初固投",
};
