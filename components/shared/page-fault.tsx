"use client";
import { ErrorState } from "./error-state";

export interface PageFaultProps {
  error: unknown;
  retry: () => void;
}

/** A page that could not be drawn at all. What was saved is saved; the number stands in the server's log. */
export function PageFault({ error, retry }: PageFaultProps) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <ErrorState
      title="页面没有显示出来"
      message="已经保存的内容不受影响。请重试；一直这样时，请刷新页面或告诉管理员。"
      requestId={digest}
      onRetry={retry}
    />
  );
}
