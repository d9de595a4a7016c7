/** Workbooks that come back: what a row would change of a known project, and what is decided of it. */
import { z } from "zod";
import type { FieldType } from "@/server/domain/project-fields";
import { id } from "./kit";

/** A row of the workbook: its sheet, and its number as the spreadsheet shows it. */
export const rowPlace = z.object({ sheet: z.string(), row: z.number().int().positive() });
export type RowPlace = z.infer<typeof rowPlace>;

/** A field of a known project that a row would change. */
const cellPlace = rowPlace.extend({ field: z.string().max(40) });
const TAKES = ["mine", "theirs"] as const;
export type Take = (typeof TAKES)[number];

/** An answer as the batch keeps it. `version`: of the change that was seen. */
export const cellTake = cellPlace.extend({ take: z.enum(TAKES), version: z.number().int() });

/** One by one, or all conflicts at once. A cell whose answer is taken back is as if it had never been answered. */
export const decideImport = z.object({
  id,
  cells: z
    .array(cellPlace.extend({ take: z.enum(TAKES).nullable() }))
    .max(2000)
    .default([]),
  all: z.enum(TAKES).optional(),
});
export interface MergeState {
  /** Projects and fields that would change. */
  projects: number;
  fields: number;
  conflicts: number;
  /** Conflicts that nobody has decided. */
  undecided: number;
  needsReason: boolean;
}

/** A field of a known project that was changed again after the import: an undo leaves it alone. */
export interface FieldStays {
  projectId: number;
  name: string;
  label: string;
  by: string;
  at: string;
}

type Shown = string | number | null;

/** A field of a known project that the row would change, in the words of the screen. */
export interface RowChange {
  field: string;
  label: string;
  type: FieldType;
  cell: string | null;
  before: Shown;
  after: Shown;
  /** What two people changed: what stood there when the workbook was made, and who changed it last since. */
  conflict: { original: Shown; by: string; at: string } | null;
  /** As decided; null for a conflict that is still open. */
  take: Take | null;
}
