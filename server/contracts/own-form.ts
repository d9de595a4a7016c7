/** 自有表样: a form that a superior office hands down, uploaded once and filled every month. */
import { z } from "zod";
import { id, text } from "./kit";
import { requestIdSchema } from "./project";
import { statMonthSchema } from "./statistics";

export const OWN_FORM_ENDING = ".xlsx";
export const MAX_OWN_FORM_BYTES = 5 * 1024 * 1024;

const version = z
  .number({ error: "版本不正确" })
  .int("版本不正确")
  .min(1, "版本不正确")
  .max(10_000, "版本不正确");

/** Plain fields that come before the file. */
export const uploadOwnForm = z.object({
  requestId: requestIdSchema,
  name: text(60).min(1, "请填写表样名称"),
  /** Of a new version: which form it replaces, and as the person saw it. */
  formId: z.coerce.number().pipe(id).optional(),
  expectedVersion: z.coerce.number().pipe(version).optional(),
});
export type UploadOwnForm = z.output<typeof uploadOwnForm>;

export const ownFormFile = z.object({
  id: z.coerce.number().pipe(id),
  version: z.coerce.number().pipe(version),
});
export const retireOwnForm = z.object({ requestId: requestIdSchema, id, expectedVersion: version });

export const ownFormById = z.object({ id });
const column = z.number().int().min(1).max(16_384);
/** What the columns of a list of projects hold; null leaves one empty. */
export const remapOwnForm = z.object({
  requestId: requestIdSchema,
  id,
  expectedVersion: version,
  columns: z
    .array(z.object({ column, word: text(40).nullable() }))
    .min(1, "至少要对应一列")
    .max(500),
});

const choice = {
  id,
  month: statMonthSchema,
  /** The view whose projects are listed; null: all that the person sees. */
  viewId: id.nullable().default(null),
};
export const previewOwnForm = z.object(choice);
export const exportOwnForm = z.object({ requestId: requestIdSchema, ...choice });
export type OwnFormChoice = z.output<typeof previewOwnForm>;
export const wordsOfMonth = z.object({ month: statMonthSchema });

export interface OwnFormVersion {
  version: number;
  fileName: string;
  size: number;
  authorName: string;
  /** ISO. */
  at: string;
}

export interface OwnForm {
  id: number;
  name: string;
  /** The present one, which is filled. */
  version: number;
  /** Whether it lists projects. */
  lists: boolean;
  placeholders: number;
  /** Newest first. */
  versions: OwnFormVersion[];
}

/** A placeholder of a form and what it becomes. */
export interface FormPlace {
  sheet: string;
  cell: string;
  typed: string;
  shown: string;
  note: string;
}

export interface OwnFormPreview {
  places: FormPlace[];
  problems: { sheet: string; cell: string; message: string }[];
}

/** The list of projects in a form: its headings, and what stands beneath each. */
export interface FormColumns {
  sheet: string;
  row: number;
  /** What a column may hold. */
  words: string[];
  columns: {
    column: number;
    cell: string;
    heading: string;
    word: string | null;
    /** What stands there instead of one word: changed in the workbook itself. */
    fixed: string | null;
  }[];
}

/** A word of the reference: what may be typed, what it means, and what it is today. */
export interface FormWordLine {
  group: string;
  typed: string;
  meaning: string;
  unit: string;
  /** Today's value of the district; empty where there is none to show. */
  value: string;
}
