import type { ReactNode } from "react";
import type { KeptProjects } from "@/server/contracts/bulk-edit";

interface CountLinesProps {
  lines: readonly { label: string; count: number; note: ReactNode }[];
  kept: readonly KeptProjects[];
  /** What is counted. */
  unit?: string;
}

/** What a change of many projects would do, counted, and which stay where they are and why. */
export function CountLines({ lines, kept, unit = "个" }: CountLinesProps) {
  return (
    <dl aria-live="polite" className="divide-y divide-line rounded-md border border-line">
      {lines.map(({ label, count, note }) => (
        <div key={label} className="flex items-baseline gap-2 px-3 py-1.5">
          <dt className="w-24 shrink-0">{label}</dt>
          <dd className="min-w-0 flex-1">
            <b className="tabular-nums">{count}</b> {unit} <span className="text-sm text-muted">{note}</span>
          </dd>
        </div>
      ))}
      {kept.map(({ why, count, names }) => (
        <div key={why} className="flex items-baseline gap-2 px-3 py-1.5">
          <dt className="w-24 shrink-0 text-warn">不能改动</dt>
          <dd className="min-w-0 flex-1">
            <b className="tabular-nums">{count}</b> 个 <span className="text-sm text-warn">{why}</span>
            {names.length > 0 ? (
              <span className="block text-sm text-muted">
                {names.join("、")}
                {count > names.length ? " 等" : ""}
              </span>
            ) : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
