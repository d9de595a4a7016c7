/** The things of two projects that can be chosen between, thing by thing. Pure. */

import type { MergeChoices } from "@/server/contracts/merge";
import type { MergeLists } from "@/server/domain/merge-facts";
import {
  isBasicsThing,
  LIST_THINGS,
  type ListThing,
  type OperationField,
  patchOf,
  presentValue,
  sameValue,
} from "@/server/domain/operations";
import type { BasicsPatch } from "@/server/domain/project-facts";
import { BASICS_WORDS } from "@/server/domain/project-fields";
import type { ProjectState } from "@/server/domain/project-state";

/** In the order in which the screen names them: name and person in charge first, lists last. */
export const MERGE_THINGS: OperationField[] = [
  "name",
  "owner",
  ...(Object.keys(BASICS_WORDS) as OperationField[]).filter(
    (f) => !["name", "ownerId", "ownerUnitId"].includes(f),
  ),
  ...LIST_THINGS,
];

export interface Side {
  state: ProjectState;
  lists: Required<MergeLists>;
}

export const valueIn = (field: OperationField, { state, lists }: Side): unknown =>
  isBasicsThing(field) ? presentValue(field, state.basics) : lists[field as ListThing];

export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && Object.values(value).every(isEmpty);
}

/** Both lists as one, the survivor's first. */
function joined(
  field: ListThing,
  keep: Required<MergeLists>,
  give: Required<MergeLists>,
): Required<MergeLists>[ListThing] {
  if (field === "team") {
    const named = new Set(keep.team.map((m) => m.accountId ?? m.personName));
    return [...keep.team, ...give.team.filter((m) => !named.has(m.accountId ?? m.personName))];
  }
  if (field === "tags") {
    const both = (key: "engineIds" | "linkedChainIds") =>
      [...new Set([...keep.tags[key], ...give.tags[key]])].sort((a, b) => a - b);
    return { engineIds: both("engineIds"), linkedChainIds: both("linkedChainIds") };
  }
  const known = new Set(keep.investors.map((i) => i.enterpriseId));
  // Shares of two lists do not add up to a whole: those that come in are entered anew.
  const added = give.investors.filter((i) => !known.has(i.enterpriseId));
  return [...keep.investors, ...added.map((i) => ({ ...i, shareBasisPoints: null }))];
}

export interface Description {
  before: BasicsPatch;
  after: BasicsPatch;
  listsBefore: MergeLists;
  listsAfter: MergeLists;
}

/** What follows from the main investor and the chain: a list of investors holds him, tags do not repeat the chain. */
function fitting(lists: MergeLists, basics: BasicsPatch): MergeLists {
  const fit = { ...lists };
  const main = basics.investorId ?? null;
  if (
    fit.investors &&
    main !== null &&
    fit.investors.length > 0 &&
    !fit.investors.some((i) => i.enterpriseId === main)
  )
    fit.investors = [{ enterpriseId: main, shareBasisPoints: null }, ...fit.investors];
  if (fit.tags)
    fit.tags = { ...fit.tags, linkedChainIds: fit.tags.linkedChainIds.filter((c) => c !== basics.chainId) };
  return fit;
}

/** The survivor's fields and lists as they were chosen; only what changes. */
export function describe(
  keep: Side,
  give: Side,
  { fields, joined: both }: Pick<MergeChoices, "fields" | "joined">,
): Description {
  const taken = new Set(fields);
  const things = MERGE_THINGS.filter(isBasicsThing).filter(
    (f) => taken.has(f) && !sameValue(valueIn(f, keep), valueIn(f, give)),
  );
  const patch = (side: Side): BasicsPatch =>
    Object.assign({}, ...things.map((f) => patchOf(f, valueIn(f, side))));
  const after = patch(give);
  const chosen: MergeLists = {};
  for (const list of LIST_THINGS) {
    if (both.includes(list)) Object.assign(chosen, { [list]: joined(list, keep.lists, give.lists) });
    else if (taken.has(list)) Object.assign(chosen, { [list]: give.lists[list] });
  }
  const fit = fitting(chosen, { ...keep.state.basics, ...after });
  const changed = LIST_THINGS.filter((l) => fit[l] !== undefined && !sameValue(fit[l], keep.lists[l]));
  const only = (lists: MergeLists): MergeLists => Object.fromEntries(changed.map((l) => [l, lists[l]]));
  return { before: patch(keep), after, listsBefore: only(keep.lists), listsAfter: only(fit) };
}
