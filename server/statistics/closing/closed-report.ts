/** The report of a closed month, as it was closed. */
import "server-only";
import type { ClosedMark, Cut, MonthReportInput } from "@/server/contracts/statistics";
import { Refusal } from "@/server/domain/refusals";
import { type Database, database, rowOf, rowsOf, sql } from "@/server/platform/database";
import type { Knowledge } from "../knowledge";

export type { ClosedMark };

interface Row<Content> {
  id: number;
  content: Content;
  version: number;
  versions: number;
  latestAt: Date;
  at: Date;
  signers: ClosedMark["signers"];
  hash: string;
}

/** Null for a month that was not closed by itself (or, with `known`, not yet by then): an open one, or one before the first close. */
export async function closedReport<Content>(
  { month, cut, version }: Pick<MonthReportInput, "month" | "cut" | "version">,
  known: Knowledge = null,
): Promise<{
  id: number;
  content: Content;
  mark: ClosedMark;
} | null> {
  const [row] = await rowsOf<Row<Content>>(
    database,
    sql`SELECT c.id, r.content, c.version, c.closed_at AS at, c.signers, c.hash,
        l.version AS versions, l.closed_at AS "latestAt"
      FROM month_close c JOIN month_close_report r ON r.close_id = c.id AND r.cut = ${cut}
        CROSS JOIN LATERAL (SELECT v.version, v.closed_at FROM month_close v WHERE v.month = ${month}
          AND (${known}::timestamptz IS NULL OR v.closed_at < ${known}::timestamptz) ORDER BY v.version DESC LIMIT 1) l
      WHERE c.month = ${month} AND (${version ?? null}::int IS NULL OR c.version = ${version ?? null})
        AND (${known}::timestamptz IS NULL OR c.closed_at < ${known}::timestamptz)
      ORDER BY c.version DESC LIMIT 1`,
  );
  if (!row) {
    if (version === undefined) return null;
    throw new Refusal("not-found", { message: "这个月没有这一版" });
  }
  const { id, content, at, latestAt, signers, ...rest } = row;
  return {
    id,
    content,
    mark: {
      ...rest,
      at: at.toISOString(),
      latestAt: latestAt.toISOString(),
      signers: signers.map(({ part, name }) => ({ part, name })),
    },
  };
}

/** The report of a cut as one close has it. */
export async function closedContent<Content>(
  db: Pick<Database, "$queryRaw">,
  closeId: number,
  cut: Cut,
): Promise<Content> {
  const { content } = await rowOf<{ content: Content }>(
    db,
    sql`SELECT content FROM month_close_report WHERE close_id = ${closeId} AND cut = ${cut}`,
  );
  return content;
}
