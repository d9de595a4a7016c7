/** A row of a sheet as a row of its ledger, by the ledger's own check, as if it were filled in by hand. */
import "server-only";
import type { DetailField } from "@/server/contracts/detail-fields";
import { draftEntry, noteWithReason, submitEntry } from "@/server/domain/ledger-entries";
import type { Fact, Ledger } from "@/server/domain/project-facts";
import type { ProjectState } from "@/server/domain/project-state";
import { Refusal } from "@/server/domain/refusals";
import { type DetailScene, type EntryPlan, type MatchedDetail, saidOf, stays, type Verdict } from "./judged";

/** What entering it records: drafted, and sent for review where nothing is missing. Throws what the ledger refuses. */
export function entryFacts(
  scene: DetailScene,
  project: ProjectState,
  { ledger, row, submit, needsReason }: EntryPlan,
  entryId: number,
  reason: string,
): Fact[] {
  const actorId = scene.actor.id;
  const context = { ...scene, actorId, reason };
  const entry = { ledger, id: entryId };
  const kept = needsReason && reason ? { ...row, note: noteWithReason(row.note, reason) } : row;
  const drafted = draftEntry<Ledger>(project, { ...entry, present: null }, kept, null, context);
  if (!submit) return drafted;
  const state = {
    status: "draft" as const,
    correctionOfId: null,
    authorIds: [],
    submittedById: null,
    version: 0,
  };
  return [
    ...drafted,
    ...submitEntry(project, { ...entry, ...state, row: kept, recordedById: actorId }, context),
  ];
}

/** `cellOf`: where the words of the ledger's form stand in a sheet. */
export function planOf(
  scene: DetailScene,
  { row, project }: MatchedDetail,
  wanted: Omit<EntryPlan, "needsReason">,
  cellOf: Readonly<Record<string, DetailField>>,
): Verdict {
  const plan: EntryPlan = { ...wanted, needsReason: false };
  try {
    entryFacts(scene, project, plan, 0, "");
    return { fate: "ready", plan, problems: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const [{ field, message } = { field: "", message: error.message }] = error.detail.problems ?? [];
    const said = (severity: "error" | "warning") =>
      saidOf(row, "entry-refused", severity, message, cellOf[field]);
    if (error.code !== "needs-reason" && error.code !== "unit-slip") return stays("failed", said("error"));
    return { fate: "ready", plan: { ...plan, needsReason: true }, problems: [said("warning")] };
  }
}
