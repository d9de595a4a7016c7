"use client";

import { useEffect, useRef, useState } from "react";
import { type NavGroup, RAIL_COOKIE } from "./nav-entries";
import type { PaletteAction } from "./palette-entries";
import { isTyping } from "./use-deed-keys";

const ONE_YEAR_SECONDS = 31_536_000;

/** Ctrl-K anywhere, ? where nobody is typing. */
export function useShellKeys(onPalette: () => void, onKeys: () => void): void {
  const latest = useRef({ onPalette, onKeys });
  useEffect(() => {
    latest.current = { onPalette, onKeys };
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isPalette = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
      if (!isPalette && (event.key !== "?" || isTyping(event.target))) return;
      event.preventDefault();
      if (isPalette) latest.current.onPalette();
      else latest.current.onKeys();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}

/** The rail's width, kept in a cookie so that the server draws the same. */
export function useRail(initial: boolean): [boolean, (collapsed: boolean) => void] {
  const [collapsed, setCollapsed] = useState(initial);
  const collapse = (next: boolean) => {
    setCollapsed(next);
    // biome-ignore lint/suspicious/noDocumentCookie: Cookie Store API is missing in the oldest shells we support.
    document.cookie = `${RAIL_COOKIE}=${next ? "collapsed" : "open"}; path=/; max-age=${ONE_YEAR_SECONDS}; samesite=lax`;
  };
  return [collapsed, collapse];
}

/** The places of the rail as lines of the palette. */
export const pageActions = (nav: readonly NavGroup[]): PaletteAction[] =>
  nav.flatMap((group) =>
    group.items.map(({ href, label, keywords }) => ({
      id: `page:${href}`,
      label,
      href,
      ...(keywords === undefined ? {} : { keywords }),
    })),
  );
