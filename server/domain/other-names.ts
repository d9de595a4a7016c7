/**
 * Names of an enterprise beside its present one: 曾用名, which it bore before, and 简称, by which people know it. Whoever
 * looks for the enterprise by one of them finds it under the name that it bears now.
 */
import { normaliseName } from "./identity";
import type { Day } from "./periods";
import { refuseAt } from "./refusals";

export const NAME_KINDS = ["former", "short"] as const;
export type NameKind = (typeof NAME_KINDS)[number];
export const NAME_KIND_WORD: Record<NameKind, string> = { former: "曾用名", short: "简称" };

export interface OtherName {
  kind: NameKind;
  name: string;
  /** Days on which it was borne, as far as they are known. */
  validFrom: Day | null;
  validTo: Day | null;
}

export const MOST_NAMES = 30;

export const isSameName = (a: string, b: string): boolean => normaliseName(a) === normaliseName(b);

/** Refuses at the field what cannot stand beside the present name and the other ones. */
export function requireFitting(
  given: OtherName,
  { present, others, today }: { present: string; others: readonly string[]; today: Day },
): void {
  if (isSameName(given.name, present)) throw refuseAt("duplicate", "name", "与现在的企业名称相同");
  if (others.some((name) => isSameName(name, given.name)))
    throw refuseAt("duplicate", "name", "该名称已在曾用名或简称中");
  if (others.length >= MOST_NAMES)
    throw refuseAt("bad-input", "name", `曾用名和简称合计不能超过${MOST_NAMES}个`);
  requireDays(given, today);
}

export function requireDays({ kind, validFrom, validTo }: OtherName, today: Day): void {
  if (validFrom !== null && validFrom > today)
    throw refuseAt("future-day", "validFrom", "启用日期不能晚于今天");
  if (validTo === null) return;
  if (validTo > today) throw refuseAt("future-day", "validTo", "停用日期不能晚于今天");
  if (validFrom !== null && validTo < validFrom)
    throw refuseAt("bad-day", "validTo", `${NAME_KIND_WORD[kind]}的停用日期不能早于启用日期`);
}

/**
 * What a change of name leaves behind: the old name is a former one from now on, unless it was a slip of the pen. The day of
 * the change is the one in the papers, where somebody knows it; the day on which it was typed says nothing.
 */
export const leftByRename = (
  old: string,
  present: string,
  { slip, renamedOn }: { slip: boolean; renamedOn: Day | null },
): OtherName | null =>
  slip || isSameName(old, present)
    ? null
    : { kind: "former", name: old, validFrom: null, validTo: renamedOn };
