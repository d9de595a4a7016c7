/** 现成表样: the forms that a bureau hands in, what each holds, and what of it the product does not know. */
import type { Action } from "./actions";
import { addDays, type Day, daysBetween, firstDayOf, type StatMonth, yearStart } from "./periods";

/** days: from a day to a day; month: January to a stat month; week: the week of a day. */
type FormPeriod = "days" | "month" | "week";

/** Groupings whose rows carry targets. */
export const FORM_CUTS = ["chain", "leadUnit", "street"] as const;

interface ReadyForm {
  name: string;
  /** Lists of projects ask for one action, figures of the district for the other. */
  action: Extract<Action, "project:export" | "statistics:export">;
  period: FormPeriod;
  /** One line under its name. */
  holds: string;
  /** Columns that stay empty, because nothing in the product says them. */
  blank: readonly string[];
  paper: "A3" | "A4";
  /** It may be narrowed to one chain. */
  byChain?: true;
  /** Its rows may be grouped by these. */
  cuts?: typeof FORM_CUTS;
}

export const READY_FORMS = {
  leads: {
    name: "线索登记表",
    action: "project:export",
    period: "days",
    holds: "期内首报的线索，一条一行：首报、投资方、拟投资内容、研判；表头带在谈、新增和5亿元以上的个数。",
    blank: ["厂房、能耗、资金需求", "预计产值/税收/就业", "联系人职务"],
    paper: "A3",
    byChain: true,
  },
  chains: {
    name: "产业链项目汇总表",
    action: "statistics:export",
    period: "month",
    holds: "一条产业链一行：链长、链主、各阶段项目数、本年签约与开工、到位省外内资、固投、目标与位次。",
    blank: ["备注"],
    paper: "A3",
  },
  targets: {
    name: "目标任务完成情况表",
    action: "statistics:export",
    period: "month",
    holds:
      "各产业链（或部门、街道园区）逐项指标的年度目标、本月、累计、完成率、超欠序时、同比、得分、位次和已签发的榜单。",
    blank: [],
    paper: "A4",
    cuts: FORM_CUTS,
  },
  dispatch: {
    name: "重点项目调度表",
    action: "project:export",
    period: "week",
    holds:
      "已签约、尚未投产、计划总投资达到亿元（分档的最低一档）的项目：上周与本周进展、完成投资、手续、问题、责任和亮灯。",
    blank: ["规划、环评、能评、施工许可", "需协调事项"],
    paper: "A3",
    byChain: true,
  },
  visits: {
    name: "外出招商、来访接待登记表",
    action: "project:export",
    period: "days",
    holds: "跟进记录中的“外出拜访”和“来访接待”，各成一表：日期、企业、参加人员、洽谈内容、后续事项和成效。",
    blank: [
      "带队领导、职务",
      "起止日期中的返回日期、天数",
      "目的地",
      "主宾及职务、人数、接待领导",
      "考察点",
      "纪要附件",
    ],
    paper: "A3",
    byChain: true,
  },
  ledger: {
    name: "招商引资项目台账",
    action: "project:export",
    period: "month",
    holds: "在册项目（含搁置、终止、流失）按上报格式的 48 列；到位资金与固投计至所选的统计月。",
    blank: [],
    paper: "A3",
    byChain: true,
  },
  month: {
    name: "招商引资情况月报表",
    action: "statistics:export",
    period: "month",
    holds: "月报表单独一张：签约、框架协议、省外内资、外资、开工、固定资产投资和年度目标。",
    blank: [],
    paper: "A3",
    cuts: FORM_CUTS,
  },
} as const satisfies Record<string, ReadyForm>;

export type ReadyFormId = keyof typeof READY_FORMS;
export const READY_FORM_IDS = Object.keys(READY_FORMS) as [ReadyFormId, ...ReadyFormId[]];
export const readyForm = (id: ReadyFormId): ReadyForm => READY_FORMS[id];

const A_MONDAY: Day = "2026-01-05";

/** Monday to Sunday around a day. */
export function weekOf(day: Day): { from: Day; to: Day } {
  const sinceMonday = ((daysBetween(A_MONDAY, day) % 7) + 7) % 7;
  const from = addDays(day, -sinceMonday);
  return { from, to: addDays(from, 6) };
}

/** What a period begins with on the screen: the year so far, the month in force, this week. */
export const startingPeriod = (present: StatMonth, today: Day) => ({
  month: present,
  from: firstDayOf(yearStart(present)),
  to: today,
});
