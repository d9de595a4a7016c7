/**
 * Detail sheets of a workbook: one row an arrival, a month of investment, a follow-up or an enterprise, beside the ledger of projects.
 * What was read of each row, what would become of it, and the choices that the person who imports makes. Money is whole fen.
 */
import { z } from "zod";
import type { Fen } from "@/server/domain/amounts";
import type { DirectoryEntry, DirectoryField } from "@/server/domain/enterprise-directory";
import type { Day, StatMonth } from "@/server/domain/periods";
import type { DetailField, DetailKind, InvestmentBasis, LedgerDetailKind } from "./detail-fields";
import type { ColumnUnit, ImportProblem } from "./import";
import { rowPlace } from "./import-merge";
import { id, text } from "./kit";
import type { FollowUpKind } from "./project-card";

/** The project that a row means, picked by hand; null: none of those proposed. */
export const detailPick = rowPlace.extend({ projectId: id.nullable() });

export interface DetailColumn {
  column: number;
  letter: string;
  header: string;
  field: DetailField | null;
  confidence: number;
  unit: ColumnUnit | null;
  samples: string[];
}

export interface DetailTable {
  kind: DetailKind;
  sheet: string;
  title: string | null;
  headerRows: [number, number];
  lastRow: number;
  unit: ColumnUnit;
  unitSource: string | null;
  /** Of a sheet of investment. */
  basis: InvestmentBasis | null;
  fingerprint: string;
  columns: DetailColumn[];
}

/** One cell as read, beside its original. */
export interface DetailCell {
  field: DetailField;
  cell: string | null;
  raw: string;
  value: string | number | null;
  note: string | null;
}

export interface ArrivalReading {
  kind: "arrival";
  arrivedOn: Day | null;
  /** Original currency × 100. */
  originalCents: Fen | null;
  currency: string;
  payerName: string;
  /** Where the money comes from, as far as the sheet says: a place, or only which side of the border of the province. */
  place: string | null;
  scope: ArrivalScope | null;
  voucherNumber: string;
  voucherKind: string;
  useKind: "fixed" | "working";
  note: string;
}
export interface InvestmentReading {
  kind: "investment";
  month: StatMonth | null;
  basis: InvestmentBasis;
  /** The month's own; from a sum of the year it is the difference to the month before. */
  totalFen: Fen | null;
  /** Of the year up to the month, where that is what the sheet gives. */
  throughFen: Fen | null;
  constructionFen: Fen | null;
  installationFen: Fen | null;
  equipmentFen: Fen | null;
  otherFen: Fen | null;
  note: string;
  /** The cell of the figure: a row of twelve months has twelve. */
  cell: string | null;
}
export interface FollowUpReading {
  kind: "follow-up";
  happenedOn: Day | null;
  contactKind: FollowUpKind | null;
  summary: string;
  people: string;
  nextStep: string;
  nextOn: Day | null;
}
export interface EnterpriseReading extends DirectoryEntry {
  kind: "enterprise";
}
export type DetailReading = ArrivalReading | InvestmentReading | FollowUpReading | EnterpriseReading;
export const ARRIVAL_SCOPES = { outside: "省外", inside: "省内", foreign: "境外" } as const;
export type ArrivalScope = keyof typeof ARRIVAL_SCOPES;

/** What becomes one row of a ledger, one follow-up or one enterprise: a row of the sheet, or one month of it. */
export interface DetailRow<Reading extends DetailReading = DetailReading> {
  kind: DetailKind;
  sheet: string;
  row: number;
  /** Of an enterprise its own name, and nothing else. */
  project: { number: string; code: string; name: string; company: string };
  reading: Reading;
  cells: DetailCell[];
  problems: ImportProblem[];
}

/** Which sheets could be of which kind: a layout whose kind was corrected by hand is known again by this. */
export interface DetailCandidate {
  kind: DetailKind;
  sheet: string;
  fingerprint: string;
}

export interface DetailDryRun {
  tables: DetailTable[];
  rows: DetailRow[];
  candidates: DetailCandidate[];
}

/** One thing of an enterprise on record that a row of a directory would change: from what, to what, by which cell. */
export interface EnterpriseFieldChange {
  field: DirectoryField;
  label: string;
  before: string;
  after: string;
  cell: string | null;
}

/**
 * `ready` = would go in now; `changed` = an enterprise on record that would be changed; `unchanged` = stands there already; `duplicate` = its voucher is used already; `unmatched` and
 * `ambiguous` = no project, or several; `covered` = the opening amount or another entry may hold it; `committed` = went in;
 * `taken-back` and `kept` = what the undo did.
 */
export const DETAIL_FATES = [
  "ready",
  "changed",
  "unchanged",
  "duplicate",
  "unmatched",
  "ambiguous",
  "covered",
  "failed",
  "left-out",
  "committed",
  "taken-back",
  "kept",
] as const;
export type DetailFate = (typeof DETAIL_FATES)[number];

/** What a month holds before and after: of arrivals by side of the border, of investment by basis. */
export interface DetailTotal {
  kind: LedgerDetailKind;
  month: StatMonth;
  scope: ArrivalScope | InvestmentBasis;
  beforeFen: Fen;
  addsFen: Fen;
}

export interface DetailSummary {
  tables: DetailTable[];
  /** Rows by kind and fate. */
  counts: { kind: DetailKind; fate: DetailFate; count: number; fen: Fen }[];
  totals: DetailTotal[];
  /** Rows that want a reason of the person who imports. */
  needReason: number;
}

export interface DetailResult {
  /** Rows that went in: sent for review, and left as drafts because their voucher has no number. */
  submitted: number;
  drafts: number;
  /** Arrivals sent for review without a paper of their own. */
  lacking: number;
  /** Follow-ups that were logged; absent where there were none. */
  followUps?: number;
  /** Enterprises that a directory made and changed; absent where it did neither. */
  enterprises?: { created: number; changed: number };
}

export const DETAIL_FILTERS = ["all", "ready", "changed", "open", "standing", "failed", "left-out"] as const;
export type DetailFilter = (typeof DETAIL_FILTERS)[number];
export const importDetails = z.object({
  id,
  show: z.enum(DETAIL_FILTERS).default("all"),
  search: text(60).default(""),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(200).default(50),
});

export interface DetailProject {
  id: number;
  number: string;
  name: string;
}
export interface DetailRowView extends Pick<DetailRow, "kind" | "sheet" | "row" | "project" | "reading"> {
  fate: DetailFate;
  cells: DetailCell[];
  problems: ImportProblem[];
  /** The project that it goes to, as far as the reader may see it. */
  target: DetailProject | null;
  candidates: DetailProject[];
  /** How the row of the ledger that it became stands now. */
  status: string | null;
  entryId: number | null;
  /** The enterprise on record that a row of a directory means or became, as far as the reader may know of it, and what changes on it. */
  enterprise: { id: number; name: string } | null;
  changes: EnterpriseFieldChange[];
  /** Why the undo left it as it is. */
  keptWhy: string | null;
}
export interface DetailPage {
  total: number;
  rows: DetailRowView[];
}
