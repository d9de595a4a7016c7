/** What of the charts stands in their address: month, place, what each chart shows, the open figure. */
import { z } from "zod";
import { urlList, urlMonth, urlParam } from "@/components/shared/url-state";
import type { ChartPlace } from "@/server/domain/charts/chart-view";
import { isStatMonth } from "@/server/domain/periods";
import { FLOW_COLUMN_NAMES, FLOW_STAGE_NAMES } from "@/server/domain/stage-flow";
import { TARGET_INDICATOR_NAMES } from "@/server/domain/statistics-columns";

export const CHARTS_URL = {
  month: urlMonth(),
  /** A chain, or `all`: the whole district. Without either, a chain leader looks at his own. */
  chain: urlParam<number | "all" | null>(
    z.union([z.literal("all"), z.coerce.number().int().positive()]).nullable(),
    null,
  ),
  indicator: urlParam(z.enum(TARGET_INDICATOR_NAMES), "signedCount"),
  measure: urlParam(z.enum(["count", "amount"]), "count"),
  by: urlParam(z.enum(["indicator", "chain"]), "indicator"),
  stage: urlParam(z.enum([...FLOW_STAGE_NAMES, "all"]), "signed"),
  open: urlList(z.string().max(80)),
};

/** A figure or a cell that opens beside the charts; the others are pages. */
export type OpenBeside = Extract<ChartPlace, { to: "figure" | "flow" }>;

export function writeOpen(place: OpenBeside): string[] {
  if (place.to === "flow") return ["flow", place.stage, place.column];
  return ["figure", String(place.month), place.cut, place.indicator, place.rowKey, place.column];
}

export function readOpen([kind, ...parts]: readonly string[]): OpenBeside | null {
  if (kind === "flow") {
    const stage = FLOW_STAGE_NAMES.find((name) => name === parts[0]);
    const column = FLOW_COLUMN_NAMES.find((name) => name === parts[1]);
    return stage && column ? { to: "flow", stage, column } : null;
  }
  const [monthText, cut, indicatorText, rowKey, column] = parts;
  const month = Number(monthText);
  const indicator = TARGET_INDICATOR_NAMES.find((name) => name === indicatorText);
  if (kind !== "figure" || !isStatMonth(month) || !indicator || !rowKey || !column) return null;
  return cut === "chain" || cut === "province"
    ? { to: "figure", month, cut, indicator, rowKey, column }
    : null;
}
