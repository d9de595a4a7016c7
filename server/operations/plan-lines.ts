/** The lines of an operation beside what happened since, and which of them stay whatever anybody decides. */
import "server-only";
import { HOLDER_ROLES } from "@/server/domain/hand-over";
import { lineKey, planUndo, takenBack, type UndoKeptWhy, type UndoLine } from "@/server/domain/operations";
import type { Actor } from "@/server/domain/permissions";
import type { BasicsPatch } from "@/server/domain/project-facts";
import type { ProjectState } from "@/server/domain/project-state";
import { type Database, rowsOf, sql } from "@/server/platform/database";
import { mayOn, pairOf } from "@/server/projects";
import { type Family, touchesSince } from "./load-operation";

export interface PlannedLine extends UndoLine {
  /** Why it stays whatever anybody decides. */
  keptWhy: UndoKeptWhy | null;
}

/** Those who would be in charge again and still may be: in service, in a role that holds projects. */
async function inService(
  db: Pick<Database, "$queryRaw">,
  lines: readonly UndoLine[],
): Promise<Set<number | null>> {
  const ids = lines.flatMap((l) =>
    l.field === "owner" ? [(l.before as BasicsPatch | null)?.ownerId ?? 0] : [],
  );
  if (ids.length === 0) return new Set();
  const rows = await rowsOf<{ id: number }>(
    db,
    sql`SELECT id FROM account WHERE id = ANY(${ids}::int[]) AND active AND role = ANY(${[...HOLDER_ROLES]}::text[])`,
  );
  return new Set<number | null>([null, ...rows.map((r) => r.id)]);
}

function keptWhy(
  actor: Actor,
  line: UndoLine,
  state: ProjectState | undefined,
  serving: ReadonlySet<number | null>,
): UndoKeptWhy | null {
  // What was merged away is withdrawn: whether it may stand again is asked of its own right.
  if (line.field === "merged" && state) return mayOn(actor, "project:merge", state) ? null : "not-yours";
  if (!state || state.off?.state === "withdrawn" || !mayOn(actor, "project:read", state)) return "unseen";
  if (!mayOn(actor, line.field === "owner" ? "project:assign" : "project:edit", state)) return "not-yours";
  if (line.field === "owner" && !serving.has((line.before as BasicsPatch | null)?.ownerId ?? null))
    return "owner-gone";
  return null;
}

/** All projects that the operation changed. */
export const projectsOf = ({ changes }: Family): number[] => {
  const pair = pairOf(changes);
  return [...new Set([...changes.map((c) => c.projectId), ...(pair ? [pair.keepId] : [])])];
};

/**
 * What is left to take back of an operation, line by line. Without `states` nothing stays for what a project is by now: who
 * asks has looked at each of them himself.
 */
export async function plannedLines(
  db: Pick<Database, "$queryRaw">,
  actor: Actor,
  family: Family,
  id: number,
  states: ReadonlyMap<number, ProjectState> | null,
): Promise<PlannedLine[]> {
  const back = takenBack(family.kin).get(id);
  const left = { ...family, changes: family.changes.filter((c) => !back?.has(lineKey(c))) };
  const lines = planUndo(left.changes, await touchesSince(db, left));
  if (states === null) return lines.map((line) => ({ ...line, keptWhy: null }));
  const serving = await inService(db, lines);
  return lines.map((line) => ({
    ...line,
    keptWhy: line.fate === "already" ? null : keptWhy(actor, line, states.get(line.projectId), serving),
  }));
}
