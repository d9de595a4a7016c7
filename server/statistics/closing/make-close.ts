/** Makes a close out of a span of months: its copy, the report of every cut, and the head that seals it. */
import "server-only";
import { CUT_NAMES, type Cut } from "@/server/contracts/statistics";
import type { Signature } from "@/server/domain/month-close";
import { lastDayOf } from "@/server/domain/periods";
import { type Database, rowOf, type Sql, sql } from "@/server/platform/database";
import { sumsWith } from "../month-sums";
import { type ReportContent, reportContent } from "../report-scene";
import type { Close } from "./closes";
import { freezeRows, KEY_COLUMNS, type Span } from "./freeze-month";

export interface Copy {
  span: Span;
  close: Close;
  /** The report of a cut as the copy says it. */
  contentOf: (cut: Cut) => Promise<ReportContent>;
}

/** Copies the span; what reads from it is asked by the same connection. */
export async function copySpan(db: Database, span: Span, version: number): Promise<Copy> {
  const { month, firstMonth, closes, rules } = span;
  const close: Close = { id: await freezeRows(db, span), month, firstMonth, version, rules };
  const contentOf = async (cut: Cut) =>
    reportContent(
      db,
      { month, cut, day: lastDayOf(month) },
      await sumsWith(db, [...closes, close], { month, cut, rules }),
    );
  return { span, close, contentOf };
}

/**
 * The hash of a close `c`, over its head, its rows and its reports, with the hash of the close before in it. The sums follow
 * from the rows.
 */
export const CLOSE_HASH: Sql = sql`encode(sha256(convert_to(concat_ws('|', c.previous_hash, c.month, c.version, c.first_month, c.reason,
  extract(epoch FROM c.closed_at), c.signers::text, c.warnings::text, c.rules::text, c.row_count,
  (SELECT encode(sha256(convert_to(coalesce(string_agg(line, E'\\n' ORDER BY line COLLATE "C"), ''), 'UTF8')), 'hex')
    FROM (SELECT concat_ws('|', stat_month, source, source_id, project_id, measure, value, happened_on, opening, adjusts,
      ${KEY_COLUMNS}) AS line FROM month_close_row WHERE close_id = c.id) l),
  (SELECT string_agg(cut || content::text, E'\\n' ORDER BY cut COLLATE "C") FROM month_close_report WHERE close_id = c.id)), 'UTF8')), 'hex')`;

export interface Head {
  reason: string;
  signatures: readonly Signature[];
  warnings: readonly object[];
  at: Date;
}

/** Keeps the reports and writes the head, which seals the close: nothing joins it afterwards. Answers its hash. */
export async function sealClose(db: Database, { span, close, contentOf }: Copy, head: Head): Promise<string> {
  const { id, month, version } = close;
  for (const cut of CUT_NAMES)
    await db.$executeRaw(
      sql`INSERT INTO month_close_report (close_id, cut, content) VALUES (${id}, ${cut}, ${JSON.stringify(await contentOf(cut))}::jsonb)`,
    );
  const { tiers, thresholds } = span.rules;
  const signers = head.signatures.map(({ part, accountId, name, signedAt }) => ({
    part,
    accountId,
    name,
    signedAt,
  }));
  const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;
  const { hash } = await rowOf<{ hash: string }>(
    db,
    sql`WITH c AS (SELECT ${id}::int AS id, ${month}::int AS month, ${version}::int AS version, ${span.firstMonth}::int AS first_month,
        ${head.reason}::text AS reason, ${head.at.toISOString()}::timestamptz(3) AS closed_at, ${json(signers)} AS signers,
        ${json(head.warnings)} AS warnings, ${json({ tiers, thresholds })} AS rules,
        (SELECT count(*)::int FROM month_close_row WHERE close_id = ${id}) AS row_count,
        coalesce((SELECT hash FROM month_close ORDER BY id DESC LIMIT 1), '') AS previous_hash)
      INSERT INTO month_close (id, month, version, first_month, reason, closed_at, signers, warnings, rules, row_count, previous_hash, hash)
      SELECT c.*, ${CLOSE_HASH} FROM c RETURNING hash`,
  );
  return hash;
}
