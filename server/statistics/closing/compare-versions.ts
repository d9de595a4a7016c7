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
import { monthsBetween, type StatMonth, yearStart } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { reportColumns } from "@/server/domain/statistics-columns";
import { measureName } from "@/server/domain/statistics-measure-names";
import { MEASURES } from "@/server/domain/statistics-measures";
import { type Database, database, Prisma, rowsOf, type Sql, sql } from "@/server/platform/database";
import { maskedFor, projectsFor } from "@/server/projects";
import { CUT_COLUMN } from "../cut-keys";
import { reportRows } from "../month-report";
import { openingMonth } from "../recount-sums";
import { type ReportContent, type ReportScene, shapeOf } from "../report-scene";
import { closedReport } from "./closed-report";
import { changedSince } from "./freeze-month";
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
  adjusted: false,
  known: null,
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
/** The figures are of one year: rows of earlier ones, which a first close holds too, make none of their difference. */
const copied = (id: number, month: StatMonth): Sql =>
  sql`SELECT source, source_id, project_id, measure, value, ${KEYS} FROM month_close_row
    WHERE close_id = ${id} AND stat_month BETWEEN ${openingMonth(month)} AND ${month}`;

/** Rows of the later copy less those of the earlier one. */
const between = (
  from: number,
  to: number,
  month: StatMonth,
): Sql => sql`SELECT project_id, measure, sum(value)::bigint AS value, ${KEYS}
  FROM (${copied(to, month)} UNION ALL SELECT source, source_id, project_id, measure, -value, ${KEYS} FROM (${copied(from, month)}) f) d
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
  const found = await changedRows(actor, cut, rows);
  const inOrder = found.sort((a, b) => MEASURES.indexOf(a.measure) - MEASURES.indexOf(b.measure));
  const listed = inOrder.filter((r) => r.readable).slice(0, SHOWN);
  const nameOf = groupNames([was.content, is.content]);
  return {
    month,
    figures: figureChanges(was.content, is.content, asked),
    rows: listed.map(({ readable: _, key, measure, ...row }) => ({
      ...row,
      measure,
      measureName: measureName(measure, is.content.rules.tiers),
      group: nameOf(key),
    })),
    unlisted: found.length - listed.length,
  };
}
