"use client";
/** Rows of a long list page by page, loaded as they come into view; the first page brings the number and sums of the whole. */
import { type QueryKey, useQueries } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";

export const PAGE_ROWS = 100;

interface Page<Row, Sums> {
  rows: Row[];
  total: number;
  sums: Sums;
}

export interface PagedRows<Row, Sums> {
  getRow: (index: number) => Row | undefined;
  onRangeChange: (first: number, last: number) => void;
  /** Changes with the question: the list begins at its top again. */
  identity: string;
  rowCount: number;
  sums: Sums | undefined;
  loading: boolean;
  error: unknown;
  refetch: () => void;
}

/** `key` names the question; `ask` fetches the page that begins at an offset. A new key begins at the first page. */
export function usePagedRows<Row, Sums>(
  key: QueryKey,
  ask: (offset: number) => Promise<Page<Row, Sums>>,
): PagedRows<Row, Sums> {
  const identity = JSON.stringify(key);
  const [view, setView] = useState({ identity, pages: [0] });
  const pages = view.identity === identity ? view.pages : [0];
  const found = useQueries({
    queries: pages.map((page) => ({ queryKey: [...key, page], queryFn: () => ask(page * PAGE_ROWS) })),
    combine: (results) => ({
      loaded: results.map((result) => result.data),
      pending: results[0]?.isPending ?? true,
      error: results.find((result) => result.error)?.error ?? null,
      refetch: () => void Promise.all(results.map((result) => result.refetch())),
    }),
  });
  const order = pages.join();
  const rows = useMemo(
    () => new Map(order.split(",").map((page, at) => [Number(page), found.loaded[at]?.rows])),
    [order, found.loaded],
  );
  const getRow = useCallback(
    (index: number) => rows.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS],
    [rows],
  );
  const onRangeChange = useCallback(
    (first: number, last: number) => {
      const from = Math.floor(first / PAGE_ROWS);
      const wanted = Array.from({ length: Math.floor(last / PAGE_ROWS) - from + 1 }, (_, at) => from + at);
      setView((now) => {
        const known = now.identity === identity ? now.pages : [0];
        const fresh = wanted.filter((page) => !known.includes(page));
        return fresh.length === 0 && now.identity === identity
          ? now
          : { identity, pages: [...known, ...fresh] };
      });
    },
    [identity],
  );
  const first = found.loaded[0];
  return {
    getRow,
    onRangeChange,
    identity,
    rowCount: first?.total ?? 0,
    sums: first?.sums,
    loading: found.pending,
    error: found.error,
    refetch: found.refetch,
  };
}
