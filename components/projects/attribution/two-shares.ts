/** What is typed for the first of two units; the other has the rest, so that both are the whole. Pure. */
import { toHalfWidth } from "@/server/domain/amounts";
import { WHOLE } from "@/server/domain/attribution-shares";
import { readShare } from "../detail/investor-draft";

/** Basis points of the first unit; null for what is no share. */
export function readFirstShare(text: string): number | null {
  if (/^0+(\.0{1,2})?%?$/.test(toHalfWidth(text).trim())) return 0;
  const read = readShare(text);
  return read === "wrong" ? null : read;
}

export const sharesOf = (firstUnitId: number, secondUnitId: number, firstBasisPoints: number) => [
  { unitId: firstUnitId, basisPoints: firstBasisPoints },
  { unitId: secondUnitId, basisPoints: WHOLE - firstBasisPoints },
];
