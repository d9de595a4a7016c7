/** What a lead is owed and until when, in working days: answer, 研判, word to the introducer, progress. Pure. */
import { type Deadline, deadlineFrom } from "./deadlines";
import { type Day, dayOf } from "./periods";
import type { ProjectState } from "./project-state";
import type { Rules } from "./rules";

export const DUTIES = {
  respond: "首次答复",
  judge: "研判",
  feedback: "反馈引荐人",
  progress: "跟进进展",
} as const;
export type DutyKind = keyof typeof DUTIES;

export interface Duty extends Deadline {
  kind: DutyKind;
  doneOn: Day | null;
}

type Owed = Pick<
  ProjectState,
  "stage" | "off" | "course" | "firstReportedAt" | "lastProgressOn" | "milestones" | "basics"
>;

/**
 * Every duty that runs for the lead or has been done. What came in with a ledger was first reported long before: of it,
 * only progress is owed. Nothing is owed of a lead that nobody holds, and nothing after signing.
 */
export function dutiesOf(state: Owed, rules: Pick<Rules, "duties" | "calendar">): Duty[] {
  const { course, stage } = state;
  if (state.off || course.pooledOn !== null || (stage !== "lead" && stage !== "negotiation")) return [];
  const { duties } = rules;
  const owed = (kind: DutyKind, from: Day, days: number, doneOn: Day | null): Duty => ({
    kind,
    doneOn,
    ...deadlineFrom(from, days, rules),
  });
  const reportedOn = dayOf(new Date(state.firstReportedAt));
  const imported = state.milestones.lead?.imported ?? false;
  const young = stage === "lead" && !imported;
  return [
    ...(young ? [owed("respond", reportedOn, duties.respondDays, course.respondedOn)] : []),
    ...(young ? [owed("judge", reportedOn, duties.judgeDays, course.judgedOn)] : []),
    ...(!imported && state.basics.introducer.trim()
      ? [owed("feedback", reportedOn, duties.feedbackDays, course.fedBackOn)]
      : []),
    owed("progress", state.lastProgressOn, duties.progressDays, null),
  ];
}

/** The open duty that falls due first; null when none is open. */
export function openDuty(state: Owed, rules: Pick<Rules, "duties" | "calendar">): Duty | null {
  const open = dutiesOf(state, rules).filter((duty) => duty.doneOn === null);
  return open.reduce<Duty | null>((first, duty) => (first && first.dueOn <= duty.dueOn ? first : duty), null);
}
