"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/shared/trpc";

const FIVE_MINUTES_MS = 300_000;

/** Chains, units and people to choose from; they change rarely. */
export function useChoices() {
  const trpc = useTRPC();
  return useQuery(trpc.project.choices.queryOptions(undefined, { staleTime: FIVE_MINUTES_MS })).data;
}
