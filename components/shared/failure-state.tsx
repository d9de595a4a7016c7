"use client";
import { ErrorState } from "./error-state";
import { readFailure } from "./form-problems";

/** A question that failed: the server's words and number, and another try. */
export function FailureState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const failure = readFailure(error);
  const title = failure.code === "not-found" ? "没有找到，或您无权查看" : undefined;
  return (
    <ErrorState
      {...(title ? { title } : {})}
      message={failure.code === "internal" || failure.code === "UNKNOWN" ? undefined : failure.message}
      requestId={failure.requestId}
      onRetry={onRetry}
    />
  );
}
