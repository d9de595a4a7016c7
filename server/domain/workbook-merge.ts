/**
 * What a cell of a workbook that comes back means for the project it speaks of. Pure.
 *
 * A row that knows the version it was written from is merged three ways: what stood there then, what the cell says (mine)
 * and what stands there now (theirs). A row that does not is compared with what stands there now; a blank cell of it says
 * nothing, because nobody can tell an emptied cell from one that was never filled.
 */
import { type LaterChange, sameValue } from "./operations";
import type { BasicsField, BasicsPatch } from "./project-facts";

export interface CellCompared<Value = unknown> {
  /** What the cell says. */
  mine: Value;
  theirs: Value;
  /** Absent where the row does not know what stood there. */
  original?: { value: Value };
  /** Whether the cell is empty; by default, whether `mine` is nothing. */
  blank?: boolean;
  /** Whether two values say the same; by default, whether they are equal. */
  same?: (a: Value, b: Value) => boolean;
}

/**
 * "nothing": nothing was meant. "take": the cell goes in. "done": it stands there already, by somebody else's hand.
 * "conflict": two people changed the same thing, and somebody must choose.
 */
export type CellMeaning = "nothing" | "take" | "done" | "conflict";

const isBlank = (value: unknown): boolean => value === null || value === undefined || value === "";

/** Nothing and an empty text are one. */
export const equalValues = (a: unknown, b: unknown): boolean => (isBlank(a) && isBlank(b)) || sameValue(a, b);

export function meaningOf<Value>(compared: CellCompared<Value>): CellMeaning {
  const { mine, theirs, original, blank = isBlank(mine), same = equalValues } = compared;
  if (!original) return blank || same(mine, theirs) ? "nothing" : "take";
  if (same(mine, original.value)) return "nothing";
  if (same(mine, theirs)) return "done";
  return same(theirs, original.value) ? "take" : "conflict";
}

/** A field that the row would change, with the values as they are stored. */
export interface MergedField {
  field: BasicsField;
  /** The cell it comes from: "H26". */
  cell: string | null;
  theirs: unknown;
  mine: unknown;
  /** What two people changed: what stood there before, and who changed it last since. */
  conflict: { original: unknown; later: LaterChange | null } | null;
}

/** An answer to one field: the cell goes in, or what stands there stays. `version` is that of the change that was seen. */
export interface FieldAnswer {
  field: string;
  take: "mine" | "theirs";
  version: number;
}

/** An answer to a conflict counts only for the change that was seen; leaving a cell out counts whatever happens. */
function answerTo(merged: MergedField, answers: readonly FieldAnswer[]): "mine" | "theirs" | null {
  const answer = answers.find((a) => a.field === merged.field);
  if (merged.conflict === null) return answer?.take ?? "mine";
  return answer && answer.version === (merged.conflict.later?.version ?? 0) ? answer.take : null;
}

export interface Decided {
  /** What goes in. */
  taken: MergedField[];
  /** Conflicts that nobody has decided yet. */
  undecided: MergedField[];
}

export function decideFields(fields: readonly MergedField[], answers: readonly FieldAnswer[]): Decided {
  const told = fields.map((merged) => ({ merged, take: answerTo(merged, answers) }));
  return {
    taken: told.filter((t) => t.take === "mine").map((t) => t.merged),
    undecided: told.filter((t) => t.take === null).map((t) => t.merged),
  };
}

export const patchOfFields = (fields: readonly MergedField[]): BasicsPatch =>
  Object.fromEntries(fields.map(({ field, mine }) => [field, mine])) as BasicsPatch;

/** Fields that do not stand as they stood when the workbook was compared: somebody changed them in between. */
export const movedSince = (fields: readonly MergedField[], basics: BasicsPatch): MergedField[] =>
  fields.filter(({ field, theirs }) => !equalValues(basics[field], theirs));
