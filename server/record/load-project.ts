/** Loads the present state of projects from their tables, locking the rows when a write follows. */
import "server-only";
import { COURSE_FIELDS, type LeadCourse } from "@/server/domain/lead-course";
import type { MergeSide } from "@/server/domain/merge-facts";
import type { Milestone } from "@/server/domain/milestones";
import type { MilestoneState, ProjectState } from "@/server/domain/project-state";
import { type Database, Prisma, rowsOf, sql } from "@/server/platform/database";
import { BASICS_FIELDS, PROJECT_COLUMNS, snake } from "./project-columns";

type LoadedRow = Record<string, unknown> & {
  id: number;
  milestones: (MilestoneState & { kind: Milestone })[] | null;
  evidence: Record<string, number> | null;
  contacts: number;
  member_ids: number[] | null;
  absorbed: MergeSide[] | null;
  off_review_on: string | null;
  judgement: ProjectState["judgement"];
};

/** Made from the rest, and made again with every write. */
const DERIVED = new Set(["search_tokens", "search_text", "likeness_keys", "likeness_version"]);
const SELECTED = Object.entries(PROJECT_COLUMNS)
  .filter(([name]) => !DERIVED.has(name))
  .map(([name, type]) => (type === "date" ? `p."${name}"::text` : `p."${name}"`))
  .join(", ");

function stateOf(row: LoadedRow): ProjectState {
  const text = (key: string) => row[key] as string;
  const milestones: ProjectState["milestones"] = {};
  for (const { kind, ...m } of row.milestones ?? []) milestones[kind] = m;
  return {
    id: row.id,
    number: text("number"),
    version: row.version as number,
    basics: Object.fromEntries(
      BASICS_FIELDS.map((f) => [f, row[snake(f)]]),
    ) as unknown as ProjectState["basics"],
    reporterName: text("reporter_name"),
    reportingUnitId: row.reporting_unit_id as number | null,
    firstReportedAt: (row.first_reported_at as Date).toISOString(),
    milestones,
    off: row.off_state
      ? {
          state: row.off_state as NonNullable<ProjectState["off"]>["state"],
          since: text("off_since"),
          reason: text("off_reason"),
          reviewOn: row.off_review_on,
        }
      : null,
    stage: row.stage as Milestone,
    stageSince: text("stage_since"),
    evidence: row.evidence ?? {},
    contacts: row.contacts,
    lastProgressOn: text("last_progress_on"),
    course: Object.fromEntries(COURSE_FIELDS.map((f) => [f, row[snake(f)]])) as unknown as LeadCourse,
    judgement: row.judgement,
    memberIds: row.member_ids ?? [],
    absorbed: row.absorbed ?? [],
    mergedIntoId: row.merged_into_id as number | null,
    frameworkFen: row.framework_fen as number | null,
    contractFen: row.contract_fen as number | null,
    arrivedFen: row.arrived_fen as number,
    investedFen: row.invested_fen as number,
  };
}

/** States by id; ids without a project are absent. With `lock`, rows are locked in id order until the transaction ends. */
export async function loadProjects(
  db: Database,
  ids: readonly number[],
  { lock }: { lock: boolean },
): Promise<Map<number, ProjectState>> {
  if (ids.length === 0) return new Map();
  const list = [...ids];
  if (lock) await db.$queryRaw(sql`SELECT id FROM project WHERE id = ANY(${list}) ORDER BY id FOR UPDATE`);
  const rows = await rowsOf<LoadedRow>(
    db,
    sql`SELECT ${Prisma.raw(SELECTED)},
      (SELECT json_agg(json_build_object('kind', m.kind, 'status', m.status, 'occurredOn', m.occurred_on::text,
          'statMonth', m.stat_month, 'patch', m.patch, 'details', m.details, 'imported', m.imported,
          'recordedById', m.recorded_by_id) ORDER BY m.id)
        FROM milestone m WHERE m.project_id = p.id AND m.voided_at IS NULL) AS milestones,
      (SELECT json_object_agg(requirement, n) FROM (SELECT requirement, count(*)::int AS n FROM evidence_paper e
        WHERE e.project_id = p.id GROUP BY requirement) AS counted) AS evidence,
      (SELECT count(*)::int FROM follow_up f WHERE f.project_id = ANY(array_append(x.ids, p.id))
        AND f.kind IN ('visit', 'reception', 'meeting')) AS contacts,
      (SELECT json_agg(json_build_object('id', m.id, 'number', m.number, 'name', m.name) ORDER BY m.id)
        FROM project m WHERE m.id = ANY(x.ids)) AS absorbed,
      (SELECT array_agg(account_id ORDER BY id) FROM project_member pm
        WHERE pm.project_id = p.id AND pm.account_id IS NOT NULL AND pm.valid_to IS NULL) AS member_ids,
      (SELECT payload->>'reviewOn' FROM project_fact pf WHERE p.off_state = 'held' AND pf.project_id = p.id
        AND pf.type = 'LeftMainLine' ORDER BY version DESC LIMIT 1) AS off_review_on,
      (SELECT json_build_object('verdict', payload->>'verdict', 'reason', payload->>'reason', 'on', pf.occurred_on::text,
          'byId', pf.actor_id)
        FROM project_fact pf WHERE p.judged_on IS NOT NULL AND pf.project_id = p.id
        AND pf.type = 'LeadJudged' ORDER BY version DESC LIMIT 1) AS judgement
      FROM project p, LATERAL (SELECT ARRAY(SELECT absorbed_by(p.id)) AS ids) x WHERE p.id = ANY(${list})`,
  );
  return new Map(rows.map((row) => [row.id, stateOf(row)]));
}
