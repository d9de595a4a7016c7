/** Departments, sections, streets and parks. */
import "server-only";
import type { z } from "zod";
import { type saveUnit as input, UNIT_KINDS } from "@/server/contracts/organisation";
import { database } from "@/server/platform/database";
import { byPinyin } from "@/server/platform/pinyin-order";
import { audited, picked } from "@/server/record/audited";
import type { WriteContext } from "@/server/record/record";

const KINDS = Object.keys(UNIT_KINDS);

/** Sections first, then departments, streets, parks and the rest; within a kind by place, then by name in pinyin. */
export async function listUnits() {
  const units = await database.unit.findMany();
  return units.sort(
    (a, b) =>
      KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || a.position - b.position || byPinyin(a.name, b.name),
  );
}

export function saveUnit(
  context: WriteContext,
  { id, ...data }: z.output<typeof input>,
): Promise<{ id: number }> {
  return audited(context, async (tx) => {
    const before = id === null ? null : await tx.unit.findUnique({ where: { id } });
    const unit = id === null ? await tx.unit.create({ data }) : await tx.unit.update({ where: { id }, data });
    return {
      answer: { id: unit.id },
      line: {
        action: id === null ? "unit:create" : "unit:edit",
        subjectKind: "unit",
        subjectId: String(unit.id),
        subjectLabel: unit.name,
        before: before && picked(before, data),
        after: data,
      },
    };
  });
}
