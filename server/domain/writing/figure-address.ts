/** Where a figure of a text comes from, short enough to be the tag of a content control (64 characters). */
import { isStatMonth, type StatMonth } from "../periods";
import { RATE_IDS, type RateId } from "../rates";
import { TARGET_INDICATOR_NAMES, type TargetIndicator } from "../statistics-columns";

/** A figure of the month report by chain: its month, row, column and, of target columns, the indicator. */
export interface ReportAddress {
  kind: "report";
  month: StatMonth;
  row: string;
  column: string;
  indicator: TargetIndicator;
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
/** The planned total investment of a project. */
export interface ProjectAddress {
  kind: "project";
  id: number;
}
export type FigureAddress = ReportAddress | HalfYearAddress | RateAddress | ProjectAddress;

export function writeAddress(address: FigureAddress): string {
  switch (address.kind) {
    case "report":
      return ["r", address.month, address.row, address.column, address.indicator].join("|");
    case "half-year":
      return ["h", address.year, address.indicator].join("|");
    case "rate":
      return ["c", address.month, address.row, address.rate].join("|");
    case "project":
      return ["p", address.id].join("|");
  }
}

const indicatorOf = (text: string | undefined): TargetIndicator | null =>
  TARGET_INDICATOR_NAMES.find((name) => name === text) ?? null;

function rateAddressOf(month: StatMonth, [row, last, ...more]: readonly string[]): RateAddress | null {
  const rate = RATE_IDS.find((id) => id === last);
  return rate && row && more.length === 0 && isStatMonth(month) ? { kind: "rate", month, row, rate } : null;
}

/** Null for a tag that is somebody else's. */
export function readAddress(tag: string): FigureAddress | null {
  const [kind, first = "", ...rest] = tag.split("|");
  const number = /^\d{1,9}$/.test(first) ? Number(first) : null;
  if (number === null) return null;
  if (kind === "p") return rest.length === 0 ? { kind: "project", id: number } : null;
  if (kind === "c") return rateAddressOf(number, rest);
  const indicator = indicatorOf(rest.at(-1));
  if (indicator === null) return null;
  if (kind === "h" && rest.length === 1) return { kind: "half-year", year: number, indicator };
  const [row, column] = rest;
  if (kind !== "r" || rest.length !== 3 || !row || !column || !isStatMonth(number)) return null;
  return { kind: "report", month: number, row, column, indicator };
}
