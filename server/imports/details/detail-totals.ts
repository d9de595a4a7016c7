/** What a detail sheet would add, month by month and side by side of the border, beside what the ledger holds. */
import "server-only";
import type { DetailKind, LedgerDetailKind } from "@/server/contracts/detail-fields";
import type {
  DetailFate,
  DetailRow,
  DetailSummary,
  DetailTable,
  DetailTotal,
} from "@/server/contracts/import-details";
import { entryAmountFen } from "@/server/domain/ledger-entries";
import { monthOfDay, type StatMonth } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import type { ArrivalRow, InvestmentRow } from "@/server/domain/project-facts";
import { type Database, rowsOf, sql } from "@/server/platform/database";
import { maskedFor, projectsFor } from "@/server/projects";
import type { JudgedDetail } from "./judged";

type Scope = DetailTotal["scope"];
interface Sum {
  kind: LedgerDetailKind;
  month: StatMonth;
  scope: Scope;
  fen: number;
}

/** In the order in which they are told. */
const SCOPES: readonly Scope[] = ["outside", "inside", "foreign", "official", "dispatch"];

/** What one row adds, and where. */
function addedBy({ plan }: JudgedDetail): Sum[] {
  if (plan?.ledger === "arrival") {
    const { arrivedOn, outsideFen, insideFen, foreignFen } = plan.row as ArrivalRow;
    const at = { kind: "arrival" as const, month: monthOfDay(arrivedOn) };
    const sides = { outside: outsideFen, inside: insideFen, foreign: foreignFen };
    return Object.entries(sides).map(([scope, fen]) => ({ ...at, scope: scope as Scope, fen }));
  }
  if (plan?.ledger !== "investment") return [];
  const { month, basis, totalFen } = plan.row as InvestmentRow;
  return [{ kind: "investment", month, scope: basis, fen: totalFen }];
}

/** Live rows that the actor may read, whatever their state: nothing of it counts before it is approved. */
function standingSums(db: Database, actor: Actor, months: readonly StatMonth[]): Promise<Sum[]> {
  const readable = sql`e.voided_at IS NULL AND ${projectsFor(actor, "entry:read")} AND NOT ${maskedFor(actor)}`;
  return rowsOf<Sum>(
    db,
    sql`SELECT 'arrival' AS kind, a.month, s.scope, sum(s.fen)::bigint AS fen
      FROM (SELECT to_char(e.arrived_on, 'YYYYMM')::int AS month, e.outside_fen, e.inside_fen, e.foreign_fen
          FROM arrival e JOIN project p ON p.id = e.project_id
          WHERE to_char(e.arrived_on, 'YYYYMM')::int = ANY(${[...months]}) AND ${readable}) a,
        LATERAL (VALUES ('outside', a.outside_fen), ('inside', a.inside_fen), ('foreign', a.foreign_fen)) AS s(scope, fen)
      GROUP BY 2, 3
      UNION ALL
      SELECT 'investment', e.month, e.basis, sum(e.total_fen)::bigint FROM investment e JOIN project p ON p.id = e.project_id
      WHERE e.month = ANY(${[...months]}) AND ${readable} GROUP BY 2, 3`,
  );
}

const keyOf = ({ kind, month, scope }: Omit<Sum, "fen">) => `${kind} ${month} ${SCOPES.indexOf(scope)}`;

async function totalsOf(db: Database, actor: Actor, rows: readonly JudgedDetail[]): Promise<DetailTotal[]> {
  const totals = new Map<string, DetailTotal>();
  const added = rows.filter(({ fate }) => fate === "ready").flatMap(addedBy);
  for (const { fen, ...at } of added) {
    const total = totals.get(keyOf(at)) ?? { ...at, beforeFen: 0, addsFen: 0 };
    totals.set(keyOf(at), { ...total, addsFen: total.addsFen + fen });
  }
  const told = new Set(added.map(({ kind, month }) => `${kind} ${month}`));
  const months = [...new Set(added.map(({ month }) => month))];
  for (const { fen, ...at } of months.length === 0 ? [] : await standingSums(db, actor, months)) {
    if (!told.has(`${at.kind} ${at.month}`)) continue;
    totals.set(keyOf(at), { ...(totals.get(keyOf(at)) ?? { ...at, addsFen: 0 }), beforeFen: fen });
  }
  return [...totals]
    .filter(([, { beforeFen, addsFen }]) => beforeFen !== 0 || addsFen !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, total]) => total);
}

function readFen({ reading }: DetailRow): number {
  if (reading.kind === "follow-up" || reading.kind === "enterprise") return 0;
  return (reading.kind === "arrival" ? reading.originalCents : reading.totalFen) ?? 0;
}

const fenOf = ({ plan, row }: JudgedDetail): number =>
  plan === null || plan.ledger === null ? readFen(row) : entryAmountFen(plan.ledger, plan.row);

function countsOf(rows: readonly JudgedDetail[]): DetailSummary["counts"] {
  const counts = new Map<string, DetailSummary["counts"][number]>();
  for (const one of rows) {
    const { kind } = one.row;
    const { fate }: { fate: DetailFate } = one;
    const key = `${kind satisfies DetailKind} ${fate}`;
    const entry = counts.get(key) ?? { kind, fate, count: 0, fen: 0 };
    counts.set(key, { ...entry, count: entry.count + 1, fen: entry.fen + fenOf(one) });
  }
  return [...counts.values()];
}

export const detailSummary = async (
  db: Database,
  actor: Actor,
  tables: DetailTable[],
  rows: readonly JudgedDetail[],
): Promise<DetailSummary> => ({
  tables,
  counts: countsOf(rows),
  totals: await totalsOf(db, actor, rows),
  needReason: rows.filter(({ fate, plan }) => fate === "ready" && plan?.needsReason).length,
});
