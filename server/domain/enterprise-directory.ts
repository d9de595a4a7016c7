/**
 * 企业名录: what a row of a list of enterprises says of one, and what it would change on the one that the bureau knows. An empty
 * cell says nothing; names and honours are added, never taken away. Pure.
 */
import type { EnterpriseField, EnterpriseValues } from "./enterprise-merging";
import { ENTERPRISE_WORD } from "./enterprise-merging";
import { judgeUscc } from "./identity";
import { sameValue } from "./operations";
import { isSameName, leftByRename, MOST_NAMES, NAME_KIND_WORD, type NameKind } from "./other-names";
import type { Day } from "./periods";

export interface DirectoryHonour {
  title: string;
  awardedOn: Day | null;
  /** 第五批, 2023年: what the list says where it names no day. */
  batch: string;
}

export interface DirectoryEntry {
  name: string;
  uscc: string | null;
  province: string | null;
  city: string | null;
  investorKind: string | null;
  formerNames: string[];
  shortNames: string[];
  groupName: string;
  honours: DirectoryHonour[];
  profile: string;
}

export interface StandingEnterprise extends EnterpriseValues {
  others: { kind: NameKind; name: string }[];
  honours: DirectoryHonour[];
}

/** How a row found the enterprise that it means. */
export interface FoundBy {
  /** Its code stands there, so that another name is a new name. */
  code: boolean;
  /** The row itself calls the present name a former one. */
  former: boolean;
  /** It has no code yet, and may receive that of the row. */
  takesCode: boolean;
}

export type DirectoryField = EnterpriseField | NameKind | "honours";
export const DIRECTORY_WORD: Record<DirectoryField, string> = {
  ...ENTERPRISE_WORD,
  ...NAME_KIND_WORD,
  honours: "荣誉",
};

export interface DirectoryChange {
  /** Things that are replaced, each with what stands there. */
  lines: { field: EnterpriseField; before: unknown; after: unknown }[];
  names: { kind: NameKind; name: string }[];
  honours: DirectoryHonour[];
}

export const KEPT_AS_WRITTEN = "名录原样导入，校验位不符，待核实";
export const reasonFor = (uscc: string | null): string =>
  uscc !== null && judgeUscc(uscc) !== "valid" ? KEPT_AS_WRITTEN : "";

export const isUnchanged = ({ lines, names, honours }: DirectoryChange): boolean =>
  lines.length + names.length + honours.length === 0;

const isStandingHonour = (one: DirectoryHonour, standing: readonly DirectoryHonour[]): boolean =>
  standing.some(
    ({ title, awardedOn, batch }) =>
      title === one.title &&
      (one.awardedOn === null ? one.batch === "" || one.batch === batch : one.awardedOn === awardedOn),
  );

/** Each once, without those that stand there. */
export const freshHonours = (
  said: readonly DirectoryHonour[],
  standing: readonly DirectoryHonour[],
): DirectoryHonour[] =>
  said.filter((one, i) => !isStandingHonour(one, standing) && !isStandingHonour(one, said.slice(0, i)));

/** Each once, without the present name and those that stand there. */
export function freshNames(
  { formerNames, shortNames }: Pick<DirectoryEntry, "formerNames" | "shortNames">,
  taken: readonly string[],
): DirectoryChange["names"] {
  const known = [...taken];
  const said = [
    ...formerNames.map((name) => ({ kind: "former" as const, name })),
    ...shortNames.map((name) => ({ kind: "short" as const, name })),
  ];
  return said.filter(({ name }) => {
    if (known.some((one) => isSameName(one, name))) return false;
    known.push(name);
    return true;
  });
}

/** Whether the row gives the enterprise another name: never one that it bore before or is called by. */
function isRenamed(entry: DirectoryEntry, { name, others }: StandingEnterprise, by: FoundBy): boolean {
  if (!(by.code || by.former)) return false;
  return ![name, ...others.map((one) => one.name)].some((one) => isSameName(one, entry.name));
}

/** A city belongs to its province: of another province none is known until the row says so. */
function placeAfter({ province, city }: DirectoryEntry, place: EnterpriseValues["place"]) {
  if (province === null) return place;
  return { province, city: city ?? (province === place.province ? place.city : "") };
}

export function directoryChange(
  entry: DirectoryEntry,
  standing: StandingEnterprise,
  by: FoundBy,
): DirectoryChange {
  const renamed = isRenamed(entry, standing, by);
  const present = renamed ? entry.name : standing.name;
  const after: Partial<Record<EnterpriseField, unknown>> = {
    name: present,
    code: by.takesCode ? { uscc: entry.uscc, usccReason: reasonFor(entry.uscc) || null } : standing.code,
    place: placeAfter(entry, standing.place),
    kind: entry.investorKind ?? standing.kind,
    groupName: entry.groupName || standing.groupName,
    profile: entry.profile || standing.profile,
  };
  const fields = Object.keys(after) as EnterpriseField[];
  const left = renamed ? leftByRename(standing.name, present, { slip: false, renamedOn: null }) : null;
  const said = { ...entry, formerNames: [...(left ? [left.name] : []), ...entry.formerNames] };
  return {
    lines: fields
      .filter((field) => !sameValue(standing[field], after[field]))
      .map((field) => ({ field, before: standing[field], after: after[field] })),
    names: freshNames(said, [present, ...standing.others.map((one) => one.name)]),
    honours: freshHonours(entry.honours, standing.honours),
  };
}

/** What a new enterprise is called beside its name, and what it was awarded. */
export const directoryStart = (entry: DirectoryEntry): Omit<DirectoryChange, "lines"> => ({
  names: freshNames(entry, [entry.name]),
  honours: freshHonours(entry.honours, []),
});

export const hasTooManyNames = (standing: number, { names }: Pick<DirectoryChange, "names">): boolean =>
  standing + names.length > MOST_NAMES;

export const honourText = ({ title, awardedOn, batch }: DirectoryHonour): string =>
  [title, [batch, awardedOn].filter(Boolean).join("，")]
    .filter(Boolean)
    .join("（")
    .replace(/（(.+)$/, "（$1）");

function valueText(field: EnterpriseField, value: unknown): string {
  if (field === "code") return (value as EnterpriseValues["code"]).uscc ?? "";
  if (field === "place") return Object.values(value as EnterpriseValues["place"]).join("");
  return String(value ?? "");
}

/** A change as it is shown: thing by thing, before and after. */
export function changeTexts(
  { lines, names, honours }: DirectoryChange,
  standing: StandingEnterprise,
): { field: DirectoryField; before: string; after: string }[] {
  const namesOf = (kind: NameKind) => {
    const added = names.filter((one) => one.kind === kind).map((one) => one.name);
    const before = standing.others.filter((one) => one.kind === kind).map((one) => one.name);
    return added.length === 0
      ? []
      : [{ field: kind, before: before.join("、"), after: [...before, ...added].join("、") }];
  };
  const awarded = standing.honours.map(honourText);
  return [
    ...lines.map(({ field, before, after }) => ({
      field,
      before: valueText(field, before),
      after: valueText(field, after),
    })),
    ...namesOf("former"),
    ...namesOf("short"),
    ...(honours.length === 0
      ? []
      : [
          {
            field: "honours" as const,
            before: awarded.join("、"),
            after: [...awarded, ...honours.map(honourText)].join("、"),
          },
        ]),
  ];
}
