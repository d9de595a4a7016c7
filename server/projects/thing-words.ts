/** The things that an operation puts back as a whole, in the words of the screen. Pure. */
import { MEMBER_ROLE_NAME, type MemberRole, type ValueChange } from "@/server/contracts/project-card";
import type { OperationField } from "@/server/domain/operations";
import { BASICS_WORDS, type FieldWords } from "@/server/domain/project-fields";
import { type Reader, shown } from "./project-card-words";

export function thingWords(field: OperationField): FieldWords {
  if (field === "owner") return { label: "承办人", type: "text" };
  if (field === "team") return { label: "专班", type: "text" };
  return BASICS_WORDS[field];
}

interface Member {
  role: string;
  personName: string;
}
interface Owner {
  ownerId: number | null;
  ownerUnitId: number | null;
}

/** A value as the screen may show it; null where there is none. */
export function thingShown(field: OperationField, value: unknown, reader: Reader): string | number | null {
  if (field === "team")
    return (
      ((value ?? []) as Member[])
        .map((m) => `${MEMBER_ROLE_NAME[m.role as MemberRole] ?? m.role} ${m.personName}`)
        .join("、") || null
    );
  if (field !== "owner") return shown(value, BASICS_WORDS[field].type, reader);
  const { ownerId, ownerUnitId } = (value ?? { ownerId: null, ownerUnitId: null }) as Owner;
  const person = shown(ownerId, "account", reader);
  const unit = shown(ownerUnitId, "unit", reader);
  return person === null ? null : unit === null ? person : `${person}（${unit}）`;
}

export const thingChange = (
  field: OperationField,
  before: unknown,
  after: unknown,
  reader: Reader,
): ValueChange => ({
  ...thingWords(field),
  before: thingShown(field, before, reader),
  after: thingShown(field, after, reader),
});
