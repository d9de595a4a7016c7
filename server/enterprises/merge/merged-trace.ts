/** Where an enterprise went that was merged into another one: its address still leads somewhere. */
import "server-only";
import type { EnterpriseTrace } from "@/server/contracts/enterprise-merge";
import type { Actor } from "@/server/domain/permissions";
import { database, rowsOf, sql } from "@/server/platform/database";
import { enterprisesFor } from "../list-enterprises";

/** Null for whoever may not know of the survivor, and for what was not merged. The last survivor is named. */
export async function enterpriseTrace(actor: Actor, id: number): Promise<EnterpriseTrace | null> {
  const [trace] = await rowsOf<Omit<EnterpriseTrace, "at"> & { at: Date }>(
    database,
    sql`SELECT g.name, json_build_object('id', e.id, 'name', e.name) AS into, c.at, coalesce(a.display_name, '系统') AS by
      FROM enterprise g JOIN enterprise e ON e.id = surviving_enterprise(g.id)
        JOIN LATERAL (SELECT at, actor_id FROM enterprise_change WHERE enterprise_id = g.id AND field = 'merged'
          ORDER BY id DESC LIMIT 1) c ON TRUE
        LEFT JOIN account a ON a.id = c.actor_id
      WHERE g.id = ${id} AND g.merged_into_id IS NOT NULL AND ${enterprisesFor(actor)}`,
  );
  return trace ? { ...trace, at: trace.at.toISOString() } : null;
}
