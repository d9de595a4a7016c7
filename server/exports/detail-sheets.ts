/** 到位资金明细 and 固投明细: the approved rows behind the month report, from January to the month, row by row. */
import "server-only";
import type { Fen } from "@/server/domain/amounts";
import { monthLabel, type StatMonth, yearStart } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { database, rowsOf, type Sql, sql } from "@/server/platform/database";
import { maskedFor, projectsFor } from "@/server/projects";
import { cells } from "./cells";
import type { Cell, Sheet } from "./xlsx/write-workbook";

const BATCH = 2000;

interface Column<Row> {
  header: string;
  width: number;
  cell: (row: Row, index: number) => Cell;
}

interface Keyed {
  id: number;
}

/** Pages through a question by the row's id. */
async function* paged<Row extends Keyed>(question: (after: number) => Sql): AsyncGenerator<Row> {
  let after = 0;
  for (;;) {
    const rows = await rowsOf<Row>(database, question(after));
    yield* rows;
    const last = rows.at(-1);
    if (rows.length < BATCH || !last) return;
    after = last.id;
  }
}

async function* sheetRows<Row extends Keyed>(
  title: string,
  note: string,
  columns: readonly Column<Row>[],
  rows: AsyncIterable<Row>,
): AsyncGenerator<Cell[]> {
  yield [{ text: title, style: "titleStart" }];
  yield [cells.note(note)];
  yield columns.map((c) => cells.heading(c.header));
  let index = 0;
  for await (const row of rows) {
    const at = index;
    yield columns.map((c) => c.cell(row, at));
    index += 1;
  }
}

function detailSheet<Row extends Keyed>(
  name: string,
  title: string,
  note: string,
  columns: readonly Column<Row>[],
  rows: AsyncIterable<Row>,
): Sheet {
  const last = columns.length - 1;
  return {
    name,
    widths: columns.map((c) => c.width),
    rows: sheetRows(title, note, columns, rows),
    merges: [
      { fromRow: 0, fromColumn: 0, toRow: 0, toColumn: last },
      { fromRow: 1, fromColumn: 0, toRow: 1, toColumn: last },
    ],
    heights: { 0: 34, 2: 36 },
    headerFrom: 2,
    freeze: { rows: 3, columns: 3 },
    paper: "A3",
  };
}

interface ArrivalLine extends Keyed {
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
  /** The project reaches the planned total from which the report counts. */
  counted: boolean;
  approvedBy: string | null;
  approvedOn: string;
  note: string;
}

const { text, centred, wan, day, count } = cells;
const kindOf = (row: { opening: boolean; correction: boolean }) =>
  row.opening ? "期初" : row.correction ? "更正" : "";

const ARRIVAL_COLUMNS: readonly Column<ArrivalLine>[] = [
  { header: "序号", width: 6, cell: (_, i) => count(i + 1) },
  { header: "项目编号", width: 13, cell: (r) => centred(r.number) },
  { header: "项目名称", width: 34, cell: (r) => text(r.name) },
  { header: "所属产业链", width: 14, cell: (r) => centred(r.chain) },
  { header: "到位日期", width: 12, cell: (r) => day(r.arrivedOn) },
  { header: "统计月", width: 12, cell: (r) => centred(monthLabel(r.statMonth)) },
  { header: "付款方", width: 28, cell: (r) => text(r.payer) },
  { header: "来源地", width: 14, cell: (r) => centred(r.place) },
  { header: "币种", width: 7, cell: (r) => centred(r.currency) },
  { header: "到位金额（万元）", width: 15, cell: (r) => wan(r.amountFen) },
  { header: "省外内资（万元）", width: 15, cell: (r) => wan(r.outsideFen) },
  { header: "省内资金（万元）", width: 15, cell: (r) => wan(r.insideFen) },
  { header: "外资折人民币（万元）", width: 16, cell: (r) => wan(r.foreignFen) },
  { header: "用途", width: 10, cell: (r) => centred(r.useKind === "working" ? "流动资金" : "固定资产") },
  { header: "凭证种类", width: 12, cell: (r) => centred(r.voucherKind) },
  { header: "凭证号", width: 22, cell: (r) => text(r.voucherNumber) },
  { header: "性质", width: 8, cell: (r) => centred(kindOf(r)) },
  { header: "计入月报", width: 9, cell: (r) => centred(r.counted ? "是" : "否") },
  { header: "审核人", width: 10, cell: (r) => centred(r.approvedBy) },
  { header: "审核日期", width: 12, cell: (r) => day(r.approvedOn) },
  { header: "备注", width: 22, cell: (r) => text(r.note) },
];

interface InvestmentLine extends Keyed {
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
  counted: boolean;
  approvedBy: string | null;
  approvedOn: string;
  note: string;
}

const INVESTMENT_COLUMNS: readonly Column<InvestmentLine>[] = [
  { header: "序号", width: 6, cell: (_, i) => count(i + 1) },
  { header: "项目编号", width: 13, cell: (r) => centred(r.number) },
  { header: "项目名称", width: 34, cell: (r) => text(r.name) },
  { header: "所属产业链", width: 14, cell: (r) => centred(r.chain) },
  { header: "完成月份", width: 12, cell: (r) => centred(monthLabel(r.month)) },
  { header: "统计月", width: 12, cell: (r) => centred(monthLabel(r.statMonth)) },
  { header: "建筑工程（万元）", width: 15, cell: (r) => wan(r.constructionFen) },
  { header: "安装工程（万元）", width: 15, cell: (r) => wan(r.installationFen) },
  { header: "设备工器具购置（万元）", width: 16, cell: (r) => wan(r.equipmentFen) },
  { header: "其他费用（万元）", width: 15, cell: (r) => wan(r.otherFen) },
  { header: "完成投资（万元）", width: 15, cell: (r) => wan(r.totalFen) },
  { header: "性质", width: 8, cell: (r) => centred(kindOf(r)) },
  { header: "计入月报", width: 9, cell: (r) => centred(r.counted ? "是" : "否") },
  { header: "审核人", width: 10, cell: (r) => centred(r.approvedBy) },
  { header: "审核日期", width: 12, cell: (r) => day(r.approvedOn) },
  { header: "备注", width: 22, cell: (r) => text(r.note) },
];

const APPROVED_ON = sql`(r.approved_at AT TIME ZONE 'Asia/Shanghai')::date::text AS "approvedOn"`;

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
  const inSpan = sql`r.status = 'approved' AND r.voided_at IS NULL AND r.stat_month BETWEEN ${from} AND ${month}`;
  const joins = sql`JOIN project p ON p.id = r.project_id LEFT JOIN chain c ON c.id = p.chain_id LEFT JOIN account a ON a.id = r.approved_by_id`;
  const arrivals = paged<ArrivalLine>(
    (
      after,
    ) => sql`SELECT r.id, p.number, p.name, c.name AS chain, r.arrived_on::text AS "arrivedOn", r.stat_month AS "statMonth",
        r.payer_name AS payer, r.source_province AS place, r.currency, r.amount_fen AS "amountFen", r.outside_fen AS "outsideFen",
        r.inside_fen AS "insideFen", r.foreign_fen AS "foreignFen", r.use_kind AS "useKind", r.voucher_kind AS "voucherKind",
        r.voucher_number AS "voucherNumber", r.opening, r.correction_of_id IS NOT NULL AS correction, a.display_name AS "approvedBy",
        coalesce(p.planned_total_fen, 0) >= ${minimum.arrivalMinPlanFen} AS counted, ${APPROVED_ON}, r.note
      FROM arrival r ${joins} WHERE r.id > ${after} AND ${inSpan} AND ${readable} ORDER BY r.id LIMIT ${BATCH}`,
  );
  const investments = paged<InvestmentLine>(
    (after) => sql`SELECT r.id, p.number, p.name, c.name AS chain, r.month, r.stat_month AS "statMonth",
        r.construction_fen AS "constructionFen", r.installation_fen AS "installationFen", r.equipment_fen AS "equipmentFen",
        r.other_fen AS "otherFen", r.total_fen AS "totalFen", r.opening, r.correction_of_id IS NOT NULL AS correction,
        a.display_name AS "approvedBy", coalesce(p.planned_total_fen, 0) >= ${minimum.investmentMinPlanFen} AS counted, ${APPROVED_ON}, r.note
      FROM investment r ${joins} WHERE r.id > ${after} AND r.basis = 'official' AND ${inSpan} AND ${readable} ORDER BY r.id LIMIT ${BATCH}`,
  );
  const note = `仅列已通过审核、您可查看的记录；期初为导入的年初累计数；月报只计计划总投资达到统计起点的项目　${watermark}`;
  return [
    detailSheet("到位资金明细", `到位资金明细（${span}）`, note, ARRIVAL_COLUMNS, arrivals),
    detailSheet("固投明细", `固定资产投资明细（${span}，统计数）`, note, INVESTMENT_COLUMNS, investments),
  ];
}
