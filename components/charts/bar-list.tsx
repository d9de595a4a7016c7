import clsx from "clsx";
import type { CSSProperties, ReactNode } from "react";

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
            <span
              className="min-w-0 flex-1 truncate text-left sm:w-(--label) sm:flex-none"
              style={{ "--label": `${labelWidth}px` } as CSSProperties}
            >
              {bar.label}
            </span>
            <span
              aria-hidden
              className="relative order-last h-4 min-w-0 basis-full rounded-xs bg-sunken sm:order-none sm:flex-1 sm:basis-0"
            >
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
            <span className="figure shrink-0 sm:w-24 font-medium">{bar.value}</span>
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
                className="flex min-h-7 w-full flex-wrap items-center gap-x-2 rounded-sm px-1 py-0.5 hover:bg-sunken"
              >
                {row}
              </button>
            ) : (
              <div className="flex min-h-7 flex-wrap items-center gap-x-2 px-1 py-0.5">{row}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
