/** The list of projects and the board as they stood when an earlier day ended. */
import { z } from "zod";
import type { Milestone, OffState } from "@/server/domain/milestones";
import type { WaysChanged } from "@/server/domain/past-projects";
import { id, idOrZero, text } from "./kit";
import { daySchema, requestIdSchema } from "./project";
import { BOARD_COLUMNS, type BoardHead } from "./project-list";

/** What a past day can be narrowed by: what is kept of a project for every day. */
export const pastFilter = z.object({
  /** By today's names, numbers and words. */
  q: text(60).optional(),
  /** The chain of that day; 0: none. */
  chainId: idOrZero.optional(),
  leadUnitId: id.optional(),
  streetUnitId: id.optional(),
  /** Only projects that stand otherwise now. */
  changed: z.boolean().default(false),
});
export type PastFilter = z.output<typeof pastFilter>;

export const PAST_PAGE = 50;
export const pastProjects = z.object({
  /** The end of this day, an earlier one. */
  knownOn: daySchema,
  filter: pastFilter.prefault({}),
  /** Column of the board; without it all of them. */
  column: z.enum(BOARD_COLUMNS).optional(),
  offset: z.number().int().min(0).max(1_000_000).default(0),
  limit: z.number().int().min(1).max(100).default(PAST_PAGE),
});
export type PastProjectsInput = z.output<typeof pastProjects>;

export const exportPastProjects = pastProjects
  .pick({ knownOn: true, filter: true, column: true })
  .extend({ requestId: requestIdSchema });

/** Where a project stood on a day: chain, stage or way off, and what it came to. */
export interface PastStand {
  chainName: string | null;
  chainHue: number | null;
  stage: Milestone;
  offState: OffState | null;
  /** Intended before signing, planned total from signing on; null where none was given. */
  amountFen: number | null;
}

export interface PastProject extends PastStand {
  id: number;
  /** Today's number and name. */
  number: string;
  name: string;
  contractOn: string | null;
  startOn: string | null;
  originProvince: string;
  leadUnitName: string | null;
  streetName: string | null;
  now: PastStand;
}

/** What has become of projects since; withdrawn ones were merged into another, or their import was undone. */
export interface PastChanges extends WaysChanged {
  /** Projects that changed in any way. */
  changed: number;
}

/** A column of the board of that day, and what has become of its projects. */
export interface PastHead extends BoardHead {
  changes: PastChanges;
}

export interface PastProjects {
  knownOn: string;
  /** Every column of the board, whatever column is asked for and whether all its projects or only the changed ones are listed. */
  heads: PastHead[];
  /** Projects of today that were not known then. */
  fresh: number;
  /** Projects that were known then in another chain, department or street, and are now in the one that is asked for. */
  movedIn: number;
  /** Sensitive leads of that day that the person may not know; they are in no number. */
  hidden: number;
  rows: PastProject[];
  /** Rows of all pages. */
  total: number;
}
