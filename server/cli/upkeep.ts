/**
 * What the worker does by itself between jobs: lights and duties after a change of rules, the day's lapses, errors for the desks, and
 * once a day the figures of the days that people ask for.
 */
import "server-only";
import { type Day, dayOf } from "@/server/domain/periods";
import { lapseLeads } from "@/server/projects";
import { refreshClocks } from "@/server/record/refresh-clocks";
import { keepErrors, keepUsualDays } from "@/server/statistics";

const EVERY_MS = 3000;
/** An examination takes seconds in a large bureau; what it finds has waited for weeks. */
const EXAMINED_EVERY_MS = 600_000;
let next = 0;
let examined = 0;
/** Earlier the day that ended is not settled (server/statistics/past-sums.ts). */
const SETTLED_AFTER_MS = 3_600_000;
let kept: Day | null = null;

/** One step; true while there is more to do at once. */
export async function upkeep(now: Date): Promise<boolean> {
  if (now.getTime() < next) return false;
  const more = (await refreshClocks(now)) || (await lapseLeads(now));
  if (!more && now.getTime() >= examined) {
    await keepErrors(now);
    examined = now.getTime() + EXAMINED_EVERY_MS;
  }
  const settled = dayOf(new Date(now.getTime() - SETTLED_AFTER_MS));
  if (!more && kept !== settled) {
    kept = settled;
    await keepUsualDays(now);
  }
  if (!more) next = now.getTime() + EVERY_MS;
  return more;
}
