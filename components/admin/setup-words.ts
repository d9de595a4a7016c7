/** Words of the set-up that its pages and the audit log share. */
import type { RuleKey } from "@/server/domain/rules";
import { isPlanSpan, planMonth, TARGET_GOALS, type TargetGoal } from "@/server/domain/target-spans";

export const RULE_TITLE: Record<RuleKey, string> = {
  district: "本区",
  tiers: "投资额分档",
  thresholds: "统计起点与核对",
  rates: "转化率口径",
  gates: "节点条件",
  clocks: "时限与亮灯",
  duties: "线索办理时限",
  ownership: "首报保护与公海",
  attribution: "异议与流转时限",
  progress: "目标亮灯、得分与榜单",
  calendar: "工作日历",
  reading: "识别关键词",
  evidence: "材料",
  session: "登录与锁定",
};

/** What a sheet of targets is for; 月度计划 divides the annual target by months. */
export const TARGET_KINDS = { ...TARGET_GOALS, months: "月度计划" } as const;
export const targetKindWord = (span: string, kind: string): string =>
  isPlanSpan(span) ? `${planMonth(span)}月计划` : (TARGET_GOALS[`${span}/${kind}` as TargetGoal] ?? "目标");

/** The seven steady hues by their place; any other is grey. */
export const CHAIN_HUES = ["靛", "青", "琥珀", "紫", "绿", "玫红", "橙"];
