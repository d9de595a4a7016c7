/** The measures under the figures in the words of the report. */
import type { Fen } from "./amounts";
import { tierName } from "./statistics-column-kit";
import { MAX_TIERS, type Measure, tierMeasure } from "./statistics-measures";

const NAMES: Partial<Record<Measure, string>> = {
  signedCount: "签约项目个数",
  signedFen: "签约金额",
  frameworkCount: "框架协议个数",
  frameworkFen: "框架协议金额",
  convertedCount: "框架协议转正式",
  outsideFen: "省外内资到位",
  carriedFen: "省外内资到位，其中续建",
  outsideOpeningFen: "省外内资到位，其中期初",
  foreignFen: "外资到位（折人民币）",
  foreignOpeningFen: "外资到位，其中期初",
  foreignUsdCents: "外资到位（美元）",
  foreignUnrated: "未设汇率的外资笔数",
  startedCount: "新开工项目",
  cohortStartedCount: "本年签约已开工",
  advancingCount: "推进项目",
  investmentFen: "固定资产投资",
  investmentOpeningFen: "固定资产投资，其中期初",
};

/** 签约金额; 签约项目，其中亿元以上 by the tiers that were in force. */
export function measureName(measure: Measure, tiers: readonly Fen[]): string {
  const at = Array.from({ length: MAX_TIERS }, (_, i) => tierMeasure(i + 1)).indexOf(measure);
  const tier = tiers[at];
  return tier === undefined ? (NAMES[measure] ?? measure) : `签约项目，其中${tierName(tier)}`;
}
