/**
 * 数据体检: what is looked for in the bureau's own data, why, and how it is mended. One registry; the screen, the checklist of a
 * close, the desk and the command read it. An error forbids closing a month and cannot be accepted; a warning may be right and
 * is accepted with a reason, as long as its numbers stay what they were; a hint is work that is left.
 */
import type { Hindrance } from "./month-close";

export const CHECK_LEVELS = { error: "错误", warning: "提醒", hint: "提示" } as const;
export type CheckLevel = keyof typeof CHECK_LEVELS;
export const CHECK_LEVEL_NAMES = Object.keys(CHECK_LEVELS) as [CheckLevel, ...CheckLevel[]];

export interface Check {
  name: string;
  level: CheckLevel;
  /** What it looks for. */
  looks: string;
  why: string;
  /** How it is mended. */
  mend: string;
  /** It concerns the figures of a month: the checklist of its close asks for it too. */
  closing: boolean;
}

const figures = (check: Omit<Check, "closing">): Check => ({ ...check, closing: true });
const rest = (check: Omit<Check, "closing">): Check => ({ ...check, closing: false });

/** Of the figures of the month report. */
const FIGURE_CHECKS = {
  sums: figures({
    name: "分项与合计不等",
    level: "error",
    looks: "月报六张分表，各行相加是否等于合计，各分表合计是否相同",
    why: "同一批项目的不同分组，合计必须是一个数",
    mend: "运行 npm run record:check 核对史实与合计",
  }),
  inclusion: figures({
    name: "其中数大于总数",
    level: "error",
    looks: "亿元以上、转正式、已开工等其中数是否逐级不超过所属总数",
    why: "各档逐级包含，其中数不会多于总数",
    mend: "运行 npm run record:check 核对史实与合计",
  }),
  "year-to-date": figures({
    name: "累计与本月不衔接",
    level: "error",
    looks: "本月累计是否等于上月累计加本月",
    why: "累计是各月之和，不衔接说明有一个月的数被改动过",
    mend: "先核对上月存档，再看本月调整",
  }),
  ratios: figures({
    name: "比率重算不符",
    level: "error",
    looks: "完成率、超欠序时、开工率、同比用其分子分母重新计算",
    why: "比率由两个数得出，印出的应与重算一致",
    mend: "核对分子、分母和目标",
  }),
  negative: figures({
    name: "累计数为负",
    level: "error",
    looks: "省外内资、固投、签约金额的本年累计是否小于零",
    why: "冲减多于已计入的数",
    mend: "核对冲减，多冲的用补报改正",
  }),
  targets: rest({
    name: "目标对不上",
    level: "warning",
    looks: "各链目标之和是否等于全区目标；累计数是否达到目标的数倍",
    why: "目标填错单位或漏了一条链，完成率就没有意义",
    mend: "在目标页核对并改正",
  }),
} as const;

/** Of vouchers, arrivals and investment. */
const MONEY_CHECKS = {
  "voucher-twice": figures({
    name: "同一凭证用于两笔到位",
    level: "error",
    looks: "凭证号、日期、金额都相同的两笔到位资金，不论在哪个项目；号中的空格和连接号不计",
    why: "一张凭证只能佐证一笔到位，否则同一笔钱算了两次",
    mend: "待审核的退回，已通过的对多出的一笔冲减",
  }),
  "correction-exceeds": figures({
    name: "冲减多于原记录",
    level: "error",
    looks: "已通过的记录连同冲减是否小于零",
    why: "冲减只能把一笔减到零",
    mend: "对原记录补报多冲的部分",
  }),
  "voucher-reused": figures({
    name: "一个凭证号两次使用",
    level: "warning",
    looks: "同一凭证号在同一项目或同一付款方名下有不同的日期或金额",
    why: "多半是日期或金额抄错，或同一笔报了两次",
    mend: "对照进账单，错的一笔冲减或退回",
  }),
  "voucher-file": rest({
    name: "同一份材料佐证多笔到位",
    level: "warning",
    looks: "内容完全相同的文件挂在不同项目的到位资金上",
    why: "同一张进账单不应出现在两个项目",
    mend: "在材料中换成各自的凭证",
  }),
  "over-agreed": figures({
    name: "到位超过约定",
    level: "warning",
    looks: "省外资金到位合计是否超过约定省外资金",
    why: "超过约定的多半是归错来源或重复登记",
    mend: "核对到位资金，或修改约定省外资金",
  }),
  "arrived-over-plan": figures({
    name: "到位超过计划总投资",
    level: "warning",
    looks: "到位资金合计是否超过计划总投资",
    why: "钱不会多于项目要用的",
    mend: "核对到位资金和计划总投资",
  }),
  "invested-over-plan": figures({
    name: "固投超过计划总投资",
    level: "warning",
    looks: "固投统计数合计是否超过计划总投资与允许超出比例之积",
    why: "超出的须调整计划总投资，否则统计部门退回",
    mend: "核对固投，或按批复调整计划总投资",
  }),
  "year-falls": figures({
    name: "累计数下降",
    level: "warning",
    looks: "项目的固投或到位，本年累计是否比上月减少",
    why: "累计只增不减，减少必须说得出理由",
    mend: "核对当月冲减，确认无误请写明理由",
  }),
  "early-arrival": figures({
    name: "到位早于签约",
    level: "warning",
    looks: "到位日期在正式签约之前的资金",
    why: "合同之前的钱按口径不计入",
    mend: "核对日期；不该计入的冲减",
  }),
  "opening-overlap": rest({
    name: "期初数与明细重叠",
    level: "warning",
    looks: "同一项目同一年，期初数截止日以前又有单笔记录；或关账之后才计入期初",
    why: "期初是截止日以前的累计，单笔再记就算了两次",
    mend: "核对期初是否已含；重复的冲减",
  }),
  unrated: figures({
    name: "外资没有汇率",
    level: "warning",
    looks: "本年外资到位所在的月份是否设了美元汇率",
    why: "没有汇率，外资只能以人民币列示",
    mend: "在汇率页补上当月汇率",
  }),
} as const;

/** Of projects: amounts, days, what was not filled in. */
const PROJECT_CHECKS = {
  "slip-digits": rest({
    name: "疑似数字对调",
    level: "warning",
    looks: "同一项目的两个金额是否只差相邻两位数字对调",
    why: "6793 写成 6973，是抄数时最常见的错",
    mend: "对照原件，错的一个改成对的",
  }),
  "slip-unit": rest({
    name: "疑似单位或小数点错位",
    level: "warning",
    looks: "同一项目的两个金额是否正好相差 10、100、10000 倍",
    why: "万元与元、小数点错位，一错就是许多倍",
    mend: "对照原件，错的一个改成对的",
  }),
  "filed-contract": rest({
    name: "备案与合同相差过大",
    level: "warning",
    looks: "备案总投资与签约金额相差是否超过 20%",
    why: "两份文件说的是同一个项目，差得多要有说明",
    mend: "对照备案证与合同，错的改正",
  }),
  "filed-registered": rest({
    name: "入库与备案不一致",
    level: "warning",
    looks: "已纳统项目的计划总投资是否等于备案总投资",
    why: "批文与入库申请表不一致会被统计部门退回",
    mend: "以备案证为准改正，或办理变更",
  }),
  "milestone-future": rest({
    name: "节点日期在将来",
    level: "error",
    looks: "已通过的节点，日期是否晚于今天",
    why: "没有发生的事不能计数",
    mend: "由审核人与报送人核对节点日期",
  }),
  "milestone-order": rest({
    name: "节点先后颠倒",
    level: "warning",
    looks: "开工早于签约、竣工或投产早于开工、纳统早于开工",
    why: "先后颠倒多半是年份或月份写错",
    mend: "核对两个节点的日期",
  }),
  "no-chain": figures({
    name: "没有产业链",
    level: "warning",
    looks: "本年有数字的项目是否都归了产业链",
    why: "没有归链的数字列入“其他”，链长看不到",
    mend: "逐个项目选定所属产业链",
  }),
  unclassified: rest({
    name: "归类不全",
    level: "hint",
    looks: "已签约项目缺行业、主办部门或投资方所在省",
    why: "缺了就在分表中列入“未填写”",
    mend: "逐个项目补填",
  }),
  "contract-no-amount": figures({
    name: "签约没有金额",
    level: "warning",
    looks: "正式签约已通过，台账中却没有合同金额",
    why: "个数算了，金额没有算",
    mend: "在协议台账补记合同金额",
  }),
  "start-no-plan": figures({
    name: "开工没有计划总投资",
    level: "warning",
    looks: "已开工的项目是否有计划总投资",
    why: "没有计划总投资，到位和固投都不计入，也不进任何分档",
    mend: "补填计划总投资",
  }),
  "not-in-library": rest({
    name: "开工多日没有纳统",
    level: "warning",
    looks: "达到统计起点的项目，开工后超过期限仍没有入库",
    why: "先入库，后有数：没有入库，固投报不上去",
    mend: "报送纳统节点",
  }),
  "no-team": rest({
    name: "没有专班",
    level: "hint",
    looks: "已签约的项目是否有专班人员",
    why: "一项目一专班",
    mend: "在项目中确定专班",
  }),
  duplicates: rest({
    name: "疑似重复未核对",
    level: "hint",
    looks: "可能是同一项目的两个项目，还没有人判定",
    why: "同一项目登记两次，签约就多算一个",
    mend: "在疑似重复中逐对判定",
  }),
} as const;

export const CHECKS = { ...FIGURE_CHECKS, ...MONEY_CHECKS, ...PROJECT_CHECKS } as const;
export type CheckId = keyof typeof CHECKS;
export type FigureCheckId = keyof typeof FIGURE_CHECKS;
export type RowCheckId = Exclude<CheckId, FigureCheckId | "duplicates">;
export const CHECK_IDS = Object.keys(CHECKS) as [CheckId, ...CheckId[]];
export const checkOf = (id: CheckId): Check => CHECKS[id];

/** A number of a finding, beside the one that it should agree with. Amounts are fen, percentages and days text. */
export interface Compared {
  label: string;
  kind: "amount" | "count" | "usd" | "day" | "month" | "text" | "percent";
  value: number | string | null;
}

/** Whether somebody may say that it is right as it is; a pair of likely duplicates is judged in a place of its own. */
export const mayAccept = (id: CheckId): boolean => checkOf(id).level !== "error" && id !== "duplicates";

/** Codes that closes have carried since before the registry. */
const CODES: Partial<Record<CheckId, string>> = { "no-chain": "unclassified" };
const WORDS: Partial<Record<CheckId, (count: number) => string>> = {
  "no-chain": (n) => `${n} 个本年有数字的项目没有产业链，列入“其他”`,
  unrated: (n) => `${n} 笔外资到位的月份没有设美元汇率，本年外资只能以人民币列示`,
  negative: () => "本年累计数有负数：冲减多于已计入的数，请核对冲减",
};

/** One line of the checklist of a close; hints hold nothing up. */
export function hindranceOf(id: CheckId, count: number, month: number): Hindrance | null {
  const { level, name, closing } = checkOf(id);
  if (!closing || level === "hint" || count === 0) return null;
  const words = WORDS[id]?.(count) ?? `${name}：本月计入的有 ${count} 处`;
  return {
    level,
    code: CODES[id] ?? id,
    words,
    href: `/statistics/checkup?month=${month}&check=${id}`,
    holders: [],
  };
}
