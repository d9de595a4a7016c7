/** What a lead is owed in its first days: the head's conclusion, and word to whoever introduced it. Most of it is done in time. */
import { addDays } from "@/server/domain/periods";
import { headOf } from "./bureau-people";
import { dayAt, officeHour, workday } from "./calendar";
import type { Course } from "./course";
import type { Errand, Telling } from "./history";
import { randomFrom } from "./random";
import type { Subject } from "./subject";

const CONCLUSIONS = [
  "符合产业方向，投资方有同类项目，建议跟进",
  "要素需求明确，可由专班对接",
  "投资强度达到要求，先核实资金来源再约见",
  "与链上企业配套，建议尽快实地考察",
];
const JUDGED = 0.82;
const FED_BACK = 0.8;

/** Of leads that have not come to a contract: signed ones need neither any more. */
export function earlyDuties(subject: Subject, course: Course, telling: Telling, index: number): Errand[] {
  if (course.steps.contract?.approvedAt) return [];
  const random = randomFrom(telling.seed, "early", index);
  const end = Math.min(telling.cutoff, course.leave?.at ?? telling.cutoff, talksBegin(course));
  const inDays = (days: number) => officeHour(workday(addDays(dayAt(course.capturedAt), days)), random);
  const head = headOf(subject.owner.unitId);
  const errands: Errand[] = [];
  const judgedAt = inDays(random.int(1, 2));
  const reason = random.pick(CONCLUSIONS);
  if (random.chance(JUDGED) && judgedAt < end && head.id !== subject.owner.id)
    errands.push({
      at: judgedAt,
      run: (c) =>
        c.note({ type: "LeadJudged", v: 1, verdict: "follow", reason }, { at: judgedAt, by: head.id }),
    });
  const toldAt = inDays(random.int(3, 4));
  const on = dayAt(toldAt);
  const leavesAt = course.leave?.at ?? telling.cutoff;
  if (subject.introducer && random.chance(FED_BACK) && toldAt < Math.min(telling.cutoff, leavesAt))
    errands.push({
      at: toldAt,
      run: (c) =>
        c.followUp(
          {
            kind: "feedback",
            on,
            summary: `已向引荐人${subject.introducer}反馈对接情况`,
            people: subject.introducer,
            nextStep: "",
            nextOn: null,
          },
          { at: toldAt, by: subject.owner.id },
        ),
    });
  return errands;
}

/** A conclusion comes before the lead is handed in for 在谈. */
const talksBegin = (course: Course): number =>
  course.steps.negotiation?.submittedAt ?? Number.POSITIVE_INFINITY;
