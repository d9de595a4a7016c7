/**
 * The registry of conversion rates (转化率): what each counts, over which projects, by number and by amount. A rate of a
 * cohort (按批次, the default) follows the same projects from the window to the cutoff; a rate of a period (期间率) sets the
 * events of the window beside its signings, so that it may exceed 100 % and is always labelled.
 */
import { MILESTONE_NAME, type Milestone } from "./milestones";
import { ARRIVAL_BASES, landedWords, performingWords, type RateRules } from "./rate-rules";
import { type Percent, sharePercent } from "./statistics";
import { roundAmount } from "./statistics-column-kit";

export const RATE_WAYS = { cohort: "按批次", period: "期间率" } as const;
export type RateWay = keyof typeof RATE_WAYS;
export const RATE_MEASURES = { count: "按个数", amount: "按金额" } as const;
export type RateMeasure = keyof typeof RATE_MEASURES;

/** Which projects a rate is measured over: those signed, started, framed or reported in the window. */
export type RateGroup = "contract" | "started" | "framework" | "lead";

export interface RateWords {
  name: string;
  group: RateGroup;
  /** What a project must show to stand in the numerator, as the drawer names it. */
  condition: string;
  definition: string;
  /** The milestones that decide it, in the order in which the drawer lists them. */
  steps: readonly Milestone[];
  /** `money`: both ways of counting are amounts of money. `count`: there is no amount that could be measured. */
  only?: "money" | "count";
}

export const RATE_IDS = [
  "performed",
  "registered",
  "landed",
  "started",
  "built",
  "funded",
  "arrived",
  "entered",
  "ended",
  "framework",
  "lead",
] as const;
export type RateId = (typeof RATE_IDS)[number];

const OF_SIGNED = "期内正式签约项目";
/** A project is done with either; full capacity cannot be had without production. */
const BUILT: readonly Milestone[] = ["completion", "production", "full-capacity"];

function arrivalDefinition({ arrivalBase }: RateRules): string {
  const money =
    arrivalBase === "agreed"
      ? "分子只计省外内资与外资；没有填写约定引进资金的项目改用计划总投资，分子计全部到位资金"
      : "分子计全部到位资金（省外、省内和外资）";
  return `${OF_SIGNED}截至截止月末已通过审核的到位资金之和，与这些项目${ARRIVAL_BASES[arrivalBase]}之和的比；${money}；不设统计起点；分母缺数的项目分子也不计。`;
}

/** The registry under the settings in force. */
export function rateWords(rules: RateRules): Record<RateId, RateWords> {
  const contract = (
    name: string,
    condition: string,
    definition: string,
    steps: readonly Milestone[],
  ): RateWords => ({ name, group: "contract", condition, definition, steps });
  const plan = roundAmount(rules.statisticsMinPlanFen);
  return {
    performed: contract(
      "履约率",
      "已履约",
      `${OF_SIGNED}中已履约的比例；${performingWords(rules)}有一项已通过审核、且未终止的为履约。是各率中最宽的一项。`,
      rules.performing,
    ),
    registered: contract("注册率", "已注册", `${OF_SIGNED}中项目公司已注册的比例。`, ["registration"]),
    landed: contract(
      "落地率",
      "已落地",
      `${OF_SIGNED}中已落地的比例；${landedWords(rules)}均已通过审核的为落地。`,
      rules.landed,
    ),
    started: contract(
      "开工率",
      "已开工",
      `${OF_SIGNED}中已开工的比例；已竣工、投产的视同已开工（月报的开工率只计登记了开工的）。`,
      ["start", "completion", "production"],
    ),
    built: contract("投产率", "已投产", `${OF_SIGNED}中已竣工或投产（建成）的比例。`, BUILT),
    funded: contract("到资项目率", "已有资金到位", `${OF_SIGNED}中已有到位资金（冲减后大于零）的比例。`, []),
    arrived: {
      ...contract("资金到位率", "到位资金", arrivalDefinition(rules), []),
      only: "money",
    },
    entered: {
      name: "纳统率",
      group: "started",
      condition: "已纳统",
      definition: `${OF_SIGNED}中已开工、计划总投资${plan}及以上的，已纳统的比例。`,
      steps: ["start", "statistics"],
    },
    ended: contract("解约率", "已终止", `${OF_SIGNED}中已终止的比例；剔除终止时不计算。`, []),
    framework: {
      name: "框架转化率",
      group: "framework",
      condition: "已转正式签约",
      definition: "期内签订框架协议的项目中，已正式签约的比例；金额为框架协议金额。",
      steps: ["contract"],
    },
    lead: {
      name: "线索转化率",
      group: "lead",
      condition: "已正式签约",
      definition: "期内首次登记为线索（或在谈）的项目中，已正式签约的比例；线索没有协议金额，只按个数计算。",
      steps: ["contract"],
      only: "count",
    },
  };
}

/** What the denominator of a rate is called. */
export const GROUP_NAME: Record<RateGroup, string> = {
  contract: "签约项目",
  started: "应纳统项目",
  framework: "框架协议项目",
  lead: "线索项目",
};

/** The definition as it stands beside a figure: that of the cohort, or of the period, whose two sides are not the same projects. */
export const definitionOf = ({ definition, condition, group }: RateWords, way: RateWay): string =>
  way === "cohort"
    ? definition
    : `期内发生的“${condition}”与期内“${GROUP_NAME[group]}”之比；分子分母不是同一批项目，可能超过100%。`;

/** Numerator and denominator: whole projects, or whole fen. */
export interface RateShare {
  part: number;
  whole: number;
}
/** Both ways of counting; null where there is no such figure. */
export type RateFigures = Record<RateMeasure, RateShare | null>;
export type RateRow = Record<RateId, RateFigures>;

/** What one question sums for a rate. */
export interface RateSums {
  partCount: number;
  wholeCount: number;
  partFen: number;
  wholeFen: number;
}

/** A rate without projects has no value: "—", never 0 %. */
export const ratePercent = (share: RateShare | null, places?: number): Percent =>
  share === null ? null : sharePercent(share.part, share.whole, places);

/** The figures of a row out of its sums. Without ended projects there is nothing that 解约率 could count. */
export function rateFigures(id: RateId, sums: RateSums, withoutEnded: boolean): RateFigures {
  if (id === "ended" && withoutEnded) return { count: null, amount: null };
  const count = { part: sums.partCount, whole: sums.wholeCount };
  const amount = { part: sums.partFen, whole: sums.wholeFen };
  if (id === "arrived") return { count: amount, amount };
  return { count, amount: id === "lead" ? null : amount };
}

/** Whether a figure is money: 资金到位率 always is. */
export const isMoney = (id: RateId, measure: RateMeasure): boolean =>
  id === "arrived" || measure === "amount";

/** Milestones in words: what the drawer heads its dates with. */
export const stepName = (step: Milestone): string => MILESTONE_NAME[step];

export interface RateScope {
  way: RateWay;
  withoutEnded: boolean;
  /** 时点: the day as of whose end it is read. */
  knownOn?: string | null | undefined;
}

/** 开工率（期间率，剔除终止）: labels stand wherever the figure stands. */
export function rateLabels({ way, withoutEnded, knownOn }: RateScope): string[] {
  return [
    ...(way === "period" ? ["期间率"] : []),
    ...(withoutEnded ? ["剔除终止"] : []),
    ...(knownOn ? [`${knownOn} 日终所知`] : []),
  ];
}

/** Notes that stand under every table and print of the rates. */
export function rateNotes({ way, withoutEnded }: RateScope, since: string | null): string[] {
  return [
    way === "cohort"
      ? "按批次：分子分母是同一批项目，即正式签约统计月在期内的项目（框架转化率为签订框架协议、线索转化率为首次登记在期内的），看它们到截止月末走到哪一步。"
      : "期间率：期内发生的节点数与期内签约数之比，分子分母不是同一批项目，可能超过100%；到位资金为期内到位，已签约的项目才计入分子。",
    withoutEnded
      ? "剔除终止：截至截止月末已终止或流失的项目不在分子、也不在分母，比率因此偏高；解约率不计算。"
      : "终止的项目留在分母；并入其他项目的不重复计；只计已通过审核、按统计月计至截止月的记录。",
    "按金额：项目金额为首份正式合同及其更正与增资补充协议，截至截止月的合计；没有项目时记“—”。",
    `本表各率的口径由本局设定，${since === null ? "自启用起未作修改" : `自${since}起施行`}；以前月份的报表按当时的口径。`,
    "项目按现归属和现计划总投资分组，各分表相加与合计相同；数取自台账现有记录，关账后的更正也在其中。",
  ];
}
