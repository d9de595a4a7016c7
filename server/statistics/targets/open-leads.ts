/** Leads and negotiations that are open, by stage and age, and what became of those that were once the same. Counts only. */
import "server-only";
import { type Day, daysBetween } from "@/server/domain/periods";
import { AGE_BANDS, type OpenLeads, type OpenStage, type PastStage } from "@/server/domain/signing-odds";
import { database, rowsOf, type Sql, sql } from "@/server/platform/database";
import { cutKey, GROUPING_FIELD } from "../cut-keys";
import type { RowFrame } from "../report-frames";
import type { ReportScene } from "../report-scene";

/** Each stage before the contract that a project came to by the day `until`: when it began, and when it was left, if it was. */
const steps = (until: Day): Sql =>
  sql`SELECT m.project_id, s.stage, s.entered, s.left_on, m.c
    FROM (SELECT project_id, min(occurred_on) FILTER (WHERE kind = 'lead') AS l, min(occurred_on) FILTER (WHERE kind = 'negotiation') AS n,
        min(occurred_on) FILTER (WHERE kind = 'framework') AS f, min(occurred_on) FILTER (WHERE kind IN ('contract', 'start')) AS c
      FROM milestone WHERE status = 'approved' AND voided_at IS NULL AND occurred_on <= ${until}::date GROUP BY project_id) m
    JOIN project p ON p.id = m.project_id,
    LATERAL (SELECT CASE WHEN p.off_state IS NOT NULL AND p.off_since <= ${until}::date THEN p.off_since END AS o) o,
    LATERAL (VALUES ('lead', m.l, least(m.n, m.f, m.c, o.o)), ('negotiation', m.n, least(m.f, m.c, o.o)),
      ('framework', m.f, least(m.c, o.o))) s (stage, entered, left_on)
    WHERE s.entered IS NOT NULL`;

const bands = [...AGE_BANDS];

/** `days`: how many are left, and so for how many each past case was watched. */
export const pastStages = (until: Day, days: number): Promise<PastStage[]> =>
  rowsOf(
    database,
    sql`SELECT s.stage, (b.nth - 1)::int AS band, count(*)::int AS cases,
        (count(*) FILTER (WHERE s.c > s.entered + b.age AND s.c <= s.entered + b.age + ${days}::int))::int AS signed
      FROM (${steps(until)}) s, unnest(${bands}::int[]) WITH ORDINALITY AS b (age, nth)
      WHERE (s.left_on IS NULL OR s.left_on > s.entered + b.age) AND s.entered + b.age + ${days}::int <= ${until}::date
      GROUP BY 1, 2 ORDER BY 1, 2`,
  );

interface OpenRow extends OpenLeads {
  key: string;
  stage: OpenStage;
}

export async function openLeads(
  { rules, frames }: ReportScene,
  cut: "chain" | "leadUnit" | "street",
  until: Day,
): Promise<(frame: RowFrame) => OpenLeads[]> {
  const rows = await rowsOf<OpenRow>(
    database,
    sql`SELECT key, stage, (width_bucket(age, ${bands}::int[]) - 1)::int AS band, count(*)::int AS count
      FROM (SELECT ${cutKey(cut, rules.tiers)} AS key, stage, age
        FROM (SELECT s.stage, (${until}::date - s.entered)::int AS age, ${GROUPING_FIELD[cut]}
          FROM (${steps(until)}) s JOIN project p ON p.id = s.project_id WHERE s.left_on IS NULL) grouped) keyed
      GROUP BY 1, 2, 3 ORDER BY 2, 3, 1`,
  );
  const claimed = new Set(frames.flatMap((f) => (typeof f.keys === "string" ? [] : f.keys)));
  const isIn = ({ keys }: RowFrame, key: string): boolean =>
    keys === "all" ? true : keys === "others" ? !claimed.has(key) : keys.includes(key);
  return (frame) => {
    const mine = rows.filter((row) => isIn(frame, row.key));
    const groups = new Map<string, OpenLeads>();
    for (const { stage, band, count } of mine) {
      const id = `${stage}/${band}`;
      groups.set(id, { stage, band, count: (groups.get(id)?.count ?? 0) + count });
    }
    return [...groups.values()];
  };
}

/** Days from `until` to the end of the span; 0 when it is over. */
export const daysLeft = (until: Day, end: Day): number => Math.max(0, daysBetween(until, end));
