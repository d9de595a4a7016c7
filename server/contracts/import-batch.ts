/** What the import screen asks and shows: a batch from upload to undo. Amounts in fen; days as ISO text. */
import { z } from "zod";
import type {
  CleanValue,
  ImportProblem,
  LedgerDryRun,
  LedgerProject,
  LedgerTable,
  LedgerTotals,
} from "./import";
import { ledgerReading, PROBLEM_KINDS, type ProblemKind } from "./import";
import { type DetailResult, type DetailSummary, detailPick } from "./import-details";
import { cellTake, type FieldStays, type MergeState, type RowChange, rowPlace } from "./import-merge";
import { id, text } from "./kit";
import { requestIdSchema } from "./project";

export const MAX_LEDGER_BYTES = 50 * 1024 * 1024;
export const LEDGER_ENDINGS = [".xlsx", ".xlsm", ".xls", ".et", ".csv", ".txt"] as const;

/** What becomes of a chain or department of the ledger: one that exists (its id), a new one, or none. */
const target = z.union([id, z.literal("new"), z.null()]);
export type ImportTarget = z.infer<typeof target>;

const wordTarget = z.object({ word: z.string().min(1).max(200), target });

/** Choices of the person who imports: how the workbook is read, and where its words lead. */
export const importChoices = z.object({
  mapping: ledgerReading.shape.mapping,
  sheets: ledgerReading.shape.sheets,
  corrections: ledgerReading.shape.corrections,
  cutoff: ledgerReading.shape.cutoff,
  chains: z.array(wordTarget).default([]),
  units: z.array(wordTarget).default([]),
  /** Rows that are in the system already and are to be taken in all the same. */
  takeAnyway: z.array(rowPlace).default([]),
  /** Rows to leave out although nothing speaks against them. */
  leaveOut: z.array(rowPlace).default([]),
  /** Cells of known projects: what the workbook says, or what stands there. */
  takes: z.array(cellTake).default([]),
  kinds: ledgerReading.shape.kinds,
  detailMapping: ledgerReading.shape.detailMapping,
  bases: ledgerReading.shape.bases,
  picks: z.array(detailPick).default([]),
});
export type ImportChoices = z.output<typeof importChoices>;

export const importBatchId = z.object({ id });
export const chooseImport = importBatchId.extend({ choices: importChoices });
export const commitImport = importBatchId.extend({
  /** Needed when figures of a closed month move, or an amount is many times the plan. */
  reason: text(500).optional(),
  requestId: requestIdSchema,
});
export const undoImport = importBatchId.extend({
  reason: text(200).min(2, "请说明撤销原因"),
  /** Undo also what has been worked on since. */
  force: z.boolean().default(false),
  requestId: requestIdSchema,
});

export const ROW_FILTERS = [
  "all",
  "ready",
  "changed",
  "conflicts",
  "unchanged",
  "errors",
  "warnings",
  "existing",
  "duplicate",
  "left-out",
] as const;
export const problemKind = z.enum(Object.keys(PROBLEM_KINDS) as [ProblemKind, ...ProblemKind[]]);
export type RowFilter = (typeof ROW_FILTERS)[number];
export const importRows = importBatchId.extend({
  show: z.enum(ROW_FILTERS).default("all"),
  /** Rows with a problem of this kind. */
  kind: problemKind.optional(),
  /** One row, wherever it stands in the list. */
  only: rowPlace.optional(),
  search: text(60).default(""),
  offset: z.number().int().min(0).default(0),
  /** The number already read, where pages follow one another; goes before `offset`. */
  cursor: z.number().int().min(0).optional(),
  limit: z.number().int().min(1).max(200).default(100),
});

export const IMPORT_STATES = ["uploaded", "tried", "unreadable", "committed", "undone"] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

export interface ImportListItem {
  id: number;
  fileName: string;
  state: ImportState;
  actorName: string;
  createdAt: string;
  /** Projects that the file holds, and how many of them went in or were changed. */
  projects: number | null;
  committed: number | null;
  errors: number | null;
  warnings: number | null;
}

/** A word of the ledger that has to lead somewhere, and where it leads now. */
export interface ImportWord {
  word: string;
  count: number;
  target: ImportTarget;
  /** Name of what it leads to; null for none, the word itself for a new one. */
  targetName: string | null;
}

/** The dry run as the screen needs it; rows are asked for page by page. */
export interface ImportSummary {
  /** Read by the choices of an earlier ledger with the same header words. */
  remembered?: true;
  sheets: LedgerDryRun["sheets"];
  tables: LedgerTable[];
  /** All rows that could be read. */
  totals: LedgerTotals;
  /** Those of them that would go in now, their chains named as the system names them. */
  entering: LedgerTotals;
  year: number;
  cutoff: string | null;
  /**
   * `ready` = would go in now as a new project; `changed` and `unchanged` = known ones; `existing` = known, and not the
   * person's to change; `duplicate` = a second row for one project; `leftOut` by hand; `failed` = has an error.
   */
  counts: {
    rows: number;
    ready: number;
    changed: number;
    unchanged: number;
    existing: number;
    duplicate: number;
    leftOut: number;
    failed: number;
    errors: number;
    warnings: number;
  };
  problemKinds: { kind: ImportProblem["kind"]; severity: ImportProblem["severity"]; count: number }[];
  /** Problems of a whole sheet or file. */
  remarks: ImportProblem[];
  chains: ImportWord[];
  units: ImportWord[];
  /** Absent where no sheet is one of details. */
  details?: DetailSummary;
}

/** What an import put in, from the system's own tables. Keys as in the truth of a ledger. */
export interface ImportResult {
  committedAt: string;
  projects: number;
  /** Known projects that it changed, and how many fields of them. */
  changed: number;
  fields: number;
  skipped: number;
  enterprises: number;
  newChains: string[];
  newUnits: string[];
  /** What the ledger's own rows add up to that went in, and what the system's tables add up to since. */
  ledger: LedgerTotals;
  totals: LedgerTotals;
  /** Evidence and fields that the gates ask for and the ledger did not bring. */
  missing: { label: string; milestone: string; count: number }[];
  details?: DetailResult;
  undoneAt: string | null;
  undoReason: string | null;
}

export interface ImportJob {
  id: number;
  kind: "import-try" | "import-commit" | "import-undo";
  state: "waiting" | "running" | "done" | "failed" | "cancelled";
  progress: number;
  message: string;
}

/** A project that was worked on after the import put it in; it stands in the way of an undo. */
export interface ChangedSince {
  projectId: number;
  number: string;
  name: string;
  by: string;
  at: string;
}

export interface ImportScene {
  /** Whether there is a workbook with the doubtful cells marked. */
  marked: boolean;
  id: number;
  fileName: string;
  size: number;
  state: ImportState;
  actorName: string;
  createdAt: string;
  /** The last job of this batch; running ones are asked about again. */
  job: ImportJob | null;
  choices: ImportChoices;
  /** Null until the first dry run is done. */
  summary: ImportSummary | null;
  result: ImportResult | null;
  /** Why the file could not be read at all. */
  unreadable: string | null;
  /** Live projects of the batch that nobody is in charge of, and how many of them the reader finds in the list. */
  unowned: { count: number; visible: number };
  /** Projects changed since; filled for a committed batch. First 50, and how many in all. */
  changed: { count: number; first: ChangedSince[] };
  /** What would be done to known projects as it is decided now; all of it nought once the batch went in. */
  merge: MergeState;
  /** What undoing would do to the known projects that the batch changed. */
  undo: { fields: number; stay: FieldStays[] };
  /** What a chain or department may lead to. */
  chainChoices: { id: number; name: string }[];
  unitChoices: { id: number; name: string }[];
}

export const ROW_FATES = [
  "ready",
  "changed",
  "unchanged",
  "existing",
  "duplicate",
  "failed",
  "left-out",
  "committed",
  "updated",
] as const;
export type RowFate = (typeof ROW_FATES)[number];

export interface ImportRowView {
  sheet: string;
  row: number;
  fate: RowFate;
  project: LedgerProject;
  values: CleanValue[];
  problems: ImportProblem[];
  /** The project that is in the system already, or the one that this row became. */
  projectId: number | null;
  projectNumber: string | null;
  changes: RowChange[];
  /** Known, and the person may edit it. */
  editable: boolean;
}

export interface ImportRowPage {
  total: number;
  rows: ImportRowView[];
}

/** The row of a hand-kept ledger that a project came from: original beside what was read. */
export interface LedgerSource {
  fileName: string;
  sheet: string;
  row: number;
  importedBy: string;
  importedAt: string;
  values: (CleanValue & { label: string })[];
  problems: ImportProblem[];
}
