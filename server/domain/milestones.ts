/** The milestones of a project in the order of the main line, and the ways off it. */
export const MILESTONES = [
  "lead",
  "negotiation",
  "framework",
  "contract",
  "registration",
  "filing",
  "land",
  "start",
  "statistics",
  "building",
  "completion",
  "production",
  "full-capacity",
] as const;
export type Milestone = (typeof MILESTONES)[number];

export const OFF_STATES = ["held", "ended", "lost", "withdrawn"] as const;
/** held 搁置, ended 终止, lost 流失; withdrawn is a project whose import was undone or that was merged away. */
export type OffState = (typeof OFF_STATES)[number];

export const MILESTONE_NAME: Record<Milestone, string> = {
  lead: "线索",
  negotiation: "在谈",
  framework: "框架协议",
  contract: "正式签约",
  registration: "注册",
  filing: "立项备案",
  land: "供地",
  start: "开工",
  statistics: "纳统",
  building: "在建",
  completion: "竣工",
  production: "投产",
  "full-capacity": "达产",
};

export const OFF_STATE_NAME: Record<OffState, string> = {
  held: "搁置",
  ended: "终止",
  lost: "流失",
  withdrawn: "已撤销",
};

/** Where a project stands: its stage, or its way off the main line. */
export const standName = (stand: Milestone | OffState): string =>
  isMilestone(stand) ? MILESTONE_NAME[stand] : OFF_STATE_NAME[stand];

/** Position on the main line, 0-based. The present stage is the approved milestone with the highest rank. */
export const rankOf = (milestone: Milestone): number => MILESTONES.indexOf(milestone);

const PARALLEL: readonly Milestone[] = ["registration", "filing", "land"];

/** The steps of the main line; 注册 · 立项 · 供地 are one step, because they run side by side in any order. */
export const MAIN_LINE_STEPS: readonly (readonly Milestone[])[] = MILESTONES.flatMap((m) =>
  m === "registration" ? [PARALLEL] : PARALLEL.includes(m) ? [] : [[m]],
);

const stepOf = (milestone: Milestone): number => MAIN_LINE_STEPS.findIndex((s) => s.includes(milestone));

/** Whether the project has already gone past it: what is left open there is made up for, and is no next step. */
export const isBehind = (milestone: Milestone, stage: Milestone): boolean =>
  stepOf(milestone) < stepOf(stage);

export const isMilestone = (text: string): text is Milestone =>
  (MILESTONES as readonly string[]).includes(text);

export const CONTRACT_RANK = rankOf("contract");
export const START_RANK = rankOf("start");

/** Reasons for leaving the main line, as the bureau counts them. */
export const OFF_REASONS = {
  land: "用地",
  policy: "政策",
  energy: "能耗",
  funds: "资金",
  rival: "竞争地",
  market: "市场变化",
  silent: "失联",
  excluded: "不符合产业政策",
  contract: "解除合同",
  other: "其他",
} as const;
export type OffReason = keyof typeof OFF_REASONS;
