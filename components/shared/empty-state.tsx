import clsx from "clsx";
import type { ReactNode } from "react";

interface EmptyStateProps {
  /** What this place is for: "还没有线索". */
  title: ReactNode;
  /** What comes here, and from where. */
  children?: ReactNode;
  /** The one next action. */
  action?: ReactNode;
  className?: string;
}

/** An empty place says what it is for and offers the one next action. */
export function EmptyState({ title, children, action, className }: EmptyStateProps) {
  return (
    <div className={clsx("flex flex-col items-center gap-1 px-6 py-12 text-center", className)}>
      <p className="font-medium">{title}</p>
      {children ? <div className="max-w-md text-muted">{children}</div> : null}
      {action ? <div className="mt-3">{action}</div> : null}
    </div>
  );
}
