/** The settings that definitions hang on, each in one line. */

import type { DefiningRule } from "./indicators";
import { ARRIVAL_BASES, landedWords, performingWords } from "./rate-rules";
import type { Rules } from "./rules";
import { roundAmount, tierName } from "./statistics-column-kit";

export const DEFINING_RULES: Record<DefiningRule, string> = {
  tiers: "投资额分档",
  thresholds: "统计起点",
  rates: "转化率口径",
};

/** As in force: 到位资金统计起点1000万元，固投统计起点500万元. */
export function settingWords(
  rule: DefiningRule,
  {
    tiers,
    thresholds,
    rates,
  }: Pick<Rules, "tiers" | "rates"> & {
    thresholds: Pick<Rules["thresholds"], "arrivalMinPlanFen" | "investmentMinPlanFen">;
  },
): string {
  switch (rule) {
    case "tiers":
      return tiers.map(tierName).join("、");
    case "thresholds":
      return `到位资金统计起点${roundAmount(thresholds.arrivalMinPlanFen)}，固投统计起点${roundAmount(thresholds.investmentMinPlanFen)}（计划总投资）`;
    case "rates":
      return `资金到位率分母为${ARRIVAL_BASES[rates.arrivalBase]}；落地须${landedWords(rates)}；履约为${performingWords(rates)}之一；纳统率起点${roundAmount(rates.statisticsMinPlanFen)}`;
  }
}
