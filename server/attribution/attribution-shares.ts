/** 归属份额: of one project, with its disputes and transfers; and of one unit, over all projects that were ever divided. */
import "server-only";
import type { z } from "zod";
import type {
  Page,
  ProjectAttribution,
  ShareRow,
  unitShares as unitInput,
} from "@/server/contracts/attribution";
import { type Day, dayOf } from "@/server/domain/periods";
import { type Actor, scopeOf } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { database, rowsOf, sql } from "@/server/platform/database";
import { maskedFor, mayOn, projectsFor, requireOn } from "@/server/projects";
import { loadProjects } from "@/server/record/load-project";
import { disputeRows } from "./list-disputes";
import { transferRows } from "./list-transfers";
import { namesNow, unitIn } from "./names";

/** The newest version of a project's shares is the one in force. */
const inForce = sql`s.version = (SELECT max(l.version) FROM attribution_share l WHERE l.project_id = s.project_id)`;
const ALL = { offset: 0, limit: 50 };

export async function projectAttribution(
  { actor, now }: { actor: Actor; now: Date },
  id: number,
): Promise<ProjectAttribution> {
  const today = dayOf(now);
  const loaded = (await loadProjects(database, [id], { lock: false })).get(id);
  const state = requireOn(actor, "project:read", loaded);
  const [rows, disputes, transfers, names] = await Promise.all([
    rowsOf<{ unitId: number; basisPoints: number; effectiveOn: Day; source: "dispute" | "transfer" }>(
      database,
      sql`SELECT s.unit_id AS "unitId", s.basis_points AS "basisPoints", s.effective_on::text AS "effectiveOn", s.source
        FROM attribution_share s WHERE s.project_id = ${id} AND ${inForce} ORDER BY s.basis_points DESC, s.unit_id`,
    ),
    disputeRows(actor, today, sql`(d.project_id = ${id} OR d.own_project_id = ${id})`, ALL),
    transferRows(actor, today, sql`t.project_id = ${id}`, ALL),
    namesNow(today),
  ]);
  const scope = scopeOf(actor, "transfer:propose");
  const holds = scope === "all" || state.basics.ownerUnitId === actor.unitId;
  return {
    shares: rows.map((row) => ({ ...row, unit: unitIn(names, row.unitId) })),
    disputes: disputes.rows,
    transfers: transfers.rows,
    mayPropose: holds && mayOn(actor, "transfer:propose", state) && state.basics.ownerUnitId !== null,
  };
}

export async function unitShares(
  actor: Actor,
  { unitId, offset, limit }: z.output<typeof unitInput>,
  today: Day,
): Promise<Page<ShareRow>> {
  const all = scopeOf(actor, "attribution:read") === "all";
  const wanted = unitId ?? (all ? null : actor.unitId);
  if (!all && (wanted === null || wanted !== actor.unitId)) throw new Refusal("not-permitted");
  const rows = await rowsOf<Omit<ShareRow, "unit"> & { total: number }>(
    database,
    sql`SELECT count(*) OVER ()::int AS total, s.project_id AS "projectId", s.unit_id AS "unitId", s.basis_points AS "basisPoints",
        s.effective_on::text AS "effectiveOn", s.source, s.source_id AS "sourceId",
        CASE WHEN ${projectsFor(actor, "project:read", "few")} AND NOT ${maskedFor(actor, "few")}
          THEN json_build_object('id', p.id, 'name', p.name) END AS project
      FROM attribution_share s JOIN project p ON p.id = s.project_id
      WHERE (${wanted}::int IS NULL OR s.unit_id = ${wanted}) AND ${inForce} AND p.off_state IS DISTINCT FROM 'withdrawn'
      ORDER BY s.effective_on DESC, s.project_id DESC, s.basis_points DESC, s.unit_id OFFSET ${offset} LIMIT ${limit}`,
  );
  const names = await namesNow(today);
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ total: _, ...row }) => ({ ...row, unit: unitIn(names, row.unitId) })),
  };
}
