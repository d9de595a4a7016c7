/** 招商引资项目台账: the customary 48 columns in their customary order. */
import "server-only";
import type { ChainOnDay } from "@/server/chains";
import { industryLabel } from "@/server/domain/industries";
import { isMilestone, MILESTONE_NAME, OFF_STATE_NAME, type OffState } from "@/server/domain/milestones";
import { cells } from "./cells";
import type { LedgerRow } from "./project-ledger-query";
import type { Cell } from "./xlsx/write-workbook";

export const LIGHT_NAME: Record<string, string> = {
  normal: "● 正常",
  warning: "▲ 预警",
  late: "■ 滞后",
  none: "○ 不计时",
};

interface LedgerColumn {
  header: string;
  width: number;
  cell: (row: LedgerRow, chain: ChainOnDay | undefined, index: number) => Cell;
}

const { text, centred, wan, day, count } = cells;
const personOf = (row: LedgerRow, ...roles: string[]): string =>
  (row.people ?? [])
    .filter((p) => roles.includes(p.role))
    .map((p) => p.name)
    .join("、");
const join = (...parts: (string | null | undefined)[]): string => parts.filter(Boolean).join(" ");

/** A municipality is its own city. */
export const placeOfOrigin = (row: Pick<LedgerRow, "originProvince" | "originCity">): string =>
  join(row.originProvince, row.originCity === row.originProvince ? null : row.originCity);
const agreementKind = (row: LedgerRow): string => (row.contractOn ? "正式" : row.frameworkOn ? "框架" : "");
export const stageName = (row: Pick<LedgerRow, "stage" | "offState">): string => {
  if (row.offState) return OFF_STATE_NAME[row.offState as OffState] ?? row.offState;
  return isMilestone(row.stage) ? MILESTONE_NAME[row.stage] : row.stage;
};
const inStatistics = (row: LedgerRow): string =>
  row.statisticsMonth
    ? `是 ${Math.trunc(row.statisticsMonth / 100)}年${row.statisticsMonth % 100}月`
    : row.startOn
      ? "否"
      : "";
/** mu × 100 → "12.5亩". */
const muWords = (centiMu: number): string => `${Math.trunc(centiMu / 100)}${fractionWords(centiMu % 100)}亩`;
const fractionWords = (hundredths: number): string =>
  hundredths === 0 ? "" : `.${String(hundredths).padStart(2, "0").replace(/0$/, "")}`;
export const landWords = (row: Pick<LedgerRow, "landMode" | "landAreaCentiMu">): string =>
  join(row.landMode, row.landAreaCentiMu ? muWords(row.landAreaCentiMu) : null);

/** A lead has no money yet: its cells stay empty, while a contract without any says 0. */
const money = (row: LedgerRow, fen: number | null): Cell => wan(row.contractOn || fen ? fen : null);
/** 街道/园区 before the address, unless the address begins with it. */
const placeWords = (row: LedgerRow): string =>
  row.street && row.address.startsWith(row.street) ? row.address : join(row.street, row.address);
/** Why a project is off the main line, and chains that only read it. */
function remarks(row: LedgerRow): string {
  if (row.masked) return `敏感线索，仅示链、规模与首报：${row.size}`;
  const off = row.offState && join(row.offSince, `${stageName(row)}：${row.offReason}`.replace(/：$/, ""));
  return [off, row.linkedChains && `关联产业链：${row.linkedChains}`].filter(Boolean).join("；");
}

export const LEDGER_COLUMNS: readonly LedgerColumn[] = [
  { header: "序号", width: 6, cell: (_, __, index) => count(index + 1) },
  { header: "项目编号", width: 13, cell: (r) => centred(r.number) },
  { header: "项目名称", width: 38, cell: (r) => text(r.name) },
  { header: "项目代码", width: 26, cell: (r) => text(r.projectCode) },
  { header: "所属产业链", width: 14, cell: (r) => centred(r.chain) },
  { header: "链长", width: 9, cell: (_, c) => centred(c?.leader?.name) },
  { header: "承接/创新", width: 9, cell: (_, c) => centred(c?.category) },
  { header: "战略新引擎", width: 14, cell: (r) => text(r.engines) },
  { header: "投资方（企业名称）", width: 30, cell: (r) => text(r.investor) },
  { header: "统一社会信用代码", width: 21, cell: (r) => text(r.investorUscc) },
  {
    header: "投资方所在地",
    width: 16,
    cell: (r) => text(placeOfOrigin(r)),
  },
  { header: "投资方类型", width: 10, cell: (r) => centred(r.investorKind) },
  { header: "建设内容及规模", width: 40, cell: (r) => text(r.content) },
  { header: "建设性质", width: 9, cell: (r) => centred(r.nature) },
  { header: "行业分类", width: 20, cell: (r) => text(industryLabel(r.industryCode ?? "")) },
  { header: "产业类型", width: 9, cell: (r) => centred(r.sector) },
  { header: "计划总投资（万元）", width: 15, cell: (r) => wan(r.plannedTotalFen ?? r.intendedFen) },
  { header: "其中：固定资产投资（万元）", width: 18, cell: (r) => wan(r.plannedFixedFen) },
  { header: "约定省外资金（万元）", width: 15, cell: (r) => wan(r.agreedOutsideFen) },
  { header: "签约类型", width: 9, cell: (r) => centred(agreementKind(r)) },
  { header: "签约日期", width: 12, cell: (r) => day(r.contractOn ?? r.frameworkOn) },
  { header: "签约活动", width: 18, cell: (r) => text(r.event) },
  { header: "项目公司", width: 26, cell: (r) => text(r.companyName) },
  { header: "注册日期", width: 12, cell: (r) => day(r.registrationOn) },
  { header: "备案日期", width: 12, cell: (r) => day(r.filingOn) },
  { header: "落地地址/街道/园区", width: 22, cell: (r) => text(placeWords(r)) },
  { header: "用地方式及面积（亩）", width: 16, cell: (r) => text(landWords(r)) },
  { header: "计划开工", width: 12, cell: (r) => day(r.plannedStartOn) },
  { header: "实际开工", width: 12, cell: (r) => day(r.startOn) },
  { header: "是否纳统/纳统月份", width: 15, cell: (r) => centred(inStatistics(r)) },
  { header: "计划竣工", width: 12, cell: (r) => day(r.plannedCompletionOn) },
  { header: "实际竣工", width: 12, cell: (r) => day(r.completionOn) },
  { header: "投产日期", width: 12, cell: (r) => day(r.productionOn) },
  { header: "本年到位省外内资（万元）", width: 16, cell: (r) => money(r, r.arrivedYearFen) },
  { header: "累计到位（万元）", width: 15, cell: (r) => money(r, r.arrivedFen) },
  { header: "本年完成固投（万元）", width: 15, cell: (r) => money(r, r.investedYearFen) },
  { header: "累计完成固投（万元）", width: 15, cell: (r) => money(r, r.investedFen) },
  { header: "形象进度/最新进展", width: 36, cell: (r) => text(r.progress) },
  { header: "存在问题", width: 26, cell: (r) => text(r.difficulty) },
  { header: "下步措施", width: 26, cell: (r) => text(r.nextStep) },
  { header: "首报单位/首报人", width: 18, cell: (r) => text(join(r.reportingUnit, r.reporterName)) },
  { header: "主办部门", width: 14, cell: (r) => centred(r.leadUnit) },
  { header: "包联区领导", width: 11, cell: (r) => centred(personOf(r, "leader")) },
  { header: "专班组长", width: 11, cell: (r) => centred(personOf(r, "head")) },
  { header: "服务专员", width: 11, cell: (r) => centred(personOf(r, "service")) },
  { header: "当前阶段", width: 11, cell: (r) => centred(stageName(r)) },
  { header: "亮灯", width: 9, cell: (r) => centred(r.offState ? "" : (LIGHT_NAME[r.light] ?? "")) },
  { header: "备注", width: 30, cell: (r) => text(remarks(r)) },
];
