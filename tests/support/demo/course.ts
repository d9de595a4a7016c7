/** When things happen to a project: the days of its milestones and how it leaves the main line. */
import type { Milestone } from "@/server/domain/milestones";
import { addDays, type Day, daysBetween } from "@/server/domain/periods";
import { dayAt, eventNear, inSeason, instantAt, intoSeason, laterDay, officeHour } from "./calendar";
import type { Random } from "./random";
import type { Subject } from "./subject";

export interface Step {
  on: Day;
  submittedAt: number;
  /** Null while the reviewer has not looked. */
  approvedAt: number | null;
  /** First attempt sent back, with the reason. */
  sentBack: { at: number; reason: string; again: number | null } | null;
  event: string;
}

interface Leave {
  to: "held" | "ended" | "lost";
  on: Day;
  at: number;
  reasonCode: string;
  reason: string;
  reviewOn: Day | null;
  resumeAt: number | null;
}

export interface Course {
  capturedAt: number;
  steps: Partial<Record<Milestone, Step>>;
  leave: Leave | null;
  plannedStartOn: Day;
  plannedCompletionOn: Day;
  /** Nobody follows up from this day on. */
  silentFrom: Day | null;
}

export interface Frame {
  /** Nothing recorded from this instant on. */
  cutoff: number;
  today: Day;
  /** Stock from the years before: only what came to a contract is still in the books. */
  carriedOver: boolean;
  /** Counts how often it was asked for a name: takes turns where chance alone might leave a desk empty. */
  turn(name: string): number;
}

/** Days before today within which a submission is still on the reviewer's desk, and into how many days it is drawn. */
const DESK: Partial<Record<Milestone, readonly [window: number, drawnInto: number]>> = {
  negotiation: [26, 6],
  framework: [30, 5],
  contract: [50, 8],
  registration: [16, 5],
  filing: [16, 6],
  land: [16, 5],
  start: [20, 6],
  statistics: [45, 9],
  building: [14, 5],
  completion: [25, 7],
  production: [25, 7],
};
/** In winter nothing new is started, and the statistician still works off the starts of autumn. */
const WINTER_STATISTICS_DAYS = 140;
const SEND_BACK_REASONS = [
  "扫描件不清晰，请重新上传盖章页",
  "金额与合同正文不一致，请核对",
  "缺附件第二页，请补齐后再报",
  "日期与现场照片不符，请核实",
];
const DAY_MS = 86_400_000;

class Planner {
  readonly steps: Partial<Record<Milestone, Step>> = {};
  /** The instant before which nothing more can be recorded. */
  clear: number;
  stopped = false;

  constructor(
    readonly frame: Frame,
    readonly random: Random,
    private readonly ownerId: number,
    capturedAt: number,
  ) {
    this.clear = capturedAt;
  }

  /** Plans one milestone; false when it has not been approved by today, so that nothing after it can follow. */
  reach(
    milestone: Milestone,
    on: Day,
    options: { lateDays?: number; after?: number; event?: string } = {},
  ): boolean {
    const { random, frame } = this;
    if (on >= frame.today) return this.stop();
    const notBefore = Math.max(options.after ?? this.clear, instantAt(on, 560));
    const lag = options.lateDays ?? random.int(0, 4);
    let submittedAt = Math.max(
      officeHour(addDays(on, lag), random),
      notBefore + random.int(20, 200) * 60_000,
    );
    if (submittedAt >= frame.cutoff) return this.stop();
    const [usual, drawnInto] = DESK[milestone] ?? [0, 0];
    const window =
      milestone === "statistics" && !inSeason(addDays(frame.today, -30)) ? WINTER_STATISTICS_DAYS : usual;
    const age = (frame.cutoff - submittedAt) / DAY_MS;
    const onDesk = age < window && random.chance(0.8);
    if (onDesk) submittedAt = this.recent((age / window) * drawnInto, submittedAt);
    const sentBack = onDesk
      ? this.onDeskReturn(submittedAt)
      : random.chance(0.05)
        ? this.sendBack(submittedAt)
        : null;
    const base = sentBack?.again ?? submittedAt;
    const approvedAt = onDesk || sentBack?.again === null ? null : this.soon(base, 3);
    const done = approvedAt !== null && approvedAt < frame.cutoff;
    this.steps[milestone] = {
      on,
      submittedAt,
      approvedAt: done ? approvedAt : null,
      sentBack,
      event: options.event ?? "",
    };
    if (!done) return this.stop();
    this.clear = Math.max(this.clear, approvedAt);
    return true;
  }

  /** An instant in office hours so many days before the cutoff, never before `floor`. */
  private recent(days: number, floor: number): number {
    const day = dayAt(this.frame.cutoff - (days + 0.4) * DAY_MS);
    const at = officeHour(day, this.random);
    return Math.max(floor, at < this.frame.cutoff ? at : at - 3 * DAY_MS);
  }

  /** Office hours within so many days after an instant. */
  private soon(after: number, days: number): number {
    const at = officeHour(addDays(dayAt(after), this.random.int(0, days)), this.random);
    return Math.max(at, after + this.random.int(25, 110) * 60_000);
  }

  /** Of what lies on the desks, each officer has the third of four back for mending. */
  private onDeskReturn(submittedAt: number): Step["sentBack"] {
    const sent = this.frame.turn(`return/${this.ownerId}`) % 4 === 2 ? this.sendBack(submittedAt) : null;
    return sent && { ...sent, again: null };
  }

  private sendBack(submittedAt: number): Step["sentBack"] {
    const soon = this.soon(submittedAt, 2);
    const at = soon < this.frame.cutoff ? soon : submittedAt + 40 * 60_000;
    if (at >= this.frame.cutoff) return null;
    const again = this.soon(at, 4);
    return {
      at,
      reason: this.random.pick(SEND_BACK_REASONS),
      again: again < this.frame.cutoff ? again : null,
    };
  }

  private stop(): false {
    this.stopped = true;
    return false;
  }
}

const LOST_REASONS: readonly (readonly [code: string, reason: string])[] = [
  ["rival", "企业选择在沈阳落地，当地提供代建厂房"],
  ["funds", "企业资金链紧张，投资计划推迟至后年"],
  ["silent", "多次联系未果，联系人已离职"],
  ["policy", "企业要求的设备补贴超出现行政策"],
  ["energy", "用电负荷和蒸汽价格达不到企业测算要求"],
  ["land", "企业需连片用地200亩以上，近期无合适地块"],
  ["market", "下游市场走弱，企业暂缓扩产"],
  ["excluded", "环评初审不符合园区准入条件"],
];
const ENDED_REASONS: readonly (readonly [code: string, reason: string])[] = [
  ["contract", "投资方未按约定缴纳土地款，双方协商解除合同"],
  ["funds", "股东变更后新股东放弃投资，签订解除协议"],
  ["market", "行业产能过剩，企业申请终止，已签解除协议"],
];
const HELD_REASONS = [
  "企业等待上市审核结果，约定三个月后再议",
  "用地规划调整中，待控规批复后恢复",
  "企业总部更换负责人，合作事项暂缓",
];

type Fate =
  | "on"
  | "duplicate"
  | "lost-lead"
  | "lost-talk"
  | "held"
  | "stale-framework"
  | "ended"
  | "never-started";

function fateOf(subject: Subject, frame: Frame, random: Random): Fate {
  if (subject.duplicateOf) return "duplicate";
  if (frame.carriedOver)
    return random.weighted([
      ["on", 90],
      ["ended", 6],
      ["never-started", 4],
    ]);
  return random.weighted([
    ["on", 55],
    ["lost-lead", 11],
    ["lost-talk", 15],
    ["held", 4],
    ["stale-framework", 6],
    ["ended", 6],
    ["never-started", 3],
  ]);
}

function leaveAt(planner: Planner, to: Leave["to"], on: Day): Leave | null {
  const { frame, random } = planner;
  const at = Math.max(officeHour(on, random), planner.clear + 3_600_000);
  if (at >= frame.cutoff) return null;
  planner.clear = at;
  const day = dayAt(at);
  if (to === "held") {
    const reviewOn = addDays(day, 90);
    const resumeAt = random.chance(0.4) ? officeHour(addDays(reviewOn, random.int(-20, 20)), random) : null;
    return {
      to,
      on: day,
      at,
      reasonCode: "other",
      reason: random.pick(HELD_REASONS),
      reviewOn,
      resumeAt: resumeAt !== null && resumeAt < frame.cutoff ? resumeAt : null,
    };
  }
  const [reasonCode, reason] = random.pick(to === "lost" ? LOST_REASONS : ENDED_REASONS);
  return { to, on: day, at, reasonCode, reason, reviewOn: null, resumeAt: null };
}

function foundDuplicate(planner: Planner, subject: Subject, captured: Day): Leave | null {
  const leave = leaveAt(planner, "lost", addDays(captured, planner.random.int(4, 30)));
  return (
    leave && {
      ...leave,
      reasonCode: "other",
      reason: `与“${subject.duplicateOf}”重复，按首报规则由首报单位继续跟进`,
    }
  );
}

/** Signing: on the day of a near event when there is one, otherwise when the talks are through. */
function signing(day: Day, random: Random): { on: Day; event: string } {
  const event = random.chance(0.4) ? eventNear(day, 35) : null;
  return event ? { on: event.day, event: event.name } : { on: dayAt(officeHour(day, random)), event: "" };
}

const LATE_SHARE = 0.05;
const lateness = (random: Random) => (random.chance(LATE_SHARE) ? { lateDays: random.int(55, 140) } : {});

function plan(
  planner: Planner,
  subject: Subject,
  captured: Day,
  fate: Fate,
): { leave: Leave | null; plannedStartOn: Day; plannedCompletionOn: Day } {
  const { random } = planner;
  const months = Math.round(
    5 + Math.min(24, Math.sqrt(subject.plannedFen / 1e10) * 9) * random.between(0.8, 1.2),
  );
  const result = { leave: null as Leave | null, plannedStartOn: captured, plannedCompletionOn: captured };
  if (fate === "lost-lead")
    return { ...result, leave: leaveAt(planner, "lost", addDays(captured, random.int(20, 130))) };
  if (fate === "duplicate")
    return { ...result, leave: random.chance(0.7) ? foundDuplicate(planner, subject, captured) : null };
  const talks = addDays(captured, random.chance(0.82) ? random.int(6, 45) : random.int(50, 190));
  if (!planner.reach("negotiation", talks)) return result;
  if (fate === "lost-talk")
    return { ...result, leave: leaveAt(planner, "lost", addDays(talks, random.int(30, 210))) };
  if (fate === "held")
    return { ...result, leave: leaveAt(planner, "held", addDays(talks, random.int(30, 150))) };
  let ready = addDays(talks, random.int(30, 210));
  if (fate === "stale-framework" || random.chance(0.33)) {
    const framework = signing(addDays(talks, random.int(20, 90)), random);
    if (!planner.reach("framework", framework.on, { event: framework.event })) return result;
    if (fate === "stale-framework") {
      const cleared = random.chance(0.35)
        ? leaveAt(planner, "lost", addDays(framework.on, random.int(380, 520)))
        : null;
      return { ...result, leave: cleared };
    }
    ready = addDays(framework.on, random.int(30, 220));
  }
  const contract = signing(ready, random);
  result.plannedStartOn = intoSeason(addDays(contract.on, random.int(45, 160)), random);
  result.plannedCompletionOn = addDays(result.plannedStartOn, months * 30);
  if (!planner.reach("contract", contract.on, { event: contract.event, ...lateness(random) })) return result;
  if (fate === "ended" && random.chance(0.6))
    return { ...result, leave: leaveAt(planner, "ended", addDays(contract.on, random.int(90, 400))) };
  if (!build(planner, result, contract.on, months, fate)) return result;
  return fate === "ended"
    ? { ...result, leave: leaveAt(planner, "ended", addDays(result.plannedStartOn, random.int(60, 300))) }
    : result;
}

/** Papers in parallel, then the site. True when ground was broken and approved. */
function build(
  planner: Planner,
  { plannedStartOn }: { plannedStartOn: Day },
  signed: Day,
  months: number,
  fate: Fate,
): boolean {
  const { random } = planner;
  const after = planner.clear;
  const papers: [Milestone, Day][] = [
    ["registration", addDays(signed, random.int(10, 60))],
    ["filing", addDays(signed, random.int(25, 110))],
    ["land", addDays(signed, random.int(40, 190))],
  ];
  const pursued = fate === "never-started" ? papers.slice(0, random.int(0, 2)) : papers;
  const done = pursued.map(([milestone, on]) => planner.reach(milestone, on, { after }));
  if (done.includes(false) || fate === "never-started") return false;
  const earliest = laterDay(...papers.map(([, on]) => addDays(on, 10)));
  const wished = addDays(plannedStartOn, random.chance(0.7) ? random.int(-10, 25) : random.int(30, 160));
  const start = intoSeason(laterDay(earliest, wished), random);
  if (!planner.reach("start", start, lateness(random))) return false;
  if (fate === "ended") return true;
  const { steps } = planner;
  planner.reach("statistics", addDays(start, random.chance(0.88) ? random.int(12, 50) : random.int(65, 150)));
  if (steps.statistics?.approvedAt == null) return true;
  if (!planner.reach("building", addDays(start, random.int(25, 90)))) return true;
  let end = addDays(start, Math.round(months * 30 * random.between(0.85, 1.25)));
  if (!inSeason(end)) end = addDays(end, -random.int(20, 50));
  if (!planner.reach("completion", laterDay(end, addDays(start, 100)))) return true;
  const production = addDays(end, random.int(25, 110));
  if (planner.reach("production", production) && random.chance(0.65))
    planner.reach("full-capacity", addDays(production, random.int(280, 540)));
  return true;
}

/** The course of a project whose lead came in on `captured`. */
export function courseOf(subject: Subject, captured: Day, frame: Frame, random: Random): Course {
  const capturedAt = officeHour(captured, random);
  const planner = new Planner(frame, random, subject.owner.id, capturedAt);
  const planned = plan(planner, subject, captured, fateOf(subject, frame, random));
  const age = daysBetween(captured, frame.today);
  const silent = random.chance(0.22)
    ? addDays(frame.today, -random.int(34, Math.max(40, Math.min(100, age))))
    : null;
  return {
    capturedAt,
    steps: planner.steps,
    leave: planned.leave,
    plannedStartOn: planned.plannedStartOn,
    plannedCompletionOn: planned.plannedCompletionOn,
    silentFrom: silent,
  };
}
