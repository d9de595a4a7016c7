/** What taking an operation back would do now, project by project: the operation, what happened since, and who asks. */
import "server-only";
import type { Overlap, UndoPlan } from "@/server/contracts/operation";
import { movesClosedFigures } from "@/server/domain/closed-figures";
import {
  goingBack,
  isBasicsThing,
  isReversible,
  patchOf,
  UNDO_KEPT_WHY,
  type UndoKeptWhy,
  type UndoLine,
} from "@/server/domain/operations";
import { dayOf, type StatMonth } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import type { BasicsPatch } from "@/server/domain/project-facts";
import type { ProjectState } from "@/server/domain/project-state";
import { Refusal } from "@/server/domain/refusals";
import { database } from "@/server/platform/database";
import {
  factNames,
  investorNames,
  KeptByReason,
  mergeTouchesClosed,
  thingShown,
  thingWords,
} from "@/server/projects";
import { loadProjects } from "@/server/record/load-project";
import { firstOpenMonth } from "@/server/record/load-rules";
import { loadFamily, loadOperation, type StoredOperation } from "./load-operation";
import { type PlannedLine, plannedLines, projectsOf } from "./plan-lines";
import { plannedProjects, plannedThings, thingOverlaps } from "./undo-enterprises";

export function requireReversible({ kind }: StoredOperation): void {
  if (isReversible(kind)) return;
  const message = kind === "import" ? "导入请到该批导入的页面整批撤销" : "这项操作不能撤销";
  throw new Refusal("nothing-to-undo", { message });
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
  const ofFirms = family.enterprises.length > 0;
  const lines = ofFirms
    ? await plannedProjects(database, actor, family, id)
    : await plannedLines(database, actor, family, id, states);
  const things = ofFirms ? await plannedThings(database, family, id) : [];
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
    back: {
      projects: new Set(back.map((l) => l.projectId)).size,
      fields: back.length + things.filter((l) => l.fate === "back").length,
    },
    already: [...lines, ...things].filter((l) => l.fate === "already").length,
    overlaps: [...(await thingOverlaps(actor, things)), ...(await overlapsOf(lines, states))],
    kept: kept.told(),
    closed:
      undoMovesClosed(might, states, open) || (await mergeTouchesClosed(database, family.changes, open)),
  };
}
