/** Reasons in words. The part that matches is named only to who may see the project it is taken from. */
import { LIKENESS_WORD, type LikenessReason } from "@/server/domain/likeness-words";

export const reasonsFor = (reasons: readonly LikenessReason[], seen: boolean): string[] =>
  reasons.map(({ kind, part }) =>
    seen && part !== null && part !== "" ? `${LIKENESS_WORD[kind]}：${part}` : LIKENESS_WORD[kind],
  );
