"use client";

import { useCallback, useMemo, useRef } from "react";
import { useNarrow, useRoomy } from "@/components/shared/use-narrow";
import { useCan } from "@/components/shared/viewer";
import type { DataColumn, TableLayout } from "@/components/table/data-column";
import { useTableLayout } from "@/components/table/use-table-layout";
import type { ProjectFilter } from "@/server/contracts/project";
import type { ProjectRow } from "@/server/contracts/project-list";
import { FilterBar } from "../filter/filter-bar";
import { ChartPanel } from "./chart-panel";
import { LeaverButton } from "./leaver-button";
import { ListTools } from "./list-tools";
import { filterOf, type ProjectUrl } from "./list-url";
import { ProjectCards } from "./project-cards";
import { projectColumns } from "./project-columns";
import { ProjectPeek } from "./project-peek";
import { ProjectTable } from "./project-table";
import { useCellSheet } from "./use-cell-sheet";
import { useEditMode } from "./use-edit-mode";
import { toggled, useGroupedPages } from "./use-grouped-pages";
import { useProjectPages } from "./use-project-pages";
import { ViewStrip } from "./view-strip";
import { layoutOfUrl, urlOfLayout } from "./view-url";

interface FaceProps {
  url: ProjectUrl;
  setUrl: (changes: Partial<ProjectUrl>, step?: "push" | "replace") => void;
}

/** The peek follows the row that it was opened on; the row itself comes from the list when it is there. */
function usePeek(setUrl: FaceProps["setUrl"]) {
  const row = useRef<ProjectRow | undefined>(undefined);
  const onPeek = useCallback(
    (next: ProjectRow | undefined) => {
      if (!next) return;
      row.current = next;
      setUrl({ peek: next.id }, "replace");
    },
    [setUrl],
  );
  const close = useCallback(() => setUrl({ peek: null }, "replace"), [setUrl]);
  return { row, onPeek, close };
}

/** The filter in force; the same object as long as it says the same, whatever else changes in the address. */
export function useFilter(url: ProjectUrl): ProjectFilter {
  const text = JSON.stringify(filterOf(url));
  return useMemo(() => JSON.parse(text) as ProjectFilter, [text]);
}

/** Columns, widths and row height: from the address where it names them, else as the person keeps them. */
function useListLayout(
  columns: readonly DataColumn<ProjectRow>[],
  { url, setUrl }: FaceProps,
): [TableLayout, (layout: TableLayout) => void] {
  const [own, setOwn] = useTableLayout("projects");
  const { cols, rows, view } = url;
  const text = JSON.stringify([cols, rows]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `text` says what `cols` and `rows` say.
  const layout = useMemo(
    () => layoutOfUrl(columns, { cols, rows }) ?? { ...own, density: rows ?? own.density },
    [columns, text, own],
  );
  const spoken = view !== null || cols.length > 0 || rows !== null;
  const setLayout = useCallback(
    (next: TableLayout) => (spoken ? setUrl(urlOfLayout(columns, next), "replace") : setOwn(next)),
    [spoken, columns, setUrl, setOwn],
  );
  return [layout, setLayout];
}

/** Rows of the list, in groups or one after the other. */
function useListRows(url: ProjectUrl, filter: ProjectFilter) {
  const order = { filter, sort: url.sort, descending: url.dir === "desc" };
  const plain = useProjectPages(order, url.group === null);
  const openText = url.open.join("~");
  const open = useMemo(() => openText.split("~"), [openText]);
  const grouped = useGroupedPages(order, url.group, open);
  return { pages: url.group === null ? plain : grouped, groups: grouped.groups };
}

export function TableFace({ url, setUrl, onCapture }: FaceProps & { onCapture: (() => void) | undefined }) {
  const narrow = useNarrow();
  const filter = useFilter(url);
  const { pages, groups } = useListRows(url, filter);
  const roomy = useRoomy();
  const columns = useMemo(() => projectColumns(pages.sums, roomy), [pages.sums, roomy]);
  const [layout, setLayout] = useListLayout(columns, { url, setUrl });
  const { row, onPeek, close } = usePeek(setUrl);
  const { open } = url;
  const onToggleGroup = useCallback(
    (key: string) => setUrl({ open: toggled(open, key, groups) }, "replace"),
    [setUrl, open, groups],
  );
  const shared = { url, setUrl, pages, onCapture, onToggleGroup };
  const sheet = useCellSheet();
  const mode = useEditMode({ url, setUrl, allowed: useCan("project:edit") && !narrow, onEnd: sheet.discard });
  // Another filter or another grouping is another list: nothing ticked, read from its top.
  const identity = `${url.group ?? ""} ${JSON.stringify(filter)}`;
  return (
    <>
      <div className="flex flex-wrap items-start gap-x-2">
        <div className="min-w-64 flex-1">
          <FilterBar url={url} setUrl={setUrl} />
          <LeaverButton personId={url.owner} />
        </div>
        <ListTools
          url={url}
          setUrl={setUrl}
          filter={filter}
          columns={columns}
          layout={layout}
          onLayoutChange={setLayout}
          count={pages.sums?.count}
          editing={mode.editing}
          onEdit={mode.toggle}
        />
      </div>
      <ViewStrip url={url} setUrl={setUrl} columns={columns} layout={layout} />
      <div className="flex min-h-0 flex-1 flex-col gap-2 sm:flex-row">
        {narrow && url.charts ? (
          <ChartPanel filter={filter} onClose={() => setUrl({ charts: false })} />
        ) : null}
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">
          {narrow ? (
            <ProjectCards {...shared} />
          ) : (
            <ProjectTable
              key={identity}
              scrollKey={`projects ${identity}`}
              {...shared}
              filter={filter}
              columns={columns}
              layout={layout}
              onLayoutChange={setLayout}
              onPeek={onPeek}
              sheet={mode.editing ? sheet : undefined}
              onLeave={mode.end}
            />
          )}
        </div>
        {!narrow && url.charts ? (
          <ChartPanel filter={filter} onClose={() => setUrl({ charts: false })} />
        ) : null}
      </div>
      <ProjectPeek
        id={url.peek}
        row={row.current?.id === url.peek ? row.current : undefined}
        onClose={close}
      />
    </>
  );
}
