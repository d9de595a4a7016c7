/** What a project's history says about its papers, oldest first. */
import "server-only";
import { PAPER_FACTS, type ToldFact } from "@/server/domain/paper-removal";
import { type Database, rowsOf, sql } from "@/server/platform/database";

export const paperHistory = (db: Database, projectId: number): Promise<ToldFact[]> =>
  rowsOf<ToldFact>(
    db,
    sql`SELECT payload AS fact, actor_id AS "actorId" FROM project_fact
      WHERE project_id = ${projectId} AND type = ANY(${[...PAPER_FACTS]}) ORDER BY version`,
  );
