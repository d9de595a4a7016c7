"use client";
import { useState } from "react";

const SHOWN_AT_MOST = 50;

export interface NameChoice {
  list: readonly string[];
  /** The one that Enter takes; -1 for none. */
  at: number;
  step: (by: 1 | -1) => void;
}

/** Names that hold what is typed; all of them while nothing is typed, or what stood there stands yet. */
export function namesFor(
  all: readonly string[],
  typed: string,
  stood: string,
): { list: string[]; at: number } {
  const wanted = typed.trim().toLowerCase();
  if (wanted === "") return { list: [...all], at: -1 };
  if (typed === stood) return { list: [...all], at: all.indexOf(stood) };
  const list = all.filter((name) => name.toLowerCase().includes(wanted)).slice(0, SHOWN_AT_MOST);
  return { list, at: list.length > 0 ? 0 : -1 };
}

/** `all` empty: the cell has no names to choose from. */
export function useNameChoice(all: readonly string[], typed: string, stood: string): NameChoice {
  const [walked, setWalked] = useState({ typed, steps: 0 });
  const { list, at } = namesFor(all, typed, stood);
  const steps = walked.typed === typed ? walked.steps : 0;
  const count = list.length;
  return {
    list,
    at: count === 0 || (at < 0 && steps === 0) ? -1 : (((at + steps) % count) + count) % count,
    step: (by) => setWalked({ typed, steps: steps + by }),
  };
}
