import { FEN_PER_YI, type Fen, formatFen } from "@/server/domain/amounts";
import type { Day, StatMonth } from "@/server/domain/periods";
import { dayOf, daysBetween, monthLabel } from "@/server/domain/periods";

/** The only place where 万元, 亿元 and 年月日 become text on screen. */

/** The two units that the unit switch offers. */
export type ScreenUnit = "wan" | "yi";
export const UNIT_LABEL: Record<ScreenUnit, string> = { wan: "万元", yi: "亿元" };
export const UNIT_COOKIE = "unit";

/** What is shown where there is no figure: never 0 for unknown. */
export const NONE = "—";

/** The unit named by a cookie or a URL; 万元 when it names none. */
export const readScreenUnit = (text: string | null | undefined): ScreenUnit => (text === "yi" ? "yi" : "wan");

const groupThousands = (decimal: string): string => {
  const [whole = "", fraction] = decimal.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
};

const withoutTrailingZeros = (decimal: string): string =>
  decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;

const withPlus = (text: string, signed: boolean | undefined): string =>
  signed && !text.startsWith("-") && /[1-9]/.test(text) ? `+${text}` : text;

interface AmountFormat {
  /** Digits after the point; 2 unless told otherwise. */
  places?: number;
  /** "+" before a positive amount. */
  signed?: boolean;
  /** Drop zeros at the end: 3,200.00 → 3,200. */
  trim?: boolean;
}

/** "12,600.00" in the unit of the header; "—" for null. */
export function formatAmount(
  fen: Fen | null | undefined,
  unit: ScreenUnit,
  format: AmountFormat = {},
): string {
  if (fen === null || fen === undefined) return NONE;
  const decimal = formatFen(fen, unit, format.places ?? 2);
  return withPlus(groupThousands(format.trim ? withoutTrailingZeros(decimal) : decimal), format.signed);
}

/** "12,600.00 万元", for running text where no header names the unit. */
export function formatAmountWithUnit(
  fen: Fen | null | undefined,
  unit: ScreenUnit,
  format: AmountFormat = {},
): string {
  const text = formatAmount(fen, unit, format);
  return text === NONE ? text : `${text} ${UNIT_LABEL[unit]}`;
}

/** "126.0亿" or "3,200万": for cards and column heads, whatever the switch says. */
export function formatAmountShort(fen: Fen | null | undefined, format: { signed?: boolean } = {}): string {
  if (fen === null || fen === undefined) return NONE;
  if (Math.abs(fen) >= FEN_PER_YI) {
    return `${withPlus(groupThousands(formatFen(fen, "yi", 1)), format.signed)}亿`;
  }
  return `${withPlus(groupThousands(withoutTrailingZeros(formatFen(fen, "wan", 2))), format.signed)}万`;
}

/** "1,284"; "—" for null. */
export const formatCount = (count: number | null | undefined): string =>
  count === null || count === undefined ? NONE : groupThousands(String(count));

/** A percentage that the domain has already rounded: "71.2" → "71.2%". */
export const formatPercent = (
  percent: string | null | undefined,
  format: { signed?: boolean } = {},
): string =>
  percent === null || percent === undefined ? NONE : `${withPlus(groupThousands(percent), format.signed)}%`;

/** A difference of two percentages: "-12.1" → "-12.1 个百分点". */
export const formatPoints = (points: string | null | undefined, format: { signed?: boolean } = {}): string =>
  points === null || points === undefined ? NONE : `${withPlus(points, format.signed)} 个百分点`;

const NEAR_DAYS = 183;

/**
 * "2026-07-04" in tables, "2026年7月4日" in sentences. near: "07-04" in narrow places, with the year unless the day is
 * within half a year of `today`, so that nobody takes last year's February for this one's.
 */
export function formatDay(
  day: Day | null | undefined,
  style: "iso" | "near" | "words" = "iso",
  today: Day = dayOf(new Date()),
): string {
  if (!day) return NONE;
  if (style === "iso") return day;
  if (style === "near") return Math.abs(daysBetween(day, today)) <= NEAR_DAYS ? day.slice(5) : day;
  return `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
}

const SHANGHAI_CLOCK = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Asia/Shanghai",
  hour: "2-digit",
  minute: "2-digit",
  hour12: false,
});

/** "2026-11-23 14:05", Asia/Shanghai. */
export const formatInstant = (instant: Date | null | undefined): string =>
  instant ? `${dayOf(instant)} ${SHANGHAI_CLOCK.format(instant)}` : NONE;

/** 202610 → "2026年10月"; with a first month, "2026年1—10月". */
export const formatMonth = (month: StatMonth | null | undefined, from?: StatMonth): string =>
  month === null || month === undefined ? NONE : monthLabel(month, from);

/** 41 → "41天". */
export const formatDays = (days: number | null | undefined): string =>
  days === null || days === undefined ? NONE : `${groupThousands(String(days))}天`;

/** File sizes: 1536 → "1.5 KB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ["KB", "MB", "GB"];
  const power = Math.min(Math.floor(Math.log2(bytes) / 10), units.length);
  return `${(bytes / 1024 ** power).toFixed(1).replace(/\.0$/, "")} ${units[power - 1]}`;
}
