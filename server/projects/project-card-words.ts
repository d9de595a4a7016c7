/** The facts of a project told in words: what was done, and what stood there before and after. Pure. */
import type { ValueChange } from "@/server/contracts/project-card";
import type { Basics, BasicsField, BasicsPatch } from "@/server/domain/project-facts";
import { BASICS_WORDS, detailWords, type FieldType, SENSITIVITY_NAME } from "@/server/domain/project-fields";

/** Names of the things that facts point at by id. */
export interface Names {
  chain: Record<string, string>;
  unit: Record<string, string>;
  account: Record<string, string>;
  engine: Record<string, string>;
  enterprise: Record<string, string>;
}
export const noNames: Names = { chain: {}, unit: {}, account: {}, engine: {}, enterprise: {} };

/** 13812345678 → 138****5678. Short numbers keep only their last two digits. */
export const maskPhone = (phone: string): string =>
  phone.length >= 11 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : phone && `****${phone.slice(-2)}`;

/** 刘长河 → 刘** */
export const maskPerson = (name: string): string => name && `${[...name][0]}**`;

/** Basics as somebody without the right to contacts may see them. */
export const maskContacts = <B extends Pick<Basics, "contactName" | "contactPhone">>(basics: B): B => ({
  ...basics,
  contactName: maskPerson(basics.contactName),
  contactPhone: maskPhone(basics.contactPhone),
});

const NAMED: Partial<Record<FieldType, keyof Names>> = {
  chain: "chain",
  unit: "unit",
  street: "unit",
  account: "account",
  enterprise: "enterprise",
};

export interface Reader {
  names: Names;
  contacts: boolean;
}

/** A value as the screen may show it: ids become names, contacts are masked, nothing is null. */
export function shown(value: unknown, type: FieldType, reader: Reader): string | number | null {
  if (value === null || value === undefined || value === "") return null;
  const named = NAMED[type];
  if (named) return reader.names[named][String(value)] ?? "（已删除）";
  if (type === "sensitivity") return SENSITIVITY_NAME[value as keyof typeof SENSITIVITY_NAME];
  if (!reader.contacts && type === "phone") return maskPhone(String(value));
  if (!reader.contacts && type === "person") return maskPerson(String(value));
  return typeof value === "number" ? value : String(value);
}

/** The fields of a patch with what stood there before; fields that did not change are left out. */
export function changesOf(before: BasicsPatch, patch: BasicsPatch, reader: Reader): ValueChange[] {
  return (Object.keys(patch) as BasicsField[]).flatMap((field) => {
    const words = BASICS_WORDS[field];
    if (!words || patch[field] === before[field]) return [];
    const { label, type } = words;
    return [
      { label, type, before: shown(before[field], type, reader), after: shown(patch[field], type, reader) },
    ];
  });
}

/** What a milestone says of itself; that its day is a stand-in (`undated`) is told by the day. */
export const detailsOf = ({ undated, ...details }: Record<string, unknown>): ValueChange[] =>
  Object.entries(details).flatMap(([field, value]) => {
    if (undated === true && field === "year") return [];
    const { label, type } = detailWords(field);
    const after = shown(value, type, { names: noNames, contacts: true });
    return after === null ? [] : [{ label, type, before: null, after }];
  });
