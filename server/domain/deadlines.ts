/** Until when something is owed, in working days, and from when it stands on the desks above. Pure. */
import type { Day } from "./periods";
import type { Rules } from "./rules";
import { addWorkingDays } from "./working-days";

export interface Deadline {
  /** The last day on which it is in time. */
  dueOn: Day;
  /** From when it stands on the section head's desk, and on the director's. */
  headOn: Day;
  directorOn: Day;
}

export function deadlineFrom(
  from: Day,
  days: number,
  { duties, calendar }: Pick<Rules, "duties" | "calendar">,
): Deadline {
  const dueOn = addWorkingDays(from, days, calendar);
  const headOn = addWorkingDays(dueOn, duties.headDays, calendar);
  return { dueOn, headOn, directorOn: addWorkingDays(headOn, duties.directorDays, calendar) };
}
