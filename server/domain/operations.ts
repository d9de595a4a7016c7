/**
 * What becomes of an operation over many projects when it is taken back. Pure. A redo is the undo of an undo, so one rule
 * serves both: each thing that the operation changed goes back, unless somebody changed it again since. Then the person
 * who undoes is asked about that one thing, and nothing of anybody else's is written over in silence.
 */
import { listsIn } from "./fact-lists";
import { followUpPatch } from "./follow-ups";
import type { MergeLists } from "./merge-facts";
import type { BasicsField, BasicsPatch, Fact } from "./project-facts";

/** Lists that are put back as a whole. */
export const LIST_THINGS = ["team", "tags", "investors"] as const;
export type ListThing = (typeof LIST_THINGS)[number];

/**
 * A thing that is put back as a whole: one field; the person in charge with his unit; a list; that a project was merged
 * into another one.
 */
export type OperationField = Exclude<BasicsField, "ownerId" | "ownerUnitId"> | "owner" | ListThing | "merged";
export type BasicsThing = Exclude<OperationField, ListThing | "merged">;
export const isBasicsThing = (field: OperationField): field is BasicsThing =>
  field !== "merged" && !(LIST_THINGS as readonly string[]).includes(field);

export interface FieldChange {
  projectId: number;
  field: OperationField;
  before: unknown;
  after: unknown;
}

/** The last time that the thing was changed after the operation, by something that is not part of it. */
export interface LaterChange {
  by: string;
  /** ISO instant. */
  at: string;
  /** Version of the project that the change made: whoever decides says which one he saw. */
  version: number;
}

export interface UndoLine extends FieldChange {
  now: unknown;
  later: LaterChange | null;
  /** "back": goes back. "overlap": somebody changed it since, so it is asked about. "already": it stands as before. */
  fate: "back" | "overlap" | "already";
}

/** A change after the operation: what it left behind. `by` is null for what the operation's own undoing and redoing did. */
export interface Touch {
  projectId: number;
  field: OperationField;
  after: unknown;
  version: number;
  by: string | null;
  at: string;
}

/** JSON text whose keys stand in one order: equal values, equal text. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join(",")}]`;
  if (value !== null && typeof value === "object")
    return `{${Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => `${key}:${textOf(inner)}`)
      .join(",")}}`;
  return JSON.stringify(value ?? null);
}
export const sameValue = (a: unknown, b: unknown): boolean => textOf(a) === textOf(b);

export const lineKey = ({ projectId, field }: Pick<FieldChange, "projectId" | "field">): string =>
  `${projectId}/${field}`;

/** What a patch says, thing by thing: the person in charge and his unit are one. */
function thingsIn(patch: BasicsPatch): [OperationField, unknown][] {
  const { ownerId, ownerUnitId, ...rest } = patch;
  const things = Object.entries(rest) as [OperationField, unknown][];
  if (ownerId !== undefined) things.push(["owner", { ownerId, ownerUnitId: ownerUnitId ?? null }]);
  return things;
}

const listThings = (lists: MergeLists): [OperationField, unknown][] =>
  LIST_THINGS.flatMap((thing): [OperationField, unknown][] => {
    const list = lists[thing];
    return list === undefined ? [] : [[thing, list]];
  });

/** A value of a thing as a patch of the project's basics. */
export const patchOf = (field: OperationField, value: unknown): BasicsPatch =>
  field === "owner" ? (value as BasicsPatch) : ({ [field]: value } as BasicsPatch);

/** The present value of a thing that the basics hold. */
export function presentValue(field: BasicsThing, basics: BasicsPatch): unknown {
  if (field !== "owner") return basics[field] ?? null;
  return { ownerId: basics.ownerId ?? null, ownerUnitId: basics.ownerUnitId ?? null };
}

/**
 * What a fact leaves behind, thing by thing. A milestone that waits for its review has not changed anything yet. One that
 * was approved rests on every value it names, also on those that it did not change.
 */
export function leftBehind(fact: Fact): [OperationField, unknown][] {
  switch (fact.type) {
    case "BasicsEdited":
      return thingsIn(fact.after);
    case "MilestoneApproved":
      return thingsIn(fact.patch);
    case "FollowUpLogged":
      return thingsIn(followUpPatch(fact));
    case "ClaimedFromPool":
      return [["owner", { ownerId: fact.ownerId, ownerUnitId: fact.ownerUnitId }]];
    case "LapsedToPool":
      return [["owner", NOBODY]];
    case "TransferDecided":
      return fact.approved ? [["owner", { ownerId: fact.ownerId, ownerUnitId: fact.ownerUnitId }]] : [];
    case "Absorbed":
    case "Parted":
    case "InvestorRelinked":
      return [...thingsIn(fact.after), ...listThings(fact.listsAfter)];
    default:
      return listThings(listsIn(fact));
  }
}

const NOBODY = { ownerId: null, ownerUnitId: null };

/** What a fact of an operation changed. A team carries no "before" in its fact: it is handed in. */
export function changesIn(projectId: number, fact: Fact, teamBefore: unknown): FieldChange[] {
  switch (fact.type) {
    case "TeamSet":
      return [{ projectId, field: "team", before: teamBefore ?? [], after: fact.members }];
    case "MergedInto":
      return [{ projectId, field: "merged", before: null, after: fact.into }];
    case "SplitOff":
      return [{ projectId, field: "merged", before: fact.from, after: null }];
    case "LapsedToPool":
      return compared(
        projectId,
        [["owner", { ownerId: fact.formerOwnerId, ownerUnitId: fact.formerUnitId }]],
        [["owner", NOBODY]],
      );
    case "BasicsEdited":
      return compared(projectId, thingsIn(fact.before), thingsIn(fact.after));
    case "Absorbed":
    case "Parted":
    case "InvestorRelinked":
      return compared(
        projectId,
        [...thingsIn(fact.before), ...listThings(fact.listsBefore)],
        [...thingsIn(fact.after), ...listThings(fact.listsAfter)],
      );
    default:
      return [];
  }
}

function compared(
  projectId: number,
  from: readonly [OperationField, unknown][],
  to: readonly [OperationField, unknown][],
): FieldChange[] {
  const before = new Map(from);
  return to.map(([field, after]) => ({ projectId, field, before: before.get(field) ?? null, after }));
}

/** The plan: one line a change, in the order given. `touches` stand in the order of their versions. */
export function planUndo(changes: readonly FieldChange[], touches: readonly Touch[]): UndoLine[] {
  const last = new Map<string, Touch>();
  const others = new Map<string, Touch>();
  for (const touch of touches) {
    last.set(lineKey(touch), touch);
    if (touch.by !== null) others.set(lineKey(touch), touch);
  }
  return changes.map((change) => {
    const key = lineKey(change);
    const now = last.has(key) ? last.get(key)?.after : change.after;
    const other = others.get(key);
    const later = other ? { by: other.by ?? "", at: other.at, version: other.version } : null;
    const already = sameValue(now, change.before);
    return { ...change, now, later, fate: already ? "already" : later ? "overlap" : "back" };
  });
}

/** An answer to one overlap: what stands now stays, or what stood before the operation comes back. */
export interface Decision {
  projectId: number;
  field: string;
  version: number;
  take: "now" | "before";
  /** About an enterprise; the project is 0 then. */
  enterpriseId?: number | undefined;
}

/** Overlaps for which there is no decision, or one about an older change than the last. */
export function undecided(lines: readonly UndoLine[], decisions: readonly Decision[]): UndoLine[] {
  const seen = new Map(decisions.map((d) => [`${d.projectId}/${d.field}`, d.version]));
  return lines.filter((line) => line.fate === "overlap" && seen.get(lineKey(line)) !== line.later?.version);
}

/** The lines that go back, with the overlaps as they were decided. */
export function goingBack(lines: readonly UndoLine[], decisions: readonly Decision[]): UndoLine[] {
  const taken = new Set(decisions.filter((d) => d.take === "before").map((d) => `${d.projectId}/${d.field}`));
  return lines.filter(
    (line) => line.fate === "back" || (line.fate === "overlap" && taken.has(lineKey(line))),
  );
}

/** An operation among those that take it back, and those that take these back. */
export interface Kin {
  id: number;
  undoesId: number | null;
  /** What it changed. */
  lines: ReadonlySet<string>;
  /** What it found standing as it wanted it: nothing had to be done. */
  settled: ReadonlySet<string>;
}

/** Of each operation the lines that are taken back. A line that an undo took back stands again once the undo is taken back. */
export function takenBack(family: readonly Kin[]): Map<number, Set<string>> {
  const back = new Map<number, Set<string>>();
  // Whoever takes back comes later than what it takes back.
  for (const kin of [...family].sort((a, b) => b.id - a.id)) {
    const mine = new Set<string>();
    for (const child of family.filter((f) => f.undoesId === kin.id)) {
      const undone = back.get(child.id);
      for (const line of child.settled) if (kin.lines.has(line)) mine.add(line);
      for (const line of child.lines) if (kin.lines.has(line) && !undone?.has(line)) mine.add(line);
    }
    back.set(kin.id, mine);
  }
  return back;
}

export const OPERATION_STATES = { "in-force": "有效", partly: "部分撤销", undone: "已撤销" } as const;
export type OperationState = keyof typeof OPERATION_STATES;

export function stateOf(kin: Kin, back: ReadonlySet<string>): OperationState {
  if (back.size === 0) return "in-force";
  return [...kin.lines].every((line) => back.has(line)) ? "undone" : "partly";
}

export const OPERATION_KINDS = {
  import: "导入",
  "import-undo": "撤销导入",
  "bulk-edit": "批量修改",
  "edit-cells": "表内修改",
  "hand-over": "批量指派",
  leaver: "离任移交",
  "project-merge": "合并项目",
  "enterprise-merge": "合并企业",
  undo: "撤销",
  redo: "恢复",
} as const;
export type OperationKind = keyof typeof OPERATION_KINDS;

/** Those whose facts can be put back field by field. An import goes as a whole, by its own undo. */
const FIELD_BY_FIELD: readonly string[] = [
  "bulk-edit",
  "edit-cells",
  "hand-over",
  "leaver",
  "project-merge",
  "enterprise-merge",
  "undo",
  "redo",
];
export const isReversible = (kind: string): boolean => FIELD_BY_FIELD.includes(kind);

/** Taking back an undo is called 恢复, everything else 撤销. */
export const undoKindOf = (kind: string): "undo" | "redo" => (kind === "undo" ? "redo" : "undo");

/** Why something stays although it could have gone back. */
export const UNDO_KEPT_WHY = {
  unseen: "已不存在，或您无权查看",
  "not-yours": "不在您现在可以改动的范围",
  "owner-gone": "原承办人账号已停用，或现在的角色不承办项目",
  decided: "之后被改动过，按撤销时的决定保留",
} as const;
export type UndoKeptWhy = keyof typeof UNDO_KEPT_WHY;
