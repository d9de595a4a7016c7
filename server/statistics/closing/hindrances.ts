/** What holds up the close of a month: found anew whenever it is asked, so that what was mended is gone. */
import "server-only";
import { MILESTONE_NAME } from "@/server/domain/milestones";
import type { Hindrance } from "@/server/domain/month-close";
import type { StatMonth } from "@/server/domain/periods";
import { type Database, rowsOf, sql } from "@/server/platform/database";
import { hindrancesFound, type RowsAsk } from "../checkup/examine";

interface Held {
  kind: "waiting" | "draft" | "returned";
  name: string;
  count: number;
}

/** Entries and milestones of the month or before that nobody has decided, or that were never handed in. */
const heldRows = (db: Database, month: StatMonth): Promise<Held[]> =>
  rowsOf<Held>(
    db,
    sql`WITH entries AS (
        SELECT '到位资金' AS ledger, status, recorded_by_id, to_char(arrived_on, 'YYYYMM')::int AS at FROM arrival WHERE status <> 'approved' AND voided_at IS NULL
        UNION ALL SELECT '固定资产投资', status, recorded_by_id, month FROM investment WHERE status <> 'approved' AND voided_at IS NULL
        UNION ALL SELECT '协议', status, recorded_by_id, to_char(signed_on, 'YYYYMM')::int FROM agreement WHERE status <> 'approved' AND voided_at IS NULL)
      SELECT CASE status WHEN 'submitted' THEN 'waiting' ELSE status END AS kind,
        CASE status WHEN 'submitted' THEN ledger ELSE coalesce(a.display_name, '') END AS name, count(*)::int AS count
      FROM entries e LEFT JOIN account a ON a.id = e.recorded_by_id WHERE e.at <= ${month} AND status IN ('submitted', 'draft', 'returned') GROUP BY 1, 2
      UNION ALL SELECT 'waiting', m.kind, count(*)::int FROM milestone m WHERE m.status = 'submitted' AND m.voided_at IS NULL
        AND to_char(m.occurred_on, 'YYYYMM')::int <= ${month} GROUP BY 2
      ORDER BY count DESC, name`,
  );

const named = (rows: readonly Held[]): Hindrance["holders"] =>
  rows.map(({ name, count }) => ({
    name: MILESTONE_NAME[name as keyof typeof MILESTONE_NAME] ?? name,
    count,
  }));
const totalOf = (rows: readonly Held[]): number => rows.reduce((sum, row) => sum + row.count, 0);

function heldUp(rows: readonly Held[]): Hindrance[] {
  const of = (kind: Held["kind"]) => rows.filter((r) => r.kind === kind);
  const warning = (
    code: string,
    kind: Held["kind"],
    words: (n: number) => string,
    href: string,
  ): Hindrance[] => {
    const mine = of(kind);
    return mine.length === 0
      ? []
      : [{ level: "warning", code, words: words(totalOf(mine)), href, holders: named(mine) }];
  };
  return [
    ...warning(
      "waiting",
      "waiting",
      (n) => `${n} 条本月及以前的填报还没有审核，关账后审核通过的将作为补报计入以后月份`,
      "/ledger?tab=review",
    ),
    ...warning("draft", "draft", (n) => `${n} 条本月及以前的草稿还没有提交`, "/ledger?status=draft"),
    ...warning("returned", "returned", (n) => `${n} 条退回的填报还没有改正`, "/ledger?status=returned"),
  ];
}

/** What the examination of the data finds in the figures of the month, and what is still on its way to them. */
export async function hindrancesOf(db: Database, asked: RowsAsk): Promise<Hindrance[]> {
  const found = [...(await hindrancesFound(db, asked)), ...heldUp(await heldRows(db, asked.month))];
  return found.sort((a, b) => Number(b.level === "error") - Number(a.level === "error"));
}
