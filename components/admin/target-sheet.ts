/** What a sheet of targets shows at each cell, and which target a cell is. Pure. */
import type { inferRouterOutputs } from "@trpc/server";
import { formatAmount, formatCount } from "@/components/shared/format";
import type { AppRouter } from "@/server/api/root";
import { formatFen } from "@/server/domain/amounts";
import {
  isAmountIndicator,
  TARGET_INDICATORS,
  type TargetIndicator,
} from "@/server/domain/statistics-columns";
import { goalParts, type PlanSpan, type TargetGoal } from "@/server/domain/target-spans";
import type { TargetPlace } from "./target-queue";

type Outputs = inferRouterOutputs<AppRouter>["admin"];
export type Target = Outputs["targets"][number];
export type TargetScope = Outputs["targetScopes"][number];

export const headerOf = (indicator: TargetIndicator): string =>
  `${TARGET_INDICATORS[indicator]}（${isAmountIndicator(indicator) ? "万元" : "个"}）`;

export const rowIdOf = ({ scopeKind, scopeId }: Pick<TargetScope, "scopeKind" | "scopeId">): string =>
  `${scopeKind}/${scopeId}`;

const scopeOfRow = (rowId: string): Pick<TargetPlace, "scopeKind" | "scopeId"> => {
  const [scopeKind = "", scopeId = "0"] = rowId.split("/");
  return { scopeKind: scopeKind as TargetPlace["scopeKind"], scopeId: Number(scopeId) };
};

/** A cell of a sheet with a column an indicator. */
export const goalPlace = (year: number, goal: TargetGoal, rowId: string, columnId: string): TargetPlace => ({
  year,
  ...goalParts(goal),
  ...scopeOfRow(rowId),
  indicator: columnId as TargetIndicator,
});

/** A cell of 月度计划, with a column a month. */
export const planPlace = (
  year: number,
  indicator: TargetIndicator,
  rowId: string,
  columnId: string,
): TargetPlace => ({
  year,
  span: columnId as PlanSpan,
  kind: "annual",
  ...scopeOfRow(rowId),
  indicator,
});

export const valueAt = (targets: readonly Target[], place: TargetPlace): number | null =>
  targets.find(
    (t) =>
      t.span === place.span &&
      t.kind === place.kind &&
      t.scopeKind === place.scopeKind &&
      t.scopeId === place.scopeId &&
      t.indicator === place.indicator,
  )?.value ?? null;

/** As the cell of the sheet has it: 万元 or a count, "" for none. */
export function targetText(indicator: TargetIndicator, value: number | null): string {
  if (value === null) return "";
  return isAmountIndicator(indicator) ? formatFen(value, "wan", 2) : String(value);
}

export const textAt = (targets: readonly Target[], place: TargetPlace): string =>
  targetText(place.indicator, valueAt(targets, place));

/** In running words and small tables, where a sheet's plain decimals would be hard to read. */
export const shownTarget = (indicator: TargetIndicator, value: number | null): string =>
  isAmountIndicator(indicator) ? formatAmount(value, "wan") : formatCount(value);
