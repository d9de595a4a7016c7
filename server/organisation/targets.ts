/** 目标: district → chain or unit → indicator, by year or half-year; annual, 力争 and 计划 are different kinds. */
import "server-only";
import type { z } from "zod";
import type { setTarget as input } from "@/server/contracts/organisation";
import { database } from "@/server/platform/database";
import type { WriteContext } from "@/server/record/record";
import { audited } from "./audited";

export async function listTargets(year: number) {
  const rows = await database.target.findMany({ where: { year }, orderBy: [{ indicator: "asc" }, { scopeKind: "asc" }, { scopeId: "asc" }] });
  return rows.map((t) => ({ ...t, value: Number(t.value) }));
}

export function setTarget(context: WriteContext, { requestId: _, value, ...where }: z.output<typeof input>): Promise<{ value: number | null }> {
  return audited(context, async (tx) => {
    const key = { year_span_kind_scopeKind_scopeId_indicator: where };
    const before = await tx.target.findUnique({ where: key });
    if (value === null) await tx.target.deleteMany({ where });
    else await tx.target.upsert({ where: key, create: { ...where, value: BigInt(value) }, update: { value: BigInt(value) } });
    return {
      answer: { value },
      line: {
        action: "target:set",
        subjectKind: "target",
        subjectId: `${where.year}/${where.scopeKind}/${where.scopeId}/${where.indicator}`,
        before: before ? { value: Number(before.value) } : null,
        after: { value },
      },
    };
  });
}
