"use client";

import clsx from "clsx";
import { Tooltip } from "@/components/ui/tooltip";
import type { Day } from "@/server/domain/periods";
import { formatDay } from "./format";

export type LightState = "ok" | "warn" | "late" | "idle";

const LOOK: Record<LightState, { shape: string; word: string; tone: string }> = {
  ok: { shape: "●", word: "正常", tone: "text-ok" },
  warn: { shape: "▲", word: "预警", tone: "text-warn" },
  late: { shape: "■", word: "滞后", tone: "text-late" },
  idle: { shape: "○", word: "未到期", tone: "text-idle" },
};

export const LIGHT_WORD: Record<LightState, string> = {
  ok: LOOK.ok.word,
  warn: LOOK.warn.word,
  late: LOOK.late.word,
  idle: LOOK.idle.word,
};

interface LightProps {
  state: LightState;
  /** Why the light stands as it does. */
  reason?: string | null;
  /** Since which day. */
  since?: Day | null;
  /** The shape alone, in narrow cells; the word is still read aloud and shown on focus. */
  compact?: boolean;
}

/** A light: shape, word and colour together; why and since when on hover and focus. */
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
    <Tooltip
      content={
        <>
          <span className="block font-medium">
            {word}
            {since ? ` · 自 ${formatDay(since)} 起` : ""}
          </span>
          {reason ? <span className="block text-muted">{reason}</span> : null}
        </>
      }
    >
      <button type="button" className={className}>
        {face}
      </button>
    </Tooltip>
  );
}
