/** Header words and groups, as different offices write them. */
import type { Random } from "../demo/random";
import type { LedgerStyle } from "./ledger-style";

export type ColumnKey =
  | "seq"
  | "chain"
  | "name"
  | "content"
  | "company"
  | "uscc"
  | "province"
  | "city"
  | "total"
  | "fixed"
  | "agreement"
  | "signDate"
  | "frameworkDate"
  | "formalDate"
  | "startDate"
  | "arrived"
  | "fai"
  | "dept"
  | "officer"
  | "progress"
  | "stage"
  | "leader"
  | "projectCode"
  | "nature"
  | "plannedStart"
  | "place"
  | "remark";

const WORDS: Record<ColumnKey, string[]> = {
  seq: ["序号", "编号", "序 号"],
  chain: ["所属产业链", "产业链", "产业链名称", "所属链条", "产业链条"],
  name: ["项目名称", "项目", "招商项目名称", "签约项目名称", "项目\n名称"],
  content: ["建设内容及规模", "主要建设内容", "建设规模及内容"],
  company: ["投资方", "企业名称", "投资主体", "投资企业", "客商名称", "投资商", "投资方名称", "投资单位"],
  uscc: ["统一社会信用代码", "信用代码", "社会信用代码", "统一社会\n信用代码"],
  province: ["所在省", "来源省份", "投资方所在省", "省份"],
  city: ["所在市", "城市", "投资方所在市"],
  total: ["计划总投资", "总投资", "投资总额", "总投资额", "计划投资", "投资额", "协议投资额", "项目总投资"],
  fixed: ["其中：固定资产投资", "其中固投", "固定资产投资", "其中:固投", "固投"],
  agreement: ["签约类型", "协议类型", "合同类别", "协议性质", "合同类型"],
  signDate: ["签约日期", "签约时间", "签订时间", "协议签订日期", "合同签订时间"],
  frameworkDate: ["框架协议签订日期", "框架协议签订时间", "签订框架协议时间"],
  formalDate: ["正式合同签订日期", "正式签约时间", "正式合同签订时间"],
  startDate: ["实际开工", "开工日期", "开工时间", "实际开工时间", "实际开工日期"],
  arrived: [
    "本年到位省外内资",
    "到位省外内资",
    "省外内资到位",
    "本年省外资金到位",
    "1-10月到位省外内资",
    "2026年到位省外内资",
    "省外资金到位额",
  ],
  fai: [
    "本年完成固投",
    "完成固定资产投资",
    "本年完成固定资产投资",
    "固定资产投资完成额",
    "1-10月完成固投",
    "固投完成额",
  ],
  dept: ["主办部门", "责任单位", "牵头单位", "责任部门", "包保单位", "牵头部门"],
  officer: ["首报单位", "首报人", "引荐单位", "招引单位", "招商单位", "首谈单位"],
  progress: ["最新进展", "项目进展", "进展情况", "形象进度", "推进情况", "目前进展"],
  stage: ["当前阶段", "项目阶段", "阶段", "项目状态", "状态", "推进阶段", "所处阶段"],
  leader: ["链长", "包联区领导"],
  projectCode: ["项目代码", "备案项目代码"],
  nature: ["建设性质"],
  plannedStart: ["计划开工", "计划开工时间", "拟开工时间"],
  place: ["落地地址", "项目所在地", "建设地点"],
  remark: ["备注"],
};

const COMBINED_NAME = [
  "项目名称及建设内容",
  "项目名称及主要建设内容",
  "项目名称（建设内容及规模）",
  "项目名称及内容",
];
const COMBINED_COMPANY = [
  "投资方及统一社会信用代码",
  "企业名称（信用代码）",
  "投资方/信用代码",
  "投资方",
  "企业名称",
];
const COMBINED_PLACE = ["投资方所在地", "来源地", "企业所在地", "省市", "投资方所在省市", "来源地（省市）"];

/** Two-level headers: group and the word below it. */
const GROUPS: Partial<Record<ColumnKey, [group: string, words: string[]]>> = {
  company: ["投资方", ["企业名称", "名称", "单位名称"]],
  uscc: ["投资方", ["统一社会信用代码", "信用代码"]],
  province: ["投资方", ["所在省", "省份", "省"]],
  city: ["投资方", ["所在市", "城市", "市"]],
  total: ["投资情况", ["计划总投资", "总投资", "总额"]],
  fixed: ["投资情况", ["其中：固定资产投资", "其中：固投", "固投"]],
  agreement: ["签约情况", ["签约类型", "类型", "合同类别"]],
  signDate: ["签约情况", ["签约日期", "日期", "时间"]],
  frameworkDate: ["签约情况", ["框架协议签订日期", "框架协议日期"]],
  formalDate: ["签约情况", ["正式合同签订日期", "正式合同日期"]],
  arrived: ["完成情况", ["本年到位省外内资", "省外内资到位"]],
  fai: ["完成情况", ["本年完成固投", "完成固定资产投资"]],
  dept: ["责任落实", ["主办部门", "责任单位"]],
  officer: ["责任落实", ["首报单位", "引荐单位"]],
};

const MONEY = new Set<ColumnKey>(["total", "fixed", "arrived", "fai"]);

export interface HeaderWords {
  key: ColumnKey;
  path: string[];
}

function singleWord(key: ColumnKey, style: LedgerStyle, random: Random): string {
  if (key === "name" && style.name !== "alone") return random.pick(COMBINED_NAME);
  if (key === "company" && style.company !== "alone") return random.pick(COMBINED_COMPANY);
  if (key === "province" && ["joined", "joined-short", "slash"].includes(style.place))
    return random.pick(COMBINED_PLACE);
  return random.pick(WORDS[key]);
}

function withUnit(word: string, style: LedgerStyle, random: Random): string {
  if (style.unitAt !== "header") return word;
  return random.pick([`${word}（${style.unit}）`, `${word}(${style.unit})`, `${word}\n（${style.unit}）`]);
}

/** Header words of every column, one word a level. */
export function headerWords(keys: ColumnKey[], style: LedgerStyle, random: Random): HeaderWords[] {
  return keys.map((key) => {
    const group = style.headerRows > 1 ? GROUPS[key] : undefined;
    const combined =
      (key === "company" && style.company !== "alone") ||
      (key === "province" && style.place !== "two" && style.place !== "short-two");
    const word = group && !combined ? random.pick(group[1]) : singleWord(key, style, random);
    const last = MONEY.has(key) ? withUnit(word, style, random) : word;
    if (!group) return { key, path: [last] };
    // A third level splits the investment: 投资情况 / 其中 / 固定资产投资.
    if (style.headerRows === 3 && key === "fixed")
      return { key, path: [group[0], "其中", withUnit("固定资产投资", style, random)] };
    return { key, path: [group[0], last] };
  });
}
