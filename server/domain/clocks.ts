/** Lights: the days on which a project turns amber and red, from clocks that are rules of the bureau. Pure. */
import { DUTIES, openDuty } from "./duties";
import { addDays, type Day, daysBetween } from "./periods";
import type { ProjectState } from "./project-state";
import type { Rules } from "./rules";

export interface Clock {
  warnOn: Day | null;
  lateOn: Day | null;
  reason: string;
  /** The day that the reason speaks of, from which its days are counted: the planned start, the last progress. */
  from: Day | null;
}
const noClock: Clock = { warnOn: null, lateOn: null, reason: "", from: null };
const from = (day: Day, clock: { warnDays: number; lateDays: number }, reason: string): Clock => ({
  warnOn: addDays(day, clock.warnDays),
  lateOn: addDays(day, clock.lateDays),
  reason,
  from: day,
});

const earlier = (a: Day | null, b: Day | null): Day | null => (a === null || (b !== null && b < a) ? b : a);

/**
 * A lead that is owed something is never normal: amber from the day after its 时限, red when that stands on the director's
 * desk, unless silence turned it before.
 */
function unsignedClock(state: ProjectState, rules: Rules): Clock {
  const silence = from(state.lastProgressOn, rules.clocks.silence, "久未跟进");
  const duty = openDuty(state, rules);
  if (!duty) return silence;
  const owedFrom = addDays(duty.dueOn, 1);
  const first = {
    warnOn: earlier(silence.warnOn, owedFrom),
    lateOn: earlier(silence.lateOn, duty.directorOn),
  };
  // Progress that is owed is the same silence, told from the same day.
  const silent = duty.kind === "progress" || (silence.warnOn !== null && silence.warnOn <= owedFrom);
  return silent
    ? { ...silence, ...first }
    : { ...first, reason: `${DUTIES[duty.kind]}逾期`, from: duty.dueOn };
}

/** The days on which the project's light turns amber and red, and why. Clocks are rules of the bureau. */
export function clockOf(state: ProjectState, rules: Rules): Clock {
  const { clocks } = rules;
  if (state.off?.state === "held") {
    return state.off.reviewOn
      ? {
          warnOn: state.off.reviewOn,
          lateOn: addDays(state.off.reviewOn, 30),
          reason: "搁置到期待复核",
          from: state.off.reviewOn,
        }
      : from(state.off.since, clocks.review, "搁置到期待复核");
  }
  // A lead that nobody holds is late for nobody.
  if (state.off || state.course.pooledOn !== null) return noClock;
  const { basics } = state;
  switch (state.stage) {
    case "lead":
    case "negotiation":
      return unsignedClock(state, rules);
    case "framework":
      return from(state.stageSince, clocks.framework, "框架协议未转正式");
    case "contract":
    case "registration":
    case "filing":
    case "land":
      return basics.plannedStartOn
        ? {
            warnOn: addDays(basics.plannedStartOn, 1),
            lateOn: addDays(basics.plannedStartOn, 91),
            reason: "逾计划开工日未开工",
            from: basics.plannedStartOn,
          }
        : from(state.milestones.contract?.occurredOn ?? state.stageSince, clocks.unstarted, "签约未开工");
    case "start":
      return from(state.stageSince, clocks.unregistered, "开工未纳统");
    case "statistics":
    case "building":
      return basics.plannedCompletionOn
        ? from(basics.plannedCompletionOn, clocks.completion, "逾计划竣工日")
        : noClock;
    default:
      return noClock;
  }
}

export type LightColour = "normal" | "warning" | "late" | "none";

/** The light of a project on a day. `none` (不计时) is for projects without a running clock. */
export function lightOn(clock: Pick<Clock, "warnOn" | "lateOn">, today: Day): LightColour {
  if (clock.lateOn !== null && today >= clock.lateOn) return "late";
  if (clock.warnOn !== null && today >= clock.warnOn) return "warning";
  return clock.warnOn === null && clock.lateOn === null ? "none" : "normal";
}

/** 逾计划开工日未开工，已过 574 天: of a light that warns, why, and how long it has really been. */
export function lightStory({ reason, from: since }: Pick<Clock, "reason" | "from">, today: Day): string {
  return since === null || since >= today ? reason : `${reason}，已过 ${daysBetween(since, today)} 天`;
}
