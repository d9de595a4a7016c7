/** What would become of a row of a detail sheet, and what is asked to find out. */
import "server-only";
import type { DetailField } from "@/server/contracts/detail-fields";
import type { ImportProblem } from "@/server/contracts/import";
import type { DetailFate, DetailRow, EnterpriseFieldChange } from "@/server/contracts/import-details";
import type { FollowUp } from "@/server/domain/follow-ups";
import type { Day, StatMonth } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import type { Ledger, LedgerRows } from "@/server/domain/project-facts";
import type { ProjectState } from "@/server/domain/project-state";
import type { Rules } from "@/server/domain/rules";
import type { Database } from "@/server/platform/database";

export interface DetailScene {
  db: Database;
  actor: Actor;
  rules: Rules;
  today: Day;
  firstOpenMonth: StatMonth;
}

/** The row of the ledger that a row of the sheet would become. */
export interface EntryPlan<L extends Ledger = Ledger> {
  ledger: L;
  row: LedgerRows[L];
  /** Sent for review at once; false: a draft, because something that the ledger asks for is not there yet. */
  submit: boolean;
  needsReason: boolean;
}

/** The follow-up that it would become. */
export interface FollowUpPlan {
  ledger: null;
  given: FollowUp;
  needsReason: false;
}
export type DetailPlan = EntryPlan | FollowUpPlan;

export interface Verdict {
  fate: DetailFate;
  plan: DetailPlan | null;
  problems: ImportProblem[];
}

/** A row that can be read, and the project that it means. */
export interface MatchedDetail<Reading extends DetailRow["reading"] = DetailRow["reading"]> {
  row: DetailRow<Reading>;
  project: ProjectState;
  /** Taken although something that stands there may hold it already. */
  anyway: boolean;
}

export interface JudgedDetail extends Verdict {
  row: DetailRow;
  projectId: number | null;
  candidates: number[];
  /** Of a row of a directory: the enterprise on record that it means, and what changes on it. */
  id?: number | null;
  shown?: EnterpriseFieldChange[];
}

export const isAmong = (
  places: readonly { sheet: string; row: number }[],
  { sheet, row }: Pick<DetailRow, "sheet" | "row">,
): boolean => places.some((place) => place.sheet === sheet && place.row === row);

export const stays = (fate: DetailFate, ...problems: ImportProblem[]): Verdict => ({
  fate,
  plan: null,
  problems,
});

/** Something to be said of a row, at the cell of a field where the sheet has one. */
export function saidOf(
  { sheet, row, cells }: DetailRow,
  kind: ImportProblem["kind"],
  severity: ImportProblem["severity"],
  message: string,
  field?: DetailField,
): ImportProblem {
  const cell = field === undefined ? null : (cells.find((one) => one.field === field)?.cell ?? null);
  return { sheet, row, cell, kind, severity, message };
}
