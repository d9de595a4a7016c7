"use client";
/** The table face while it is edited: the same rows and columns, with a cell at hand. */
import { useCallback, useMemo } from "react";
import { type DataColumn, type SortBy, shownColumns, type TableLayout } from "@/components/table/data-column";
import { DataTable } from "@/components/table/data-table";
import { focusSheet } from "@/components/table/table-sheet";
import type { ProjectRow } from "@/server/contracts/project-list";
import { groupedColumns } from "./grouped-columns";
import { ListFailure } from "./list-states";
import { SheetBar } from "./sheet-bar";
import { type DraftPlace, drawnRow } from "./sheet-drafts";
import type { CellSheet } from "./use-cell-sheet";
import { isGroup, type ListRow, type ProjectPages } from "./use-project-pages";
import { useSheetGrid } from "./use-sheet-grid";

interface ProjectSheetProps {
  pages: ProjectPages;
  columns: DataColumn<ProjectRow>[];
  layout: TableLayout;
  onLayoutChange: (layout: TableLayout) => void;
  sort: SortBy;
  onSort: (sort: SortBy | null) => void;
  onToggleGroup: (key: string) => void;
  scrollKey: string;
  sheet: CellSheet;
  onLeave: () => void;
}

const rowId = (row: ListRow): string => (isGroup(row) ? `group ${row.group.key}` : String(row.id));
const rowTone = (row: ListRow) => (isGroup(row) ? "subtotal" : "plain");

export function ProjectSheet(props: ProjectSheetProps) {
  const { pages, columns, layout, onToggleGroup, sheet } = props;
  const { drafts } = sheet;
  const all = useMemo(() => groupedColumns(columns, onToggleGroup), [columns, onToggleGroup]);
  const shown = useMemo(() => shownColumns(all, layout), [all, layout]);
  const grid = useSheetGrid({ columns: shown, pages, sheet, onLeave: props.onLeave });
  const { getRow } = pages;
  const drawn = useCallback(
    (index: number) => {
      const row = getRow(index);
      return row && !isGroup(row) && !row.masked ? drawnRow(row, drafts.get(row.id)) : row;
    },
    [getRow, drafts],
  );
  const load = pages.onRangeChange;
  const ask = grid.onRangeChange;
  const onRangeChange = useCallback(
    (first: number, last: number) => {
      load(first, last);
      ask(first, last);
    },
    [load, ask],
  );
  const go = ({ row, columnId }: DraftPlace) => {
    const column = shown.findIndex((one) => one.id === columnId);
    for (let index = 0; index < pages.rowCount && column >= 0; index++) {
      const one = pages.known(index);
      if (!one || isGroup(one) || one.id !== row.id) continue;
      grid.go({ row: index, column });
      focusSheet();
      return;
    }
  };
  return (
    <>
      <DataTable<ListRow>
        label="项目"
        columns={all}
        rowCount={pages.rowCount}
        getRow={drawn}
        rowId={rowId}
        rowTone={rowTone}
        loading={pages.loading}
        onRangeChange={onRangeChange}
        sort={props.sort}
        onSort={props.onSort}
        layout={layout}
        onLayoutChange={props.onLayoutChange}
        empty={pages.error ? <ListFailure error={pages.error} onRetry={pages.retry} /> : "没有符合条件的项目"}
        footerLabel={pages.sums ? `Σ ${pages.sums.count.toLocaleString("en-US")} 个` : "Σ …"}
        scrollKey={props.scrollKey}
        sheet={grid.table}
      />
      <SheetBar sheet={sheet} grid={grid} onGo={go} />
    </>
  );
}
