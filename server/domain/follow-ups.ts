/** What a follow-up says of its project, and what its days must be. Pure. */
import type { Day } from "./periods";
import type { BasicsPatch, Fact } from "./project-facts";
import { refuseAt } from "./refusals";

export type FollowUpLogged = Extract<Fact, { type: "FollowUpLogged" }>;
/** A follow-up as it is told, before it is a fact. */
export type FollowUp = Omit<FollowUpLogged, "type" | "v" | "leaves">;

/** What it makes of the project's present: its text is how things stand, its next step the one that is due. */
export function followUpPatch({ summary, nextStep, nextOn, leaves }: FollowUpLogged): BasicsPatch {
  if (leaves === "nothing") return {};
  if (leaves === "progress" || nextStep === "") return { progress: summary };
  return { progress: summary, nextStep, nextDueOn: nextOn };
}

/** As the form asks. Whoever writes it down while it is fresh plans from today on. */
export function requireFollowUpDays({ on, nextOn }: Pick<FollowUp, "on" | "nextOn">, today: Day): void {
  if (on > today) throw refuseAt("future-day", "on");
  if (nextOn !== null && nextOn < today) throw refuseAt("bad-day", "nextOn", "下一步日期不能早于今天");
}

/** Written down afterwards, from a register of such things: what was planned then was planned from its own day on. */
export function requirePastDays({ on, nextOn }: Pick<FollowUp, "on" | "nextOn">, today: Day): void {
  if (on > today) throw refuseAt("future-day", "on");
  if (nextOn !== null && nextOn < on) throw refuseAt("bad-day", "nextOn", "下次日期不能早于跟进当日");
}

/**
 * A follow-up of long ago is no news: what stands in the project since then stays. A next day that has passed by is kept
 * with the follow-up, and is not what the project waits for.
 */
export function pastFollowUp(given: FollowUp, lastProgressOn: Day, today: Day): FollowUpLogged {
  const stale = given.on < lastProgressOn;
  const missed = given.nextStep !== "" && given.nextOn !== null && given.nextOn < today;
  if (!stale && !missed) return { type: "FollowUpLogged", v: 1, ...given };
  return { type: "FollowUpLogged", v: 2, ...given, leaves: stale ? "nothing" : "progress" };
}
