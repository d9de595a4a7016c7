"use client";

import { keepPreviousData, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTRPC } from "@/components/shared/trpc";
import type { ListProjects, ProjectFilter } from "@/server/contracts/project";
import type { ProjectRow, ProjectSums } from "@/server/contracts/project-list";
import type { ProjectGroup } from "@/server/contracts/project-view";

export const PAGE_ROWS = 100;
/** A jump of the scroll bar passes hundreds of pages: only the one it rests on is worth a request. */
const REST_MS = 90;
export const STALE_MS = 30_000;

export interface ListOrder {
  filter: ProjectFilter;
  sort: ListProjects["sort"];
  descending: boolean;
}

/** The head of a group among the rows. */
export interface GroupRow {
  group: ProjectGroup;
  open: boolean;
}
export type ListRow = ProjectRow | GroupRow;
export const isGroup = (row: ListRow): row is GroupRow => "group" in row;

export interface ProjectPages {
  rowCount: number;
  getRow: (index: number) => ListRow | undefined;
  onRangeChange: (first: number, last: number) => void;
  /** The rows between two places, in view or not, fetched where they are not there; by their places. */
  load: (first: number, last: number) => Promise<Map<number, ListRow>>;
  /** The row at a place, also of a page that went out of view. */
  known: (index: number) => ListRow | undefined;
  sums: ProjectSums | undefined;
  loading: boolean;
  error: unknown;
  retry: () => void;
}

interface Span {
  from: number;
  to: number;
}

/** Pages in view, as the table scrolls. At once when they touch the known ones, after a rest when they are far away. */
function usePagesInView(): [span: Span, onRangeChange: (first: number, last: number) => void] {
  const [span, setSpan] = useState<Span>({ from: 0, to: 0 });
  const now = useRef(span);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const onRangeChange = useCallback((first: number, last: number) => {
    const next = { from: Math.floor(first / PAGE_ROWS), to: Math.floor(last / PAGE_ROWS) };
    clearTimeout(timer.current);
    if (now.current.from === next.from && now.current.to === next.to) return;
    const go = () => {
      now.current = next;
      setSpan(next);
    };
    if (next.from <= now.current.to + 1 && next.to >= now.current.from - 1) go();
    else timer.current = setTimeout(go, REST_MS);
  }, []);
  return [span, onRangeChange];
}

/** Numbers of the pages between two places. */
const pagesFrom = (first: number, last: number): number[] => {
  const from = Math.floor(first / PAGE_ROWS);
  return Array.from({ length: Math.floor(last / PAGE_ROWS) - from + 1 }, (_, at) => from + at);
};

interface PageAnswer {
  data: ProjectRow[] | undefined;
}

/** The list as the table needs it: rows first, then their number and sums. */
export function useProjectPages({ filter, sort, descending }: ListOrder, enabled: boolean): ProjectPages {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [span, onRangeChange] = usePagesInView();
  const page = (number: number) => ({
    filter,
    sort,
    descending,
    offset: number * PAGE_ROWS,
    limit: PAGE_ROWS,
  });
  // The first page of the former filter stays until the new one is there.
  const first = useQuery(
    trpc.project.list.queryOptions(page(0), {
      enabled,
      staleTime: STALE_MS,
      placeholderData: keepPreviousData,
    }),
  );
  const further = useMemo(
    () =>
      Array.from({ length: span.to - span.from + 1 }, (_, i) => span.from + i).filter((number) => number > 0),
    [span],
  );
  const furtherRows = useQueries({
    queries: further.map((number) =>
      trpc.project.list.queryOptions(page(number), { enabled, staleTime: STALE_MS }),
    ),
    combine: useCallback(
      (answers: PageAnswer[]) => new Map(further.map((number, place) => [number, answers[place]?.data])),
      [further],
    ),
  });
  const sums = useQuery(
    trpc.project.sums.queryOptions(
      { filter },
      { enabled: enabled && first.isSuccess && !first.isPlaceholderData, staleTime: STALE_MS },
    ),
  );
  const known = (index: number): ListRow | undefined => {
    const key = trpc.project.list.queryKey(page(Math.floor(index / PAGE_ROWS)));
    return getRow(index) ?? client.getQueryData<ProjectRow[]>(key)?.[index % PAGE_ROWS];
  };
  const load = async (from: number, to: number) => {
    const numbers = pagesFrom(from, to);
    const found = await Promise.all(
      numbers.map((number) =>
        client.fetchQuery(trpc.project.list.queryOptions(page(number), { staleTime: STALE_MS })),
      ),
    );
    const rows = new Map<number, ListRow>();
    for (let index = from; index <= to; index++) {
      const row = found[Math.floor(index / PAGE_ROWS) - (numbers[0] ?? 0)]?.[index % PAGE_ROWS];
      if (row) rows.set(index, row);
    }
    return rows;
  };
  const firstRows = first.data;
  const getRow = useCallback(
    (index: number) =>
      index < PAGE_ROWS
        ? firstRows?.[index]
        : furtherRows.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS],
    [firstRows, furtherRows],
  );
  return {
    rowCount: sums.data?.count ?? firstRows?.length ?? 0,
    getRow,
    onRangeChange,
    load,
    known,
    sums: sums.data,
    loading: first.isPending,
    error: firstRows === undefined ? first.error : null,
    retry: () => void first.refetch(),
  };
}
