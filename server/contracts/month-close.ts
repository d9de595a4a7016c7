/** 月度关账: what is asked and answered. */
import { z } from "zod";
import type { Hindrance, MonthState, SigningPart } from "@/server/domain/month-close";
import { MONTH_STATES } from "@/server/domain/month-states";
import { text } from "./kit";
import { statMonthSchema } from "./statistics";

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
  signatures: { part: SigningPart; name: string; signedAt: string; valid: boolean }[];
  closes: CloseLine[];
}
