/** What is known of a month on two days: its figures beside each other, the projects that make the difference, and why. */
import "server-only";
import type { z } from "zod";
import type { compareDays as input, KnownDifference } from "@/server/contracts/known-days";
import type { MonthReportInput } from "@/server/contracts/statistics";
import { type Day, dayOf, monthsBetween, yearStart } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { refuseAt } from "@/server/domain/refusals";
import { database, Prisma, type Sql, sql } from "@/server/platform/database";
import { byRules, closesInForce, lastClosed } from "./closing/closes";
import { countedRows, KEY_COLUMNS } from "./closing/freeze-month";
import { openingMonth } from "./recount-sums";
import { reportDifference } from "./report-difference";
import { type ReportScene, reportScene } from "./report-scene";
import { whyChanged } from "./why-changed";

interface View {
  scene: ReportScene;
  /** The rows under the figures of the year, as each measure counts them. */
  rows: Sql;
}

const COLUMNS = Prisma.raw("source, source_id, project_id, measure, value");

async function viewOf(asked: MonthReportInput, knownOn: Day | null, now: Date): Promise<View> {
  const scene = await reportScene({ ...asked, ...(knownOn === null ? {} : { knownOn }) }, now);
  const closes = await closesInForce(database, scene.closeId, scene.known);
  const months = [openingMonth(asked.month), ...monthsBetween(yearStart(asked.month), asked.month)];
  if (asked.month <= lastClosed(closes)) {
    const rows = sql`SELECT ${COLUMNS}, ${KEY_COLUMNS} FROM month_close_row
      WHERE close_id = ANY(${closes.map((c) => c.id)}::int[]) AND stat_month = ANY(${months}::int[])`;
    return { scene, rows };
  }
  const parts = byRules(closes, months, scene.rules).map(
    (group) =>
      sql`SELECT ${COLUMNS}, ${KEY_COLUMNS} FROM (${countedRows(group.months, group.rules, scene.known)}) c`,
  );
  return { scene, rows: Prisma.join(parts, " UNION ALL ") };
}

export async function compareDays(
  { actor, now }: { actor: Actor; now: Date },
  { month, cut, indicator, from, to }: z.output<typeof input>,
): Promise<KnownDifference> {
  if (to !== null && to <= from) throw refuseAt("bad-input", "to", "后一个时点须晚于前一个");
  const asked: MonthReportInput = { month, cut, indicator };
  const [was, is] = [await viewOf(asked, from, now), await viewOf(asked, to, now)];
  const rows = sql`SELECT source, source_id, project_id, measure, sum(value)::bigint AS value, ${KEY_COLUMNS}
    FROM (${is.rows} UNION ALL SELECT source, source_id, project_id, measure, -value, ${KEY_COLUMNS} FROM (${was.rows}) w) d
    GROUP BY source, source_id, project_id, measure, ${KEY_COLUMNS} HAVING sum(value) <> 0`;
  const { rows: listed, ...difference } = await reportDifference(
    { actor, asked },
    { before: was.scene, after: is.scene, rows },
  );
  const why = await whyChanged(listed, { from: was.scene.known, to: is.scene.known }, dayOf(now));
  return {
    ...difference,
    from,
    to,
    rows: listed.map(({ sources: _, ...row }, i) => ({ ...row, why: why[i] ?? [] })),
  };
}
