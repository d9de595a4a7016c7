/** What of the month report stands in its address: month, cut, indicator, comparison, hidden groups, the open figure. */
import { z } from "zod";
import { KNOWN_DAY } from "@/components/shared/known-day";
import { urlList, urlMonth, urlParam } from "@/components/shared/url-state";
import { CUT_NAMES, FIGURE_SIDES } from "@/server/contracts/statistics";
import { REPORT_GROUP_IDS, TARGET_INDICATOR_NAMES } from "@/server/domain/statistics-columns";
import type { OpenFigure } from "./statistics-types";

export const REPORT_URL = {
  month: urlMonth(),
  cut: urlParam(z.enum(CUT_NAMES), "chain"),
  indicator: urlParam(z.enum(TARGET_INDICATOR_NAMES), "outsideFen"),
  compare: urlParam(z.enum(["none", "last"]), "none"),
  /** Of a closed month: an earlier version. */
  version: urlParam(z.coerce.number().int().min(1).max(1000).nullable(), null),
  /** Only what was known when this day ended. */
  known: KNOWN_DAY,
  hide: urlList(z.enum(REPORT_GROUP_IDS)),
  figure: urlList(z.string().max(80)),
};

export const writeFigure = ({ rowKey, column, side }: OpenFigure): string[] => [rowKey, column, side];

export function readFigure(parts: readonly string[]): OpenFigure | null {
  const [rowKey, column, sideText] = parts;
  const side = FIGURE_SIDES.find((s) => s === sideText);
  return rowKey && column && side ? { rowKey, column, side } : null;
}
