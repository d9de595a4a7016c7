/** 首报异议 as a list: what is open, what waits for the reader, what is over; names only where he may see the project. */
import "server-only";
import type { z } from "zod";
import type { DisputeRow, listAttribution, Page, SeenProject } from "@/server/contracts/attribution";
import type { Share } from "@/server/domain/attribution-facts";
import { type DisputeStep, OPEN_STEPS } from "@/server/domain/dispute-state";
import type { Day } from "@/server/domain/periods";
import { type Actor, scopeOf } from "@/server/domain/permissions";
import { database, Prisma, rowsOf, type Sql, sql } from "@/server/platform/database";
import { maskedFor, projectsFor } from "@/server/projects";
import { namedShares, namesNow, unitIn } from "./names";
import { disputeDue, disputeStep, disputeTurn } from "./whose-turn";

interface Stored {
  total: number;
  id: number;
  step: DisputeStep;
  dueOn: Day | null;
  raisedOn: Day;
  challengerUnitId: number;
  respondentUnitId: number;
  project: SeenProject;
  ownProject: SeenProject;
  shares: Share[];
  mine: boolean;
}

/** Disputes that the actor may know of: his own unit's, or all. */
const disputesFor = (actor: Actor): Sql => {
  const scope = scopeOf(actor, "attribution:read");
  if (scope === "all") return sql`TRUE`;
  return scope === "unit" && actor.unitId !== null
    ? sql`(d.challenger_unit_id = ${actor.unitId} OR d.respondent_unit_id = ${actor.unitId})`
    : sql`FALSE`;
};

/** The named project of an id, when the actor may see it whole. The alias inside must be `p`. */
const seenProject = (actor: Actor, column: string): Sql =>
  sql`(SELECT json_build_object('id', p.id, 'name', p.name) FROM project p WHERE p.id = ${Prisma.raw(column)}
    AND ${projectsFor(actor, "project:read", "few")} AND NOT ${maskedFor(actor, "few")})`;

/** The outcome that the dispute itself set last. */
const sharesOf = sql`(SELECT coalesce(json_agg(json_build_object('unitId', s.unit_id, 'basisPoints', s.basis_points)
    ORDER BY s.basis_points DESC, s.unit_id), '[]') FROM attribution_share s
  WHERE s.project_id = d.project_id AND s.source = 'dispute' AND s.source_id = d.id AND s.version =
    (SELECT max(l.version) FROM attribution_share l WHERE l.project_id = d.project_id AND l.source = 'dispute' AND l.source_id = d.id))`;

export async function disputeRows(
  actor: Actor,
  today: Day,
  where: Sql,
  { offset, limit }: { offset: number; limit: number },
): Promise<Page<DisputeRow>> {
  const step = disputeStep(today);
  const rows = await rowsOf<Stored>(
    database,
    sql`SELECT count(*) OVER ()::int AS total, d.id, ${step} AS step, ${disputeDue(today)}::text AS "dueOn",
        d.raised_on::text AS "raisedOn", d.challenger_unit_id AS "challengerUnitId", d.respondent_unit_id AS "respondentUnitId",
        ${seenProject(actor, "d.project_id")} AS project, ${seenProject(actor, "d.own_project_id")} AS "ownProject",
        ${sharesOf} AS shares, ${disputeTurn(actor, today)} AS mine
      FROM dispute d JOIN project p ON p.id = d.project_id
      WHERE p.off_state IS DISTINCT FROM 'withdrawn' AND ${disputesFor(actor)} AND ${where}
      ORDER BY ${disputeDue(today)} NULLS LAST, d.changed_at DESC, d.id DESC OFFSET ${offset} LIMIT ${limit}`,
  );
  const names = await namesNow(today);
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ total: _, challengerUnitId, respondentUnitId, shares, ...row }) => ({
      ...row,
      challengerUnit: unitIn(names, challengerUnitId),
      respondentUnit: unitIn(names, respondentUnitId),
      shares: namedShares(shares, names),
    })),
  };
}

export function listDisputes(
  actor: Actor,
  { show, ...page }: z.output<typeof listAttribution>,
  today: Day,
): Promise<Page<DisputeRow>> {
  const open = sql`${disputeStep(today)} = ANY(${[...OPEN_STEPS]})`;
  const where = { open, mine: disputeTurn(actor, today), closed: sql`NOT ${open}` }[show];
  return disputeRows(actor, today, where, page);
}
