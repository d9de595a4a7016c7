"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";

/** After a change, everything on screen is asked again: lists, totals and lights move with the project. */
export function useRefresh(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries(), [client]);
}
