/** The door of every question about one project: outside the scope, or masked, it does not exist. */
import "server-only";
import type { Action, Actor } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { systemNow } from "@/server/platform/clock";
import { database, rowsOf, sql } from "@/server/platform/database";
import { appendAudit } from "@/server/record/audit";
import { contactsFor, maskedFor, projectsFor } from "./project-scope";

export interface Admitted {
  number: string;
  sensitive: boolean;
  contacts: boolean;
  evidence: boolean;
  entries: boolean;
}

/** What the reader may see of a project on which he may perform `action`; not-found otherwise. */
export async function admit(actor: Actor, action: Action, id: number): Promise<Admitted> {
  const [row] = await rowsOf<Admitted>(
    database,
    sql`SELECT p.number, p.sensitivity = 'sensitive' AS sensitive, ${contactsFor(actor, "few")} AS contacts,
        ${projectsFor(actor, "evidence:read", "few")} AS evidence, ${projectsFor(actor, "entry:read", "few")} AS entries
      FROM project p
      WHERE p.id = ${id} AND ${projectsFor(actor, "project:read", "few")} AND ${projectsFor(actor, action, "few")} AND NOT ${maskedFor(actor, "few")}`,
  );
  if (!row) throw new Refusal("not-found");
  if (row.sensitive) await noteSensitiveView(actor, systemNow(), { id, number: row.number });
  return row;
}

/** Reading a sensitive lead leaves a trace; the same reader within ten minutes leaves one, not one a refresh. */
export async function noteSensitiveView(
  actor: Actor,
  now: Date,
  project: { id: number; number: string },
): Promise<void> {
  const since = new Date(now.getTime() - 10 * 60_000);
  const seen = await rowsOf(
    database,
    sql`SELECT 1 FROM audit_entry WHERE subject_kind = 'project' AND subject_id = ${String(project.id)}
      AND actor_id = ${actor.id} AND action = 'project:read' AND at > ${since} LIMIT 1`,
  );
  if (seen.length > 0) return;
  await appendAudit(database, actor, now, [
    {
      action: "project:read",
      subjectKind: "project",
      subjectId: String(project.id),
      subjectLabel: project.number,
    },
  ]);
}
