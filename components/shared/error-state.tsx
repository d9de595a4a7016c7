"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

interface ErrorStateProps {
  /** What could not be done, in the user's words. */
  title?: string;
  /** Why, and what to do next. */
  message?: string | undefined;
  /** The number that the log carries too. */
  requestId?: string | undefined;
  onRetry?: (() => void) | undefined;
  /** Another way out. */
  children?: ReactNode;
}

/** A part that could not be shown: what happened, the request number for the phone call, and 重试. */
export function ErrorState({
  title = "没有读到内容",
  message = "服务器暂时没有回答。请稍后重试；一直这样时，请把请求编号告诉管理员。",
  requestId,
  onRetry,
  children,
}: ErrorStateProps) {
  return (
    <div role="alert" className="flex flex-col items-center gap-1 px-6 py-12 text-center">
      <p className="font-medium text-late">{title}</p>
      <p className="max-w-md text-muted">{message}</p>
      {requestId ? (
        <p className="text-sm text-faint">
          请求编号 <code className="font-mono select-all">{requestId}</code>
        </p>
      ) : null}
      {onRetry ? (
        <Button className="mt-3" onClick={onRetry}>
          重试
        </Button>
      ) : null}
      {children}
    </div>
  );
}
