"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/shared/trpc";
import { useCan } from "@/components/shared/viewer";
import type { SavedView } from "@/server/contracts/project-view";

const STALE_MS = 30_000;

/** The views that this person finds; undefined until they are known. */
export function useViews(): SavedView[] | undefined {
  const trpc = useTRPC();
  const enabled = useCan("view:read");
  return useQuery(trpc.view.list.queryOptions(undefined, { enabled, staleTime: STALE_MS })).data;
}
