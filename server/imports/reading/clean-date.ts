/** Dates as ledgers hold them → ISO days. A month number such as 2026.1 may be January or October: it is asked about. */
import { toHalfWidth } from "@/server/domain/amounts";
import { addDays, type Day, daysInMonth, isDay, readDay, statMonth } from "@/server/domain/periods";
import { type CellReading, doubted, isPlaceholder, quoted, refused, taken } from "./cell-reading";
import type { SheetCell } from "./workbook";

export interface DateContext {
  /** Year of the ledger, for dates without one. */
  year: number | null;
  cutoff: Day | null;
}

const pad = (n: number | string): string => String(n).padStart(2, "0");
const PLANNED = /预计|计划|拟|争取|力争|将于|目标/;
/** Words around a date that do not change it: "已于2026年5月1日开工", "2026年5月1日（签约）". */
const AROUND =
  /(已|于|在|正式|实际|项目|举行|举办|集中|仪式|上午|下午|开工|签约|签订|签署|建设|动工|奠基|合同|协议|框架|完成|时间|日期|左右|约|[:：,，。()（）])/g;

function monthOnly(year: number, month: number, raw: string): CellReading<Day> {
  if (month < 1 || month > 12) return refused("date-impossible", `${quoted(raw)}里的月份不存在。`);
  const day = `${year}-${pad(month)}-01`;
  return doubted(day, `只有年月，取 ${day}`, "date-month-only", `${quoted(raw)}只有年月，暂按当月 1 日计。`);
}

/** 2026.1 and 2026.10: a spreadsheet shows October as 2026.1 and a format can show January as 2026.10. */
const AMBIGUOUS_MONTH = /^(?:19|20)\d{2}\.(?:1|10)$/;

/**
 * The year of a month number is certain even where the month is not; the figures of a year need no more. So the date
 * stays empty and is asked about, and the row still counts.
 */
export function yearOfAmbiguousMonth(cell: SheetCell | undefined): number | null {
  if (!cell || (cell.kind !== "number" && cell.kind !== "text")) return null;
  const text = [cell.text, cell.shown]
    .map((one) => toHalfWidth(one).trim())
    .find((one) => AMBIGUOUS_MONTH.test(one));
  return text ? Number(text.slice(0, 4)) : null;
}

/** 2026年一季度, 2026年上半年, 2026年: something happened in that year, and nobody wrote in which month. */
const SPAN =
  /^(20\d{2})年度?(?:第?([一二三四1-4])季度|([上下])半年|([初中底末])|年([初中底末]))?(?:已?(?:签约|签订|开工|动工)(?:建设)?)?$/;
const QUARTER = "一二三四";
const PART_BEGINS: Record<string, number> = { 上: 1, 初: 1, 中: 5, 下: 7, 底: 12, 末: 12 };

/** The year of a span and the month in which it begins. */
function spanOf(raw: string): { year: number; from: number } | null {
  const match = SPAN.exec(toHalfWidth(raw).replace(/\s/g, ""));
  if (!match) return null;
  const [, year, quarter, half, ...parts] = match;
  const nth = quarter ? Number(quarter) || QUARTER.indexOf(quarter) + 1 : null;
  const part = half ?? parts.find((word) => word !== undefined);
  return { year: Number(year), from: nth ? nth * 3 - 2 : part ? (PART_BEGINS[part] ?? 1) : 1 };
}

/** At the end of October "2026年底" is still to come. */
const isToCome = (span: { year: number; from: number }, { cutoff }: DateContext): boolean =>
  cutoff !== null && `${span.year}-${pad(span.from)}-01` > cutoff;

function readSpan(span: { year: number; from: number }, raw: string, context: DateContext): CellReading<Day> {
  if (isToCome(span, context)) return planned(raw);
  const message = `${quoted(raw)}没有写到月，只按年份计入，请补上日期。`;
  return doubted<Day>(null, "只有年份，日期留空", "ambiguous-date", message);
}

/** The year of a date whose day stays open: a month number, a quarter, or nothing but the year. */
export function yearOfOpenDate(cell: SheetCell | undefined, context: DateContext): number | null {
  const bareYear = cell?.kind === "number" && /^20\d{2}$/.test(cell.text) ? `${cell.text}年` : null;
  const span = cell?.kind === "text" ? spanOf(cell.text) : bareYear ? spanOf(bareYear) : null;
  if (span) return isToCome(span, context) ? null : span.year;
  return yearOfAmbiguousMonth(cell);
}

const planned = (raw: string): CellReading<Day> =>
  doubted<Day>(
    null,
    "计划中的日期不作实际日期",
    "date-planned",
    `${quoted(raw)}是计划日期，不计作已经发生。`,
  );

const ambiguous = (raw: string): CellReading<Day> =>
  doubted<Day>(
    null,
    "月份有歧义，未采用",
    "ambiguous-date",
    `${quoted(raw)}可能是 1 月，也可能是 10 月（数字末尾的 0 会丢失），请改写为完整日期。`,
  );

function yearlessDay(month: number, day: number, context: DateContext, raw: string): CellReading<Day> {
  if (context.year === null) return refused("date-unread", `${quoted(raw)}没有年份，表中也没有写明年度。`);
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(statMonth(context.year, month))) {
    return refused("date-impossible", `${quoted(raw)}不是存在的日期。`);
  }
  const read = `${context.year}-${pad(month)}-${pad(day)}`;
  if (context.cutoff !== null && read > context.cutoff) {
    return refused(
      "ambiguous-date",
      `${quoted(raw)}没有年份，按 ${context.year} 年则晚于截止日期 ${context.cutoff}，请补上年份。`,
    );
  }
  return taken(read, `年份取自表头：${read}`);
}

/** Parts that look like a day but are not on the calendar. */
function isImpossible(text: string): boolean {
  const match =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(text) ?? /^(20\d{2})(\d{2})(\d{2})$/.exec(text);
  return match !== null && !isDay(`${match[1]}-${pad(match[2] ?? "")}-${pad(match[3] ?? "")}`);
}

function readPlainText(text: string, raw: string, context: DateContext): CellReading<Day> | null {
  const full = readDay(text, true);
  if (full) return taken(full.day, full.form === "iso" && full.day === raw ? null : `读作 ${full.day}`);
  if (isImpossible(text)) return refused("date-impossible", `${quoted(raw)}不是存在的日期。`);
  if (AMBIGUOUS_MONTH.test(text)) return ambiguous(raw);
  const withTime = /^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2})\d{1,2}:\d{2}(?::\d{2})?$/.exec(text);
  const timed = withTime ? readDay(withTime[1] ?? "") : null;
  if (timed) return taken(timed.day, `读作 ${timed.day}`);
  const month = /^(\d{4})(?:年|[-/.])(\d{1,2})月?(?:份|底|初|中旬|上旬|下旬)?$/.exec(text);
  if (month) return monthOnly(Number(month[1]), Number(month[2]), raw);
  const compactMonth = /^(20\d{2})(0[1-9]|1[0-2])$/.exec(text);
  if (compactMonth) return monthOnly(Number(compactMonth[1]), Number(compactMonth[2]), raw);
  const yearless = /^(\d{1,2})月(\d{1,2})[日号]?$/.exec(text);
  if (yearless) return yearlessDay(Number(yearless[1]), Number(yearless[2]), context, raw);
  const short = /^'?(\d{2})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})[日号]?$/.exec(text);
  const shortDay = short ? readDay(`20${short[1]}-${short[2]}-${short[3]}`) : null;
  if (shortDay && context.year !== null && Math.abs(Number(shortDay.day.slice(0, 4)) - context.year) <= 5) {
    return taken(shortDay.day, `两位年份，读作 ${shortDay.day}`);
  }
  const shortMonth = /^'?(\d{2})年(\d{1,2})月(?:份|底|初|中旬|上旬|下旬)?$/.exec(text);
  if (shortMonth && context.year !== null && Math.abs(2000 + Number(shortMonth[1]) - context.year) <= 5)
    return monthOnly(2000 + Number(shortMonth[1]), Number(shortMonth[2]), raw);
  const yearlessMonth = /^(\d{1,2})月(?:份|底|初|中旬|上旬|下旬)?$/.exec(text);
  if (yearlessMonth && context.year !== null) {
    const first = yearlessDay(Number(yearlessMonth[1]), 1, context, raw);
    return first.value === null ? first : monthOnly(context.year, Number(yearlessMonth[1]), raw);
  }
  return null;
}

const NUMERALS = "〇一二三四五六七八九";

/** 二〇二六年七月四日 → 2026年7月4日, 十月二十一日 → 10月21日. */
function withArabicDigits(text: string): string {
  return text
    .replace(/[〇零○一二三四五六七八九]{4}(?=年)/g, (year) =>
      [...year].map((char) => Math.max(0, NUMERALS.indexOf(char))).join(""),
    )
    .replace(
      /([一二三四五六七八九])?(十)?([一二三四五六七八九])?(?=[月日号])/g,
      (word, tens?: string, ten?: string, ones?: string) => {
        if (word === "") return "";
        const unit = ones ? NUMERALS.indexOf(ones) : 0;
        return ten
          ? String((tens ? NUMERALS.indexOf(tens) : 1) * 10 + unit)
          : String(NUMERALS.indexOf(tens ?? "") + unit);
      },
    );
}

function readText(raw: string, context: DateContext): CellReading<Day> {
  const text = withArabicDigits(toHalfWidth(raw).replace(/\s/g, ""));
  if (isPlaceholder(text)) return taken<Day>(null, `${quoted(raw)}视为空`);
  const plain = readPlainText(text, raw, context);
  if (plain) return plain;
  const bare = text.replace(AROUND, "");
  if (PLANNED.test(text)) return planned(raw);
  const span = spanOf(text);
  if (span) return readSpan(span, raw, context);
  if (/^(是|已|已开工|√|✓|✔|已签约?|签|开|)$/.test(bare)) return taken<Day>(null, `${quoted(raw)}没有日期`);
  const inner = bare === text ? null : readPlainText(bare, raw, context);
  if (inner) return inner.value ? { ...inner, note: inner.note ?? `读作 ${inner.value}` } : inner;
  return refused("date-unread", `${quoted(raw)}不是能识别的日期，请改写为 2026-10-31 的形式。`);
}

const SERIAL_EPOCH = "1899-12-30";

function readNumber(cell: SheetCell, context: DateContext): CellReading<Day> {
  const text = cell.text;
  if (AMBIGUOUS_MONTH.test(text) || AMBIGUOUS_MONTH.test(cell.shown)) return ambiguous(cell.shown);
  const value = cell.number ?? Number.NaN;
  if (/^\d{4}\.\d{1,2}$/.test(text) || /^(?:20\d{6}|20\d{4})$/.test(text)) return readText(text, context);
  // Serial numbers of 1982 to 2119; a cell that lost its date format.
  if (value >= 30_000 && value < 80_000) {
    const day = addDays(SERIAL_EPOCH, Math.floor(value));
    return taken(day, `序列值，读作 ${day}`);
  }
  if (value === 0) return taken<Day>(null, "0 视为空");
  if (/^20\d{2}$/.test(text)) return readText(`${text}年`, context);
  return refused("date-unread", `${quoted(cell.shown)}不是能识别的日期。`);
}

export function cleanDate(cell: SheetCell | undefined, context: DateContext): CellReading<Day> {
  if (!cell) return taken<Day>(null);
  if (cell.kind === "date") {
    if (cell.text < "1980-01-01") return refused("date-unread", `${quoted(cell.shown)}不像是项目的日期。`);
    return taken(cell.text, cell.shown === cell.text ? null : `读作 ${cell.text}`);
  }
  if (cell.kind === "error") return refused("cell-error", `单元格是错误值 ${cell.text}。`);
  if (cell.kind === "boolean") return taken<Day>(null, `${quoted(cell.text)}没有日期`);
  return cell.kind === "number" ? readNumber(cell, context) : readText(cell.text, context);
}
