/** The search box: what is asked, and what it finds. */
import { z } from "zod";
import { text } from "./kit";

export const findAnything = z.object({ query: text(60) });

export interface SearchResult {
  id: string;
  kind: string;
  title: string;
  /** Pieces of the title to stress: from (inclusive) to (exclusive). */
  highlights: [from: number, to: number][];
  subtitle: string | undefined;
  href: string;
}
export interface SearchGroup {
  id: "projects" | "enterprises" | "chains" | "people" | "follow-ups" | "papers";
  label: string;
  results: SearchResult[];
}
