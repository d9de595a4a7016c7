import clsx from "clsx";

export interface Bar {
  id: string;
  label: string;
  value: number;
  /** The value in words: "12 个", "3.6亿". */
  text: string;
  color?: string;
}

interface BarsProps {
  label: string;
  bars: readonly Bar[];
  className?: string;
}

const shareOf = (value: number, most: number): number => (most > 0 ? Math.max(0, value) / most : 0);
const mostOf = (bars: readonly Bar[]): number => Math.max(0, ...bars.map((bar) => bar.value));

/** Names one below the other with bars from the left. */
export function Bars({ label, bars, className }: BarsProps) {
  const most = mostOf(bars);
  return (
    <ol aria-label={label} className={clsx("flex flex-col gap-0.5", className)}>
      {bars.map((bar) => (
        <li key={bar.id} className="flex min-h-6 items-center gap-2 text-sm">
          <span className="w-24 shrink-0 truncate" title={bar.label}>
            {bar.label}
          </span>
          <span aria-hidden className="h-3.5 min-w-0 flex-1">
            <span
              className="block h-full rounded-xs"
              style={{
                width: `${shareOf(bar.value, most) * 100}%`,
                minWidth: bar.value > 0 ? 2 : 0,
                background: bar.color ?? "var(--accent-fill)",
              }}
            />
          </span>
          <span className="figure w-20 shrink-0 text-right text-muted">{bar.text}</span>
        </li>
      ))}
    </ol>
  );
}

/** A course of time: columns side by side, the first and the last one named. */
export function Columns({ label, bars, className }: BarsProps) {
  const most = mostOf(bars);
  const [first, last] = [bars[0], bars.at(-1)];
  return (
    <div className={className}>
      <ol aria-label={label} className="flex h-28 items-end gap-0.5 border-b border-line-strong">
        {bars.map((bar) => (
          <li
            key={bar.id}
            className="flex h-full min-w-0 flex-1 items-end"
            title={`${bar.label} ${bar.text}`}
          >
            <span className="sr-only">
              {bar.label} {bar.text}
            </span>
            <span
              aria-hidden
              className="w-full rounded-t-xs"
              style={{
                height: `${shareOf(bar.value, most) * 100}%`,
                minHeight: bar.value > 0 ? 2 : 0,
                background: bar.color ?? "var(--accent-fill)",
              }}
            />
          </li>
        ))}
      </ol>
      <p aria-hidden className="mt-0.5 flex justify-between text-xs text-faint">
        <span>{first?.label}</span>
        <span>{first === last ? "" : last?.label}</span>
      </p>
    </div>
  );
}
