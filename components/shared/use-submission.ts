"use client";
import { useState } from "react";
import { type Conflict, readFailure } from "./form-problems";

export interface Submission {
  busy: boolean;
  /** What the server said about a field of the form. */
  problemAt: (field: string) => string | undefined;
  /** What belongs to no field of the form. */
  general: string | null;
  /** What others changed meanwhile, when that was the refusal. */
  conflicts: readonly Conflict[];
  /** Sends; true when it was accepted. A second call while the first is on the way does nothing. */
  send: (work: () => Promise<unknown>) => Promise<boolean>;
  clear: () => void;
}

/** State of a form that is being sent. `fields` are those that can show their own problem. */
export function useSubmission(fields: readonly string[]): Submission {
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<{ field: string; message: string }[]>([]);
  const [conflicts, setConflicts] = useState<readonly Conflict[]>([]);
  const send = async (work: () => Promise<unknown>) => {
    if (busy) return false;
    setBusy(true);
    setProblems([]);
    setConflicts([]);
    try {
      await work();
      return true;
    } catch (error) {
      const failure = readFailure(error);
      setProblems(failure.problems.map((p) => ({ field: p.field ?? "", message: p.message })));
      setConflicts(failure.conflicts);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return {
    busy,
    problemAt: (field) => problems.find((p) => p.field === field)?.message,
    general:
      problems
        .filter((p) => !fields.includes(p.field))
        .map((p) => p.message)
        .join("；") || null,
    conflicts,
    send,
    clear: () => {
      setProblems([]);
      setConflicts([]);
    },
  };
}
