/** The rows of a batch that change known projects, with what was decided of each field. */
import "server-only";
import type { ImportChoices } from "@/server/contracts/import-batch";
import type { MergeState, Take } from "@/server/contracts/import-merge";
import { CLOSED_FIGURES_ASK } from "@/server/domain/closed-figures";
import { Refusal, refuseAt } from "@/server/domain/refusals";
import { decideFields, type FieldAnswer, type MergedField } from "@/server/domain/workbook-merge";
import { type Database, rowsOf, sql } from "@/server/platform/database";
import type { StoredBatch } from "../import-batch";
import type { KnownRow } from "./compare-known";

export interface DecidedRow {
  ordinal: number;
  sheet: string;
  row: number;
  known: KnownRow;
  taken: MergedField[];
  undecided: MergedField[];
}

const placeKey = ({ sheet, row }: { sheet: string; row: number }) => `${row} ${sheet}`;

/** The answers to a row's fields, as the batch keeps them. */
export function answersOf(
  choices: Pick<ImportChoices, "takes">,
): (place: { sheet: string; row: number }) => FieldAnswer[] {
  const lists = new Map<string, FieldAnswer[]>();
  for (const { field, take, version, ...place } of choices.takes)
    lists.set(placeKey(place), [...(lists.get(placeKey(place)) ?? []), { field, take, version }]);
  return (place) => lists.get(placeKey(place)) ?? [];
}

/** How a field is decided; null for a conflict that is still open. */
export function takeOf(field: MergedField, answers: readonly FieldAnswer[]): Take | null {
  const { taken, undecided } = decideFields([field], answers);
  return undecided.length > 0 ? null : taken.length > 0 ? "mine" : "theirs";
}

export async function decidedRows(
  db: Pick<Database, "$queryRaw">,
  { id, choices }: Pick<StoredBatch, "id" | "choices">,
): Promise<DecidedRow[]> {
  const rows = await rowsOf<Pick<DecidedRow, "ordinal" | "sheet" | "row" | "known">>(
    db,
    sql`SELECT ordinal, sheet, row, detail->'known' AS known FROM import_row
      WHERE batch_id = ${id} AND fate = 'changed' ORDER BY ordinal`,
  );
  const answers = answersOf(choices);
  return rows.map((row) => ({ ...row, ...decideFields(row.known.fields, answers(row)) }));
}

export function mergeState(rows: readonly DecidedRow[]): MergeState {
  const changing = rows.filter((r) => r.taken.length > 0);
  const sum = (of: (row: DecidedRow) => number) => rows.reduce((all, row) => all + of(row), 0);
  return {
    projects: changing.length,
    fields: sum((r) => r.taken.length),
    conflicts: sum((r) => r.known.fields.filter((f) => f.conflict !== null).length),
    undecided: sum((r) => r.undecided.length),
    needsReason: changing.some((r) => r.known.needsReason),
  };
}

/** Refuses while somebody has to choose, or to say why. */
export function requireDecided({ undecided, needsReason }: MergeState, reason: string): void {
  if (undecided > 0)
    throw new Refusal("conflict", {
      message: `还有 ${undecided} 处冲突没有选定，请先逐处选定用您的还是保留库中的`,
    });
  if (needsReason && !reason.trim())
    throw refuseAt(
      "needs-reason",
      "reason",
      `${CLOSED_FIGURES_ASK}；金额是计划数倍的、计划日期有矛盾的也须说明`,
    );
}
