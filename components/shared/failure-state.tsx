"use client";
import { ErrorState } from "./error-state";
import { readFailure } from "./form-problems";

/** Refusals that stand however often the same is asked. */
const FINAL: ReadonlySet<string> = new Set(["bad-input", "bad-day", "future-day", "not-permitted"]);

/** A question that failed: the server's words and number, and another try where one can help. */
export function FailureState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const failure = readFailure(error);
  const title = failure.code === "not-found" ? "没有找到，或您无权查看" : undefined;
  return (
    <ErrorState
      {...(title ? { title } : {})}
      message={failure.code === "internal" || failure.code === "UNKNOWN" ? undefined : failure.message}
      requestId={failure.requestId}
      onRetry={FINAL.has(failure.code) ? undefined : onRetry}
    />
  );
}
