import clsx from "clsx";

interface StagePillProps {
  /** The stage's own word: 正式签约. */
  label: string;
  /** Its place along the pipeline, 0 first. One hue darkens from the first to the last. */
  step: number;
  /** How many places the pipeline has. */
  steps?: number;
  /** 搁置, 终止, 流失: outlined in grey, outside the hue. */
  off?: boolean;
  size?: "sm" | "md";
}

const SHADES = 13;
/** From this shade on the ground is dark and the letters are light. */
const FIRST_DARK = 7;

export function StagePill({ label, step, steps = SHADES, off = false, size = "md" }: StagePillProps) {
  const shade =
    steps <= 1 ? 0 : Math.round((Math.min(Math.max(step, 0), steps - 1) / (steps - 1)) * (SHADES - 1));
  return (
    <span
      style={
        off
          ? undefined
          : {
              background: `var(--stage-${shade})`,
              color: shade >= FIRST_DARK ? "var(--stage-ink-high)" : "var(--stage-ink-low)",
            }
      }
      className={clsx(
        // Paper has no grounds: the word alone must be readable.
        "inline-flex items-center rounded-sm whitespace-nowrap print:border print:border-line print:bg-transparent! print:text-ink!",
        size === "sm" ? "h-[18px] px-1.5 text-xs" : "h-[22px] px-2 text-sm",
        off && "border border-dashed border-edge text-muted",
      )}
    >
      {label}
    </span>
  );
}
