/** The targets of a year as they stand now, or as they stood before an instant: a closed month keeps its own. */
import "server-only";
import type { TargetIndicator } from "@/server/domain/statistics-columns";
import { PLAN_SPANS } from "@/server/domain/target-spans";
import { type Database, rowsOf, sql } from "@/server/platform/database";

interface Row {
  span: string;
  kind: string;
  scopeKind: string;
  scopeId: number;
  indicator: string;
  value: number | null;
}

/** Whose target: a chain, a unit or the district; of a subtotal, several. */
export interface TargetScope {
  kind: "chain" | "unit" | "district";
  ids: readonly number[];
}

export interface TargetBook {
  /** Sum over the scope; null where none of it has one. */
  valueOf: (place: {
    span: string;
    kind: string;
    scope: TargetScope | null;
    indicator: TargetIndicator;
  }) => number | null;
  /** 月度计划 of January to December. */
  planOf: (scope: TargetScope | null, indicator: TargetIndicator) => (number | null)[];
}

const keyOf = ({ span, kind, scopeKind, scopeId, indicator }: Omit<Row, "value">): string =>
  [span, kind, scopeKind, scopeId, indicator].join("/");

export async function targetBook(
  db: Pick<Database, "$queryRaw">,
  year: number,
  at: string | null,
): Promise<TargetBook> {
  // What was changed from the instant on goes back to what stood before the first of those changes.
  const rows = await rowsOf<Row>(
    db,
    sql`SELECT span, kind, scope_kind AS "scopeKind", scope_id AS "scopeId", indicator, value, 1 AS nth FROM target WHERE year = ${year}
      UNION ALL
      SELECT * FROM (SELECT DISTINCT ON (span, kind, scope_kind, scope_id, indicator) span, kind, scope_kind, scope_id, indicator, before, 2
        FROM target_change WHERE year = ${year} AND changed_at >= ${at}::timestamptz
        ORDER BY span, kind, scope_kind, scope_id, indicator, id) back ORDER BY nth`,
  );
  const values = new Map(rows.map((row) => [keyOf(row), row.value]));
  const sumAt: TargetBook["valueOf"] = ({ span, kind, scope, indicator }) => {
    const found = (scope?.ids ?? []).flatMap(
      (scopeId) => values.get(keyOf({ span, kind, scopeKind: scope?.kind ?? "", scopeId, indicator })) ?? [],
    );
    return found.length === 0 ? null : found.reduce((a, b) => a + b, 0);
  };
  return {
    valueOf: sumAt,
    planOf: (scope, indicator) => PLAN_SPANS.map((span) => sumAt({ span, kind: "annual", scope, indicator })),
  };
}
