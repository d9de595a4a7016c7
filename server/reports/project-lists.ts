/** The lists of projects that a text counts and names: how many there are, and those that its writer may name. */
import "server-only";
import type { Fen } from "@/server/domain/amounts";
import { rankOf } from "@/server/domain/milestones";
import { addDays, type Day, dayOf, lastDayOf, type StatMonth } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { type ListId, PROJECT_LISTS } from "@/server/domain/writing/project-lists";
import { nameBook, nameVersion } from "@/server/organisation";
import { database, rowOf, rowsOf, type Sql, sql } from "@/server/platform/database";
import { lightOf } from "@/server/projects";
import { lightStoryOf } from "@/server/projects/project-filter";
import { maskedFor, projectsFor } from "@/server/projects/project-scope";
import { rulesInForce } from "@/server/record/load-rules";
import { type UnmetProjects, unmetProjects } from "@/server/statistics";
import { type Knowledge, live } from "@/server/statistics/knowledge";

interface Asking {
  actor: Actor;
  now: Date;
}

/** Longer lists belong into a workbook. */
export const MOST_LISTED = 100;

export type ProjectListing = UnmetProjects;
export type ProjectListings = ReadonlyMap<ListId, ProjectListing>;

/** What of `p` is on a list that is told from today. */
async function conditionOf(list: "red" | "stalled", today: Day): Promise<Sql> {
  const onMainLine = sql`p.off_state IS NULL`;
  if (list === "red") return sql`${onMainLine} AND p.late_on <= ${today}::date`;
  const { clocks } = await rulesInForce(database, today);
  return sql`${onMainLine} AND p.pooled_on IS NULL AND p.stage_rank < ${rankOf("completion")}
    AND p.last_progress_on <= ${addDays(today, -clocks.silence.lateDays)}::date`;
}

/** All are counted; one that is sensitive, or not to be read, is not named. */
async function presentProjects({ actor, now }: Asking, list: "red" | "stalled"): Promise<ProjectListing> {
  const found = await conditionOf(list, dayOf(now));
  const named = sql`${projectsFor(actor, "project:read")} AND NOT ${maskedFor(actor)} AND p.sensitivity <> 'sensitive'`;
  const { total, ids } = await rowOf<{ total: number; ids: number[] }>(
    database,
    sql`SELECT (SELECT count(*)::int FROM project p WHERE ${found}) AS total, (SELECT coalesce(json_agg(n.id), '[]') FROM (SELECT p.id
      FROM project p WHERE ${found} AND coalesce(${named}, FALSE) ORDER BY p.planned_total_fen DESC NULLS LAST, p.id LIMIT ${MOST_LISTED}) n) AS ids`,
  );
  return { byChain: { "": total }, ids };
}

/** Those that a text asks for. `known`: of a closed month, when it was closed. */
export async function projectLists(
  asking: Asking,
  { month, known }: { month: StatMonth; known: Knowledge },
  wanted: Iterable<ListId>,
): Promise<ProjectListings> {
  const load = async (list: ListId): Promise<[ListId, ProjectListing]> => {
    const { rate } = PROJECT_LISTS[list];
    if (rate !== null) return [list, await unmetProjects(asking, { rate, month, known }, MOST_LISTED)];
    return [list, await presentProjects(asking, list === "red" ? "red" : "stalled")];
  };
  return new Map(await Promise.all([...new Set(wanted)].map(load)));
}

export interface ListedProject {
  id: number;
  name: string;
  chain: string;
  leadUnit: string;
  plannedFen: Fen | null;
  /** Of the framework agreements by the end of the month. */
  frameworkFen: Fen | null;
  stage: string;
  frameworkOn: Day | null;
  contractOn: Day | null;
  plannedStartOn: Day | null;
  lastProgressOn: Day | null;
  /** The same by the end of the month of the text. */
  progressByMonthOn: Day | null;
  light: string;
  lightStory: string;
}

type Row = Omit<ListedProject, "chain" | "leadUnit"> & {
  chainId: number | null;
  leadUnitId: number | null;
  nameVersion: number;
};

/** What is told of them, as it is today, in the order of their ids; agreements and progress also as at the end of the month. */
export async function listedProjects(
  ids: readonly number[],
  { month, known }: { month: StatMonth; known: Knowledge },
  now: Date,
): Promise<ReadonlyMap<number, ListedProject>> {
  const today = dayOf(now);
  const end = sql`${lastDayOf(month)}::date`;
  const rows = await rowsOf<Row>(
    database,
    sql`SELECT p.id, p.name, p.chain_id AS "chainId", p.lead_unit_id AS "leadUnitId", p.planned_total_fen AS "plannedFen", p.stage,
        (SELECT min(a.signed_on)::text FROM agreement a WHERE a.project_id = p.id AND a.kind = 'framework' AND a.status = 'approved'
          AND a.voided_at IS NULL) AS "frameworkOn", p.contract_on::text AS "contractOn", p.planned_start_on::text AS "plannedStartOn",
        (SELECT sum(a.amount_fen)::bigint FROM agreement a WHERE a.project_id = p.id AND a.kind = 'framework' AND ${live("a", known)}
          AND a.stat_month <= ${month}) AS "frameworkFen",
        p.last_progress_on::text AS "lastProgressOn", CASE WHEN p.last_progress_on <= ${end} THEN p.last_progress_on ELSE greatest(
          (SELECT max(u.occurred_on) FROM follow_up u WHERE u.project_id = p.id AND u.occurred_on <= ${end}),
          (SELECT max(m.occurred_on) FROM milestone m WHERE m.project_id = p.id AND ${live("m")} AND m.occurred_on <= ${end}))
          END::text AS "progressByMonthOn", ${lightOf(today)} AS light, ${lightStoryOf(today)} AS "lightStory",
        ${nameVersion} AS "nameVersion"
      FROM project p WHERE p.id = ANY(${[...ids]}::int[])`,
  );
  const names = await nameBook(rows[0]?.nameVersion ?? null, today);
  return new Map(
    rows.map(({ chainId, leadUnitId, nameVersion: _, ...row }) => [
      row.id,
      { ...row, chain: names.chain(chainId)?.name ?? "", leadUnit: names.unit(leadUnitId) ?? "" },
    ]),
  );
}
