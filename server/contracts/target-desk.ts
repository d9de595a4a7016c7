/** 目标: progress, odds and 红黑榜, as they are asked for and answered. */
import { z } from "zod";
import type { StatMonth } from "@/server/domain/periods";
import type { ProgressRules } from "@/server/domain/progress-rules";
import type { SigningOdds } from "@/server/domain/signing-odds";
import type { Percent, Points } from "@/server/domain/statistics";
import { TARGET_INDICATOR_NAMES, type TargetIndicator } from "@/server/domain/statistics-columns";
import type { Odds } from "@/server/domain/target-odds";
import type { Needed, ProgressLight, ScheduleBasis } from "@/server/domain/target-progress";
import type { BoardColour } from "@/server/domain/target-scores";
import { TARGET_GOAL_NAMES, type TargetGoal } from "@/server/domain/target-spans";
import { id, text } from "./kit";
import { daySchema, requestIdSchema } from "./project";
import { type ClosedMark, type Cut, type RowKind, statMonthSchema } from "./statistics";

/** Whom targets are set for: chains, departments, streets and parks. */
export const TARGET_CUTS = {
  chain: "按产业链",
  leadUnit: "按主办部门",
  street: "按街道园区",
} as const satisfies Partial<Record<Cut, string>>;
export type TargetCut = keyof typeof TARGET_CUTS;
export const TARGET_CUT_NAMES = Object.keys(TARGET_CUTS) as [TargetCut, ...TargetCut[]];

export const targetDesk = z.object({
  month: statMonthSchema,
  cut: z.enum(TARGET_CUT_NAMES).default("chain"),
  indicator: z.enum(TARGET_INDICATOR_NAMES).default("outsideFen"),
  goal: z.enum(TARGET_GOAL_NAMES).default("year/annual"),
});
export type TargetDeskInput = z.output<typeof targetDesk>;

/** Progress, of which an earlier day can be asked too; odds and boards are those of today. */
export const targetProgress = z.object({
  ...targetDesk.shape,
  /** 时点: only what was known when this day, an earlier one, ended. */
  knownOn: daySchema.optional(),
});
export type TargetProgressInput = z.output<typeof targetProgress>;

/** All cuts and indicators of one goal. */
export const exportTargets = targetProgress
  .pick({ month: true, goal: true, knownOn: true })
  .extend({ requestId: requestIdSchema });

export const publishBoard = z.object({
  requestId: requestIdSchema,
  ...targetDesk.shape,
  /** Digest of the board that the person saw. */
  digest: z.string().regex(/^[0-9a-f]{64}$/, "请刷新后重新核对"),
});

export const withdrawBoard = z.object({ requestId: requestIdSchema, boardId: id, reason: text(200) });

export interface TargetRow {
  key: string;
  name: string;
  kind: RowKind;
  hue: number | null;
  leader: string;
  /** Null: none was set. */
  target: number | null;
  /** Null while the span has not begun. */
  actual: number | null;
  month: number | null;
  completion: Percent;
  /** Of this row: a monthly plan makes it another one than that of the calendar. */
  schedule: Percent;
  scheduleBasis: ScheduleBasis;
  lead: Points;
  light: ProgressLight | null;
  growth: Percent;
  needed: Needed | null;
  place: number | null;
  score: string | null;
}

export interface BoardLine {
  key: string;
  name: string;
  colour: BoardColour;
  place: number;
  target: number;
  actual: number;
  completion: string;
  schedule: string;
  lead: string;
  score: string | null;
}

/** What a director signs: everything that the board says. */
export interface BoardContent {
  month: StatMonth;
  cut: TargetCut;
  goal: TargetGoal;
  indicator: TargetIndicator;
  district: string;
  bureau: string;
  /** Names for each board. */
  size: number;
  /** How many were ranked. */
  ranked: number;
  /** Version of the close that it was made from; null for a month that was open. */
  closedVersion: number | null;
  lines: BoardLine[];
}

export interface PublishedBoard {
  id: number;
  content: BoardContent;
  publisher: string;
  publishedAt: string;
}

export interface WithdrawnBoard {
  id: number;
  publisher: string;
  publishedAt: string;
  withdrawer: string;
  withdrawnAt: string;
  reason: string;
}

export interface BoardDesk {
  /** The one that is out; everybody sees it. */
  published: PublishedBoard | null;
  /** What would be published now; only for whoever prepares or signs boards. */
  draft: { content: BoardContent; digest: string } | null;
  /** Whether the draft lists other places or figures than the board that is out; as the draft. */
  differs: boolean;
  /** Taken back, the last first; as the draft. */
  withdrawn: WithdrawnBoard[];
}

export interface TargetDesk {
  month: StatMonth;
  cut: TargetCut;
  goal: TargetGoal;
  indicator: TargetIndicator;
  district: string;
  bureau: string;
  /** open | cutoff | review | closed | reported */
  state: string;
  months: { first: StatMonth; last: StatMonth };
  /** The months that count; null while the span has not begun. */
  counted: { from: StatMonth; to: StatMonth } | null;
  /** Of the calendar. */
  schedule: Percent;
  closed: ClosedMark | null;
  asOf: string;
  /** Counted from what was known when this day ended; null: from everything known now. */
  knownOn: string | null;
  rules: ProgressRules;
  rows: TargetRow[];
}

/** What the past says of a row: by its season, and of signings also by what is open. */
export interface RowOdds {
  season: Odds;
  signing: SigningOdds | null;
}
/** By row key. */
export type TargetOdds = Record<string, RowOdds>;
