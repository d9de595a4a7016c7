/** From a subject and its course to the facts, in the order in which they were recorded. */
import type { Milestone } from "@/server/domain/milestones";
import type { BasicsPatch } from "@/server/domain/project-facts";
import { basicsSchema } from "@/server/domain/project-facts";
import type { Rules } from "@/server/domain/rules";
import type { FramedFact } from "@/server/record/store-histories";
import { leaderOf, taskForceOf } from "./bureau-chains";
import { HOSTS, headOf, type Person, person } from "./bureau-people";
import { dayAt } from "./calendar";
import { Chronicle, type StoredFile, type TakeId } from "./chronicle";
import { type Course, courseOf, type Frame, type Step } from "./course";
import { earlyDuties } from "./early-duties";
import { chainAtGate, detailsAt, patchAt } from "./gate-papers";
import { ledgerSteps } from "./ledger-steps";
import { type Random, randomFrom } from "./random";
import { type Subject, subjectOf } from "./subject";
import { talksOf } from "./talk";
import { DIFFICULTIES } from "./talk-texts";

/** One thing to be recorded at an instant. */
export interface Errand {
  at: number;
  run(chronicle: Chronicle): void;
}

export interface Telling extends Frame {
  seed: number;
  rules: Rules;
  takeId: TakeId;
  /** The stored file that stands for a kind of paper. */
  fileOf(requirement: string, subject: Subject, day: string): StoredFile;
  /** "full" keeps drafts, returns and all talk; "brief" only what counts, for the bench. */
  detail: "full" | "brief";
  /** Share of the months of investment that is kept. */
  investmentShare: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function reviewerOf(milestone: Milestone, subject: Subject, telling: Telling, random: Random): Person {
  const level = telling.rules.gates[milestone].approval;
  if (level === "director") return person(random.chance(0.8) ? "juzhang" : "sumin");
  if (level === "statistics") return person(random.chance(0.7) ? "tongji" : "caoyunfei");
  return headOf(subject.owner.unitId);
}

function milestoneErrands(
  milestone: Milestone,
  step: Step,
  subject: Subject,
  course: Course,
  telling: Telling,
  random: Random,
): Errand[] {
  const owner = subject.owner.id;
  const reviewer = reviewerOf(milestone, subject, telling, random).id;
  const given = {
    patch: patchAt(milestone, subject, course, random),
    details: detailsAt(milestone, subject, step, random),
    reason: milestone === "contract" && subject.contractFen > subject.plannedFen ? "合同金额含流动资金" : "",
  };
  const submit = (at: number): Errand => ({
    at,
    run: (c) => c.submit(milestone, step.on, given, { at, by: owner }),
  });
  const errands: Errand[] = [
    {
      at: step.submittedAt,
      run: (c) => {
        for (const [requirement] of telling.rules.gates[milestone].evidence) {
          if (requirement)
            c.attach(requirement, telling.fileOf(requirement, subject, step.on), {
              at: step.submittedAt,
              by: owner,
            });
        }
      },
    },
    submit(step.submittedAt),
  ];
  const { sentBack, approvedAt } = step;
  if (sentBack) {
    errands.push({
      at: sentBack.at,
      run: (c) => c.sendBack(milestone, sentBack.reason, { at: sentBack.at, by: reviewer }),
    });
    if (sentBack.again !== null) errands.push(submit(sentBack.again));
  }
  if (approvedAt !== null)
    errands.push({ at: approvedAt, run: (c) => c.approve(milestone, { at: approvedAt, by: reviewer }) });
  return errands;
}

function captureErrand(subject: Subject, course: Course, number: string, random: Random): Errand {
  const at = course.capturedAt;
  const knowsChain = random.chance(0.7);
  const { investor, reporter, owner } = subject;
  const basics = basicsSchema.parse({
    name: subject.name,
    content: subject.content,
    chainId: knowsChain ? chainAtGate(subject) : null,
    ownerId: owner.id,
    ownerUnitId: owner.unitId,
    sensitivity: subject.sensitivity,
    source: subject.source,
    introducer: subject.introducer,
    nature: subject.nature,
    sector: subject.template.sector,
    investorId: investor.id,
    investorName: investor.name,
    investorUscc: investor.uscc,
    investorKind: investor.kind,
    originProvince: investor.origin.province,
    originCity: investor.origin.city,
    contactName: subject.contactName,
    contactPhone: subject.contactPhone,
    intendedFen: subject.intendedFen,
  });
  return {
    at,
    run: (c) =>
      c.capture(number, basics, { name: reporter.name, unitId: reporter.unitId }, { at, by: reporter.id }),
  };
}

/** Tags, investors and the task force of the project (一项目一专班). */
function peopleErrands(subject: Subject, course: Course): Errand[] {
  const owner = subject.owner;
  const errands: Errand[] = [];
  const at = course.capturedAt + 3 * MINUTE;
  const { engineIds, linkedChainIds } = subject;
  if (engineIds.length + linkedChainIds.length > 0) {
    errands.push({
      at,
      run: (c) => c.note({ type: "TagsSet", v: 1, engineIds, linkedChainIds }, { at, by: owner.id }),
    });
  }
  const signed = course.steps.contract?.approvedAt;
  const partner = subject.partner;
  const investors = partner
    ? [
        { enterpriseId: subject.investor.id, shareBasisPoints: 10_000 - partner.share },
        { enterpriseId: partner.enterprise.id, shareBasisPoints: partner.share },
      ]
    : [{ enterpriseId: subject.investor.id, shareBasisPoints: 10_000 }];
  errands.push({ at, run: (c) => c.note({ type: "InvestorsSet", v: 1, investors }, { at, by: owner.id }) });
  if (!signed) return errands;
  const host = HOSTS.find((p) => p.unitId === subject.leadUnit.id) ?? person("bumen");
  const chainId = subject.chain?.id;
  const members = [
    { role: "leader", who: chainId ? leaderOf(chainId) : person("quling") },
    { role: "head", who: host },
    ...(chainId ? [{ role: "member", who: taskForceOf(chainId) }] : []),
    { role: "service", who: owner },
  ].map(({ role, who }) => ({ role, personName: who.name, accountId: who.id }));
  const teamAt = signed + HOUR;
  errands.push({
    at: teamAt,
    run: (c) => c.note({ type: "TeamSet", v: 1, members }, { at: teamAt, by: headOf(owner.unitId).id }),
  });
  return errands;
}

const OUT_OF_CHAINS = "经区产业链办研判，不属于七条重点产业链，统计归入其他";

/** Edits in the course of time: what stands in the way, the year's plan, a project moved out of the seven chains. */
function editErrands(
  subject: Subject,
  course: Course,
  telling: Telling,
  lastTalkAt: number | null,
  random: Random,
): Errand[] {
  const errands: Errand[] = [];
  const edit = (at: number, patch: BasicsPatch, reason: string, by = subject.owner.id) =>
    at < telling.cutoff && errands.push({ at, run: (c) => c.edit(patch, reason, { at, by }) });
  const signed = course.steps.contract?.approvedAt;
  if (signed && !subject.chain) edit(signed + 2 * HOUR, { chainId: null }, OUT_OF_CHAINS, person("sumin").id);
  if (lastTalkAt !== null && !course.leave && !course.steps.production?.approvedAt && random.chance(0.4)) {
    const phase = course.steps.start?.approvedAt ? "building" : signed ? "papers" : "before";
    edit(lastTalkAt + 6 * MINUTE, { difficulty: random.pick(DIFFICULTIES[phase]) }, "");
  }
  if (!signed || course.leave) return errands;
  const year = Number(telling.today.slice(0, 4));
  const planAt = Math.max(
    signed + 3 * HOUR,
    Date.parse(`${year}-01-15T02:00:00Z`) + random.int(0, 300) * MINUTE,
  );
  const finished = course.steps.completion?.on;
  if (!finished || finished >= `${year}-01-01`) {
    const share = Math.round((subject.fixedFen * random.between(0.3, 0.6)) / 1e8) * 1e8;
    edit(planAt, { yearPlanFen: Math.max(1e8, share) }, `${year}年度投资计划`);
  }
  return errands;
}

function leaveErrands(subject: Subject, course: Course): Errand[] {
  const leave = course.leave;
  if (!leave) return [];
  const { at, resumeAt, ...leaving } = leave;
  const by = headOf(subject.owner.unitId).id;
  const errands: Errand[] = [{ at, run: (c) => c.leave(leaving, { at, by }) }];
  if (resumeAt !== null)
    errands.push({
      at: resumeAt,
      run: (c) => c.resume("企业重新启动该项目，恢复跟进", { at: resumeAt, by }),
    });
  return errands;
}

export interface ToldProject {
  facts: readonly FramedFact[];
  subject: Subject;
}

/** The whole history of project `index` up to the cutoff. */
export function tell(index: number, captured: string, telling: Telling): ToldProject {
  const subject = subjectOf(telling.seed, index);
  const random = randomFrom(telling.seed, "life", index);
  const course = courseOf(subject, captured, telling, random);
  const number = `${dayAt(course.capturedAt).slice(0, 4)}-${String(index + 1).padStart(5, "0")}`;
  const talks = talksOf(subject, course, telling, random, telling.detail === "brief" ? 2 : undefined);
  const errands: Errand[] = [
    captureErrand(subject, course, number, random),
    ...peopleErrands(subject, course),
    ...earlyDuties(subject, course, telling, index),
    ...talks.map(
      ({ at, fact }): Errand => ({ at, run: (c) => c.followUp(fact, { at, by: subject.owner.id }) }),
    ),
    ...(Object.entries(course.steps) as [Milestone, Step][]).flatMap(([m, step]) =>
      milestoneErrands(m, step, subject, course, telling, random),
    ),
    ...ledgerSteps(subject, course, telling, random),
    ...editErrands(subject, course, telling, talks.at(-1)?.at ?? null, random),
    ...leaveErrands(subject, course),
  ];
  const chronicle = new Chronicle(telling.rules, telling.takeId);
  for (const errand of errands.filter((e) => e.at < telling.cutoff).sort((a, b) => a.at - b.at))
    errand.run(chronicle);
  return { facts: chronicle.facts, subject };
}
