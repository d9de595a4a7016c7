/** How large a sensitive lead is, as others may know it: the tier, never the amount. */
import { FEN_PER_YI, type Fen, formatFen } from "./amounts";

const inYi = (fen: Fen) => `${formatFen(fen, "yi", 2).replace(/\.?0+$/, "")}亿`;

/** `tier` is the number of thresholds that are reached: below the first, between two, or above the last; null: unknown. */
export function sizeWord(tier: number | null, tiers: readonly Fen[]): string {
  if (tier === null) return "规模未报";
  const [from, to] = [tiers[tier - 1], tiers[tier]];
  if (from === undefined) return `${inYi(to ?? FEN_PER_YI)}以下`;
  return to === undefined ? `${inYi(from)}以上` : `${inYi(from)}–${inYi(to)}`;
}

export const sizeWordOf = (amountFen: Fen | null, tiers: readonly Fen[]): string =>
  sizeWord(amountFen === null ? null : tiers.filter((t) => amountFen >= t).length, tiers);
