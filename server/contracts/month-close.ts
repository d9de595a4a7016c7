/** 月度关账: what is asked and answered. */
import { z } from "zod";
import type { Hindrance, MonthState, SigningPart } from "@/server/domain/month-close";
import { MONTH_STATES } from "@/server/domain/month-states";
import type { FigureKind, FigureValue } from "@/server/domain/statistics-columns";
import type { Measure } from "@/server/domain/statistics-measures";
import { text } from "./kit";
import { CUT_NAMES, statMonthSchema } from "./statistics";

const state = z.enum(Object.keys(MONTH_STATES) as [MonthState, ...MonthState[]]);

export const moveMonth = z.object({
  month: statMonthSchema,
  /** The state that the person saw. */
  from: state,
  to: state,
  reason: text(500).default(""),
});

export const signMonth = z.object({
  month: statMonthSchema,
  /** Digest of the figures that the person saw. */
  figures: z.string().regex(/^[0-9a-f]{64}$/, "请刷新后重新核对"),
  reason: text(500).default(""),
});

export const restateMonth = z.object({ ...signMonth.shape, reason: text(500) });

export const compareVersions = z.object({
  month: statMonthSchema,
  cut: z.enum(CUT_NAMES).default("chain"),
  /** Two versions, or one and what it would say if it were closed today. */
  from: z.number().int().min(1).max(1000),
  to: z.number().int().min(1).max(1000).nullable(),
});

/** A figure that two versions of a month differ in. */
export interface FigureChange {
  row: string;
  group: string;
  header: string;
  kind: FigureKind;
  before: FigureValue;
  after: FigureValue;
}

/** What one project adds to a measure, or takes from it, in one group of the cut. */
export interface RowChange {
  projectId: number;
  number: string;
  name: string;
  measure: Measure;
  /** In the words of the report, tiers by their thresholds. */
  measureName: string;
  value: number;
  group: string;
}

/** With what was approved, ended or changed in between, in words. */
export type ExplainedChange = RowChange & { why: string[] };

export interface VersionDifference {
  month: number;
  figures: FigureChange[];
  rows: ExplainedChange[];
  /** Rows that are not listed: of projects that the person may not read, and beyond the first of them. */
  unlisted: number;
}

export const askMonth = z.object({ month: statMonthSchema });

export interface CloseLine {
  month: number;
  version: number;
  firstMonth: number;
  reason: string;
  at: string;
  signers: { part: SigningPart; name: string; signedAt: string }[];
  warnings: { words: string; reasons: { part: SigningPart; reason: string }[] }[];
  rowCount: number;
  previousHash: string;
  hash: string;
}

/** Rows of one ledger that correct a closed month and count in one later month. */
export interface LaterCorrections {
  of: "contract" | "framework" | "arrival" | "investment";
  statMonth: number;
  count: number;
  fen: number;
}

export interface MonthDesk {
  month: number;
  state: MonthState;
  /** The months that can be asked for. */
  months: { month: number; state: MonthState }[];
  /** Null when this month is the next to close; otherwise the one that is. */
  next: number | null;
  ended: boolean;
  /** Digest of the figures as they are now; null when there is nothing to sign. */
  figures: string | null;
  hindrances: Hindrance[];
  signatures: { part: SigningPart; name: string; signedAt: string; reason: string; valid: boolean }[];
  closes: CloseLine[];
  /** Of a closed month: whether it would say something else today; its signatures are those of a restatement then. */
  differs: boolean;
  /** Of a closed month: what later months hold against it, which a restatement leaves there. */
  corrections: LaterCorrections[];
}
