/** Reasons in words. The part that matches is named only to who may see the project it is taken from. */
import { LIKENESS_WORD, type LikenessKind, type LikenessReason } from "@/server/domain/likeness-words";

/** The investor's own name is on the screen anyway. */
const STANDS_THERE: ReadonlySet<LikenessKind> = new Set(["enterprise"]);

export const reasonsFor = (reasons: readonly LikenessReason[], seen: boolean): string[] =>
  reasons.map(({ kind, part }) =>
    seen && part !== null && part !== "" && !STANDS_THERE.has(kind)
      ? `${LIKENESS_WORD[kind]}：${part}`
      : LIKENESS_WORD[kind],
  );
