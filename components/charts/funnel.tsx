import clsx from "clsx";
import type { ReactNode } from "react";

export interface FunnelStep {
  id: string;
  label: string;
  count: number;
  /** Formatted: "126.0亿". */
  amount?: ReactNode;
  /** From the step before to this one, formatted: "57.1%"; null where the base is zero. */
  conversion?: string | null;
  onOpen?: () => void;
}

interface FunnelProps {
  label: string;
  steps: readonly FunnelStep[];
  color?: string;
  className?: string;
}

/** The pipeline as bars from the left, with the conversion between two steps. */
export function Funnel({ label, steps, color = "var(--accent-fill)", className }: FunnelProps) {
  const most = Math.max(1, ...steps.map((step) => step.count));
  return (
    <ol aria-label={label} className={clsx("flex flex-col", className)}>
      {steps.map((step, index) => (
        <li key={step.id}>
          {index > 0 ? (
            <p className="flex h-5 items-center gap-1 pl-[92px] text-xs text-faint">
              <span aria-hidden>↓</span>
              <span className="sr-only">
                从{steps[index - 1]?.label}到{step.label}的转化率
              </span>
              {step.conversion ?? "—"}
            </p>
          ) : null}
          <FunnelBar step={step} share={step.count / most} color={color} />
        </li>
      ))}
    </ol>
  );
}

function FunnelBar({ step, share, color }: { step: FunnelStep; share: number; color: string }) {
  const body = (
    <>
      <span className="w-20 shrink-0 truncate text-left">{step.label}</span>
      <span aria-hidden className="h-5 min-w-0 flex-1">
        <span
          className="block h-full min-w-0.5 rounded-xs"
          style={{ width: `${share * 100}%`, background: color }}
        />
      </span>
      <span className="figure w-14 shrink-0 font-medium">{step.count} 个</span>
      {step.amount === undefined ? null : (
        <span className="figure w-20 shrink-0 text-sm text-muted">{step.amount}</span>
      )}
    </>
  );
  return step.onOpen ? (
    <button
      type="button"
      onClick={step.onOpen}
      className="flex min-h-7 w-full items-center gap-2 rounded-sm px-1 hover:bg-sunken"
    >
      {body}
    </button>
  ) : (
    <div className="flex min-h-7 items-center gap-2 px-1">{body}</div>
  );
}
