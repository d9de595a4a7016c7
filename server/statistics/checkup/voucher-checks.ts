/** Vouchers that support more than one arrival. */
import "server-only";
import { type Sql, sql } from "@/server/platform/database";
import { inSpan, numbers, onTheWay, type RowAsk, type RowQuestion, type Shared } from "./row-ask";

/** Shorter ones are running numbers of a ledger, not of a bank. */
const LEAST_MARK = 4;

/** A row that somebody is about to decide counts as one that was: better before than after. */
const looked = (ask: RowAsk): Sql =>
  ask.closing ? inSpan("b", ask) : sql`(${inSpan("b", ask)} OR b.status = 'submitted')`;

/** Nothing is left of an arrival that was corrected away. */
const stands = (alias: Sql, net: Sql): Sql =>
  sql`(${alias}.status <> 'approved' OR ${alias}.amount_fen + coalesce(${net}.fen, 0) > 0)`;

/**
 * Each arrival of the span with the earlier ones that bear the same voucher number, asked of the index one by one: what the years before
 * hold is not read. Of two payers in two projects the same number says nothing: every bank counts from one.
 */
export const voucherPairs: Shared = {
  name: "voucher_pair",
  rows: (ask) => sql`WITH net AS (SELECT correction_of_id, sum(amount_fen)::bigint AS fen
      FROM arrival WHERE correction_of_id IS NOT NULL AND status = 'approved' AND voided_at IS NULL GROUP BY 1)
    SELECT b.id, b.project_id, b.voucher_number, b.amount_fen, b.arrived_on, b.submitted_at, b.recorded_at, b.status,
      a.id AS other, a.project_id AS other_id, a.voucher_number AS other_number, a.amount_fen AS other_fen, a.arrived_on AS other_on, s.same
    FROM arrival b CROSS JOIN LATERAL (SELECT a.* FROM arrival a
        WHERE voucher_mark(a.voucher_number) = voucher_mark(b.voucher_number) AND a.id < b.id AND ${onTheWay("a")}
          AND a.voucher_number <> '' AND a.correction_of_id IS NULL AND NOT a.opening OFFSET 0) a
      CROSS JOIN LATERAL (SELECT a.amount_fen = b.amount_fen AND a.arrived_on = b.arrived_on AS same) s
      LEFT JOIN net na ON na.correction_of_id = a.id LEFT JOIN net nb ON nb.correction_of_id = b.id
    WHERE ${looked(ask)} AND ${onTheWay("b")} AND b.voucher_number <> '' AND b.correction_of_id IS NULL AND NOT b.opening
      AND length(voucher_mark(b.voucher_number)) >= ${LEAST_MARK}::int
      AND ${stands(sql`a`, sql`na`)} AND ${stands(sql`b`, sql`nb`)}
      AND (s.same OR a.project_id = b.project_id OR (a.payer_name = b.payer_name AND a.payer_name <> ''))`,
};

/** The first earlier one of each. */
const pairs = (
  condition: Sql,
): Sql => sql`SELECT DISTINCT ON (b.id) b.project_id, b.other_id, 'arrival:' || b.other || '+' || b.id AS subject,
    ${numbers(
      ["凭证号", "text", sql`b.voucher_number`],
      ["另一笔凭证号", "text", sql`b.other_number`],
      ["到位金额", "amount", sql`b.amount_fen`],
      ["另一笔到位金额", "amount", sql`b.other_fen`],
      ["到位日期", "day", sql`b.arrived_on::text`],
      ["另一笔到位日期", "day", sql`b.other_on::text`],
    )} AS numbers,
    (coalesce(b.submitted_at, b.recorded_at) AT TIME ZONE 'Asia/Shanghai')::date AS since,
    jsonb_build_object('ledger', 'arrival', 'entryId', b.id, 'status', b.status) AS detail
  FROM voucher_pair b WHERE ${condition} ORDER BY b.id, b.other`;

export const voucherTwice: RowQuestion = () => pairs(sql`b.same`);

export const voucherReused: RowQuestion = () => pairs(sql`NOT b.same`);

/** One finding a file: a scan may hold the vouchers of several payments of one project, never those of two. */
export const voucherFile: RowQuestion =
  () => sql`SELECT min(l.project_id) AS project_id, max(l.project_id) AS other_id, 'file:' || f.sha256 AS subject,
    ${numbers(
      ["材料", "text", sql`min(l.original_name)`],
      ["到位笔数", "count", sql`count(DISTINCT l.subject_id)`],
      ["涉及项目", "count", sql`count(DISTINCT l.project_id)`],
    )} AS numbers, (max(l.attached_at) AT TIME ZONE 'Asia/Shanghai')::date AS since, '{}'::jsonb AS detail
  FROM evidence_paper l JOIN evidence_file f ON f.id = l.file_id
    JOIN arrival a ON a.id = l.subject_id AND ${onTheWay("a")}
  WHERE l.subject_kind = 'arrival' GROUP BY f.sha256 HAVING count(DISTINCT l.project_id) > 1`;
