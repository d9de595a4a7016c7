/** A paragraph with its placeholders answered; the grammar of its clauses comes after (`settle`). */
import { settle } from "./clauses";
import type { Piece, Said } from "./pieces";
import type { Item } from "./template-items";

export type Saying = Omit<Said<unknown>, "style">;

/** Who answers: for the district, or for one chain of a loop. */
export interface Answers {
  say(inner: string): Saying;
  /** Whether there is anything to say of what a section asks for. */
  any(inner: string): boolean;
  /** The answers of every chain, for a section that repeats; null for any other section. */
  each(inner: string): Answers[] | null;
}

/** A turn of a loop in which no figure says anything is left out. */
export const isSilent = (pieces: readonly Piece<unknown>[]): boolean => {
  const figures = pieces.flatMap((p) => (p.kind === "said" && p.weight !== "plain" ? [p] : []));
  return figures.length > 0 && figures.every((figure) => figure.empty);
};

export function answered<Style>(items: readonly Item<Style>[], answers: Answers): Piece<Style>[] {
  return items.flatMap((item): Piece<Style>[] => {
    if (item.kind === "place") return [{ ...answers.say(item.inner), style: item.style }];
    if (item.kind !== "section") return [item];
    const turns = answers.each(item.inner);
    if (turns === null) return answers.any(item.inner) ? answered(item.items, answers) : [];
    return turns.flatMap((turn) => {
      const pieces = answered(item.items, turn);
      return isSilent(pieces) ? [] : pieces;
    });
  });
}

/** The paragraph as it is written; null when nothing of it is left. */
export function fillItems<Style>(items: readonly Item<Style>[], answers: Answers): Piece<Style>[] | null {
  const pieces = settle(answered(items, answers));
  const blank = pieces.every((p) =>
    p.kind === "words" ? p.text.trim() === "" : p.kind === "said" && p.parts.length === 0,
  );
  return blank && items.length > 0 ? null : pieces;
}
