/** Months of 固投月报明细: a row a month, a column a month, or sums of the year that are taken apart again. Pure. */
import type { DetailField, InvestmentBasis, MonthField } from "@/server/contracts/detail-fields";
import type { DetailRow, InvestmentReading } from "@/server/contracts/import-details";
import { type AmountUnit, type Fen, formatFen } from "@/server/domain/amounts";
import {
  isStatMonth,
  monthLabel,
  monthNumberOf,
  monthOfDay,
  type StatMonth,
  statMonth,
  yearOf,
} from "@/server/domain/periods";
import { isPlaceholder } from "../reading/cell-reading";
import { cleanAmount } from "../reading/clean-amount";
import { cleanDate, type DateContext } from "../reading/clean-date";
import type { DetailReader } from "./detail-reader";

export interface InvestmentSettings {
  unit: AmountUnit;
  dates: DateContext;
  basis: InvestmentBasis;
}

const PARTS = ["construction", "installation", "equipment", "otherPart"] as const;
type FigureField = Extract<DetailField, "total" | "cumulative" | (typeof PARTS)[number]> | MonthField;

const isMonthField = (field: DetailField): field is MonthField => /^(month|through)-\d+$/.test(field);

/** The figures of a row, each an entry of its own; empty cells are none. */
export function monthCellsOf(reader: DetailReader): FigureField[] {
  const said = (field: DetailField) => {
    const text = reader.ownCell(field)?.text ?? "";
    return text !== "" && !isPlaceholder(text);
  };
  const wide = [...reader.columns.keys()].filter(isMonthField);
  if (wide.length > 0) {
    const own = wide.filter((field) => field.startsWith("month-"));
    return (own.length > 0 ? own : wide).filter(said);
  }
  if (reader.columns.has("total")) return said("total") ? ["total"] : [];
  const parts = PARTS.filter(said);
  if (parts.length > 0) return ["total"];
  return said("cumulative") ? ["cumulative"] : [];
}

/** The month of a column: its header may name the year. */
function monthOfColumn(reader: DetailReader, field: MonthField, { year }: DateContext): StatMonth | null {
  const header = reader.columns.get(field)?.header ?? "";
  const named = /(20\d{2})年/.exec(header)?.[1];
  const of = named ? Number(named) : year;
  return of === null ? null : statMonth(of, Number(field.split("-")[1]));
}

function monthOfRow(reader: DetailReader, dates: DateContext): StatMonth | null {
  const cell = reader.cell("month");
  const read = cleanDate(cell, dates);
  // A month is what is asked for: that there is no day in it is nothing to be said.
  const objection = read.objection?.kind === "date-month-only" ? null : read.objection;
  const day = reader.take("month", cell, { ...read, objection });
  return day === null ? null : monthOfDay(day);
}

function fenOf(reader: DetailReader, field: DetailField, unit: AmountUnit): Fen | null {
  const cell = reader.ownCell(field);
  return reader.take(field, cell, cleanAmount(cell, reader.columns.get(field)?.unit ?? unit));
}

export function readInvestment(
  reader: DetailReader,
  field: FigureField,
  { unit, dates, basis }: InvestmentSettings,
): InvestmentReading {
  const month = isMonthField(field) ? monthOfColumn(reader, field, dates) : monthOfRow(reader, dates);
  const failed = () => reader.problems.some((p) => p.severity === "error");
  if ((month === null || !isStatMonth(month)) && !failed()) {
    const message = isMonthField(field)
      ? "没有写明年份，请在截止日期处指定，或在表头、标题中写明。"
      : "缺少月份，或月份不明，请写作 2026年3月。";
    reader.object("detail-incomplete", "error", message, isMonthField(field) ? field : "month");
  }
  const long = !isMonthField(field);
  const [constructionFen = null, installationFen = null, equipmentFen = null, otherFen = null] = long
    ? PARTS.map((part) => fenOf(reader, part, unit))
    : [];
  const parts = [constructionFen, installationFen, equipmentFen, otherFen].filter((fen) => fen !== null);
  const summed = parts.length > 0 ? parts.reduce((a, b) => a + b, 0) : null;
  const given = reader.columns.has(field) ? fenOf(reader, field, unit) : null;
  const figure = given ?? (field === "total" ? summed : null);
  if (figure === null && !failed()) reader.object("amount-missing", "error", "缺少金额。", field);
  if (figure !== null && figure < 0)
    reader.object("amount-negative", "error", "金额为负：更正已填报的月份请在台账中用冲减。", field);
  const ofYear = field === "cumulative" || field.startsWith("through-");
  return {
    ...{ kind: "investment", month, basis, cell: reader.refOf(field), note: reader.text("note") },
    ...{ totalFen: ofYear ? null : figure, throughFen: ofYear ? figure : null },
    ...{ constructionFen, installationFen, equipmentFen, otherFen },
  };
}

type MonthRow = DetailRow<InvestmentReading>;
const isSum = (row: DetailRow): row is MonthRow =>
  row.reading.kind === "investment" && row.reading.throughFen !== null;

const wan = (fen: Fen) => `${formatFen(fen, "wan", 2)} 万元`;

function object(
  row: MonthRow,
  kind: "cumulative-falls" | "months-joined" | "detail-incomplete",
  message: string,
): void {
  const severity = kind === "months-joined" ? "warning" : "error";
  row.problems.push({ sheet: row.sheet, row: row.row, cell: row.reading.cell, kind, severity, message });
}

/** Sums of a year that one project has, in the order of their months: each month is the difference to the one before. */
function takeApart(rows: readonly MonthRow[]): void {
  let [last, before] = [0, 0];
  for (const row of rows) {
    const { month, throughFen } = row.reading;
    if (month === null || throughFen === null) continue;
    const number = monthNumberOf(month);
    const own = throughFen - before;
    if (last === 0 && number > 1)
      object(
        row,
        "detail-incomplete",
        `缺少 ${number - 1} 月的累计数，算不出${monthLabel(month)}的当月数，请补上或改用当月数。`,
      );
    else if (own < 0)
      object(
        row,
        "cumulative-falls",
        `累计数比上月少 ${wan(-own)}，当月数为负，不能录入；更正以前的月份请在台账中用冲减。`,
      );
    else {
      row.reading.totalFen = own;
      if (number - last > 1)
        object(
          row,
          "months-joined",
          `中间缺 ${number - last - 1} 个月的累计数，差额 ${wan(own)} 都记在${monthLabel(month)}。`,
        );
    }
    [last, before] = [number, throughFen];
  }
}

/** Gives every row that holds a sum of the year its own month. */
export function joinYears(rows: DetailRow[]): DetailRow[] {
  const years = new Map<string, MonthRow[]>();
  for (const row of rows.filter(isSum)) {
    const { month } = row.reading;
    if (month === null) continue;
    const key = JSON.stringify([row.project, yearOf(month)]);
    years.set(key, [...(years.get(key) ?? []), row]);
  }
  for (const year of years.values())
    takeApart([...year].sort((a, b) => (a.reading.month ?? 0) - (b.reading.month ?? 0)));
  return rows;
}
