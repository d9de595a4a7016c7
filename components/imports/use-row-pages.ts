"use client";
/** Rows of a batch page by page, as they come into view. */
import { useQueries } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { useTRPC } from "@/components/shared/trpc";
import type { ImportUrl } from "./import-url";

const PAGE_ROWS = 100;

export function useRowPages(id: number, { show, kind, q }: Pick<ImportUrl, "show" | "kind" | "q">) {
  const trpc = useTRPC();
  const search = q.trim();
  const identity = JSON.stringify([id, show, kind, search]);
  const [view, setView] = useState({ identity, pages: [0] });
  const pages = view.identity === identity ? view.pages : [0];
  const found = useQueries({
    queries: pages.map((page) =>
      trpc.import.rows.queryOptions({
        id,
        show,
        search,
        ...(kind ? { kind } : {}),
        offset: page * PAGE_ROWS,
        limit: PAGE_ROWS,
      }),
    ),
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
        return fresh.length === 0 ? now : { identity, pages: [...known, ...fresh] };
      });
    },
    [identity],
  );
  return {
    getRow,
    onRangeChange,
    identity,
    rowCount: found.loaded[0]?.total ?? 0,
    loading: found.pending,
    error: found.error,
    refetch: found.refetch,
  };
}
