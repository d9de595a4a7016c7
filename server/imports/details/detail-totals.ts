/** What a detail sheet would add, month by month and side by side of the border, beside what the ledger holds. */
import "server-only";
import type {
  ArrivalScope,
  DetailFate,
  DetailKind,
  DetailSummary,
  DetailTable,
  DetailTotal,
} from "@/server/contracts/import-details";
import { entryAmountFen } from "@/server/domain/ledger-entries";
import { monthOfDay, type StatMonth } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import type { ArrivalRow } from "@/server/domain/project-facts";
import { type Database, rowsOf, sql } from "@/server/platform/database";
import { maskedFor, projectsFor } from "@/server/projects";
import type { JudgedDetail } from "./judged";

const SCOPES: readonly ArrivalScope[] = ["outside", "inside", "foreign"];
type Sums = Record<ArrivalScope, number>;

const sumsOf = ({ outsideFen, insideFen, foreignFen }: ArrivalRow): Sums => ({
  outside: outsideFen,
  inside: insideFen,
  foreign: foreignFen,
});

/** Live rows that the actor may read, whatever their state: nothing of it counts before it is approved. */
async function standingSums(
  db: Database,
  actor: Actor,
  months: readonly StatMonth[],
): Promise<Map<StatMonth, Sums>> {
  const rows = await rowsOf<{ month: StatMonth } & Sums>(
    db,
    sql`SELECT to_char(e.arrived_on, 'YYYYMM')::int AS month, sum(e.outside_fen)::bigint AS outside,
        sum(e.inside_fen)::bigint AS inside, sum(e.foreign_fen)::bigint AS "foreign"
      FROM arrival e JOIN project p ON p.id = e.project_id
      WHERE e.voided_at IS NULL AND to_char(e.arrived_on, 'YYYYMM')::int = ANY(${[...months]})
        AND ${projectsFor(actor, "entry:read")} AND NOT ${maskedFor(actor)} GROUP BY 1`,
  );
  return new Map(rows.map(({ month, ...sums }) => [month, sums]));
}

async function totalsOf(db: Database, actor: Actor, rows: readonly JudgedDetail[]): Promise<DetailTotal[]> {
  const adds = new Map<StatMonth, Sums>();
  for (const { fate, plan } of rows) {
    if (fate !== "ready" || plan?.ledger !== "arrival") continue;
    const row = plan.row as ArrivalRow;
    const month = monthOfDay(row.arrivedOn);
    const [sums, mine] = [adds.get(month) ?? { outside: 0, inside: 0, foreign: 0 }, sumsOf(row)];
    adds.set(month, Object.fromEntries(SCOPES.map((scope) => [scope, sums[scope] + mine[scope]])) as Sums);
  }
  const months = [...adds.keys()].sort((a, b) => a - b);
  const before = await standingSums(db, actor, months);
  return months.flatMap((month) =>
    SCOPES.map((scope) => ({
      ...{ month, scope },
      beforeFen: before.get(month)?.[scope] ?? 0,
      addsFen: adds.get(month)?.[scope] ?? 0,
    })).filter(({ beforeFen, addsFen }) => beforeFen !== 0 || addsFen !== 0),
  );
}

const fenOf = ({ plan, row }: JudgedDetail): number =>
  plan === null ? (row.reading.originalCents ?? 0) : entryAmountFen(plan.ledger, plan.row);

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
