"use client";

import {
  type ColumnDef,
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo } from "react";
import {
  type DataColumn,
  edgeOf,
  isShown,
  MAX_WIDTH,
  MIN_WIDTH,
  orderedIds,
  type PlacedColumn,
  type TableLayout,
} from "./data-column";

const features = tableFeatures({
  columnVisibilityFeature,
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
});

/** Rows stay outside the table model: the browser only holds the pages in view, the server sorts and sums. */
const NO_ROWS: never[] = [];

/** Order, visibility, pinning and widths worked out by TanStack Table from the definition and the person's layout. */
export function usePlacedColumns<Row extends object>(
  columns: readonly DataColumn<Row>[],
  layout: TableLayout,
): PlacedColumn<Row>[] {
  const definitions = useMemo<ColumnDef<typeof features, Row>[]>(
    () =>
      columns.map((column) => ({
        id: column.id,
        header: column.header,
        size: column.width,
        minSize: MIN_WIDTH,
        maxSize: MAX_WIDTH,
      })),
    [columns],
  );
  const state = useMemo(() => {
    const at = (edge: "start" | "end") =>
      columns.filter((column) => edgeOf(column, layout) === edge).map((column) => column.id);
    const order = orderedIds(columns, layout);
    const byOrder = (ids: string[]) => order.filter((id) => ids.includes(id));
    return {
      columnOrder: order,
      columnVisibility: Object.fromEntries(columns.map((column) => [column.id, isShown(column, layout)])),
      columnPinning: { start: byOrder(at("start")), end: byOrder(at("end")) },
      columnSizing: layout.widths,
    };
  }, [columns, layout]);
  const table = useTable({ features, columns: definitions, data: NO_ROWS as Row[], state });

  // The rows are only drawn again when this list is a new one, so it must not be made anew while scrolling.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the table answers by `definitions` and `state` alone.
  return useMemo(
    () => placedBy(columns, (edge) => table.getPinnedVisibleLeafColumns(edge)),
    [columns, definitions, state],
  );
}

const REGIONS = ["start", "center", "end"] as const;

interface PlacedModel {
  id: string;
  getSize: () => number;
  getStart: (position: "start") => number;
  getAfter: (position: "end") => number;
}

function placedBy<Row>(
  columns: readonly DataColumn<Row>[],
  modelsAt: (region: (typeof REGIONS)[number]) => readonly PlacedModel[],
): PlacedColumn<Row>[] {
  const byId = new Map(columns.map((column) => [column.id, column]));
  return REGIONS.flatMap((region) => {
    const models = modelsAt(region);
    return models.flatMap((model, index) => {
      const column = byId.get(model.id);
      if (!column) return [];
      const edge = region === "center" ? null : region;
      const offset = edge === "start" ? model.getStart("start") : edge === "end" ? model.getAfter("end") : 0;
      const boundary = (edge === "start" && index === models.length - 1) || (edge === "end" && index === 0);
      return [{ column, edge, offset, width: model.getSize(), boundary }];
    });
  });
}
