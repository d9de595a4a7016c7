/** 到位资金明细 and 固投明细: the approved rows behind the month report, from January to the month, row by row. */
import "server-only";
import type { Fen } from "@/server/domain/amounts";
import { monthLabel, type StatMonth, yearStart } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { roundAmount } from "@/server/domain/statistics-columns";
import { type Sql, sql } from "@/server/platform/database";
import { maskedFor, projectsFor } from "@/server/projects";
import { recognised } from "@/server/statistics";
import { cells } from "./cells";
import { type DetailColumn, detailSheet, moneyColumn, paged } from "./detail-sheet-kit";
import type { Sheet } from "./xlsx/write-workbook";

interface ArrivalLine {
  id: number;
  number: string;
  name: string;
  chain: string | null;
  arrivedOn: string;
  statMonth: number;
  payer: string;
  place: string;
  currency: string;
  amountFen: number;
  outsideFen: number;
  insideFen: number;
  foreignFen: number;
  useKind: string;
  voucherKind: string;
  voucherNumber: string;
  opening: boolean;
  correction: boolean;
  /** By the size of its project the report counts it. */
  recognised: boolean;
  approvedBy: string | null;
  approvedOn: string;
  note: string;
}

const { text, centred, day, month, count } = cells;
const kindOf = (row: { opening: boolean; correction: boolean }) =>
  row.opening ? "期初" : row.correction ? "更正" : "";

/** 省外内资 counts from a planned total on, 外资 always, 省内 is no figure of the report. */
const countedOutside = (r: ArrivalLine) => (r.recognised ? r.outsideFen : 0);
const countedForeign = (r: ArrivalLine) => r.foreignFen;
const yesNo = (yes: boolean) => centred(yes ? "是" : "否");

const ARRIVAL_COLUMNS: readonly DetailColumn<ArrivalLine>[] = [
  { header: "序号", width: 6, cell: (_, i) => count(i + 1) },
  { header: "项目编号", width: 13, cell: (r) => centred(r.number) },
  { header: "项目名称", width: 38, cell: (r) => text(r.name) },
  { header: "所属产业链", width: 14, cell: (r) => centred(r.chain) },
  { header: "到位日期", width: 12, cell: (r) => day(r.arrivedOn) },
  { header: "统计月", width: 12, cell: (r) => month(r.statMonth) },
  { header: "付款方", width: 34, cell: (r) => text(r.payer) },
  { header: "来源地", width: 17, cell: (r) => centred(r.place) },
  { header: "币种", width: 7, cell: (r) => centred(r.currency) },
  moneyColumn("到位金额（万元）", 15, (r) => r.amountFen),
  moneyColumn("省外内资（万元）", 15, (r) => r.outsideFen, countedOutside),
  moneyColumn("省内资金（万元）", 15, (r) => r.insideFen),
  moneyColumn("外资折人民币（万元）", 16, (r) => r.foreignFen, countedForeign),
  { header: "用途", width: 10, cell: (r) => centred(r.useKind === "working" ? "流动资金" : "固定资产") },
  { header: "凭证种类", width: 12, cell: (r) => centred(r.voucherKind) },
  { header: "凭证号", width: 27, cell: (r) => text(r.voucherNumber) },
  { header: "性质", width: 8, cell: (r) => centred(kindOf(r)) },
  { header: "计入月报", width: 9, cell: (r) => yesNo(countedOutside(r) !== 0 || countedForeign(r) !== 0) },
  { header: "审核人", width: 10, cell: (r) => centred(r.approvedBy) },
  { header: "审核日期", width: 12, cell: (r) => day(r.approvedOn) },
  { header: "备注", width: 22, cell: (r) => text(r.note) },
];

interface InvestmentLine {
  id: number;
  number: string;
  name: string;
  chain: string | null;
  month: number;
  statMonth: number;
  constructionFen: number | null;
  installationFen: number | null;
  equipmentFen: number | null;
  otherFen: number | null;
  totalFen: number;
  opening: boolean;
  correction: boolean;
  recognised: boolean;
  approvedBy: string | null;
  approvedOn: string;
  note: string;
}

const INVESTMENT_COLUMNS: readonly DetailColumn<InvestmentLine>[] = [
  { header: "序号", width: 6, cell: (_, i) => count(i + 1) },
  { header: "项目编号", width: 13, cell: (r) => centred(r.number) },
  { header: "项目名称", width: 38, cell: (r) => text(r.name) },
  { header: "所属产业链", width: 14, cell: (r) => centred(r.chain) },
  { header: "完成月份", width: 12, cell: (r) => month(r.month) },
  { header: "统计月", width: 12, cell: (r) => month(r.statMonth) },
  moneyColumn("建筑工程（万元）", 15, (r) => r.constructionFen),
  moneyColumn("安装工程（万元）", 15, (r) => r.installationFen),
  moneyColumn("设备工器具购置（万元）", 16, (r) => r.equipmentFen),
  moneyColumn("其他费用（万元）", 15, (r) => r.otherFen),
  moneyColumn(
    "完成投资（万元）",
    15,
    (r) => r.totalFen,
    (r) => (r.recognised ? r.totalFen : 0),
  ),
  { header: "性质", width: 8, cell: (r) => centred(kindOf(r)) },
  { header: "计入月报", width: 9, cell: (r) => yesNo(r.recognised) },
  { header: "审核人", width: 10, cell: (r) => centred(r.approvedBy) },
  { header: "审核日期", width: 12, cell: (r) => day(r.approvedOn) },
  { header: "备注", width: 22, cell: (r) => text(r.note) },
];

const APPROVED_ON = sql`(a.approved_at AT TIME ZONE 'Asia/Shanghai')::date::text AS "approvedOn"`;
const JOINS = sql`JOIN project p ON p.id = a.project_id LEFT JOIN chain c ON c.id = p.chain_id LEFT JOIN account u ON u.id = a.approved_by_id`;

/** The question for a page of lines that pass `which`; `a` is the entry, `p` its project. */
type LineQuestion = (which: Sql, minimum: Fen) => (after: number, limit: number) => Sql;

const arrivalLines: LineQuestion = (which, minimum) => (after, limit) =>
  sql`SELECT a.id, p.number, p.name, c.name AS chain, a.arrived_on::text AS "arrivedOn", a.stat_month AS "statMonth",
      a.payer_name AS payer, a.source_province AS place, a.currency, a.amount_fen AS "amountFen", a.outside_fen AS "outsideFen",
      a.inside_fen AS "insideFen", a.foreign_fen AS "foreignFen", a.use_kind AS "useKind", a.voucher_kind AS "voucherKind",
      a.voucher_number AS "voucherNumber", a.opening, a.correction_of_id IS NOT NULL AS correction, u.display_name AS "approvedBy",
      ${recognised("arrival", minimum)} IS TRUE AS recognised, ${APPROVED_ON}, a.note
    FROM arrival a ${JOINS} WHERE a.id > ${after} AND ${which} ORDER BY a.id LIMIT ${limit}`;

const investmentLines: LineQuestion = (which, minimum) => (after, limit) =>
  sql`SELECT a.id, p.number, p.name, c.name AS chain, a.month, a.stat_month AS "statMonth",
      a.construction_fen AS "constructionFen", a.installation_fen AS "installationFen", a.equipment_fen AS "equipmentFen",
      a.other_fen AS "otherFen", a.total_fen AS "totalFen", a.opening, a.correction_of_id IS NOT NULL AS correction,
      u.display_name AS "approvedBy", ${recognised("investment", minimum)} IS TRUE AS recognised, ${APPROVED_ON}, a.note
    FROM investment a ${JOINS} WHERE a.id > ${after} AND a.basis = 'official' AND ${which} ORDER BY a.id LIMIT ${limit}`;

/** Both detail sheets inside what the actor may read; rows he may not read are left out and the note says so. */
export function detailSheets(
  actor: Actor,
  month: StatMonth,
  minimum: { arrivalMinPlanFen: Fen; investmentMinPlanFen: Fen },
  watermark: string,
): Sheet[] {
  const from = yearStart(month);
  const span = monthLabel(month, from);
  const readable = sql`${projectsFor(actor, "project:read")} AND NOT ${maskedFor(actor)}`;
  const which = sql`a.status = 'approved' AND a.voided_at IS NULL AND a.stat_month BETWEEN ${from} AND ${month} AND ${readable}`;
  const note = (counts: string) =>
    `仅列已通过审核、您可查看的记录；期初为导入的年初累计数；计入月报的是${counts}　${watermark}`;
  return [
    detailSheet({
      name: "到位资金明细",
      title: `到位资金明细（${span}）`,
      note: note(
        `外资，以及计划总投资${roundAmount(minimum.arrivalMinPlanFen)}及以上项目和期初的省外内资；省内资金不计`,
      ),
      columns: ARRIVAL_COLUMNS,
      rows: paged<ArrivalLine>(arrivalLines(which, minimum.arrivalMinPlanFen)),
    }),
    detailSheet({
      name: "固投明细",
      title: `固定资产投资明细（${span}，统计数）`,
      note: note(`计划总投资${roundAmount(minimum.investmentMinPlanFen)}及以上的项目和期初`),
      columns: INVESTMENT_COLUMNS,
      rows: paged<InvestmentLine>(investmentLines(which, minimum.investmentMinPlanFen)),
    }),
  ];
}
