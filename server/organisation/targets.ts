/** 目标: district → chain or unit → indicator, by year or half-year; annual, 力争 and 计划 are different kinds. */
import "server-only";
import type { z } from "zod";
import type { setTargets as input, TargetChangeLine } from "@/server/contracts/organisation";
import { formatFen } from "@/server/domain/amounts";
import { Refusal } from "@/server/domain/refusals";
import { isAmountIndicator } from "@/server/domain/statistics-columns";
import type { DivisionGroup } from "@/server/domain/target-division";
import { type Database, database, rowsOf, sql } from "@/server/platform/database";
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
  {
    scopeKind: "district" | "chain" | "unit";
    scopeId: number;
    name: string;
    /** With whom it divides the district's target; null for the district. */
    group: DivisionGroup | null;
  }[]
> {
  const [chains, units] = await Promise.all([
    database.chain.findMany({ where: { active: true }, orderBy: [{ position: "asc" }, { id: "asc" }] }),
    database.unit.findMany({
      where: { active: true, kind: { in: ["department", "street", "park"] } },
      orderBy: [{ kind: "asc" }, { position: "asc" }],
    }),
  ]);
  return [
    { scopeKind: "district", scopeId: 0, name: "全区", group: null },
    ...chains.map((c) => ({
      scopeKind: "chain" as const,
      scopeId: c.id,
      name: c.name,
      group: "chain" as const,
    })),
    ...units.map((u) => ({
      scopeKind: "unit" as const,
      scopeId: u.id,
      name: u.name,
      group: u.kind === "department" ? ("department" as const) : ("street" as const),
    })),
  ];
}

/** A target of something that is not there would count for nobody: refused at its field. Removing an old one is allowed. */
async function requireScopes(db: Database, changes: Changes): Promise<void> {
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

/** Whoever changes a target waits for whoever is changing one: the history must hold what really stood before. */
const TARGET_LOCK = 20_261_203;

type Changes = z.output<typeof input>["changes"];
const keyOf = ({ year, span, kind, scopeKind, scopeId, indicator }: Changes[number]) => ({
  year,
  span,
  kind,
  scopeKind,
  scopeId,
  indicator,
});

/** What stands at each place of the request, in its order. */
async function standing(db: Database, changes: Changes): Promise<(number | null)[]> {
  const rows = await db.target.findMany({
    where: { year: { in: [...new Set(changes.map((c) => c.year))] } },
  });
  const values = new Map(
    rows.map((t) => [
      [t.year, t.span, t.kind, t.scopeKind, t.scopeId, t.indicator].join("/"),
      Number(t.value),
    ]),
  );
  return changes.map((change) => values.get(Object.values(keyOf(change)).join("/")) ?? null);
}

/** Closed months keep their targets; what is changed afterwards says why. */
async function requireReason(
  db: Database,
  changes: Changes,
  before: readonly (number | null)[],
  reason: string,
): Promise<void> {
  if (reason !== "") return;
  const closed = await rowsOf<{ year: number }>(
    db,
    sql`SELECT DISTINCT month / 100 AS year FROM month_state WHERE state IN ('closed', 'reported')`,
  );
  const years = new Set(closed.map((row) => row.year));
  const problems = changes.flatMap(({ year, value }, at) =>
    years.has(year) && before[at] !== null && before[at] !== value
      ? [{ field: `changes.${at}.value`, message: "本年已有月份关账，改动目标请先填写调整依据" }]
      : [],
  );
  const [first] = problems;
  if (first) throw new Refusal("needs-reason", { message: first.message, problems });
}

/** Two people at one sheet: what the other has set meanwhile is not overwritten unseen. */
async function requireSeen(db: Database, changes: Changes, stood: readonly (number | null)[]): Promise<void> {
  const stale = changes.flatMap((change, at) =>
    change.seen === undefined || change.seen === stood[at] || change.value === stood[at]
      ? []
      : [{ change, at, now: stood[at] ?? null }],
  );
  const problems = [];
  for (const { change, at, now } of stale) {
    const by = await db.targetChange.findFirst({ where: keyOf(change), orderBy: { id: "desc" } });
    const value =
      now === null
        ? "空"
        : isAmountIndicator(change.indicator)
          ? `${formatFen(now, "wan", 2)}万元`
          : `${now}个`;
    problems.push({
      field: `changes.${at}.value`,
      message: `您填写期间${by ? `，${by.name}` : ""}已把它改为${value}，请核对后再存`,
    });
  }
  const [first] = problems;
  if (first) throw new Refusal("conflict", { message: first.message, problems });
}

async function putTarget(db: Database, change: Changes[number]): Promise<void> {
  const [where, { value }] = [keyOf(change), change];
  if (value === null) await db.target.deleteMany({ where });
  else
    await db.target.upsert({
      where: { year_span_kind_scopeKind_scopeId_indicator: where },
      create: { ...where, value: BigInt(value) },
      update: { value: BigInt(value) },
    });
}

/** Sets or removes targets, all in one transaction, with what stood before in their history and in the audit log. */
export function setTargets(
  context: WriteContext,
  { requestId, changes, reason }: z.output<typeof input>,
): Promise<{ changed: number }> {
  const { actor, now } = context;
  const work = async (tx: Database) => {
    await tx.$executeRaw(sql`SELECT pg_advisory_xact_lock(${TARGET_LOCK})`);
    await requireScopes(tx, changes);
    const stood = await standing(tx, changes);
    await requireSeen(tx, changes, stood);
    await requireReason(tx, changes, stood, reason);
    const big = (value: number | null) => (value === null ? null : BigInt(value));
    const history = changes.flatMap((change, at) =>
      stood[at] === change.value
        ? []
        : [
            {
              ...keyOf(change),
              before: big(stood[at] ?? null),
              after: big(change.value),
              reason,
              accountId: actor.id,
              name: actor.name,
              changedAt: now,
            },
          ],
    );
    for (const change of changes) await putTarget(tx, change);
    if (history.length > 0) await tx.targetChange.createMany({ data: history });
    const label = (change: Changes[number]) => Object.values(keyOf(change)).join("/");
    return {
      answer: { changed: changes.length },
      line: {
        action: "target:set",
        subjectKind: "target",
        subjectId: String(changes[0]?.year ?? ""),
        before: Object.fromEntries(changes.map((change, at) => [label(change), stood[at] ?? null])),
        after: {
          ...Object.fromEntries(changes.map((change) => [label(change), change.value])),
          ...(reason === "" ? {} : { reason }),
        },
      },
    };
  };
  return audited({ ...context, requestId }, work, "target:set");
}

/** The latest changes of a year's targets, the last first. */
const HISTORY_SHOWN = 200;
export const targetHistory = (year: number): Promise<TargetChangeLine[]> =>
  rowsOf(
    database,
    sql`SELECT id, span, kind, scope_kind AS "scopeKind", scope_id AS "scopeId", indicator, before, after, reason, name,
        to_char(changed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at
      FROM target_change WHERE year = ${year} ORDER BY id DESC LIMIT ${HISTORY_SHOWN}`,
  );
