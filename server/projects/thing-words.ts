/** The things that an operation puts back as a whole, in the words of the screen. Pure. */
import { MEMBER_ROLE_NAME, type MemberRole, type ValueChange } from "@/server/contracts/project-card";
import type { MergeLists, MergeSide } from "@/server/domain/merge-facts";
import {
  type BasicsThing,
  isBasicsThing,
  type ListThing,
  type OperationField,
} from "@/server/domain/operations";
import { BASICS_WORDS, type FieldWords } from "@/server/domain/project-fields";
import { type Reader, shown } from "./project-card-words";

const OTHER_THINGS: Record<Exclude<OperationField, BasicsThing> | "owner", string> = {
  owner: "承办人",
  team: "专班",
  tags: "标签",
  investors: "投资方名单",
  merged: "并入的项目",
};

export const thingWords = (field: OperationField): FieldWords =>
  field === "owner" || !isBasicsThing(field)
    ? { label: OTHER_THINGS[field], type: "text" }
    : BASICS_WORDS[field];

interface Owner {
  ownerId: number | null;
  ownerUnitId: number | null;
}

/** The lists of a project in one line each. */
export function listShown(field: ListThing, value: unknown, { names }: Reader): string {
  if (field === "team")
    return ((value ?? []) as NonNullable<MergeLists["team"]>)
      .map((m) => `${MEMBER_ROLE_NAME[m.role as MemberRole] ?? m.role} ${m.personName}`)
      .join("、");
  if (field === "tags") {
    const { engineIds, linkedChainIds } = (value ?? NO_TAGS) as NonNullable<MergeLists["tags"]>;
    const tags = [...engineIds.map((i) => names.engine[i]), ...linkedChainIds.map((i) => names.chain[i])];
    return tags.map((name) => name ?? "（已删除）").join("、");
  }
  return ((value ?? []) as NonNullable<MergeLists["investors"]>)
    .map(({ enterpriseId, shareBasisPoints }) => {
      const share = shareBasisPoints === null ? "" : ` ${shareBasisPoints / 100}%`;
      return `${names.enterprise[enterpriseId] ?? "（已删除）"}${share}`;
    })
    .join("、");
}
const NO_TAGS = { engineIds: [], linkedChainIds: [] };

/** A value as the screen may show it; null where there is none. */
export function thingShown(field: OperationField, value: unknown, reader: Reader): string | number | null {
  if (field === "merged") {
    const other = value as MergeSide | null;
    return other === null ? null : `${other.name}（${other.number}）`;
  }
  if (!isBasicsThing(field)) return listShown(field, value, reader) || null;
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
