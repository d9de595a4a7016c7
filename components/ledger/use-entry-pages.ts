"use client";
/** Pages of a ledger, loaded as they come into view; the first page brings the sums of the whole. */
import { type QueryKey, useQueries } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";

export const PAGE_ROWS = 100;

interface Page<Line, Sums> {
  lines: Line[];
  total: number;
  sums: Sums;
}

/** `key` names the question; `ask` fetches the page that begins at an offset. A new key begins at the first page. */
export function useEntryPages<Line, Sums>(key: QueryKey, ask: (offset: number) => Promise<Page<Line, Sums>>) {
  const identity = JSON.stringify(key);
  const [view, setView] = useState({ identity, pages: [0] });
  const pages = view.identity === identity ? view.pages : [0];
  const found = useQueries({
    queries: pages.map((page) => ({ queryKey: [...key, page], queryFn: () => ask(page * PAGE_ROWS) })),
  });
  const lines = useMemo(
    () => new Map(pages.map((page, at) => [page, found[at]?.data?.lines])),
    // biome-ignore lint/correctness/useExhaustiveDependencies: the answers themselves decide, not the list that holds them.
    [pages.join(), ...found.map((f) => f.data)],
  );
  const getRow = useCallback(
    (index: number) => lines.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS],
    [lines],
  );
  const onRangeChange = useCallback(
    (first: number, last: number) => {
      const from = Math.floor(first / PAGE_ROWS);
      const wanted = Array.from({ length: Math.floor(last / PAGE_ROWS) - from + 1 }, (_, at) => from + at);
      setView((now) => {
        const known = now.identity === identity ? now.pages : [0];
        const fresh = wanted.filter((page) => !known.includes(page));
        return fresh.length === 0 && now.identity === identity ? now : { identity, pages: [...known, ...fresh] };
      });
    },
    [identity],
  );
  const first = found[0];
  return {
    getRow,
    onRangeChange,
    rowCount: first?.data?.total ?? 0,
    sums: first?.data?.sums,
    loading: first?.isPending ?? true,
    error: found.find((f) => f.error)?.error ?? null,
    refetch: () => found.forEach((f) => void f.refetch()),
  };
}
