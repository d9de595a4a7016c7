"use client";
/** How far the month's own procedure has come: 开放 → 截止 → 审核 → 关账 → 已上报. */
import clsx from "clsx";
import { MONTH_STATES } from "@/server/domain/month-states";

export function MonthStrip({ state }: { state: string }) {
  return (
    <ol aria-label="本月进度" className="flex items-center gap-1 text-sm">
      {Object.entries(MONTH_STATES).map(([key, name], i) => (
        <li
          key={key}
          aria-current={key === state ? "step" : undefined}
          className={clsx(
            "flex items-center gap-1",
            key === state ? "font-medium text-accent" : "text-faint max-sm:hidden",
          )}
        >
          {i > 0 ? (
            <span aria-hidden className="text-line-strong max-sm:hidden">
              →
            </span>
          ) : null}
          <span
            className={clsx(key === state && "rounded-sm border border-accent-line bg-accent-soft px-1.5")}
          >
            {name}
          </span>
        </li>
      ))}
    </ol>
  );
}
