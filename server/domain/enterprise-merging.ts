/**
 * Two records of one enterprise become one: which values stay, which names are kept, who points at whom afterwards, and what
 * goes back when they are split again. Pure; the page asks it and so does the verb.
 */
import type { InvestorShare } from "./investors";
import type { RelinkFact } from "./merge-facts";
import { sameValue } from "./operations";
import { isSameName, type OtherName } from "./other-names";

/** Things between which is chosen; a code goes with the reason for keeping it, a city with its province. */
export const ENTERPRISE_FIELDS = ["name", "code", "place", "kind", "groupName", "parent", "profile"] as const;
export type EnterpriseField = (typeof ENTERPRISE_FIELDS)[number];
export type EnterpriseThing = EnterpriseField | "merged";

export const ENTERPRISE_WORD: Record<EnterpriseThing, string> = {
  name: "企业名称",
  code: "统一社会信用代码",
  place: "所在地",
  kind: "类型",
  groupName: "集团名称",
  parent: "上级企业",
  profile: "简介",
  merged: "并入",
};

export interface EnterpriseValues {
  name: string;
  code: { uscc: string | null; usccReason: string | null };
  place: { province: string; city: string };
  kind: string;
  groupName: string;
  parent: number | null;
  profile: string;
  /** The enterprise into which it was merged. */
  merged: number | null;
}

/** One thing of one enterprise that an operation changes. */
export interface EnterpriseLine {
  enterpriseId: number;
  field: EnterpriseThing;
  before: unknown;
  after: unknown;
}
/** Beside the lines of projects, which begin with the number of the project. */
export const enterpriseLineKey = ({ enterpriseId, field }: Pick<EnterpriseLine, "enterpriseId" | "field">) =>
  `e${enterpriseId}/${field}`;

function isBlank(field: EnterpriseField, values: EnterpriseValues): boolean {
  if (field === "code") return values.code.uscc === null;
  if (field === "place") return values.place.province === "";
  return values[field] === "" || values[field] === null;
}

export interface FieldChoice {
  field: EnterpriseField;
  proposed: "keep" | "give";
}

/** Every thing in which the two differ; what only one of them says is taken from that one. */
export const fieldChoices = (keep: EnterpriseValues, give: EnterpriseValues): FieldChoice[] =>
  ENTERPRISE_FIELDS.filter((field) => !sameValue(keep[field], give[field])).map((field) => ({
    field,
    proposed: isBlank(field, keep) ? "give" : "keep",
  }));

export interface Merging {
  keep: EnterpriseValues & { id: number };
  give: EnterpriseValues & { id: number };
  /** Things that are taken from the one that gives way. */
  taken: readonly EnterpriseField[];
  /** Enterprises that belong to the one that gives way. */
  children: readonly number[];
  /** Everything that belongs to one of the two, also by way of another one. */
  below: readonly number[];
}

/** The survivor's parent: never itself, nor what belongs to it; one that was merged into it hands on its own. */
function parentAfter({ keep, give, taken, below }: Merging): number | null {
  const none = new Set([keep.id, give.id, ...below]);
  const [first, second] = taken.includes("parent") ? [give, keep] : [keep, give];
  if (first.parent === null || !none.has(first.parent)) return first.parent;
  return second.parent === null || none.has(second.parent) ? null : second.parent;
}

const line = (
  enterpriseId: number,
  field: EnterpriseThing,
  before: unknown,
  after: unknown,
): EnterpriseLine[] => (sameValue(before, after) ? [] : [{ enterpriseId, field, before, after }]);

/** What the merge changes on enterprises. A code that the survivor takes is exchanged: the other one still leads to it. */
export function mergedLines(merging: Merging): EnterpriseLine[] {
  const { keep, give, taken, children } = merging;
  const plain = taken.filter((field) => field !== "parent");
  return [
    ...plain.flatMap((field) => line(keep.id, field, keep[field], give[field])),
    ...line(keep.id, "parent", keep.parent, parentAfter(merging)),
    ...(taken.includes("code") ? line(give.id, "code", give.code, keep.code) : []),
    ...line(give.id, "parent", give.parent, null),
    ...children.filter((id) => id !== keep.id).flatMap((id) => line(id, "parent", give.id, keep.id)),
    ...line(give.id, "merged", give.merged, keep.id),
  ];
}

/** Names by which the survivor is found from now on: those of the other one, and its own that it gives up. */
export function namesAfter(
  present: string,
  both: readonly string[],
  own: readonly string[],
  others: readonly OtherName[],
): OtherName[] {
  const borne = both.map((name): OtherName => ({ kind: "former", name, validFrom: null, validTo: null }));
  const known = [present, ...own];
  return [...borne, ...others].filter((one) => {
    if (known.some((name) => isSameName(name, one.name))) return false;
    known.push(one.name);
    return true;
  });
}

const summed = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : a + b;

/** One row for the two, with the sum of their shares; unknown where one of them is. */
export function mergedShares(list: readonly InvestorShare[], from: number, into: number): InvestorShare[] {
  const given = list.find((one) => one.enterpriseId === from);
  if (!given) return [...list];
  const there = list.find((one) => one.enterpriseId === into);
  const share = there ? summed(there.shareBasisPoints, given.shareBasisPoints) : given.shareBasisPoints;
  const first = list.findIndex((one) => one.enterpriseId === from || one.enterpriseId === into);
  return list.flatMap((one, i) => {
    if (i === first) return [{ enterpriseId: into, shareBasisPoints: share }];
    return one.enterpriseId === from || one.enterpriseId === into ? [] : [one];
  });
}

interface Pointing {
  investorId: number | null;
  investors: readonly InvestorShare[];
}

/** The fact by which a project points at the survivor; null where it did not point at the other one. */
export function relinkFact(
  { investorId, investors }: Pointing,
  from: RelinkFact["from"],
  into: RelinkFact["into"],
  reason: string,
): RelinkFact | null {
  const main = investorId === from.id;
  const listed = investors.some((one) => one.enterpriseId === from.id);
  if (!main && !listed) return null;
  return {
    type: "InvestorRelinked",
    v: 1,
    from,
    into,
    reason,
    before: main ? { investorId: from.id } : {},
    after: main ? { investorId: into.id } : {},
    listsBefore: listed ? { investors: investors.map((one) => ({ ...one })) } : {},
    listsAfter: listed ? { investors: mergedShares(investors, from.id, into.id) } : {},
  };
}

export interface EnterpriseUndoLine extends EnterpriseLine {
  now: unknown;
  /** "back": goes back. "overlap": somebody changed it since, so it is asked about. "already": it stands as before. */
  fate: "back" | "overlap" | "already";
}

/** What becomes of each line when the operation is taken back, by what stands now. */
export const planEnterprises = (
  lines: readonly EnterpriseLine[],
  present: ReadonlyMap<number, EnterpriseValues>,
): EnterpriseUndoLine[] =>
  lines.map((one) => {
    const now = present.get(one.enterpriseId)?.[one.field];
    const fate = sameValue(now, one.before) ? "already" : sameValue(now, one.after) ? "back" : "overlap";
    return { ...one, now, fate };
  });
