/** Words of the set-up that its pages and the audit log share. */
import type { RuleKey } from "@/server/domain/rules";

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
  calendar: "工作日历",
  reading: "识别关键词",
  evidence: "材料",
  session: "登录与锁定",
};

export const TARGET_KINDS = {
  "year/annual": "年度目标",
  "second-half/strive": "下半年力争",
  "second-half/plan": "下半年计划",
  "first-half/plan": "上半年计划",
} as const;

/** The seven steady hues by their place; any other is grey. */
export const CHAIN_HUES = ["靛", "青", "琥珀", "紫", "绿", "玫红", "橙"];
