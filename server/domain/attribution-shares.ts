/** 归属份额: which units share the credit of a project, in basis points that add up to exactly 100 %. Pure. */
import type { Share } from "./attribution-facts";
import { refuseAt } from "./refusals";

export const WHOLE = 10_000;

export const percent = (basisPoints: number): string => `${basisPoints / 100}%`;

/** The parts as they are recorded, the largest first; refuses what does not add up or names somebody else. */
export function acceptShares(given: readonly Share[], parties: readonly number[], field = "shares"): Share[] {
  const shares = given.filter((share) => share.basisPoints !== 0);
  if (shares.some((s) => !Number.isInteger(s.basisPoints) || s.basisPoints < 0 || s.basisPoints > WHOLE))
    throw refuseAt("bad-amount", field, "份额应在 0 到 100% 之间，最多两位小数");
  if (shares.some((s) => !parties.includes(s.unitId)))
    throw refuseAt("bad-input", field, "份额只能分给双方单位");
  if (new Set(shares.map((s) => s.unitId)).size !== shares.length)
    throw refuseAt("bad-input", field, "同一单位只能有一个份额");
  const sum = shares.reduce((total, s) => total + s.basisPoints, 0);
  if (sum !== WHOLE) throw refuseAt("bad-amount", field, `各单位份额合计须为 100%，现为 ${percent(sum)}`);
  return shares.sort((a, b) => b.basisPoints - a.basisPoints || a.unitId - b.unitId);
}

/**
 * The parts after a transfer: what the giving unit holds is split, what third units hold stays. A project of which no part
 * was ever recorded belongs to the giving unit as a whole; the receiver gets what rounding leaves.
 */
export function splitShare(
  inForce: readonly Share[],
  {
    fromUnitId,
    toUnitId,
    keptBasisPoints,
  }: { fromUnitId: number; toUnitId: number; keptBasisPoints: number },
): Share[] {
  const before = inForce.length > 0 ? inForce : [{ unitId: fromUnitId, basisPoints: WHOLE }];
  const parts = new Map(before.map((s) => [s.unitId, s.basisPoints]));
  const held = parts.get(fromUnitId) ?? 0;
  const kept = Math.floor((held * keptBasisPoints) / WHOLE);
  parts.set(fromUnitId, kept);
  parts.set(toUnitId, (parts.get(toUnitId) ?? 0) + held - kept);
  return acceptShares(
    [...parts].map(([unitId, basisPoints]) => ({ unitId, basisPoints })),
    [...parts.keys()],
  );
}
