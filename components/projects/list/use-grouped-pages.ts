"use client";

import { useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { useTRPC } from "@/components/shared/trpc";
import type { ProjectRow } from "@/server/contracts/project-list";
import type { ProjectGroup, ProjectGroupBy } from "@/server/contracts/project-view";
import { type ListOrder, type ListRow, PAGE_ROWS, type ProjectPages, STALE_MS } from "./use-project-pages";

/** Stands in the address for all groups. */
export const EVERY_GROUP = "*";

export const isOpen = (open: readonly string[], key: string): boolean =>
  open.includes(EVERY_GROUP) || open.includes(key);

/** The open groups after one was opened or closed. */
export const toggled = (open: readonly string[], key: string, groups: readonly ProjectGroup[]): string[] => {
  const now = groups.map((group) => group.key).filter((one) => isOpen(open, one));
  return now.includes(key) ? now.filter((one) => one !== key) : [...now, key];
};

interface PlacedGroup {
  group: ProjectGroup;
  open: boolean;
  /** Place of its head among all heads and rows; its rows follow. */
  head: number;
  rows: number;
}

/** Heads one below the other, each followed by its rows when it is open. */
export function placedGroups(groups: readonly ProjectGroup[], open: readonly string[]): PlacedGroup[] {
  let head = 0;
  return groups.map((group) => {
    const shown = isOpen(open, group.key);
    const placed = { group, open: shown, head, rows: shown ? group.count : 0 };
    head += 1 + placed.rows;
    return placed;
  });
}

/** The group at a place: the last whose head stands there or before it. */
export function groupAt(groups: readonly PlacedGroup[], index: number): PlacedGroup | undefined {
  let low = 0;
  let high = groups.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((groups[middle]?.head ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  const found = groups[low];
  return found && index >= found.head && index <= found.head + found.rows ? found : undefined;
}

/** The head or the row at a place; undefined while its page is not there. */
function rowAmong(
  groups: readonly PlacedGroup[],
  index: number,
  pageOf: (key: string, page: number) => readonly ProjectRow[] | undefined,
): ListRow | undefined {
  const at = groupAt(groups, index);
  if (!at) return undefined;
  if (index === at.head) return { group: at.group, open: at.open };
  const row = index - at.head - 1;
  return pageOf(at.group.key, Math.floor(row / PAGE_ROWS))?.[row % PAGE_ROWS];
}

interface GroupPage {
  key: string;
  page: number;
}

/** Pages of rows that stand between two places. */
export function pagesBetween(groups: readonly PlacedGroup[], first: number, last: number): GroupPage[] {
  return groups.flatMap(({ group, head, rows }) => {
    const from = Math.max(0, first - head - 1);
    const to = Math.min(rows - 1, last - head - 1);
    if (to < from) return [];
    const low = Math.floor(from / PAGE_ROWS);
    return Array.from({ length: Math.floor(to / PAGE_ROWS) - low + 1 }, (_, at) => ({
      key: group.key,
      page: low + at,
    }));
  });
}

/** The list in groups: heads with subtotals at once, rows of open groups as they come into view. */
export function useGroupedPages(
  order: ListOrder,
  by: ProjectGroupBy | null,
  open: readonly string[],
): ProjectPages & { groups: readonly ProjectGroup[] } {
  const trpc = useTRPC();
  const [span, setSpan] = useState({ first: 0, last: PAGE_ROWS });
  const asked = useQuery(
    trpc.project.groups.queryOptions(
      { filter: order.filter, by: by ?? "chain" },
      { enabled: by !== null, staleTime: STALE_MS },
    ),
  );
  const groups = asked.data;
  const placed = useMemo(() => placedGroups(groups ?? NO_GROUPS, open), [groups, open]);
  const client = useQueryClient();
  const pageOf = (key: string, page: number) => ({
    ...order,
    group: { by: by ?? "chain", key },
    offset: page * PAGE_ROWS,
    limit: PAGE_ROWS,
  });
  const known = (index: number) =>
    rowAmong(placed, index, (key, page) =>
      client.getQueryData<ProjectRow[]>(trpc.project.list.queryKey(pageOf(key, page))),
    );
  const load = async (first: number, last: number) => {
    await Promise.all(
      pagesBetween(placed, first, last).map(({ key, page }) =>
        client.fetchQuery(trpc.project.list.queryOptions(pageOf(key, page), { staleTime: STALE_MS })),
      ),
    );
    const rows = new Map<number, ListRow>();
    for (let index = first; index <= last; index++) {
      const row = known(index);
      if (row) rows.set(index, row);
    }
    return rows;
  };
  const wanted = useMemo(() => pagesBetween(placed, span.first, span.last), [placed, span]);
  const found = useQueries({
    queries: wanted.map(({ key, page }) =>
      trpc.project.list.queryOptions(pageOf(key, page), { staleTime: STALE_MS }),
    ),
    combine: useCallback(
      (answers: { data: ProjectRow[] | undefined }[]) =>
        new Map(wanted.map(({ key, page }, at) => [`${page} ${key}`, answers[at]?.data])),
      [wanted],
    ),
  });
  const getRow = useCallback(
    (index: number) => rowAmong(placed, index, (key, page) => found.get(`${page} ${key}`)),
    [placed, found],
  );
  const onRangeChange = useCallback(
    (first: number, last: number) =>
      setSpan((now) => (now.first === first && now.last === last ? now : { first, last })),
    [],
  );
  const sums = useMemo(() => groups && totalOf(groups), [groups]);
  return {
    groups: groups ?? NO_GROUPS,
    rowCount: placed.reduce((sum, one) => sum + 1 + one.rows, 0),
    getRow,
    onRangeChange,
    load,
    known,
    sums,
    loading: by !== null && asked.isPending,
    error: groups === undefined ? asked.error : null,
    retry: () => void asked.refetch(),
  };
}

const NO_GROUPS: readonly ProjectGroup[] = [];

const totalOf = (groups: readonly ProjectGroup[]) => {
  const sum = (key: "count" | "plannedTotalFen" | "arrivedFen" | "investedFen") =>
    groups.reduce((all, group) => all + group[key], 0);
  return {
    count: sum("count"),
    plannedTotalFen: sum("plannedTotalFen"),
    arrivedFen: sum("arrivedFen"),
    investedFen: sum("investedFen"),
  };
};
