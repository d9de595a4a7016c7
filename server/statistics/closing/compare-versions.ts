/** What two versions of a closed month differ in, by figure and by row. */
import "server-only";
import type { z } from "zod";
import type { compareVersions as input, VersionDifference } from "@/server/contracts/month-close";
import type { MonthReportInput } from "@/server/contracts/statistics";
import { dayOf, monthsBetween, type StatMonth, yearStart } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { type Database, database, type Sql, sql } from "@/server/platform/database";
import { openingMonth } from "../recount-sums";
import { reportDifference } from "../report-difference";
import type { ReportContent } from "../report-scene";
import { whyChanged } from "../why-changed";
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
async function wouldBe({ month, cut }: MonthReportInput) {
  const scene = await restatementOf(db, month);
  if (!scene) throw new Refusal("not-found");
  const { close, before } = scene;
  const months = [openingMonth(month), ...monthsBetween(yearStart(month), month)];
  return {
    at: null,
    content: await scene.contentOf(cut),
    rows: changedSince([...before, close], months, close.rules),
  };
}

async function copyOf(asked: MonthReportInput, version: number) {
  const found = await closedReport<ReportContent>({ ...asked, version });
  if (!found) throw new Refusal("not-found");
  return { id: found.id, at: found.mark.at, content: found.content };
}

export async function compareVersions(
  { actor, now }: { actor: Actor; now: Date },
  { month, cut, from, to }: z.output<typeof input>,
): Promise<VersionDifference> {
  const asked: MonthReportInput = { month, cut, indicator: "outsideFen" };
  const was = await copyOf(asked, from);
  const is = to === null ? await wouldBe(asked) : await copyOf(asked, to);
  const rows = "rows" in is ? is.rows : between(was.id, is.id, month);
  const { rows: listed, ...difference } = await reportDifference(
    { actor, asked },
    { before: was.content, after: is.content, rows },
  );
  const why = await whyChanged(listed, { from: was.at, to: is.at }, dayOf(now));
  return { ...difference, rows: listed.map(({ sources: _, ...row }, i) => ({ ...row, why: why[i] ?? [] })) };
}
