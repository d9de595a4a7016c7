import clsx from "clsx";

/** A grey block in the shape of what comes. Give it the size by className. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={clsx("block animate-pulse-soft rounded-sm bg-line", className)} />;
}

/** Lines of text to come; says 正在读取 once to a screen reader. */
export function SkeletonLines({ lines = 3, className }: { lines?: number; className?: string }) {
  return (
    <div role="status" className={clsx("flex flex-col gap-2", className)}>
      <span className="sr-only">正在读取…</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move.
        <Skeleton key={line} className={clsx("h-4", line === lines - 1 ? "w-2/5" : "w-full")} />
      ))}
    </div>
  );
}
