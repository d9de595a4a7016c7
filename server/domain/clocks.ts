/** Lights: the days on which a project turns amber and red, from clocks that are rules of the bureau. Pure. */
import { addDays, type Day } from "./periods";
import type { ProjectState } from "./project-state";
import type { Rules } from "./rules";

export interface Clock {
  warnOn: Day | null;
  lateOn: Day | null;
  reason: string;
}
const noClock: Clock = { warnOn: null, lateOn: null, reason: "" };
const from = (day: Day, clock: { warnDays: number; lateDays: number }, reason: string): Clock => ({
  warnOn: addDays(day, clock.warnDays),
  lateOn: addDays(day, clock.lateDays),
  reason,
});

/** The days on which the project's light turns amber and red, and why. Clocks are rules of the bureau. */
export function clockOf(state: ProjectState, rules: Rules): Clock {
  const { clocks } = rules;
  if (state.off?.state === "held") {
    return state.off.reviewOn
      ? { warnOn: state.off.reviewOn, lateOn: addDays(state.off.reviewOn, 30), reason: "搁置到期待复核" }
      : from(state.off.since, clocks.review, "搁置到期待复核");
  }
  // A lead that nobody holds is late for nobody.
  if (state.off || state.course.pooledOn !== null) return noClock;
  const { basics } = state;
  switch (state.stage) {
    case "lead":
    case "negotiation":
      return from(state.lastProgressOn, clocks.silence, "久未跟进");
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

/** The light of a project on a day. `none` (未到期) is for projects without a running clock. */
export function lightOn(clock: Pick<Clock, "warnOn" | "lateOn">, today: Day): LightColour {
  if (clock.lateOn !== null && today >= clock.lateOn) return "late";
  if (clock.warnOn !== null && today >= clock.warnOn) return "warning";
  return clock.warnOn === null && clock.lateOn === null ? "none" : "normal";
}
