/** 月报表 and its cuts as sheets: two-level merged header, sub-totals and total in bold, ready to print on A3. */
import "server-only";
import { CUTS, type MonthReport, type ReportRow } from "@/server/contracts/statistics";
import { formatFen } from "@/server/domain/amounts";
import { monthLabel, monthNumberOf, yearStart } from "@/server/domain/periods";
import {
  type FigureKind,
  type FigureValue,
  type ReportColumn,
  reportColumns,
  UNIT_OF_KIND,
} from "@/server/domain/statistics-columns";
import { cells } from "./cells";
import type { Style } from "./xlsx/styles";
import type { Cell, Merge, Sheet } from "./xlsx/write-workbook";

const LEAD_COLUMNS = { chain: ["产业链", "链长", "主办部门"], other: ["分组"] };
const HEADER_ROW = 2;

const STYLE_OF: Record<FigureKind, [Style, Style]> = {
  count: ["count", "totalCount"],
  rank: ["count", "totalCount"],
  amount: ["wan", "totalWan"],
  usd: ["wan", "totalWan"],
  percent: ["percent", "totalPercent"],
  points: ["points", "totalPoints"],
};

const unitOf = (kind: FigureKind): string => (kind === "amount" ? "万元" : UNIT_OF_KIND[kind]);

/** A figure as a number with its format; "—" where there is none, never 0. */
function figureCell(kind: FigureKind, value: FigureValue, isTotal: boolean): Cell {
  const style = STYLE_OF[kind][isTotal ? 1 : 0];
  if (value === null) return { text: "—", style: isTotal ? "totalCentred" : "centred" };
  if (kind === "amount" || kind === "usd") return { number: formatFen(Number(value), "wan", 6), style };
  return { number: String(value), style };
}

/** The two header rows and their merges: a group spans its columns, a lead column spans both rows. */
function header(
  lead: readonly string[],
  columns: readonly ReportColumn[],
): { rows: Cell[][]; merges: Merge[] } {
  const upper: Cell[] = [...lead, ...columns.map((c) => c.group)].map(cells.heading);
  const lower: Cell[] = [...lead, ...columns.map((c) => `${c.header}（${unitOf(c.kind)}）`)].map(
    cells.heading,
  );
  const merges: Merge[] = lead.map((_, i) => ({
    fromRow: HEADER_ROW,
    fromColumn: i,
    toRow: HEADER_ROW + 1,
    toColumn: i,
  }));
  let from = 0;
  for (let i = 1; i <= columns.length; i++) {
    if (i < columns.length && columns[i]?.group === columns[from]?.group) continue;
    if (i - from > 1)
      merges.push({
        fromRow: HEADER_ROW,
        fromColumn: lead.length + from,
        toRow: HEADER_ROW,
        toColumn: lead.length + i - 1,
      });
    from = i;
  }
  return { rows: [upper, lower], merges };
}

const isSum = (row: ReportRow) => row.kind === "total" || row.kind === "subtotal";

function bodyRow(row: ReportRow, columns: readonly ReportColumn[], withPeople: boolean): Cell[] {
  const style: Style = isSum(row) ? "totalText" : "text";
  const words = withPeople ? [row.name, row.leader, row.department] : [row.name];
  return [
    ...words.map((text): Cell => (text ? { text, style } : { blank: true, style })),
    ...columns.map((c) => figureCell(c.kind, row.values[c.id] ?? null, isSum(row))),
  ];
}

/** One cut of the report as a sheet; the cut by chain is 月报表 itself. */
export function reportSheet(report: MonthReport): Sheet {
  const withPeople = report.cut === "chain";
  const lead = withPeople ? LEAD_COLUMNS.chain : LEAD_COLUMNS.other;
  const columns = reportColumns(report.shape);
  const width = lead.length + columns.length;
  const span = monthLabel(report.month, yearStart(report.month));
  const { rows: head, merges } = header(lead, columns);
  const suffix = withPeople ? "" : `（${CUTS[report.cut]}）`;
  const foot = HEADER_ROW + head.length + report.rows.length;
  const rows: Cell[][] = [
    [{ text: `${report.district}招商引资情况月报表（${span}）${suffix}`, style: "title" }],
    [
      cells.note(
        `填报单位：${report.district}${report.bureau}　本月指${monthNumberOf(report.month)}月，累计指${span}　金额单位：万元`,
      ),
    ],
    ...head,
    ...report.rows.map((row) => bodyRow(row, columns, withPeople)),
    [
      cells.note(
        "单位负责人：　　　　　　统计负责人：　　　　　　填表人：　　　　　　联系电话：　　　　　　报出日期：　　　年　　月　　日",
      ),
    ],
  ];
  return {
    name: withPeople ? "月报表" : CUTS[report.cut],
    widths: [
      ...lead.map((_, i) => (i === 0 ? 20 : 13)),
      ...columns.map((c) => (c.kind === "amount" || c.kind === "usd" ? 14 : 9)),
    ],
    rows,
    merges: [
      { fromRow: 0, fromColumn: 0, toRow: 0, toColumn: width - 1 },
      { fromRow: 1, fromColumn: 0, toRow: 1, toColumn: width - 1 },
      ...merges,
      { fromRow: foot, fromColumn: 0, toRow: foot, toColumn: width - 1 },
    ],
    heights: { 0: 36, 2: 24, 3: 44, [foot]: 28 },
    headerFrom: HEADER_ROW,
    freeze: { rows: HEADER_ROW + 2, columns: 1 },
    paper: "A3",
  };
}
