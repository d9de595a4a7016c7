/** What two reports of one month differ in, by figure and by project: two versions of a close, or two days of knowledge. */
import "server-only";
import type { FigureChange, RowChange, VersionDifference } from "@/server/contracts/month-close";
import type { Cut, MonthReportInput } from "@/server/contracts/statistics";
import type { Actor } from "@/server/domain/permissions";
import { type ReportColumn, reportColumns } from "@/server/domain/statistics-columns";
import { measureName } from "@/server/domain/statistics-measure-names";
import { MEASURES } from "@/server/domain/statistics-measures";
import { database, Prisma, rowsOf, type Sql, sql } from "@/server/platform/database";
import { maskedFor, projectsFor } from "@/server/projects";
import { CUT_COLUMN } from "./cut-keys";
import { reportRows } from "./month-report";
import { type ReportContent, type ReportScene, shapeOf } from "./report-scene";

export interface ReportDifference extends Omit<VersionDifference, "rows"> {
  /** Each with the rows behind it: agreement:12 … */
  rows: (RowChange & { sources: string[] })[];
}

const SHOWN = 200;
/** Beyond this many only their number is told. */
const MOST = 5000;

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
  // A column that counts otherwise (dollars instead of RMB, another tier) is another column: it has no figure on one side.
  const nameOf = ({ id, kind, header }: ReportColumn) => `${id}/${kind}/${header}`;
  const namesOf = ({ shape }: ReportScene) => new Set(reportColumns(shape).map(nameOf));
  const [wasNamed, isNamed] = [namesOf(was), namesOf(is)];
  const columns = new Map(
    [...reportColumns(was.shape), ...reportColumns(is.shape)].map((c) => [nameOf(c), c]),
  );
  // What everybody asks first stands first.
  const keys = [...new Set(["total", ...[...rowsIs, ...rowsWas].map((r) => r.key)])];
  return keys.flatMap((key) => {
    const [old, now] = [rowsWas.find((r) => r.key === key), rowsIs.find((r) => r.key === key)];
    return [...columns].flatMap(([name, { id, group, header, kind }]): FigureChange[] => {
      const a = wasNamed.has(name) ? (old?.values[id] ?? null) : null;
      const b = isNamed.has(name) ? (now?.values[id] ?? null) : null;
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
  /** The rows behind it: agreement:12 … */
  sources: string[];
}

/** What each project adds and takes, group by group of the cut; what moved from one group to another stands twice. */
function changedRows(actor: Actor, cut: Cut, difference: Sql): Promise<Found[]> {
  const readable = sql`coalesce(${projectsFor(actor, "project:read")}, FALSE) AND NOT coalesce(${maskedFor(actor)}, FALSE)`;
  return rowsOf<Found>(
    database,
    sql`SELECT p.id AS "projectId", p.number, p.name, d.measure, d.value, d.key, d.sources, ${readable} AS readable
      FROM (SELECT project_id, measure, ${Prisma.raw(CUT_COLUMN[cut])} AS key, sum(value)::bigint AS value,
          array_agg(DISTINCT source || ':' || source_id) AS sources
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

/** `rows`: what the later report has and the earlier one has not, less what it is the other way round, with the groups of a cut. */
export async function reportDifference(
  { actor, asked }: { actor: Actor; asked: MonthReportInput },
  { before, after, rows }: { before: ReportContent; after: ReportContent; rows: Sql },
): Promise<ReportDifference> {
  const found = await changedRows(actor, asked.cut, rows);
  const inOrder = found.sort((a, b) => MEASURES.indexOf(a.measure) - MEASURES.indexOf(b.measure));
  const listed = inOrder.filter((r) => r.readable).slice(0, SHOWN);
  const nameOf = groupNames([before, after]);
  return {
    month: asked.month,
    figures: figureChanges(before, after, asked),
    rows: listed.map(({ readable: _, key, measure, ...row }) => ({
      ...row,
      measure,
      measureName: measureName(measure, after.rules.tiers),
      group: nameOf(key),
    })),
    unlisted: found.length - listed.length,
  };
}
