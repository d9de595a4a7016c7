/** 表内修改: cells of the list, of many projects, each its own value; all of them or none, as one named operation. */
import "server-only";
import type { z } from "zod";
import type {
  editableProjects as editableInput,
  editCells as editInput,
} from "@/server/contracts/edit-cells";
import { BULK_KEPT_WHY, judgeBulkEdit } from "@/server/domain/bulk-edit";
import { CELL_FIELDS } from "@/server/domain/cell-edit";
import { CLOSED_FIGURES_ASK, movesClosedFigures } from "@/server/domain/closed-figures";
import { conflictsBetween } from "@/server/domain/conflicts";
import type { Actor } from "@/server/domain/permissions";
import { editBasics } from "@/server/domain/pipeline";
import type { BasicsPatch, Fact } from "@/server/domain/project-facts";
import { BASICS_WORDS } from "@/server/domain/project-fields";
import type { ProjectState } from "@/server/domain/project-state";
import { type Problem, Refusal, type RefusalDetail } from "@/server/domain/refusals";
import { database, rowsOf, sql } from "@/server/platform/database";
import { type ProjectWrite, record, type WriteContext, type WriteScene } from "@/server/record/record";
import { operationName } from "./bulk-edit";
import { cleanPatch } from "./edit-project";
import { maskedFor, projectsFor } from "./project-scope";
import { subjectOf } from "./project-subject";
import { changesSince, type LaterFact } from "./recorded-since";

/** Which of these projects the actor may edit: the others stand in the list to be read. */
export async function editableProjects(
  actor: Actor,
  { ids }: z.output<typeof editableInput>,
): Promise<number[]> {
  const rows = await rowsOf<{ id: number }>(
    database,
    sql`SELECT p.id FROM project p WHERE p.id = ANY(${[...ids]}::int[]) AND ${projectsFor(actor, "project:edit", "few")}
      AND ${projectsFor(actor, "project:read", "few")} AND NOT ${maskedFor(actor, "few")} ORDER BY p.id`,
  );
  return rows.map((row) => row.id);
}

type Input = z.output<typeof editInput>;
/** A cell with its place in the request, by which a refusal names it. */
type Cell = Input["cells"][number] & { at: number };

function byProject(cells: Input["cells"]): Map<number, Cell[]> {
  const rows = new Map<number, Cell[]>();
  for (const [at, cell] of cells.entries()) {
    const row = rows.get(cell.projectId);
    if (row) row.push({ ...cell, at });
    else rows.set(cell.projectId, [{ ...cell, at }]);
  }
  return rows;
}

const patchOf = (cells: readonly Cell[]): BasicsPatch =>
  Object.fromEntries(cells.map(({ field, value }) => [field, value])) as BasicsPatch;

type Clash = NonNullable<RefusalDetail["conflict"]>[number];

/** Why cells cannot be saved as they are. */
class Findings {
  /** Must be mended. */
  readonly wrong: Problem[] = [];
  /** Stand once a reason is given. */
  readonly doubtful: Problem[] = [];
  readonly clashes: Clash[] = [];
  lost = 0;

  /** Nothing is written while anything is found; what must be mended is told first. */
  refuse(): void {
    const [first] = this.wrong;
    if (first)
      throw new Refusal(this.lost === this.wrong.length ? "not-permitted" : "bad-input", {
        message:
          this.wrong.length === 1
            ? first.message
            : `有 ${this.wrong.length} 格不能保存，没有作任何改动，请逐格核对`,
        problems: this.wrong,
      });
    if (this.clashes.length > 0)
      throw new Refusal("conflict", {
        message: `有 ${this.clashes.length} 格刚被他人改动，没有作任何改动，请逐格选定`,
        conflict: this.clashes,
      });
    if (this.doubtful.length > 0)
      throw new Refusal("needs-reason", {
        message: `有 ${this.doubtful.length} 格需要说明原因，没有作任何改动`,
        problems: [...this.doubtful, { field: "reason", message: "请说明原因" }],
      });
  }
}

/** The row and the column in words; the name of what may not be seen stays unsaid. */
const told = (name: string, { field, at }: Cell, message: string): Problem => ({
  field: `cells.${at}`,
  message: `${name}的${BASICS_WORDS[field].label}：${message}`,
});

/** What others did to the same fields since they were seen: the last change of each counts. */
function clashesOf(cells: readonly Cell[], since: readonly LaterFact[], now: number): Clash[] {
  return cells.flatMap((cell): Clash[] => {
    const proposed: Fact = { type: "BasicsEdited", v: 1, before: {}, after: patchOf([cell]), reason: "" };
    const met = since
      .filter((later) => later.version > cell.version)
      .flatMap((later) =>
        conflictsBetween([proposed], [later.fact]).map(({ mine, theirs }) => ({ mine, theirs, later })),
      )
      .at(-1);
    if (!met) return [];
    const { mine, theirs, later } = met;
    return [
      { field: `cells.${cell.at}`, mine, theirs, by: later.by, at: later.at.toISOString(), version: now },
    ];
  });
}

const LIFTED_BY_REASON: ReadonlySet<string> = new Set(["unit-slip", "needs-reason"]);

/** The fact of one project, by the rules of its form; refusals go to the cells that they speak of. */
function factsOf(
  state: ProjectState,
  cells: readonly Cell[],
  { rules }: WriteScene,
  reason: string,
  findings: Findings,
): Fact[] {
  try {
    return editBasics(state, cleanPatch(patchOf(cells), reason), rules, reason);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const list = LIFTED_BY_REASON.has(error.code) ? findings.doubtful : findings.wrong;
    for (const { field, message } of error.detail.problems ?? [{ field: "", message: error.message }]) {
      const cell = cells.find((one) => one.field === field) ?? cells[0];
      if (cell && field !== "reason") list.push(told(state.basics.name, cell, message));
    }
    return [];
  }
}

async function decide(scene: WriteScene, actor: Actor, { cells, reason }: Input): Promise<ProjectWrite[]> {
  const rows = byProject(cells);
  const seen = [...rows].map(([id, row]) => ({ id, version: Math.min(...row.map((c) => c.version)) }));
  const since = await changesSince(scene.db, seen);
  const findings = new Findings();
  const writes = [...rows].flatMap(([id, row]): ProjectWrite[] => {
    const state = scene.projects.get(id);
    const subject = state ? subjectOf(state) : null;
    const verdict = judgeBulkEdit(actor, state, subject, patchOf(row), scene.firstOpenMonth);
    if (!state || verdict.fate === "unseen" || verdict.fate === "not-yours") {
      const why = verdict.fate === "not-yours" ? "not-yours" : "unseen";
      const name = state && why === "not-yours" ? state.basics.name : "项目";
      findings.wrong.push(...row.map((cell) => told(name, cell, BULK_KEPT_WHY[why])));
      findings.lost += row.length;
      return [];
    }
    const clashes = clashesOf(row, since.get(id) ?? [], state.version);
    findings.clashes.push(...clashes);
    if (clashes.length > 0) return [];
    const facts = factsOf(state, row, scene, reason, findings);
    if (facts.length === 0) return [];
    const moves = (cell: Cell) => movesClosedFigures(state, patchOf([cell]), scene.firstOpenMonth);
    if (!reason)
      findings.doubtful.push(
        ...row.filter(moves).map((cell) => told(state.basics.name, cell, CLOSED_FIGURES_ASK)),
      );
    return [{ id, facts: facts.map((fact) => ({ fact })) }];
  });
  findings.refuse();
  if (writes.length === 0) throw new Refusal("bad-state", { message: "这些内容已是如此，不必再改" });
  return writes;
}

export function editCells(
  context: WriteContext,
  input: Input,
): Promise<{ changed: number; operationId: number | null }> {
  const fields = CELL_FIELDS.filter((field) => input.cells.some((cell) => cell.field === field));
  return record(
    { ...context, requestId: input.requestId },
    {
      action: "project:edit-cells",
      projectIds: [...new Set(input.cells.map((cell) => cell.projectId))],
      operation: {
        kind: "edit-cells",
        name: operationName("表内修改", fields),
        summary: { fields, reason: input.reason },
      },
      decide: (scene) => decide(scene, context.actor, input),
      answer: (states, { operationId }) => ({ changed: states.length, operationId }),
    },
  );
}
