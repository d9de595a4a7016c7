/** What the lines around a table say: title, unit, cut-off date, year. */
import { type AmountUnit, toHalfWidth } from "@/server/domain/amounts";
import { type Day, isDay, lastDayOf, statMonth } from "@/server/domain/periods";
import { currencyIn, unitIn } from "./header-words";
import type { SheetRow } from "./workbook";

export interface TableHeading {
  title: string | null;
  /** Every line above the header, without blanks. */
  lines: string[];
  unit: AmountUnit | null;
  unitSource: string | null;
  /** The foreign currency that the whole table is kept in: "单位：万美元". */
  currency: string | null;
  cutoff: Day | null;
  year: number | null;
  /** "2024—2026年": dates without a year could be of any of them. */
  severalYears: boolean;
}

const linesOf = (rows: readonly SheetRow[]): string[] =>
  rows.flatMap((row) =>
    row.cells
      .filter((cell) => cell.kind !== "number")
      .map((cell) => toHalfWidth(cell.text).replace(/\s+/g, "")),
  );

const validYear = (year: number): boolean => year >= 2000 && year <= 2100;

const NUMERALS = "〇一二三四五六七八九";

/** 二〇二六年 → 2026年. */
const withArabicYear = (text: string): string =>
  text.replace(/二[〇零○][一二三四五六七八九〇零○]{2}(?=年)/g, (year) =>
    [...year].map((char) => Math.max(0, NUMERALS.indexOf(char))).join(""),
  );

const YEAR_SPAN = /(20\d{2})年?[-~—–至到]+(20\d{2})年/;

/** The year a line speaks of: "2026年招商引资台账", "2026年度", "截至2026.10.31"; of 2024—2026年 the last. */
export function yearIn(raw: string): number | null {
  const text = withArabicYear(raw);
  const span = YEAR_SPAN.exec(text);
  if (span) return Number(span[2]);
  const match = /(20\d{2})(?=年|[-./]\d{1,2}(?!\d))/.exec(text) ?? /(?<!\d)(20\d{2})(?!\d)/.exec(text);
  const year = match ? Number(match[1]) : null;
  return year !== null && validYear(year) ? year : null;
}

function dayFrom(year: number, month: number, day: number | null): Day | null {
  if (month < 1 || month > 12) return null;
  if (day === null) return lastDayOf(statMonth(year, month));
  const text = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  return isDay(text) ? text : null;
}

/** "截至2026年10月31日", "截止10月底", "1-10月", "数据时间：2026.10.31"; `year` fills in for a date without one. */
export function cutoffIn(text: string, year: number | null): Day | null {
  const full =
    /(?:截[至止]|时间|日期)[^\d]{0,6}(20\d{2})[年\-./](\d{1,2})(?:[月\-./](\d{1,2})?[日号]?)?/.exec(text) ??
    /(20\d{2})年(\d{1,2})月(\d{1,2})日/.exec(text);
  if (full) return dayFrom(Number(full[1]), Number(full[2]), full[3] ? Number(full[3]) : null);
  const ofYear = yearIn(text) ?? year;
  if (ofYear === null) return null;
  const short =
    /截[至止][^\d]{0,6}(\d{1,2})月(\d{1,2})?[日号]?/.exec(text) ??
    /截[至止][^\d]{0,6}(\d{1,2})\.(\d{1,2})(?!\d)/.exec(text);
  if (short) return dayFrom(ofYear, Number(short[1]), short[2] ? Number(short[2]) : null);
  const span = /(?<!\d)1[-~—–至月]+(\d{1,2})月/.exec(text);
  return span ? dayFrom(ofYear, Number(span[1]), null) : null;
}

/** A line that names the unit of the whole table, not of something in it. */
function tableUnitIn(line: string): AmountUnit | null {
  const named = /(?:计量|金额|货币|计价)?单位(?:均)?[为是:]?[(]?(.{0,12})/.exec(line);
  if (named) {
    const unit = unitIn(named[1] ?? "");
    if (unit) return unit;
  }
  const alone = /^[(]?(?:人民币)?(?:亿元|万元)[)]?$/.test(line);
  const atEnd = /[(](?:人民币)?(亿元|万元|元)[)]$/.exec(line); // "…项目台账（万元）"
  return alone ? unitIn(line) : atEnd ? unitIn(atEnd[1] ?? "") : null;
}

const tableCurrencyIn = (line: string): string | null =>
  /单位(?:均)?[为是:]?[(]?(.{0,12})|[(](.{2,6})[)]$/.test(line) ? currencyIn(line) : null;

const TITLE = /台账|一览|汇总|统计|明细|清单|情况表|进展表|调度表|登记表|项目表|项目库|项目/;

/** `notes` are the lines under the table, `names` the sheet's and the file's name. */
export function readTableHeading(heading: SheetRow[], notes: SheetRow[], names: string[]): TableHeading {
  const above = linesOf(heading);
  const below = linesOf(notes);
  const title = above.find((line) => TITLE.test(line) && line.length >= 4) ?? above[0] ?? null;
  const everything = [...above, ...below, ...names.map((name) => toHalfWidth(name).replace(/\s+/g, ""))];
  let year: number | null = null;
  for (const line of everything) year ??= yearIn(line);
  let cutoff: Day | null = null;
  for (const line of everything) if (/截[至止]/.test(line)) cutoff ??= cutoffIn(line, year);
  for (const line of above) cutoff ??= cutoffIn(line, year);
  for (const name of names) cutoff ??= cutoffIn(toHalfWidth(name), year);
  if (cutoff !== null) year = Number(cutoff.slice(0, 4));
  const unitLine = [...above, ...below].find((line) => tableUnitIn(line) !== null);
  return {
    title,
    lines: above,
    unit: unitLine ? tableUnitIn(unitLine) : null,
    unitSource: unitLine ?? null,
    currency: unitLine ? null : (above.map(tableCurrencyIn).find((found) => found !== null) ?? null),
    cutoff,
    year,
    severalYears: everything.some((line) => YEAR_SPAN.test(line)),
  };
}
