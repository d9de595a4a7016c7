import { useCallback, useRef } from "react";

/**
 * The id of the next write. It stays the same while the same content is tried again (a double click, a lost answer) and
 * changes as soon as the content does.
 */
export function useRequestId(): (content: unknown) => string {
  const last = useRef({ content: "", id: "" });
  return useCallback((content) => {
    const text = JSON.stringify(content);
    if (last.current.content !== text) last.current = { content: text, id: newId() };
    return last.current.id;
  }, []);
}

/** crypto.randomUUID needs a secure context; an office intranet is often plain http. */
const newId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
