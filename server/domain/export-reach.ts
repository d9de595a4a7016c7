/** Whether a file that was exported once may still be taken: who has less to see since then may not. Pure. */
import type { Actor } from "./permissions";

/** How far somebody saw when a file was made for him. */
export interface Reach {
  role: Actor["role"];
  unitId: number | null;
  chainIds: readonly number[];
}

export const reachOf = ({ role, unitId, chainIds }: Actor): Reach => ({ role, unitId, chainIds });

/** The director sees everything, masked leads too; everybody else must have kept role and unit, and lost no chain. */
export const reachCovers = (now: Reach, then: Reach): boolean =>
  now.role === "director" ||
  (now.role === then.role &&
    now.unitId === then.unitId &&
    then.chainIds.every((chainId) => now.chainIds.includes(chainId)));
