/** 完成率 as a bar with a mark where the schedule stands. The words beside it say the same. */
import clsx from "clsx";
import type { ProgressLight } from "@/server/domain/target-progress";

const FILL: Record<ProgressLight, string> = { normal: "bg-ok", warning: "bg-warn", late: "bg-late" };
const percent = (text: string | null): number => Math.min(100, Math.max(0, Number(text ?? 0)));

export function CompletionBar({
  completion,
  schedule,
  light,
}: {
  completion: string | null;
  schedule: string | null;
  light: ProgressLight | null;
}) {
  return (
    <span
      aria-hidden
      className="relative block h-2 w-full min-w-16 rounded-sm border border-line bg-sunken print:hidden"
    >
      <span
        className={clsx("absolute inset-y-0 left-0 rounded-sm", light ? FILL[light] : "bg-accent")}
        style={{ width: `${percent(completion)}%` }}
      />
      {schedule === null ? null : (
        <span
          className="absolute -inset-y-1 w-0.5 bg-ink"
          style={{ left: `calc(${percent(schedule)}% - 1px)` }}
        />
      )}
    </span>
  );
}
