"use client";
/** Unsaved work is not lost without a word: leaving the page, or the part of it that holds the work, asks first. */
import { useEffect } from "react";

const QUESTION = "还有内容没有保存，离开后会丢失。确定离开吗？";

/** The questions of whatever holds unsaved work at the moment, the latest last. */
const guards: { question: string }[] = [];

/** Asks when something is unsaved; for ways out that are no links: a key, a button that shows another sheet. */
export const mayLeave = (): boolean => {
  const guard = guards.at(-1);
  return guard === undefined || window.confirm(guard.question);
};

/** Whether a click on a link leads away from the page as it stands, in this window. */
export function leadsAway(
  click: Pick<MouseEvent, "button" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">,
  link: { href: string; target: string; download: boolean },
  here: string,
): boolean {
  if (click.button !== 0 || click.ctrlKey || click.metaKey || click.shiftKey || click.altKey) return false;
  if (link.download || (link.target !== "" && link.target !== "_self")) return false;
  const [to, from] = [new URL(link.href, here), new URL(here)];
  // Files are handed over; the page stays. Other sites are asked about by the browser itself.
  if (to.origin !== from.origin || to.pathname.startsWith("/api/")) return false;
  return to.pathname !== from.pathname || to.search !== from.search;
}

function stopClick(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link?.href) return;
  const { href, target } = link;
  if (!leadsAway(event, { href, target, download: link.hasAttribute("download") }, window.location.href))
    return;
  if (mayLeave()) return;
  event.preventDefault();
  event.stopPropagation();
}

function stopUnload(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

/** While `dirty`, closing the tab, links, and Back ask first. */
export function useUnsavedGuard(dirty: boolean, question: string = QUESTION): void {
  useEffect(() => {
    if (!dirty) return;
    const guard = { question };
    guards.push(guard);
    // One question for one way out, however many things are unsaved.
    if (guards.length === 1) listen();
    return () => {
      guards.splice(guards.indexOf(guard), 1);
      if (guards.length === 0) unlisten();
    };
  }, [dirty, question]);
}

/** The part of the Navigation API that is needed here; older browsers do not have it, and Back does not ask in them. */
interface Traversals {
  addEventListener: (type: "navigate", listen: (event: Event) => void) => void;
  removeEventListener: (type: "navigate", listen: (event: Event) => void) => void;
}
const traversals = (): Traversals | undefined =>
  (window as unknown as { navigation?: Traversals }).navigation;

/** Back and Forward; `popstate` would come too late, when the page has changed already. */
function stopBack(event: Event): void {
  const { navigationType } = event as Event & { navigationType?: string };
  if (navigationType === "traverse" && event.cancelable && !mayLeave()) event.preventDefault();
}

function listen(): void {
  window.addEventListener("beforeunload", stopUnload);
  window.addEventListener("click", stopClick, true);
  traversals()?.addEventListener("navigate", stopBack);
}
function unlisten(): void {
  window.removeEventListener("beforeunload", stopUnload);
  window.removeEventListener("click", stopClick, true);
  traversals()?.removeEventListener("navigate", stopBack);
}
