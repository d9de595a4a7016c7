import type { Conflict } from "@/components/shared/form-problems";
import type { BasicsField } from "@/server/domain/project-facts";
import { BASICS_WORDS, type FieldType, type FieldWords } from "@/server/domain/project-fields";
import type { FieldValue } from "./field-control";

/** What becomes of one field that two people changed. Nothing is chosen for anybody beforehand. */
export type Choice = { take: "theirs" } | { take: "mine" } | { take: "merged"; text: string };
export type Choices = Partial<Record<BasicsField, Choice>>;

export interface FieldClash {
  field: BasicsField;
  words: FieldWords;
  mine: FieldValue;
  theirs: FieldValue;
  by: string;
  at: string;
}

const MERGEABLE: readonly FieldType[] = ["long-text", "text"];
export const mergeable = (words: FieldWords): boolean => MERGEABLE.includes(words.type);

/** The clashes in fields, each with what stands now: of several changes by others the last one counts. */
export function clashesIn(conflicts: readonly Conflict[]): FieldClash[] {
  const last = new Map(conflicts.map((c) => [c.field, c]));
  return [...last.values()].flatMap(({ field, mine, theirs, by, at }) => {
    const words = field in BASICS_WORDS ? BASICS_WORDS[field as BasicsField] : null;
    if (!words) return [];
    const clash = { mine: mine as FieldValue, theirs: theirs as FieldValue, by, at };
    return [{ field: field as BasicsField, words, ...clash }];
  });
}

/** A stage that moved cannot be decided here: the project has to be looked at again. */
export const isDecidable = (conflicts: readonly Conflict[]): boolean =>
  conflicts.length > 0 && clashesIn(conflicts).length === new Set(conflicts.map((c) => c.field)).size;

/** Both texts, theirs first: the beginning of a merged one. */
export const bothTexts = ({ mine, theirs, words }: FieldClash): string =>
  [theirs, mine].filter(Boolean).join(words.type === "long-text" ? "\n" : " ");

/** A draft after the choices: theirs is left out of it, mine stays, a merged text takes its place. */
export function withChoices<Draft extends Partial<Record<BasicsField, FieldValue>>>(
  draft: Draft,
  choices: Choices,
): Draft {
  const next = { ...draft };
  for (const [field, choice] of Object.entries(choices) as [BasicsField, Choice][]) {
    if (choice.take === "theirs") delete next[field];
    if (choice.take === "merged") Object.assign(next, { [field]: choice.text });
  }
  return next;
}
