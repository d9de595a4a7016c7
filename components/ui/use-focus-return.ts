"use client";

import { useCallback, useRef } from "react";

/** An entry of a menu is gone by the time the focus comes back: its menu's button stands in for it. */
function lastingElement(element: Element | null): HTMLElement | null {
  const menu = element?.closest("[role=menu]");
  const lasting = menu ? document.getElementById(menu.getAttribute("aria-labelledby") ?? "") : element;
  return lasting instanceof HTMLElement ? lasting : null;
}

/** A panel that opens by state and not by its own button must give the focus back by itself. */
export function useFocusReturn() {
  const opener = useRef<HTMLElement | null>(null);
  const remember = useCallback(() => {
    opener.current = lastingElement(document.activeElement);
  }, []);
  const giveBack = useCallback((event: Event) => {
    event.preventDefault();
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (lost && opener.current?.isConnected) opener.current.focus();
  }, []);
  return { remember, giveBack };
}
