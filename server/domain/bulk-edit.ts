/** 批量修改: which fields, and what becomes of each chosen project. Pure. */
import { movesClosedFigures } from "./closed-figures";
import { oddPlans } from "./odd-plans";
import type { StatMonth } from "./periods";
import { type Actor, inScope, isMasked, type ScopeSubject, scopeOf } from "./permissions";
import type { BasicsField, BasicsPatch } from "./project-facts";
import type { ProjectState } from "./project-state";

/** How many projects one operation may change. */
export const MOST_EDITED = 2000;

/** What many projects can have in common. Names, codes, amounts and contacts belong to one project each. */
export const BULK_FIELDS = [
  "chainId",
  "leadUnitId",
  "streetUnitId",
  "industryCode",
  "sector",
  "nature",
  "sensitivity",
  "source",
  "investorKind",
  "originProvince",
  "landMode",
  "plannedSignOn",
  "plannedStartOn",
  "plannedCompletionOn",
  "nextStep",
  "nextDueOn",
] as const satisfies readonly BasicsField[];
export type BulkField = (typeof BULK_FIELDS)[number];

export const BULK_KEPT_WHY = {
  unseen: "已不存在，或您无权查看",
  "not-yours": "不在您的修改范围",
  pooled: "公海中的线索不能设为敏感",
} as const;
export type BulkKeptWhy = keyof typeof BULK_KEPT_WHY;

export type BulkVerdict =
  | { fate: "change"; before: BasicsPatch; after: BasicsPatch; closed: boolean; odd: string[] }
  | { fate: "unchanged" }
  | { fate: BulkKeptWhy };

export interface BulkSubject extends ScopeSubject {
  sensitive: boolean;
}

/** `closed`: the change moves figures of a closed month; `odd`: plans that look wrong with it. Either needs a reason. */
export function judgeBulkEdit(
  actor: Actor,
  state: ProjectState | undefined,
  subject: BulkSubject | null,
  patch: BasicsPatch,
  firstOpenMonth: StatMonth,
): BulkVerdict {
  if (!state || !subject || state.off?.state === "withdrawn") return { fate: "unseen" };
  const readable = inScope(actor, scopeOf(actor, "project:read"), subject) && !isMasked(actor, subject);
  if (!readable) return { fate: "unseen" };
  if (!inScope(actor, scopeOf(actor, "project:edit"), subject)) return { fate: "not-yours" };
  const fields = (Object.keys(patch) as BasicsField[]).filter(
    (f) => patch[f] !== undefined && patch[f] !== state.basics[f],
  );
  if (fields.length === 0) return { fate: "unchanged" };
  // As in a single edit: the pool is open to everybody.
  if (patch.sensitivity === "sensitive" && state.course.pooledOn !== null) return { fate: "pooled" };
  const pick = (from: BasicsPatch) => Object.fromEntries(fields.map((f) => [f, from[f]])) as BasicsPatch;
  return {
    fate: "change",
    before: pick(state.basics),
    after: pick(patch),
    closed: movesClosedFigures(state, patch, firstOpenMonth),
    odd: oddPlans(state, patch).map((problem) => problem.message),
  };
}
