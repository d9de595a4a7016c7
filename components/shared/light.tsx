"use client";

import clsx from "clsx";
import { type ReactNode, useState } from "react";
import { Tooltip } from "@/components/ui/tooltip";
import type { LightColour } from "@/server/domain/clocks";
import type { Day } from "@/server/domain/periods";
import { formatDay } from "./format";

const LOOK: Record<LightColour, { shape: string; word: string; tone: string }> = {
  normal: { shape: "●", word: "正常", tone: "text-ok" },
  warning: { shape: "▲", word: "预警", tone: "text-warn" },
  late: { shape: "■", word: "滞后", tone: "text-late" },
  none: { shape: "○", word: "不计时", tone: "text-idle" },
};

export const LIGHT_WORD: Record<LightColour, string> = {
  normal: LOOK.normal.word,
  warning: LOOK.warning.word,
  late: LOOK.late.word,
  none: LOOK.none.word,
};

interface LightProps {
  state: LightColour;
  /** Why the light stands as it does. */
  reason?: string | null;
  /** Since which day. */
  since?: Day | null;
  /** The shape alone, in narrow cells; the word is still read aloud and shown on focus. */
  compact?: boolean;
}

/** A light: shape, word and colour together; why and since when on hover, focus, click and touch. */
export function Light({ state, reason, since, compact = false }: LightProps) {
  const { shape, word, tone } = LOOK[state];
  const face = (
    <>
      <span aria-hidden className="text-xs leading-none">
        {shape}
      </span>
      <span className={compact ? "sr-only" : "text-sm"}>{word}</span>
    </>
  );
  const className = clsx("inline-flex items-center gap-1 rounded-sm whitespace-nowrap", tone);
  if (!reason && !since) return <span className={className}>{face}</span>;
  return (
    <TellingLight
      className={className}
      words={
        <>
          <span className="block font-medium">
            {word}
            {since ? ` · 自 ${formatDay(since)} 起` : ""}
          </span>
          {reason ? <span className="block text-muted">{reason}</span> : null}
        </>
      }
    >
      {face}
    </TellingLight>
  );
}

/** Hover and focus show the words; so does a click, which is all that a finger has. */
function TellingLight({
  words,
  className,
  children,
}: {
  words: ReactNode;
  className: string;
  children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  return (
    <Tooltip content={words} open={open} onOpenChange={setOpen}>
      <button
        type="button"
        className={className}
        onClick={(event) => {
          // Else the tooltip would close, and the row beneath would open.
          event.preventDefault();
          event.stopPropagation();
          setOpen(true);
        }}
      >
        {children}
      </button>
    </Tooltip>
  );
}
