"use client";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import { PAGE_ROWS, usePagedRows } from "@/components/table/use-paged-rows";
import type { ImportUrl } from "./import-url";

/** Rows of a batch, narrowed as the address says. */
export function useRowPages(id: number, { show, kind, q }: Pick<ImportUrl, "show" | "kind" | "q">) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const question = { id, show, search: q.trim(), ...(kind ? { kind } : {}) };
  return usePagedRows(trpc.import.rows.queryKey(question), async (offset) => {
    const page = await client.import.rows.query({ ...question, offset, limit: PAGE_ROWS });
    return { ...page, sums: null };
  });
}
