/** 目标: district → chain or unit → indicator, by year or half-year; annual, 力争 and 计划 are different kinds. */
import "server-only";
import type { z } from "zod";
import type { setTargets as input } from "@/server/contracts/organisation";
import { Refusal } from "@/server/domain/refusals";
import { type Database, database } from "@/server/platform/database";
import { audited } from "@/server/record/audited";
import type { WriteContext } from "@/server/record/record";

export async function listTargets(year: number) {
  const rows = await database.target.findMany({
    where: { year },
    orderBy: [{ indicator: "asc" }, { scopeKind: "asc" }, { scopeId: "asc" }],
  });
  return rows.map((t) => ({ ...t, value: Number(t.value) }));
}

/** Districts, chains and units that can carry targets, in the order of the sheet. */
export async function targetScopes(): Promise<
  { scopeKind: "district" | "chain" | "unit"; scopeId: number; name: string }[]
> {
  const [chains, units] = await Promise.all([
    database.chain.findMany({ where: { active: true }, orderBy: [{ position: "asc" }, { id: "asc" }] }),
    database.unit.findMany({
      where: { active: true, kind: { in: ["department", "street", "park"] } },
      orderBy: [{ kind: "asc" }, { position: "asc" }],
    }),
  ]);
  return [
    { scopeKind: "district", scopeId: 0, name: "全区" },
    ...chains.map((c) => ({ scopeKind: "chain" as const, scopeId: c.id, name: c.name })),
    ...units.map((u) => ({ scopeKind: "unit" as const, scopeId: u.id, name: u.name })),
  ];
}

/** A target of something that is not there would count for nobody: refused at its field. Removing an old one is allowed. */
async function requireScopes(db: Database, changes: z.output<typeof input>["changes"]): Promise<void> {
  const idsOf = (kind: "chain" | "unit") => changes.filter((c) => c.scopeKind === kind).map((c) => c.scopeId);
  const [chains, units] = [
    await db.chain.findMany({ where: { id: { in: idsOf("chain") } }, select: { id: true } }),
    await db.unit.findMany({ where: { id: { in: idsOf("unit") } }, select: { id: true } }),
  ];
  const known = {
    district: new Set([0]),
    chain: new Set(chains.map((c) => c.id)),
    unit: new Set(units.map((u) => u.id)),
  };
  const WORD = { district: "全区目标的编号应为 0", chain: "没有这条产业链", unit: "没有这个部门" };
  const problems = changes.flatMap(({ scopeKind, scopeId, value }, at) =>
    value === null || known[scopeKind].has(scopeId)
      ? []
      : [{ field: `changes.${at}.scopeId`, message: WORD[scopeKind] }],
  );
  const [first] = problems;
  if (first) throw new Refusal("bad-input", { message: first.message, problems });
}

/** Sets or removes targets, all in one transaction, with what stood before in the audit log. */
export function setTargets(
  context: WriteContext,
  { requestId, changes }: z.output<typeof input>,
): Promise<{ changed: number }> {
  const work = async (tx: Database) => {
    await requireScopes(tx, changes);
    const before: Record<string, number | null> = {};
    const after: Record<string, number | null> = {};
    for (const { value, ...where } of changes) {
      const label = Object.values(where).join("/");
      const key = { year_span_kind_scopeKind_scopeId_indicator: where };
      const known = await tx.target.findUnique({ where: key });
      before[label] = known ? Number(known.value) : null;
      after[label] = value;
      if (value === null) await tx.target.deleteMany({ where });
      else
        await tx.target.upsert({
          where: key,
          create: { ...where, value: BigInt(value) },
          update: { value: BigInt(value) },
        });
    }
    return {
      answer: { changed: changes.length },
      line: {
        action: "target:set",
        subjectKind: "target",
        subjectId: String(changes[0]?.year ?? ""),
        before,
        after,
      },
    };
  };
  return audited({ ...context, requestId }, work, "target:set");
}
