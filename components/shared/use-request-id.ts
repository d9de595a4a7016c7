import { useCallback, useRef } from "react";
import { newRequestId } from "@/components/shared/request-id";

/**
 * The id of the next write. It stays the same while the same content is tried again (a double click, a lost answer) and
 * changes as soon as the content does.
 */
export function useRequestId(): (content: unknown) => string {
  const last = useRef({ content: "", id: "" });
  return useCallback((content) => {
    const text = JSON.stringify(content);
    if (last.current.content !== text) last.current = { content: text, id: newRequestId() };
    return last.current.id;
  }, []);
}
