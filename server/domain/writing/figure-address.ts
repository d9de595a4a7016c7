/** Where a figure of a text comes from, short enough to be the tag of a content control (64 characters). */
import { CHECK_LEVEL_NAMES, type CheckLevel } from "../checkup";
import { isStatMonth, type StatMonth } from "../periods";
import { RATE_IDS, type RateId } from "../rates";
import { TARGET_INDICATOR_NAMES, type TargetIndicator } from "../statistics-columns";
import { LIST_IDS, type ListId } from "./project-lists";

/** Groupings of the report that a text has tables of. */
export const ADDRESS_CUTS = ["chain", "province", "industry", "tier"] as const;
export type AddressCut = (typeof ADDRESS_CUTS)[number];
/** The figure itself, its change from the same period of last year, or its share of the whole district. */
export const ADDRESS_SIDES = ["now", "change", "share"] as const;
export type AddressSide = (typeof ADDRESS_SIDES)[number];

/** A figure of the month report: its month, row, column and, of target columns, the indicator. By chain and now unless it says so. */
export interface ReportAddress {
  kind: "report";
  month: StatMonth;
  row: string;
  column: string;
  indicator: TargetIndicator;
  cut?: AddressCut;
  side?: AddressSide;
}
/** What the district strives for or plans in the second half of a year. */
export interface HalfYearAddress {
  kind: "half-year";
  year: number;
  indicator: TargetIndicator;
}
/** A conversion rate of the projects signed from January to a month, as they stood at its end. */
export interface RateAddress {
  kind: "rate";
  month: StatMonth;
  row: string;
  rate: RateId;
}
/** How many projects a list of the text has: what is open at the end of the month, or on the day of the writing. */
export interface ListAddress {
  kind: "list";
  month: StatMonth;
  row: string;
  list: ListId;
}
/** How many findings of a level 数据体检 has for a month. */
export interface CheckAddress {
  kind: "check";
  month: StatMonth;
  level: CheckLevel;
}
/** Which part of the year has passed at the end of a month. */
export interface ScheduleAddress {
  kind: "schedule";
  month: StatMonth;
}
/** The planned total investment of a project. */
export interface ProjectAddress {
  kind: "project";
  id: number;
}
/** What the framework agreements of a project came to by the end of a month. */
export interface FrameworkAddress {
  kind: "framework";
  month: StatMonth;
  id: number;
}
export type FigureAddress =
  | ReportAddress
  | HalfYearAddress
  | RateAddress
  | ListAddress
  | CheckAddress
  | ProjectAddress
  | FrameworkAddress
  | ScheduleAddress;

/** Whether it is one of the report by chain, as sentences have them: others only tables. */
const isPlain = ({ cut = "chain", side = "now" }: ReportAddress): boolean =>
  cut === "chain" && side === "now";

function writeReportAddress(address: ReportAddress): string {
  const { month, row, column, indicator, cut = "chain", side = "now" } = address;
  return ["r", month, row, column, indicator, ...(isPlain(address) ? [] : [cut, side])].join("|");
}

export function writeAddress(address: FigureAddress): string {
  switch (address.kind) {
    case "report":
      return writeReportAddress(address);
    case "half-year":
      return ["h", address.year, address.indicator].join("|");
    case "rate":
      return ["c", address.month, address.row, address.rate].join("|");
    case "list":
      return ["l", address.month, address.row, address.list].join("|");
    case "check":
      return ["k", address.month, address.level].join("|");
    case "project":
      return ["p", address.id].join("|");
    case "framework":
      return ["f", address.month, address.id].join("|");
    case "schedule":
      return ["s", address.month].join("|");
  }
}

const indicatorOf = (text: string | undefined): TargetIndicator | null =>
  TARGET_INDICATOR_NAMES.find((name) => name === text) ?? null;

function rateAddressOf(month: StatMonth, [row, last, ...more]: readonly string[]): RateAddress | null {
  const rate = RATE_IDS.find((id) => id === last);
  return rate && row && more.length === 0 && isStatMonth(month) ? { kind: "rate", month, row, rate } : null;
}

function listAddressOf(month: StatMonth, [row, last, ...more]: readonly string[]): ListAddress | null {
  const list = LIST_IDS.find((id) => id === last);
  return list && row && more.length === 0 && isStatMonth(month) ? { kind: "list", month, row, list } : null;
}

function checkAddressOf(month: StatMonth, [last, ...more]: readonly string[]): CheckAddress | null {
  const level = CHECK_LEVEL_NAMES.find((name) => name === last);
  return level && more.length === 0 && isStatMonth(month) ? { kind: "check", month, level } : null;
}

function frameworkAddressOf(
  month: StatMonth,
  [id = "", ...more]: readonly string[],
): FrameworkAddress | null {
  const isId = /^\d{1,9}$/.test(id) && more.length === 0;
  return isId && isStatMonth(month) ? { kind: "framework", month, id: Number(id) } : null;
}

function reportAddressOf(month: StatMonth, parts: readonly string[]): ReportAddress | null {
  const [row, column, third, fourth, fifth] = parts;
  const indicator = indicatorOf(third);
  if (!row || !column || indicator === null || !isStatMonth(month)) return null;
  const plain: ReportAddress = { kind: "report", month, row, column, indicator };
  if (parts.length === 3) return plain;
  const cut = ADDRESS_CUTS.find((name) => name === fourth);
  const side = ADDRESS_SIDES.find((name) => name === fifth);
  return parts.length === 5 && cut && side ? { ...plain, cut, side } : null;
}

/** Null for a tag that is somebody else's. */
export function readAddress(tag: string): FigureAddress | null {
  const [kind, first = "", ...rest] = tag.split("|");
  const number = /^\d{1,9}$/.test(first) ? Number(first) : null;
  if (number === null) return null;
  switch (kind) {
    case "p":
      return rest.length === 0 ? { kind: "project", id: number } : null;
    case "f":
      return frameworkAddressOf(number, rest);
    case "s":
      return rest.length === 0 && isStatMonth(number) ? { kind: "schedule", month: number } : null;
    case "c":
      return rateAddressOf(number, rest);
    case "l":
      return listAddressOf(number, rest);
    case "k":
      return checkAddressOf(number, rest);
    case "r":
      return reportAddressOf(number, rest);
    case "h": {
      const indicator = indicatorOf(rest[0]);
      return rest.length === 1 && indicator !== null ? { kind: "half-year", year: number, indicator } : null;
    }
    default:
      return null;
  }
}
