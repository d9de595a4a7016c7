/** What two versions of a closed month differ in, by figure and by row. */
import "server-only";
import type { z } from "zod";
import type {
  FigureChange,
  compareVersions as input,
  RowChange,
  VersionDifference,
} from "@/server/contracts/month-close";
import type { Cut, MonthReportInput } from "@/server/contracts/statistics";
import { lastDayOf } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { reportColumns } from "@/server/domain/statistics-columns";
import { type Database, database, Prisma, rowsOf, type Sql, sql } from "@/server/platform/database";
import { maskedFor, projectsFor } from "@/server/projects";
import { CUT_COLUMN } from "../cut-keys";
import { reportRows } from "../month-report";
import { type ReportContent, type ReportScene, reportContent, shapeOf } from "../report-scene";
import { closedReport } from "./closed-report";
import { lastClosed } from "./closes";
import { changedSince, closedOfYear, monthsOf, type Span } from "./freeze-month";
import { restatementOf } from "./restate-month";

const SHOWN = 200;
/** Beyond this many only their number is told. */
const MOST = 5000;
const db = database as unknown as Database;

const sceneOf = (content: ReportContent, asked: MonthReportInput): ReportScene => ({
  ...content,
  shape: shapeOf(content, asked.indicator),
  closed: null,
  closeId: null,
});

/** Figures by row and column; a row that only one side has is compared with nothing. */
function figureChanges(before: ReportContent, after: ReportContent, asked: MonthReportInput): FigureChange[] {
  const [was, is] = [sceneOf(before, asked), sceneOf(after, asked)];
  const [rowsWas, rowsIs] = [reportRows(asked, was), reportRows(asked, is)];
  const columns = new Map([...reportColumns(was.shape), ...reportColumns(is.shape)].map((c) => [c.id, c]));
  const keys = [...new Set([...rowsIs, ...rowsWas].map((r) => r.key))];
  return keys.flatMap((key) => {
    const [old, now] = [rowsWas.find((r) => r.key === key), rowsIs.find((r) => r.key === key)];
    return [...columns.values()].flatMap(({ id, group, header, kind }): FigureChange[] => {
      const [a, b] = [old?.values[id] ?? null, now?.values[id] ?? null];
      return a === b ? [] : [{ row: (now ?? old)?.name ?? "", group, header, kind, before: a, after: b }];
    });
  });
}

interface Found {
  projectId: number;
  number: string;
  name: string;
  measure: RowChange["measure"];
  value: number;
  key: string;
  readable: boolean;
}

const KEYS = Prisma.raw(Object.values(CUT_COLUMN).join(", "));
const copied = (id: number): Sql =>
  sql`SELECT source, source_id, project_id, measure, value, ${KEYS} FROM month_close_row WHERE close_id = ${id}`;

/** Rows of the later copy less those of the earlier one. */
const between = (
  from: number,
  to: number,
): Sql => sql`SELECT project_id, measure, sum(value)::bigint AS value, ${KEYS}
  FROM (${copied(to)} UNION ALL SELECT source, source_id, project_id, measure, -value, ${KEYS} FROM (${copied(from)}) f) d
  GROUP BY source, source_id, project_id, measure, ${KEYS} HAVING sum(value) <> 0`;

/** What each project adds and takes, group by group of the cut; what moved from one group to another stands twice. */
function changedRows(actor: Actor, cut: Cut, difference: Sql): Promise<Found[]> {
  const readable = sql`coalesce(${projectsFor(actor, "project:read")}, FALSE) AND NOT coalesce(${maskedFor(actor)}, FALSE)`;
  return rowsOf<Found>(
    database,
    sql`SELECT p.id AS "projectId", p.number, p.name, d.measure, d.value, d.key, ${readable} AS readable
      FROM (SELECT project_id, measure, ${Prisma.raw(CUT_COLUMN[cut])} AS key, sum(value)::bigint AS value
        FROM (${difference}) r GROUP BY 1, 2, 3 HAVING sum(value) <> 0) d JOIN project p ON p.id = d.project_id
      ORDER BY p.number, d.measure, d.value LIMIT ${MOST}`,
  );
}

const groupNames = (contents: readonly ReportContent[]) => {
  const names = new Map(
    contents.flatMap(({ frames }) =>
      frames.flatMap((f) =>
        f.kind === "chain" || f.kind === "group"
          ? (f.keys as readonly string[]).map((k): [string, string] => [k, f.name])
          : [],
      ),
    ),
  );
  return (key: string) => names.get(key) ?? "其他";
};

/** The present version beside what the month would say if it were closed today. */
async function wouldBe({ month, cut }: MonthReportInput): Promise<{ content: ReportContent; rows: Sql }> {
  const scene = await restatementOf(db, month);
  if (!scene) throw new Refusal("not-found");
  const { close, before } = scene;
  const span: Span = { month, firstMonth: close.firstMonth, closes: before, rules: close.rules };
  const months = [...closedOfYear(month, lastClosed(before)), ...monthsOf(span)];
  return {
    content: await reportContent(db, { month, cut, day: lastDayOf(month) }, await scene.sumsOf(cut)),
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
  const rows = "rows" in is ? is.rows : between(was.id, is.id);
  const found = await changedRows(actor, cut, rows);
  const listed = found.filter((r) => r.readable).slice(0, SHOWN);
  const nameOf = groupNames([was.content, is.content]);
  return {
    month,
    figures: figureChanges(was.content, is.content, asked),
    rows: listed.map(({ readable: _, key, ...row }) => ({ ...row, group: nameOf(key) })),
    unlisted: found.length - listed.length,
  };
}
