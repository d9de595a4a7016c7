"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import type { PaletteAction } from "./palette-entries";
import { mayLeave } from "./use-unsaved-guard";

export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** True for a letter pressed alone, while nobody types and no dialog is open. */
export const isDeedKey = (event: KeyboardEvent): boolean =>
  !event.ctrlKey &&
  !event.metaKey &&
  !event.altKey &&
  !event.defaultPrevented &&
  !isTyping(event.target) &&
  document.querySelector('[role="dialog"][data-state="open"]') === null;

/** The single letters of the palette's deeds (N: 登记线索) work on every page. A page that knows better comes first. */
export function useDeedKeys(actions: readonly PaletteAction[]): void {
  const router = useRouter();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const deed = actions.find(
        ({ keys }) => keys?.length === 1 && keys.toLowerCase() === event.key.toLowerCase(),
      );
      if (!deed || !isDeedKey(event)) return;
      event.preventDefault();
      if (deed.run) deed.run();
      else if (deed.href && mayLeave()) router.push(deed.href);
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [actions, router]);
}
