"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo, useRef } from "react";
import { readUrlValues, type UrlShape, type UrlValues, writeUrlValues } from "./url-state";

/** push: a new place, Back returns from it (a filter, a tab). replace: the same place, refined (typing, a peek). */
export type UrlStep = "push" | "replace";

type SetUrlValues<Shape> = (changes: Partial<UrlValues<Shape>>, step?: UrlStep) => void;

/**
 * The state of a list in the URL. Give it a shape that is made once, outside the component. All changes of one
 * turn of the event loop become one history entry (push wins over replace); no request to the server is made.
 */
export function useUrlState<Shape extends UrlShape>(shape: Shape): [UrlValues<Shape>, SetUrlValues<Shape>] {
  const search = useSearchParams();
  const values = useMemo(() => readUrlValues(shape, new URLSearchParams(search.toString())), [shape, search]);
  const pending = useRef<{ changes: Partial<UrlValues<Shape>>; step: UrlStep } | null>(null);

  const setValues = useCallback<SetUrlValues<Shape>>(
    (changes, step = "push") => {
      if (pending.current) {
        pending.current.changes = { ...pending.current.changes, ...changes };
        if (step === "push") pending.current.step = "push";
        return;
      }
      pending.current = { changes, step };
      queueMicrotask(() => {
        const due = pending.current;
        pending.current = null;
        if (!due) return;
        const { pathname, search: now, hash } = window.location;
        const next = writeUrlValues(shape, now, due.changes);
        if (next === now) return;
        const address = `${pathname}${next}${hash}`;
        if (due.step === "push") window.history.pushState(null, "", address);
        else window.history.replaceState(null, "", address);
      });
    },
    [shape],
  );
  return [values, setValues];
}
