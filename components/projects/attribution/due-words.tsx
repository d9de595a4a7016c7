import clsx from "clsx";
import { formatDay } from "@/components/shared/format";
import { type Day, dayOf, daysBetween } from "@/server/domain/periods";

/** 11-30 前, or how long it has been late. */
export function DueWords({ dueOn, mine }: { dueOn: Day | null; mine: boolean }) {
  if (dueOn === null) return null;
  const today = dayOf(new Date());
  const late = dueOn < today;
  return (
    <span className={clsx(late ? "text-late" : mine ? "text-warn" : "text-muted")}>
      {late
        ? `应于 ${formatDay(dueOn, "near")} 前办，已过 ${daysBetween(dueOn, today)} 天`
        : `${formatDay(dueOn, "near")} 前`}
    </span>
  );
}
