/** What the worker does by itself between jobs: lights and duties after a change of rules, and the day's lapses. */
import "server-only";
import { lapseLeads } from "@/server/projects";
import { refreshClocks } from "@/server/record/refresh-clocks";

const EVERY_MS = 3000;
let next = 0;

/** One step; true while there is more to do at once. */
export async function upkeep(now: Date): Promise<boolean> {
  if (now.getTime() < next) return false;
  const more = (await refreshClocks(now)) || (await lapseLeads(now));
  if (!more) next = now.getTime() + EVERY_MS;
  return more;
}
