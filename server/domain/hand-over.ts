/** 批量指派: what becomes of each chosen project when one person is to take them all over. Pure. */
import { type Actor, inScope, isMasked, type ScopeSubject, scopeOf } from "./permissions";
import type { Role } from "./roles";

/** Roles that may be in charge of a project. */
export const HOLDER_ROLES: readonly Role[] = ["officer", "section-head", "lead-department", "street"];

/** How many projects one operation may hand over. */
export const MOST_HANDED_OVER = 2000;

export const KEPT_WHY = {
  unseen: "已不存在，或您无权查看",
  "not-yours": "不在您的指派范围",
} as const;
export type KeptWhy = keyof typeof KEPT_WHY;

export interface HandedSubject extends ScopeSubject {
  sensitive: boolean;
  withdrawn: boolean;
}

/** "change": the person takes it over. "already": it is his. Otherwise why it stays where it is. */
export function judgeHandOver(
  actor: Actor,
  subject: HandedSubject | null,
  newOwnerId: number,
): "change" | "already" | KeptWhy {
  if (subject === null || subject.withdrawn) return "unseen";
  const readable = inScope(actor, scopeOf(actor, "project:read"), subject) && !isMasked(actor, subject);
  if (!readable) return "unseen";
  if (!inScope(actor, scopeOf(actor, "project:assign"), subject)) return "not-yours";
  return subject.ownerId === newOwnerId ? "already" : "change";
}
