import clsx from "clsx";

interface ChainDotProps {
  /** The chain's fixed place in the district's list (0…6); null for 其他 and for none. */
  index: number | null;
  /** The chain's name; without it the dot is decoration beside a name that is already there. */
  name?: string;
  className?: string;
}

const HUES = 7;

/** The colour variable of a chain, shared by dots, bars and charts. */
export const chainColor = (index: number | null): string =>
  index === null || index < 0 || index >= HUES ? "var(--chain-none)" : `var(--chain-${index})`;

export function ChainDot({ index, name, className }: ChainDotProps) {
  return (
    <span
      className={clsx(
        "inline-flex items-center gap-1.5",
        name === undefined ? "shrink-0" : "min-w-0",
        className,
      )}
    >
      <span aria-hidden className="size-2 shrink-0 rounded-full" style={{ background: chainColor(index) }} />
      {name === undefined ? null : <span className="truncate">{name}</span>}
    </span>
  );
}
