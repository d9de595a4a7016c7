import clsx from "clsx";
import type { ReactNode } from "react";

export interface Bar {
  id: string;
  label: ReactNode;
  /** Decides the length; any unit, the same for all. Negative and unknown draw no bar. */
  size: number | null;
  /** At the end of the bar: the formatted figure. */
  value: ReactNode;
  /** Quietly after the figure: 23 个, 同比 +4.2%. */
  note?: ReactNode;
  /** A CSS colour; the accent unless told otherwise. */
  color?: string;
  /** A tick on the bar: the target, 序时. Same unit as `size`. */
  mark?: { at: number; label: string };
  onOpen?: () => void;
}

interface BarListProps {
  label: string;
  bars: readonly Bar[];
  /** Pixels for the words on the left. */
  labelWidth?: number;
  className?: string;
}

/** Amounts compared as horizontal bars, each with its word and figure beside it: nothing to look up in a legend. */
export function BarList({ label, bars, labelWidth = 112, className }: BarListProps) {
  const longest = Math.max(1, ...bars.flatMap((bar) => [bar.size ?? 0, bar.mark?.at ?? 0]));
  const share = (size: number) => `${(Math.max(0, size) / longest) * 100}%`;
  return (
    <ul aria-label={label} className={clsx("flex flex-col gap-1", className)}>
      {bars.map((bar) => {
        const row = (
          <>
            <span className="min-w-0 shrink-0 truncate text-left" style={{ width: labelWidth }}>
              {bar.label}
            </span>
            <span aria-hidden className="relative h-4 min-w-0 flex-1 rounded-xs bg-sunken">
              <span
                className="block h-full rounded-xs"
                style={{ width: share(bar.size ?? 0), background: bar.color ?? "var(--accent-fill)" }}
              />
              {bar.mark ? (
                <span
                  title={bar.mark.label}
                  className="absolute -top-0.5 -bottom-0.5 w-0.5 bg-ink"
                  style={{ left: share(bar.mark.at) }}
                />
              ) : null}
            </span>
            <span className="figure w-24 shrink-0 font-medium">{bar.value}</span>
            {bar.note === undefined ? null : (
              <span className="figure w-20 shrink-0 text-sm text-faint">{bar.note}</span>
            )}
          </>
        );
        return (
          <li key={bar.id}>
            {bar.onOpen ? (
              <button
                type="button"
                onClick={bar.onOpen}
                className="flex min-h-7 w-full items-center gap-2 rounded-sm px-1 hover:bg-sunken"
              >
                {row}
              </button>
            ) : (
              <div className="flex min-h-7 items-center gap-2 px-1">{row}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
