/** What of the rates stands in their address: window, cutoff, way, measure, who is left out, cut, the open figure. */
import { z } from "zod";
import { KNOWN_DAY } from "@/components/shared/known-day";
import { urlList, urlMonth, urlParam } from "@/components/shared/url-state";
import { CUT_NAMES } from "@/server/contracts/statistics";
import { type Day, monthOfDay, type StatMonth, yearStart } from "@/server/domain/periods";
import { RATE_IDS, type RateId, type RateMeasure } from "@/server/domain/rates";

export const RATES_URL = {
  /** Of the rooms of the statistics: the last month of the window, where the address has none of its own. */
  month: urlMonth(),
  from: urlMonth(),
  to: urlMonth(),
  cutoff: urlMonth(),
  way: urlParam(z.enum(["cohort", "period"]), "cohort"),
  measure: urlParam(z.enum(["count", "amount"]), "count"),
  ended: urlParam(z.enum(["kept", "without"]), "kept"),
  cut: urlParam(z.enum(CUT_NAMES), "chain"),
  known: KNOWN_DAY,
  figure: urlList(z.string().max(80)),
};

export interface OpenRate {
  rowKey: string;
  rate: RateId;
  measure: RateMeasure;
}
export type OpenRateHandler = (figure: OpenRate) => void;

export const writeRate = ({ rowKey, rate, measure }: OpenRate): string[] => [rowKey, rate, measure];
export function readRate([rowKey, rateText, measure]: readonly string[]): OpenRate | null {
  const rate = RATE_IDS.find((id) => id === rateText);
  return rowKey && rate && (measure === "count" || measure === "amount") ? { rowKey, rate, measure } : null;
}

interface Asked {
  month: StatMonth | null;
  from: StatMonth | null;
  to: StatMonth | null;
  cutoff: StatMonth | null;
  way: "cohort" | "period";
  ended: "kept" | "without";
  known: Day | null;
}

/**
 * The window that an address means. Without one of its own, the year until the month that the rooms show, else until now;
 * months out of order or in the future are brought into order.
 */
export function askedWindow({ month, from, to, cutoff, way, ended, known }: Asked, thisMonth: StatMonth) {
  // As of an earlier day there were no later months.
  const present = known === null ? thisMonth : Math.min(thisMonth, monthOfDay(known));
  const last = Math.min(to ?? (from === null ? month : null) ?? present, present);
  const first = Math.min(from ?? yearStart(last), last);
  const later = cutoff !== null && way === "cohort" && cutoff > last ? Math.min(cutoff, present) : null;
  return {
    from: first,
    to: last,
    way,
    withoutEnded: ended === "without",
    ...(later === null || later <= last ? {} : { cutoff: later }),
    ...(known === null ? {} : { knownOn: known }),
  };
}
