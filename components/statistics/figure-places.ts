/** Where the figures of the report stand: groups, columns and, beside 去年同期, three places a column. */
import type { FigureSide } from "@/server/contracts/statistics";
import {
  type FigureKind,
  type FigureValue,
  type ReportColumn,
  type ReportGroupId,
  type ReportShape,
  reportGroups,
} from "@/server/domain/statistics-columns";
import type { ReportRow } from "./statistics-types";

export interface FigurePlace {
  column: ReportColumn;
  side: FigureSide;
  kind: FigureKind;
  /** Empty where a column has one place only. */
  sideName: string;
}

interface PlacedColumn {
  column: ReportColumn;
  places: FigurePlace[];
}

export interface PlacedGroup {
  id: ReportGroupId;
  name: string;
  columns: PlacedColumn[];
}

function placesOf(column: ReportColumn, compare: boolean): FigurePlace[] {
  const { kind, change } = column;
  if (!compare) return [{ column, side: "now", kind, sideName: "" }];
  if (!change) return [];
  return [
    { column, side: "now", kind, sideName: "本期" },
    { column, side: "last", kind, sideName: "上年同期" },
    { column, side: "change", kind: change, sideName: change === "percent" ? "同比" : "增减" },
  ];
}

/** The groups to draw. Beside 去年同期 stand only columns that compare; targets of two years do not. */
export function placedGroups(
  shape: ReportShape,
  hidden: readonly ReportGroupId[],
  compare: boolean,
): PlacedGroup[] {
  return reportGroups(shape)
    .filter((group) => !hidden.includes(group.id))
    .map(({ id, name, columns }) => ({
      id,
      name,
      columns: columns
        .map((column) => ({ column, places: placesOf(column, compare) }))
        .filter((placed) => placed.places.length > 0),
    }))
    .filter((group) => group.columns.length > 0);
}

export const allPlaces = (groups: readonly PlacedGroup[]): FigurePlace[] =>
  groups.flatMap((group) => group.columns.flatMap((placed) => placed.places));

export const placeCount = (group: PlacedGroup): number =>
  group.columns.reduce((sum, placed) => sum + placed.places.length, 0);

export function figureAt(
  row: ReportRow,
  { column, side }: Pick<FigurePlace, "column" | "side">,
): FigureValue {
  if (side === "now") return row.values[column.id] ?? null;
  return row.compared[column.id]?.[side] ?? null;
}
