"use client";

import clsx from "clsx";
import { Kbd } from "@/components/ui/kbd";
import { type Highlight, type PaletteLine, stressedPieces } from "./palette-entries";

interface PaletteListProps {
  id: string;
  lines: readonly PaletteLine[];
  active: number;
  onActive: (index: number) => void;
  onChoose: (line: PaletteLine, apart: boolean) => void;
}

/** Braces: in newer browsers scrollIntoView gives a promise, which is no clean-up function of a ref. */
const intoView = (node: HTMLElement | null) => {
  node?.scrollIntoView({ block: "nearest" });
};

/** The lines found, under their groups. Focus stays in the input, which points here. */
export function PaletteList({ id, lines, active, onActive, onChoose }: PaletteListProps) {
  const groups = [...new Set(lines.map((line) => line.group))];
  return (
    <div id={id} role="listbox" aria-label="搜索结果" className="thin-scroll min-h-0 overflow-y-auto">
      {groups.map((group) => (
        <div key={group} role="group" aria-label={group}>
          <div aria-hidden className="px-3 pt-2 pb-1 text-xs text-faint">
            {group}
          </div>
          {lines.map((line, index) =>
            line.group === group ? (
              <div
                key={line.key}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === active}
                ref={index === active ? intoView : undefined}
                onMouseMove={() => onActive(index)}
                onMouseDown={(event) => {
                  event.preventDefault();
                  onChoose(line, event.ctrlKey || event.metaKey || event.button === 1);
                }}
                className={clsx(
                  "mx-1 flex min-h-9 items-center gap-2 rounded-sm px-2 py-1",
                  index === active && "bg-accent-soft",
                )}
              >
                <span className="min-w-0 flex-1">
                  <span className="block truncate">
                    <StressedTitle title={line.title} highlights={line.highlights} />
                  </span>
                  {line.subtitle ? (
                    <span className="block truncate text-sm text-muted">{line.subtitle}</span>
                  ) : null}
                </span>
                {line.kind ? <span className="shrink-0 text-xs text-muted">{line.kind}</span> : null}
                {line.keys ? <Kbd>{line.keys}</Kbd> : null}
              </div>
            ) : null,
          )}
        </div>
      ))}
    </div>
  );
}

function StressedTitle({ title, highlights }: { title: string; highlights: readonly Highlight[] }) {
  let at = 0;
  return stressedPieces(title, highlights).map((piece) => {
    const key = at;
    at += piece.text.length;
    return piece.stressed ? (
      <mark key={key} className="bg-transparent font-semibold text-accent">
        {piece.text}
      </mark>
    ) : (
      <span key={key}>{piece.text}</span>
    );
  });
}
