/** 首报保护: how long a first report protects a lead, when it falls to the open pool, who may take it from there. Pure. */
import type { NoticeReason } from "./lead-course";
import { addDays, addMonths, type Day, daysInMonth, firstDayOf, lastDayOf, monthOfDay } from "./periods";
import type { Fact } from "./project-facts";
import type { ProjectState } from "./project-state";
import { Refusal, refuseAt } from "./refusals";
import type { Rules } from "./rules";
import { addWorkingDays } from "./working-days";

type Held = Pick<ProjectState, "stage" | "off" | "course" | "lastProgressOn" | "milestones" | "basics">;
type Ruled = Pick<Rules, "ownership" | "calendar">;

export const NOTICE_REASON: Record<NoticeReason | "released", string> = {
  silent: "久无进展",
  expired: "保护期满未进入在谈",
  released: "主动放出",
};

/** Leads and negotiations are protected and may lapse; what is signed, off the line, in the pool or sensitive is not touched. */
export const isHeldLead = ({ stage, off, course, basics }: Held): boolean =>
  (stage === "lead" || stage === "negotiation") &&
  !off &&
  course.pooledOn === null &&
  basics.sensitivity !== "sensitive";

/** The last day of the protection. */
export const protectedUntil = ({ course }: Held, { ownership }: Ruled): Day =>
  course.extendedUntil ?? addDays(course.protectedFrom, ownership.protectDays - 1);

/** Why notice is due today; null when it is not. */
export function noticeDue(state: Held, rules: Ruled, today: Day): NoticeReason | null {
  if (!isHeldLead(state)) return null;
  if (addDays(state.lastProgressOn, rules.ownership.silentDays) <= today) return "silent";
  return state.stage === "lead" && protectedUntil(state, rules) < today ? "expired" : null;
}

/**
 * What the day does to a lead: a notice when one is due, the open pool when a notice has run out and its reason still
 * holds. Repeated on the same day it does nothing more; after days on which nobody asked, the notice still comes first
 * and gives its full time. A lead under an open dispute (`contested`) waits for its end: two units quarrel about whose it
 * is, and a third must not take it meanwhile. A notice from before the dispute is void, so that whoever the lead is
 * given to has the full time again.
 */
export function dailyLapse(state: Held, rules: Ruled, today: Day, contested: boolean): Fact[] {
  const reason = contested ? null : noticeDue(state, rules, today);
  if (reason === null) return [];
  const { lapsesOn } = state.course;
  if (lapsesOn === null) {
    const on = addWorkingDays(today, rules.ownership.noticeDays, rules.calendar);
    return [{ type: "LapseNoticed", v: 1, reason, lapsesOn: on }];
  }
  return lapsesOn <= today ? [lapse(state, reason, "")] : [];
}

const lapse = (state: Held, reason: NoticeReason | "released", note: string): Fact => ({
  type: "LapsedToPool",
  v: 1,
  reason,
  note,
  formerOwnerId: state.basics.ownerId,
  formerUnitId: state.basics.ownerUnitId,
});

const requireLead = (state: Held): void => {
  if (state.off) throw new Refusal("off-line");
  if (state.stage !== "lead" && state.stage !== "negotiation")
    throw new Refusal("bad-state", { message: "已签框架或合同的项目没有首报保护期，也不进公海" });
  if (state.course.pooledOn !== null)
    throw new Refusal("bad-state", { message: "线索已在公海，请先认领或指派承办人" });
};

/** Once, before it has run out or while a notice stands, and only with a contact that is not old. */
export function extendProtection(
  state: Held,
  reason: string,
  lastContactOn: Day | null,
  rules: Ruled,
  today: Day,
): Fact[] {
  requireLead(state);
  if (state.course.extendedUntil !== null)
    throw new Refusal("already-done", { message: "保护期只能延长一次，本线索已经延长过" });
  const { contactDays, extendDays } = rules.ownership;
  if (lastContactOn === null || lastContactOn < addDays(today, -contactDays))
    throw refuseAt(
      "gate-incomplete",
      "contact",
      `延长保护期须有近 ${contactDays} 天内的拜访、来访或会谈记录`,
    );
  if (!reason.trim()) throw refuseAt("needs-reason", "reason", "请填写延长理由");
  const until = protectedUntil(state, rules);
  const from = until < today ? today : until;
  return [{ type: "ProtectionExtended", v: 1, until: addDays(from, extendDays), reason: reason.trim() }];
}

/** Whoever is in charge gives the lead up. */
export function releaseToPool(state: Held, reason: string, contested: boolean): Fact[] {
  requireLead(state);
  if (contested) throw new Refusal("bad-state", { message: "线索有未结的首报异议，结案之前不能放入公海" });
  if (state.basics.sensitivity === "sensitive")
    throw new Refusal("bad-state", { message: "敏感线索不进公海，请移交给其他承办人" });
  if (Object.values(state.milestones).some((m) => m.status === "submitted"))
    throw new Refusal("already-pending", { message: "有节点正在待审核，请先撤回或等审核之后再放入公海" });
  if (!reason.trim()) throw refuseAt("needs-reason", "reason", "请填写放出原因");
  return [lapse(state, "released", reason.trim())];
}

/**
 * One takes it; for everybody after him it is gone. Whoever held it last cannot: giving up and claiming again would renew a
 * protection for ever. His section head may still assign it to him.
 */
export function claimFromPool(
  state: Held,
  claimant: { id: number; unitId: number | null },
  lastHolderId: number | null,
): Fact[] {
  if (state.course.pooledOn === null)
    throw new Refusal("conflict", { message: "这条线索已被他人认领，或已不在公海" });
  if (state.off) throw new Refusal("off-line");
  if (claimant.id === lastHolderId)
    throw new Refusal("bad-state", {
      message: "这条线索由您承办时进入公海，不能由您认领；需要继续时请科长指派",
    });
  return [{ type: "ClaimedFromPool", v: 1, ownerId: claimant.id, ownerUnitId: claimant.unitId }];
}

/** The same day of the month so many months later; where there is none, the month's last. */
function monthsLater(day: Day, months: number): Day {
  const month = addMonths(monthOfDay(day), months);
  return Number(day.slice(8)) > daysInMonth(month)
    ? lastDayOf(month)
    : `${firstDayOf(month).slice(0, 8)}${day.slice(8)}`;
}

export interface Credit {
  until: Day;
  /** kept: signed in time; gone: too late; open: may still be. */
  state: "open" | "kept" | "gone";
}

/** 引荐 of the first reporter after the lead fell to the pool; null while it never has. */
export function creditOf(state: Held, rules: Ruled, today: Day): Credit | null {
  const { lapsedOn } = state.course;
  if (lapsedOn === null) return null;
  const until = monthsLater(lapsedOn, rules.ownership.creditMonths);
  const contract = state.milestones.contract;
  const signedOn = contract?.status === "approved" ? contract.occurredOn : null;
  if (signedOn !== null) return { until, state: signedOn <= until ? "kept" : "gone" };
  return { until, state: today <= until ? "open" : "gone" };
}
