/** Whether two people's changes to one project can stand together. */
import { listsIn } from "./fact-lists";
import { followUpPatch } from "./follow-ups";
import type { BasicsPatch, Fact } from "./project-facts";

export interface FieldConflict {
  field: string;
  mine: unknown;
  theirs: unknown;
}

/** What a fact says about the basics. A submission counts although it waits: what it proposes is on its way in. */
function patchOf(fact: Fact): BasicsPatch {
  switch (fact.type) {
    case "BasicsEdited":
    case "Absorbed":
    case "Parted":
    case "InvestorRelinked":
      return fact.after;
    case "MilestoneSubmitted":
    case "MilestoneApproved":
      return fact.patch;
    case "ClaimedFromPool":
      return { ownerId: fact.ownerId, ownerUnitId: fact.ownerUnitId };
    case "TransferDecided":
      return fact.approved ? { ownerId: fact.ownerId, ownerUnitId: fact.ownerUnitId } : {};
    case "LapsedToPool":
      return { ownerId: null, ownerUnitId: null };
    case "FollowUpLogged":
      return followUpPatch(fact);
    default:
      return {};
  }
}

interface WholeList {
  field: "team" | "tags" | "investors";
  list: unknown;
}

/** Lists that a fact replaces as a whole: the field they conflict under, and what is compared. */
function wholeListsOf(fact: Fact): WholeList[] {
  const { team, tags, investors } = listsIn(fact);
  return [
    ...(team ? [{ field: "team" as const, list: team }] : []),
    ...(tags ? [{ field: "tags" as const, list: [tags.engineIds, tags.linkedChainIds] }] : []),
    ...(investors ? [{ field: "investors" as const, list: investors }] : []),
  ];
}

const milestoneOf = (fact: Fact): string | null => ("milestone" in fact ? fact.milestone : null);
const leaves = (fact: Fact) =>
  fact.type === "LeftMainLine" ||
  fact.type === "ReturnedToMainLine" ||
  fact.type === "ImportUndone" ||
  fact.type === "MergedInto";
const moves = (fact: Fact) => leaves(fact) || milestoneOf(fact) !== null;

function fieldConflicts(mine: Fact, theirs: Fact): FieldConflict[] {
  const myPatch = patchOf(mine) as Record<string, unknown>;
  const theirPatch = patchOf(theirs) as Record<string, unknown>;
  return Object.keys(myPatch)
    .filter((field) => field in theirPatch && myPatch[field] !== theirPatch[field])
    .map((field) => ({ field, mine: myPatch[field], theirs: theirPatch[field] }));
}

function listConflicts(mine: Fact, theirs: Fact): FieldConflict[] {
  return wholeListsOf(mine).flatMap((m) =>
    wholeListsOf(theirs)
      .filter((t) => t.field === m.field && JSON.stringify(t.list) !== JSON.stringify(m.list))
      .map((t) => ({ field: m.field, mine: m.list, theirs: t.list })),
  );
}

/**
 * Overlaps between what I am about to record and what others recorded since I looked. Changes to other fields stand
 * side by side; the same field with the same value is no conflict; a list that is replaced as a whole meets every other
 * replacement of it; leaving the main line meets every move.
 */
export function conflictsBetween(mine: readonly Fact[], theirs: readonly Fact[]): FieldConflict[] {
  return mine.flatMap((m) =>
    theirs.flatMap((t) => {
      const found = [...fieldConflicts(m, t), ...listConflicts(m, t)];
      const kind = milestoneOf(m);
      if (kind !== null && kind === milestoneOf(t))
        found.push({ field: `milestone.${kind}`, mine: m.type, theirs: t.type });
      if ((leaves(m) && moves(t)) || (leaves(t) && moves(m)))
        found.push({ field: "stage", mine: m.type, theirs: t.type });
      return found;
    }),
  );
}
