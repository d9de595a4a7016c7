/** What a project's page says of the lead that it is or was: duties, protection, notice, credit. Pure. */
import type { LeadCard } from "@/server/contracts/lead";
import { dutiesOf } from "@/server/domain/duties";
import { creditOf, isHeldLead, protectedUntil } from "@/server/domain/ownership";
import type { Day } from "@/server/domain/periods";
import type { ProjectState } from "@/server/domain/project-state";
import type { Rules } from "@/server/domain/rules";

export function leadCard(state: ProjectState, rules: Rules, today: Day): LeadCard | null {
  const { course, off, stage } = state;
  const credit = creditOf(state, rules, today);
  const unsigned = !off && (stage === "lead" || stage === "negotiation");
  if (!unsigned && credit === null) return null;
  const { noticedOn, lapsesOn, noticeReason } = course;
  return {
    duties: dutiesOf(state, rules),
    pooledOn: course.pooledOn,
    protectedUntil: isHeldLead(state) ? protectedUntil(state, rules) : null,
    extended: course.extendedUntil !== null,
    notice: noticedOn && lapsesOn && noticeReason ? { on: noticedOn, lapsesOn, reason: noticeReason } : null,
    credit,
    judgedOn: course.judgedOn,
  };
}
