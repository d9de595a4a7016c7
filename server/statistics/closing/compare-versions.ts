/** What two versions of a closed month differ in, by figure and by row. */
import "server-only";
import type { z } from "zod";
import type { compareVersions as input, VersionDifference } from "@/server/contracts/month-close";
import type { MonthReportInput } from "@/server/contracts/statistics";
import { monthsBetween, type StatMonth, yearStart } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { type Database, database, type Sql, sql } from "@/server/platform/database";
import { openingMonth } from "../recount-sums";
import { reportDifference } from "../report-difference";
import type { ReportContent } from "../report-scene";
import { closedReport } from "./closed-report";
import { changedSince, KEY_COLUMNS } from "./freeze-month";
import { restatementOf } from "./restate-month";

const db = database as unknown as Database;

/** The figures are of one year: rows of earlier ones, which a first close holds too, make none of their difference. */
const copied = (id: number, month: StatMonth): Sql =>
  sql`SELECT source, source_id, project_id, measure, value, ${KEY_COLUMNS} FROM month_close_row
    WHERE close_id = ${id} AND stat_month BETWEEN ${openingMonth(month)} AND ${month}`;

/** Rows of the later copy less those of the earlier one. */
const between = (
  from: number,
  to: number,
  month: StatMonth,
): Sql => sql`SELECT source, source_id, project_id, measure, sum(value)::bigint AS value, ${KEY_COLUMNS}
  FROM (${copied(to, month)} UNION ALL SELECT source, source_id, project_id, measure, -value, ${KEY_COLUMNS} FROM (${copied(from, month)}) f) d
  GROUP BY source, source_id, project_id, measure, ${KEY_COLUMNS} HAVING sum(value) <> 0`;

/** The present version beside what the month would say if it were closed today. */
async function wouldBe({ month, cut }: MonthReportInput): Promise<{ content: ReportContent; rows: Sql }> {
  const scene = await restatementOf(db, month);
  if (!scene) throw new Refusal("not-found");
  const { close, before } = scene;
  const months = [openingMonth(month), ...monthsBetween(yearStart(month), month)];
  return {
    content: await scene.contentOf(cut),
    rows: changedSince([...before, close], months, close.rules),
  };
}

export async function compareVersions(
  { actor }: { actor: Actor },
  { month, cut, from, to }: z.output<typeof input>,
): Promise<VersionDifference> {
  const asked: MonthReportInput = { month, cut, indicator: "outsideFen" };
  const was = await closedReport<ReportContent>({ ...asked, version: from });
  const is =
    to === null ? await wouldBe(asked) : await closedReport<ReportContent>({ ...asked, version: to });
  if (!was || !is) throw new Refusal("not-found");
  const rows = "rows" in is ? is.rows : between(was.id, is.id, month);
  const { rows: listed, ...difference } = await reportDifference(
    { actor, asked },
    { before: was.content, after: is.content, rows },
  );
  return { ...difference, rows: listed.map(({ sources: _, ...row }) => row) };
}
