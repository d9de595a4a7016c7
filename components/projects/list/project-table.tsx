"use client";

import { useRouter } from "next/navigation";
import { useCallback, useMemo, useState } from "react";
import type { DataColumn, SortBy, TableLayout } from "@/components/table/data-column";
import { DataTable } from "@/components/table/data-table";
import { PROJECT_SORTS, type ProjectFilter } from "@/server/contracts/project";
import type { ProjectRow } from "@/server/contracts/project-list";
import { groupedColumns } from "./grouped-columns";
import { ListFailure, ListNothing } from "./list-states";
import type { ProjectUrl } from "./list-url";
import { ProjectSheet } from "./project-sheet";
import { TickedBar } from "./ticked-bar";
import type { CellSheet } from "./use-cell-sheet";
import { isGroup, type ListRow, type ProjectPages } from "./use-project-pages";

interface ProjectTableProps {
  url: ProjectUrl;
  setUrl: (changes: Partial<ProjectUrl>, step?: "push" | "replace") => void;
  pages: ProjectPages;
  filter: ProjectFilter;
  columns: DataColumn<ProjectRow>[];
  layout: TableLayout;
  onLayoutChange: (layout: TableLayout) => void;
  onCapture: (() => void) | undefined;
  onPeek: (row: ProjectRow | undefined) => void;
  onToggleGroup: (key: string) => void;
  scrollKey: string;
  /** Given while cells are edited. */
  sheet: CellSheet | undefined;
  onLeave: () => void;
}

const rowId = (row: ListRow): string => (isGroup(row) ? `group ${row.group.key}` : String(row.id));
const rowName = (row: ListRow): string =>
  isGroup(row) ? row.group.label : row.masked ? "敏感线索" : row.name;
const rowTone = (row: ListRow) => (isGroup(row) ? "subtotal" : "plain");
const tickable = (row: ListRow): boolean => !isGroup(row);
const isSort = (id: string): id is ProjectUrl["sort"] => (PROJECT_SORTS as readonly string[]).includes(id);

/** The order in the address as the table's header speaks of it; a third click gives back the newest first. */
function useSort(
  url: ProjectUrl,
  setUrl: ProjectTableProps["setUrl"],
): [SortBy, (next: SortBy | null) => void] {
  const sort = useMemo<SortBy>(() => ({ id: url.sort, descending: url.dir === "desc" }), [url.sort, url.dir]);
  const sortBy = useCallback(
    (next: SortBy | null) => {
      if (!next) return setUrl({ sort: "updated", dir: "desc" });
      if (isSort(next.id)) setUrl({ sort: next.id, dir: next.descending ? "desc" : "asc" });
    },
    [setUrl],
  );
  return [sort, sortBy];
}

/** The table face: read, or edited cell by cell. */
export function ProjectTable(props: ProjectTableProps) {
  const { url, setUrl, sheet } = props;
  const [sort, sortBy] = useSort(url, setUrl);
  return sheet ? (
    <ProjectSheet {...props} sheet={sheet} sort={sort} onSort={sortBy} />
  ) : (
    <ReadTable {...props} sort={sort} sortBy={sortBy} />
  );
}

interface ReadTableProps extends ProjectTableProps {
  sort: SortBy;
  sortBy: (sort: SortBy | null) => void;
}

/** Pages are loaded as they come into view, the sums of all found rows stand beneath. */
function ReadTable({
  url,
  setUrl,
  pages,
  filter,
  columns,
  layout,
  onLayoutChange,
  onCapture,
  onPeek,
  onToggleGroup,
  scrollKey,
  sort,
  sortBy,
}: ReadTableProps) {
  const router = useRouter();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const shown = useMemo(() => groupedColumns(columns, onToggleGroup), [columns, onToggleGroup]);
  const open = useCallback(
    (row: ListRow) => {
      if (isGroup(row)) onToggleGroup(row.group.key);
      else if (!row.masked) router.push(`/projects/${row.id}`);
    },
    [router, onToggleGroup],
  );
  const peek = useCallback(
    (row: ListRow) => (isGroup(row) ? onToggleGroup(row.group.key) : onPeek(row)),
    [onPeek, onToggleGroup],
  );
  const follow = useCallback(
    (row: ListRow | undefined) => (row && isGroup(row) ? undefined : onPeek(row)),
    [onPeek],
  );
  const empty = pages.error ? (
    <ListFailure error={pages.error} onRetry={pages.retry} />
  ) : (
    <ListNothing url={url} setUrl={setUrl} onCapture={onCapture} />
  );
  return (
    <>
      <DataTable<ListRow>
        label="项目"
        columns={shown}
        rowCount={pages.rowCount}
        getRow={pages.getRow}
        rowId={rowId}
        rowName={rowName}
        rowTone={rowTone}
        tickable={tickable}
        loading={pages.loading}
        onRangeChange={pages.onRangeChange}
        sort={sort}
        onSort={sortBy}
        layout={layout}
        onLayoutChange={onLayoutChange}
        ticked={ticked}
        onTickedChange={setTicked}
        onActiveChange={url.peek === null ? undefined : follow}
        onPeek={peek}
        onOpen={open}
        empty={empty}
        footerLabel={pages.sums ? `Σ ${pages.sums.count.toLocaleString("en-US")} 个` : "Σ …"}
        scrollKey={scrollKey}
      />
      <TickedBar ticked={ticked} onTicked={setTicked} pages={pages} filter={filter} />
    </>
  );
}
