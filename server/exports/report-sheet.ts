/** 月报表 and its cuts as sheets: two-level merged header, sub-totals and total in bold, ready to print on A3. */
import "server-only";
import { CUTS, type MonthReport, type ReportRow } from "@/server/contracts/statistics";
import { formatFen } from "@/server/domain/amounts";
import { monthStateWords } from "@/server/domain/month-states";
import { monthLabel, monthNumberOf, yearStart } from "@/server/domain/periods";
import {
  type FigureKind,
  type FigureValue,
  type ReportColumn,
  reportColumns,
  reportNotes,
  UNIT_OF_KIND,
} from "@/server/domain/statistics-columns";
import { isMarked, openingNotes } from "@/server/domain/statistics-opening";
import { cells } from "./cells";
import { SIGNATURE_POINTS, signatures } from "./signatures";
import { across, twoLevelHeader } from "./two-level-header";
import { heightFor, linesOf } from "./xlsx/row-height";
import type { Style } from "./xlsx/styles";
import type { Cell, Sheet } from "./xlsx/write-workbook";

const HEADER_ROW = 2;
const LEAD_WIDTHS = [16, 9, 12];
/** The one name of a cut without people; an industry's is long. */
const NAME_WIDTH = 34;
/** The least a column takes: its heading breaks over three lines. Larger figures widen it. */
const LEAST_WIDTH: Record<FigureKind, number> = {
  count: 7,
  rank: 5.5,
  amount: 9.5,
  usd: 9,
  percent: 8,
  points: 8.5,
};
/** The header's lower row is never lower. */
const HEADER_POINTS = 46;
/** Room for the edges of a cell, and for bold digits in the total. */
const EDGES = 1.8;
const ROW_HEIGHT = 26;
const STYLE_OF: Record<FigureKind, [Style, Style]> = {
  count: ["count", "totalCount"],
  rank: ["count", "totalCount"],
  amount: ["wan", "totalWan"],
  usd: ["wan", "totalWan"],
  percent: ["percent", "totalPercent"],
  points: ["points", "totalPoints"],
};

/** Amounts of the month that hold year-to-date imports: their format ends in the mark. */
const MARKED: [Style, Style] = ["wanOpening", "totalWanOpening"];

export const unitOf = (kind: FigureKind): string => (kind === "amount" ? "万元" : UNIT_OF_KIND[kind]);

/** A figure as a number with its format; "—" where there is none, never 0. */
export function figureCell(kind: FigureKind, value: FigureValue, isTotal: boolean, marked = false): Cell {
  const style = (marked ? MARKED : STYLE_OF[kind])[isTotal ? 1 : 0];
  if (value === null) return { text: "—", style };
  if (kind === "amount" || kind === "usd") return { number: formatFen(Number(value), "wan", 6), style };
  return { number: String(value), style };
}

/** Characters of a figure in its format: 281,990.00. */
function shownLength(kind: FigureKind, value: FigureValue): number {
  if (value === null) return 1;
  const text = kind === "amount" || kind === "usd" ? formatFen(Number(value), "wan", 2) : String(value);
  const whole = text.replace(/^[-+]|\..*$/g, "").length;
  return text.length + Math.floor((whole - 1) / 3);
}

/** As narrow as its figures allow: the narrower the table, the larger it prints when it is fitted to the paper; never ####. */
const widthOf = (column: ReportColumn, rows: readonly ReportRow[]): number =>
  Math.max(
    LEAST_WIDTH[column.kind],
    ...rows.map(
      (row) =>
        shownLength(column.kind, row.values[column.id] ?? null) +
        (isMarked(row, column.id, "now") ? 1 : 0) +
        EDGES,
    ),
  );

/** 本月个数 breaks in the middle, the unit stands on a line of its own. */
const headingOf = ({ kind, header: words }: ReportColumn): string =>
  `${kind === "count" && words.length > 3 ? `${words.slice(0, 2)}\n${words.slice(2)}` : words}\n（${unitOf(kind)}）`;

export const isSum = (row: ReportRow) => row.kind === "total" || row.kind === "subtotal";

function bodyRow(row: ReportRow, columns: readonly ReportColumn[], withPeople: boolean): Cell[] {
  const style: Style = isSum(row) ? "totalText" : "text";
  const words = withPeople ? [row.name, row.leader, row.department] : [row.name];
  return [
    ...words.map((text): Cell => (text ? { text, style } : { blank: true, style })),
    ...columns.map((c) =>
      figureCell(c.kind, row.values[c.id] ?? null, isSum(row), isMarked(row, c.id, "now")),
    ),
  ];
}

const leadOf = ({ cut }: MonthReport): string[] =>
  cut === "chain" ? ["产业链", "链长", "主办部门"] : [CUTS[cut].replace("按", "")];

const subtitleOf = (report: MonthReport, span: string): string =>
  `填报单位：${report.district}${report.bureau}　　统计期间：${span}（本月指${monthNumberOf(report.month)}月，${monthStateWords(report.state)}）${report.knownOn === null ? "" : `　　${report.knownOn} 日终所知`}　　金额单位：万元`;

/** One cut of the report as a sheet; the cut by chain is 月报表 itself. */
export function reportSheet(report: MonthReport, watermark: string): Sheet {
  const withPeople = report.cut === "chain";
  const lead = leadOf(report);
  const columns = reportColumns(report.shape);
  const width = lead.length + columns.length;
  const span = monthLabel(report.month, yearStart(report.month));
  const { rows: head, merges } = twoLevelHeader(
    [
      ...lead.map((heading) => ({ group: null, heading })),
      ...columns.map((c) => ({ group: c.group, heading: headingOf(c) })),
    ],
    HEADER_ROW,
  );
  const suffix = withPeople ? "" : `（${CUTS[report.cut]}）`;
  const body = HEADER_ROW + head.length;
  const foot = body + report.rows.length;
  const figureWidths = columns.map((c) => widthOf(c, report.rows));
  const headingLines = columns.map((c, i) => linesOf(headingOf(c), figureWidths[i] ?? 0));
  const widths = [...(withPeople ? LEAD_WIDTHS : [NAME_WIDTH]), ...figureWidths];
  const signed = signatures(foot, widths);
  const said = [...reportNotes(report.shape, report.month), ...openingNotes(report.rows, false)];
  const notes = [...said.map((note, i) => `${i + 1}．${note}`), watermark];
  const wide = [0, 1, ...notes.map((_, i) => foot + 1 + i)];
  return {
    name: withPeople ? "月报表" : CUTS[report.cut],
    widths,
    rows: [
      [{ text: `${report.district}招商引资情况月报表（${span}）${suffix}`, style: "title" }],
      [cells.note(subtitleOf(report, span))],
      ...head,
      ...report.rows.map((row) => bodyRow(row, columns, withPeople)),
      signed.cells,
      ...notes.map((note) => [cells.note(note)]),
    ],
    merges: [...wide.map((row) => across(row, 0, width - 1)), ...merges, ...signed.merges],
    heights: {
      0: 36,
      2: 24,
      3: Math.max(HEADER_POINTS, heightFor(Math.max(...headingLines)) ?? 0),
      ...Object.fromEntries(report.rows.map((_, i) => [body + i, ROW_HEIGHT])),
      [foot]: SIGNATURE_POINTS,
    },
    headerFrom: HEADER_ROW,
    freeze: { rows: HEADER_ROW + 2, columns: 1 },
    paper: "A3",
  };
}
