"use client";

import { useSyncExternalStore } from "react";

function screenQuery(query: string) {
  const subscribe = (changed: () => void) => {
    const list = window.matchMedia(query);
    list.addEventListener("change", changed);
    return () => list.removeEventListener("change", changed);
  };
  const now = () => window.matchMedia(query).matches;
  return (): boolean => useSyncExternalStore(subscribe, now, () => false);
}

/** True on a phone. The server does not know: it draws for a desk. */
export const useNarrow = screenQuery("(max-width: 639px)");

/** True on a wide desk screen: 1366 px beside the open rail is not. */
export const useRoomy = screenQuery("(min-width: 1536px)");
