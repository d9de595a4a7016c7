/** 批量修改: the same fields of many projects, shown beforehand, in one transaction, as one named operation. */
import "server-only";
import type { z } from "zod";
import type {
  BulkEditPreview,
  bulkEdit as editInput,
  previewBulkEdit as previewInput,
} from "@/server/contracts/bulk-edit";
import { BULK_KEPT_WHY, type BulkKeptWhy, judgeBulkEdit } from "@/server/domain/bulk-edit";
import { CLOSED_FIGURES_ASK } from "@/server/domain/closed-figures";
import { conflictsBetween } from "@/server/domain/conflicts";
import { type Day, dayOf, type StatMonth } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import type { BasicsField, BasicsPatch, Fact } from "@/server/domain/project-facts";
import { BASICS_WORDS } from "@/server/domain/project-fields";
import type { ProjectState } from "@/server/domain/project-state";
import { Refusal, refuseAt } from "@/server/domain/refusals";
import { database } from "@/server/platform/database";
import { loadProjects } from "@/server/record/load-project";
import { firstOpenMonth } from "@/server/record/load-rules";
import { type ProjectWrite, record, type WriteContext, type WriteScene } from "@/server/record/record";
import { cleanPatch } from "./edit-project";
import { factNames } from "./fact-names";
import { KeptByReason } from "./kept-projects";
import { changesOf } from "./project-card-words";
import { subjectOf } from "./project-subject";
import { recordedSince } from "./recorded-since";

const judged = (actor: Actor, state: ProjectState | undefined, patch: BasicsPatch, open: StatMonth) =>
  judgeBulkEdit(actor, state, state ? subjectOf(state) : null, patch, open);

/** What would happen; writes nothing. */
export async function previewBulkEdit(
  { actor, now }: { actor: Actor; now: Date },
  input: z.output<typeof previewInput>,
): Promise<BulkEditPreview> {
  const patch = cleanPatch(input.patch, "");
  const today: Day = dayOf(now);
  const [states, open, names] = await Promise.all([
    loadProjects(database, input.ids, { lock: false }),
    firstOpenMonth(database, today),
    factNames(),
  ]);
  const reader = { names, contacts: false };
  const change: BulkEditPreview["change"] = [];
  const kept = new KeptByReason<BulkKeptWhy>(BULK_KEPT_WHY);
  let unchanged = 0;
  for (const id of input.ids) {
    const state = states.get(id);
    const verdict = judged(actor, state, patch, open);
    if (verdict.fate === "unchanged") unchanged += 1;
    else if (verdict.fate !== "change" || !state) kept.add(verdict.fate as BulkKeptWhy, state?.basics.name);
    else
      change.push({
        id,
        version: state.version,
        number: state.number,
        name: state.basics.name,
        changes: changesOf(verdict.before, verdict.after, reader),
        closed: verdict.closed,
        odd: verdict.odd,
      });
  }
  return { change, unchanged, kept: kept.told() };
}

/** Everything as it was shown, or nothing: what others did to the same fields in between is not written over unseen. */
async function decide(
  { db, projects, firstOpenMonth: open }: WriteScene,
  actor: Actor,
  { projects: chosen, reason, ...input }: z.output<typeof editInput>,
): Promise<ProjectWrite[]> {
  const patch = cleanPatch(input.patch, reason);
  const since = await recordedSince(db, chosen);
  let [lost, moved, closed, odd] = [0, 0, 0, 0];
  const writes = chosen.flatMap(({ id }): ProjectWrite[] => {
    const state = projects.get(id);
    const verdict = judged(actor, state, patch, open);
    const proposed: Fact = { type: "BasicsEdited", v: 1, before: {}, after: patch, reason: "" };
    if (verdict.fate !== "change" && verdict.fate !== "unchanged") lost += 1;
    else if (conflictsBetween([proposed], since.get(id) ?? []).length > 0) moved += 1;
    else if (verdict.fate === "change") {
      if (verdict.closed) closed += 1;
      if (verdict.odd.length > 0) odd += 1;
      const { before, after } = verdict;
      return [{ id, facts: [{ fact: { type: "BasicsEdited", v: 1, before, after, reason } }] }];
    }
    return [];
  });
  if (lost > 0)
    throw new Refusal("not-permitted", {
      message: `有 ${lost} 个项目现在不能由您修改，没有作任何改动，请重新核对`,
    });
  if (moved > 0)
    throw new Refusal("conflict", {
      message: `有 ${moved} 个项目的同一内容刚被他人改动，没有作任何改动，请重新核对`,
    });
  const asks = [
    ...(closed > 0 ? [`${closed} 个项目的${CLOSED_FIGURES_ASK}`] : []),
    ...(odd > 0 ? [`${odd} 个项目的计划日期有矛盾，请逐个核对；确认无误请填写原因`] : []),
  ];
  if (asks.length > 0 && !reason) throw refuseAt("needs-reason", "reason", asks.join("；"));
  if (writes.length === 0) throw new Refusal("bad-state", { message: "所选项目已是这些内容，不必再改" });
  return writes;
}

/** 批量修改建设性质、下一步: what was done, and to what. */
export function operationName(deed: string, fields: readonly BasicsField[]): string {
  const labels = fields.map((field) => BASICS_WORDS[field].label);
  return `${deed}${labels.slice(0, 3).join("、")}${labels.length > 3 ? "等" : ""}`;
}

const fieldsOf = (patch: BasicsPatch): BasicsField[] =>
  (Object.keys(patch) as BasicsField[]).filter((field) => patch[field] !== undefined);

export function bulkEdit(
  context: WriteContext,
  input: z.output<typeof editInput>,
): Promise<{ changed: number; operationId: number | null }> {
  return record(
    { ...context, requestId: input.requestId },
    {
      action: "project:bulk-edit",
      projectIds: input.projects.map((p) => p.id),
      operation: {
        kind: "bulk-edit",
        name: operationName("批量修改", fieldsOf(input.patch)),
        summary: { fields: Object.keys(input.patch), reason: input.reason },
      },
      decide: (scene) => decide(scene, context.actor, input),
      answer: (states, { operationId }) => ({ changed: states.length, operationId }),
    },
  );
}
