"use client";
import { useRefresh } from "./use-refresh";
import { useRequestId } from "./use-request-id";
import { type Submission, useSubmission } from "./use-submission";

export interface Deed extends Omit<Submission, "send"> {
  /**
   * Sends it under an id that stays the same while the same content is tried again; then `onDone`, then everything on screen
   * is asked again.
   */
  send: (
    content: unknown,
    work: (requestId: string) => Promise<unknown>,
    onDone: () => void,
  ) => Promise<void>;
}

/** One deed of one form: sent once, whatever is clicked. `fields` are those that can show their own problem. */
export function useDeed(fields: readonly string[]): Deed {
  const { send, ...state } = useSubmission(fields);
  const requestIdFor = useRequestId();
  const refresh = useRefresh();
  return {
    ...state,
    send: async (content, work, onDone) => {
      const requestId = requestIdFor(content);
      if (!(await send(() => work(requestId)))) return;
      onDone();
      await refresh();
    },
  };
}
