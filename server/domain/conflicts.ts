/** Whether two people's changes to one project can stand together. */
import type { BasicsPatch, Fact } from "./project-facts";

export interface FieldConflict {
  field: string;
  mine: unknown;
  theirs: unknown;
}

const patchOf = (fact: Fact): BasicsPatch =>
  fact.type === "BasicsEdited" ? fact.after : fact.type === "MilestoneApproved" ? fact.patch : {};

const milestoneOf = (fact: Fact): string | null => ("milestone" in fact ? fact.milestone : null);
const leaves = (fact: Fact) =>
  fact.type === "LeftMainLine" || fact.type === "ReturnedToMainLine" || fact.type === "ImportUndone";
const moves = (fact: Fact) => leaves(fact) || milestoneOf(fact) !== null;

/**
 * Overlaps between what I am about to record and what others recorded since I looked. Changes to other fields stand
 * side by side; the same field with the same value is no conflict; leaving the main line meets every move.
 */
export function conflictsBetween(mine: readonly Fact[], theirs: readonly Fact[]): FieldConflict[] {
  const found: FieldConflict[] = [];
  for (const m of mine) {
    for (const t of theirs) {
      const myPatch = patchOf(m) as Record<string, unknown>;
      const theirPatch = patchOf(t) as Record<string, unknown>;
      for (const field of Object.keys(myPatch)) {
        if (field in theirPatch && myPatch[field] !== theirPatch[field]) {
          found.push({ field, mine: myPatch[field], theirs: theirPatch[field] });
        }
      }
      const kind = milestoneOf(m);
      if (kind !== null && kind === milestoneOf(t))
        found.push({ field: `milestone.${kind}`, mine: m.type, theirs: t.type });
      if ((leaves(m) && moves(t)) || (leaves(t) && moves(m))) {
        found.push({ field: "stage", mine: m.type, theirs: t.type });
      }
    }
  }
  return found;
}
