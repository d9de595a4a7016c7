/** Departments, sections, streets and parks. */
import "server-only";
import type { z } from "zod";
import type { saveUnit as input } from "@/server/contracts/organisation";
import { database } from "@/server/platform/database";
import type { WriteContext } from "@/server/record/record";
import { audited, picked } from "./audited";

export const listUnits = () =>
  database.unit.findMany({ orderBy: [{ kind: "asc" }, { position: "asc" }, { id: "asc" }] });

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
