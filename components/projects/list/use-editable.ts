"use client";
/** Which of the listed projects this person may edit: asked a part of the list at a time, as it comes into view. */
import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { useTRPC } from "@/components/shared/trpc";
import { useViewer } from "@/components/shared/viewer";
import { scopeOf } from "@/server/domain/permissions";
import type { MayEdit } from "./sheet-cells";
import { isGroup, type ListRow, PAGE_ROWS, type ProjectPages, STALE_MS } from "./use-project-pages";

const idsOf = (rows: readonly (ListRow | undefined)[]): number[] =>
  rows.flatMap((row) => (row && !isGroup(row) && !row.masked ? [row.id] : []));

export interface Editable {
  may: MayEdit;
  /** For rows out of view. */
  ask: (rows: readonly (ListRow | undefined)[]) => Promise<MayEdit>;
  onRangeChange: (first: number, last: number) => void;
}

/** The ids of each part in view; "" for a part of which nothing is there yet. */
function partsInView(getRow: ProjectPages["getRow"], first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const from = (first + at) * PAGE_ROWS;
    return idsOf(Array.from({ length: PAGE_ROWS }, (__, i) => getRow(from + i))).join();
  }).filter(Boolean);
}

export function useEditable({ getRow }: ProjectPages): Editable {
  const trpc = useTRPC();
  const client = useQueryClient();
  const all = scopeOf(useViewer(), "project:edit") === "all";
  const [span, setSpan] = useState({ first: 0, last: 0 });
  const text = all ? "" : partsInView(getRow, span.first, span.last).join(" ");
  const parts = useMemo(
    () => (text === "" ? [] : text.split(" ").map((part) => part.split(",").map(Number))),
    [text],
  );
  const found = useQueries({
    queries: parts.map((ids) => trpc.project.editable.queryOptions({ ids }, { staleTime: STALE_MS })),
    combine: useCallback(
      (answers: { data: number[] | undefined }[]) => {
        const known = new Map<number, boolean>();
        for (const [at, ids] of parts.entries()) {
          const mine = answers[at]?.data;
          if (mine) for (const id of ids) known.set(id, mine.includes(id));
        }
        return known;
      },
      [parts],
    ),
  });
  const may = useCallback<MayEdit>((id) => (all ? true : found.get(id)), [all, found]);
  const ask = useCallback<Editable["ask"]>(
    async (rows) => {
      if (all) return () => true;
      const ids = idsOf(rows);
      const asked = await Promise.all(
        Array.from({ length: Math.ceil(ids.length / PAGE_ROWS) }, (_, at) =>
          client.fetchQuery(
            trpc.project.editable.queryOptions(
              { ids: ids.slice(at * PAGE_ROWS, (at + 1) * PAGE_ROWS) },
              { staleTime: STALE_MS },
            ),
          ),
        ),
      );
      const mine = new Set(asked.flat());
      return (id) => mine.has(id);
    },
    [all, client, trpc],
  );
  const onRangeChange = useCallback((first: number, last: number) => {
    const next = { first: Math.floor(first / PAGE_ROWS), last: Math.floor(last / PAGE_ROWS) };
    setSpan((now) => (now.first === next.first && now.last === next.last ? now : next));
  }, []);
  return { may, ask, onRangeChange };
}
