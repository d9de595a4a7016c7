/** What taking an operation back would do now, project by project: the operation, what happened since, and who asks. */
import "server-only";
import type { Overlap, UndoPlan } from "@/server/contracts/operation";
import { movesClosedFigures } from "@/server/domain/closed-figures";
import { HOLDER_ROLES } from "@/server/domain/hand-over";
import {
  goingBack,
  isBasicsThing,
  isReversible,
  lineKey,
  patchOf,
  planUndo,
  takenBack,
  UNDO_KEPT_WHY,
  type UndoKeptWhy,
  type UndoLine,
} from "@/server/domain/operations";
import { dayOf, type StatMonth } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import type { BasicsPatch } from "@/server/domain/project-facts";
import type { ProjectState } from "@/server/domain/project-state";
import { Refusal } from "@/server/domain/refusals";
import { type Database, database, rowsOf, sql } from "@/server/platform/database";
import {
  factNames,
  investorNames,
  KeptByReason,
  mayOn,
  mergeTouchesClosed,
  pairOf,
  thingShown,
  thingWords,
} from "@/server/projects";
import { loadProjects } from "@/server/record/load-project";
import { firstOpenMonth } from "@/server/record/load-rules";
import { type Family, loadFamily, loadOperation, type StoredOperation, touchesSince } from "./load-operation";

export interface PlannedLine extends UndoLine {
  /** Why it stays whatever anybody decides. */
  keptWhy: UndoKeptWhy | null;
}

export function requireReversible({ kind }: StoredOperation): void {
  if (isReversible(kind)) return;
  const message = kind === "import" ? "导入请到该批导入的页面整批撤销" : "这项操作不能撤销";
  throw new Refusal("nothing-to-undo", { message });
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

/** What is left to take back of an operation, line by line. */
export async function plannedLines(
  db: Pick<Database, "$queryRaw">,
  actor: Actor,
  family: Family,
  id: number,
  states: ReadonlyMap<number, ProjectState>,
): Promise<PlannedLine[]> {
  const back = takenBack(family.kin).get(id);
  const left = { ...family, changes: family.changes.filter((c) => !back?.has(lineKey(c))) };
  const lines = planUndo(left.changes, await touchesSince(db, left));
  const serving = await inService(db, lines);
  return lines.map((line) => ({
    ...line,
    keptWhy: line.fate === "already" ? null : keptWhy(actor, line, states.get(line.projectId), serving),
  }));
}

/** The patch of each project that goes back. */
export function patchesOf(lines: readonly UndoLine[]): Map<number, BasicsPatch> {
  const patches = new Map<number, BasicsPatch>();
  for (const { projectId, field, before } of lines)
    if (isBasicsThing(field))
      patches.set(projectId, { ...patches.get(projectId), ...patchOf(field, before) });
  return patches;
}

/** Whether what goes back moves figures of a closed month. */
export const undoMovesClosed = (
  lines: readonly UndoLine[],
  states: ReadonlyMap<number, ProjectState>,
  open: StatMonth,
): boolean =>
  [...patchesOf(lines)].some(([id, patch]) => {
    const state = states.get(id);
    return state !== undefined && movesClosedFigures(state, patch, open);
  });

async function overlapsOf(
  lines: readonly PlannedLine[],
  states: ReadonlyMap<number, ProjectState>,
): Promise<Overlap[]> {
  const asked = lines.filter((l) => l.fate === "overlap" && l.keptWhy === null);
  if (asked.length === 0) return [];
  const enterprise = await investorNames(
    asked
      .filter((l) => l.field === "investors")
      .flatMap((l) => [l.before, l.after, l.now] as { enterpriseId: number }[][]),
  );
  const reader = { names: { ...(await factNames()), enterprise }, contacts: false };
  return asked.flatMap((line): Overlap[] => {
    const state = states.get(line.projectId);
    const { projectId, field, later } = line;
    if (!state || !later) return [];
    return [
      {
        projectId,
        number: state.number,
        name: state.basics.name,
        field,
        ...thingWords(field),
        before: thingShown(field, line.before, reader),
        after: thingShown(field, line.after, reader),
        now: thingShown(field, line.now, reader),
        ...later,
      },
    ];
  });
}

/** The plan as it is shown before anybody decides; writes nothing. */
export async function undoPlan(
  { actor, now }: { actor: Actor; now: Date },
  { id }: { id: number },
): Promise<UndoPlan> {
  requireReversible(await loadOperation(database, actor, id));
  const family = await loadFamily(database, id, { lock: false });
  const states = await loadProjects(database, projectsOf(family), { lock: false });
  const lines = await plannedLines(database, actor, family, id, states);
  const kept = new KeptByReason<UndoKeptWhy>(UNDO_KEPT_WHY);
  const named = new Set<string>();
  for (const { keptWhy: why, projectId } of lines) {
    if (why === null || named.has(`${why}/${projectId}`)) continue;
    named.add(`${why}/${projectId}`);
    kept.add(why, states.get(projectId)?.basics.name);
  }
  const free = lines.filter((l) => l.keptWhy === null);
  const back = goingBack(free, []);
  const might = free.filter((l) => l.fate !== "already");
  const open = await firstOpenMonth(database, dayOf(now));
  return {
    back: { projects: new Set(back.map((l) => l.projectId)).size, fields: back.length },
    already: lines.filter((l) => l.fate === "already").length,
    overlaps: await overlapsOf(lines, states),
    kept: kept.told(),
    closed:
      undoMovesClosed(might, states, open) || (await mergeTouchesClosed(database, family.changes, open)),
  };
}
