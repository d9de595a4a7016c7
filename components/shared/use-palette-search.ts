"use client";

import { useEffect, useRef, useState } from "react";
import type { PaletteGroup, PaletteSearch } from "./palette-entries";

type SearchState = { query: string; found: readonly PaletteGroup[]; status: "idle" | "searching" | "failed" };

const PAUSE_MS = 120;
const NOTHING: SearchState = { query: "", found: [], status: "idle" };

/** Asks after a short pause in typing; an answer to an older question is dropped, the last found stays until then. */
export function usePaletteSearch(
  query: string,
  open: boolean,
  search: PaletteSearch,
  attempt: number,
): SearchState {
  const [state, setState] = useState<SearchState>(NOTHING);
  const wanted = query.trim();
  const latest = useRef(search);
  useEffect(() => {
    latest.current = search;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` asks the same question once more.
  useEffect(() => {
    if (!open || wanted === "") {
      setState(NOTHING);
      return;
    }
    const stop = new AbortController();
    setState((old) => ({ ...old, status: "searching" }));
    const timer = setTimeout(() => {
      latest.current(wanted, stop.signal).then(
        (found) => {
          if (!stop.signal.aborted) setState({ query: wanted, found, status: "idle" });
        },
        () => {
          if (!stop.signal.aborted) setState({ query: wanted, found: [], status: "failed" });
        },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [wanted, open, attempt]);
  return state;
}
