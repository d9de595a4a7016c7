"use client";
/**
 * What was typed into the sheet of rates and is not saved yet. One request at a time: what is typed meanwhile waits for the
 * next one, what is refused stays in its cell with the reason.
 */
import { useEffect, useRef, useState } from "react";
import { readFailure } from "@/components/shared/form-problems";
import { type RatedCurrency, readRate } from "@/server/domain/exchange-rates";
import type { StatMonth } from "@/server/domain/periods";

export interface RateWrite {
  currency: RatedCurrency;
  month: StatMonth;
  rateMicro: number | null;
  seenMicro: number | null;
  source: string;
}

interface TypedRate {
  text: string;
  /** What stood in the cell when the person wrote into it. */
  seenMicro: number | null;
  source: string;
  /** What the server said about this text. */
  refusal: string | null;
}
type Typed = ReadonlyMap<string, TypedRate>;
export type TypedChange = [cell: string, text: string, stored: { rateMicro: number | null; source: string }];

interface Sent {
  cell: string;
  text: string;
  write: RateWrite;
}

const readCell = (cell: string, text: string) => {
  const [currency, month] = cell.split("/");
  return {
    currency: currency as RatedCurrency,
    month: Number(month),
    read: readRate(currency as RatedCurrency, text),
  };
};

/** What can be sent: readable, and not refused as it stands. */
const waitingIn = (typed: Typed): Sent[] =>
  [...typed].flatMap(([cell, { text, seenMicro, source, refusal }]) => {
    const { currency, month, read } = readCell(cell, text);
    if (refusal !== null || read.problem !== undefined) return [];
    return [{ cell, text, write: { currency, month, rateMicro: read.rateMicro, seenMicro, source } }];
  });

/** Without what was saved; a cell that was typed into again meanwhile goes on from there. */
function afterSaving(typed: Typed, sent: readonly Sent[]): Typed {
  const next = new Map(typed);
  for (const { cell, text, write } of sent) {
    const now = next.get(cell);
    if (now?.text === text) next.delete(cell);
    else if (now) next.set(cell, { ...now, seenMicro: write.rateMicro });
  }
  return next;
}

/** Every refused cell with its reason; all that was sent, when the reason names no cell. */
function afterRefusal(typed: Typed, sent: readonly Sent[], error: unknown): Typed {
  const { message, problems } = readFailure(error);
  const reasons = new Map(
    problems.flatMap((p) => {
      const cell = sent[Number(/^changes\.(\d+)\b/.exec(p.field ?? "")?.[1] ?? -1)]?.cell;
      return cell === undefined ? [] : [[cell, p.message] as const];
    }),
  );
  const next = new Map(typed);
  for (const { cell, text } of sent) {
    const now = next.get(cell);
    const refusal = reasons.size === 0 ? message : (reasons.get(cell) ?? null);
    if (now?.text === text) next.set(cell, { ...now, refusal });
  }
  return next;
}

export function useRateSheet(save: (changes: RateWrite[]) => Promise<void>) {
  const [typed, setTyped] = useState<Typed>(new Map());
  const [busy, setBusy] = useState(false);
  // What a request that is under way finds when it returns, whatever was drawn since.
  const latest = useRef<Typed>(typed);
  const sending = useRef(false);
  const put = (next: Typed) => {
    latest.current = next;
    setTyped(next);
  };
  const unsaved = typed.size > 0;
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [unsaved]);

  const sendWaiting = async () => {
    if (sending.current) return;
    sending.current = true;
    setBusy(true);
    for (let sent = waitingIn(latest.current); sent.length > 0; sent = waitingIn(latest.current)) {
      try {
        await save(sent.map((s) => s.write));
        put(afterSaving(latest.current, sent));
      } catch (error) {
        put(afterRefusal(latest.current, sent, error));
      }
    }
    sending.current = false;
    setBusy(false);
  };
  const change = (changes: readonly TypedChange[], source: string) => {
    const next = new Map(latest.current);
    for (const [cell, text, stored] of changes) {
      const before = next.get(cell);
      const seenMicro = before && before.refusal === null ? before.seenMicro : stored.rateMicro;
      next.set(cell, { text, seenMicro, source: source.trim() || stored.source, refusal: null });
    }
    put(next);
    void sendWaiting();
  };
  return {
    busy,
    unsaved: typed.size,
    text: (cell: string) => typed.get(cell)?.text,
    problem: (cell: string) => {
      const own = typed.get(cell);
      return own ? (own.refusal ?? readCell(cell, own.text).read.problem ?? null) : null;
    },
    refusals: [...typed].flatMap(([cell, { refusal }]) => (refusal === null ? [] : [{ cell, refusal }])),
    change,
    /** Sends what was refused once more, as it stands. */
    again: () => {
      put(new Map([...latest.current].map(([cell, t]) => [cell, { ...t, refusal: null }])));
      void sendWaiting();
    },
  };
}
