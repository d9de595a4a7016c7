/** What a desk is made of: sections of lines, each leading to the thing it speaks of. */
import type { Fen } from "@/server/domain/amounts";
import type { LightColour } from "@/server/domain/clocks";
import type { Day } from "@/server/domain/periods";

export interface DeskLine {
  key: string;
  href: string;
  title: string;
  chainHue: number | null;
  /** What is to be done or what is wrong, in words. */
  detail: string;
  who: string;
  /** The day that matters: due, since, reported. */
  on: Day | null;
  amountFen: Fen | null;
  light: LightColour | null;
}

export interface DeskSection {
  id: string;
  title: string;
  /** What it says when there is nothing. */
  empty: string;
  total: number;
  /** Where all of them are. */
  href: string | null;
  lines: DeskLine[];
}

/** How many lines of a section a desk shows. */
export const SHOWN = 8;
