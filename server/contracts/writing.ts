/** 出稿: texts that write themselves from templates, and texts that are held against the figures. */
import { z } from "zod";
import type { Part } from "@/server/domain/writing/pieces";
import type { ReadNumber } from "@/server/domain/writing/verify";
import { id, text } from "./kit";
import { requestIdSchema } from "./project";
import { statMonthSchema } from "./statistics";

export const DOCUMENT_ENDING = ".docx";
export const MAX_DOCUMENT_BYTES = 5 * 1024 * 1024;

/** Those that are there from the first day. */
export const DEFAULT_TEMPLATES = {
  "half-year": "半年工作汇报",
  quarter: "季度分析",
  month: "月度简报",
} as const;
export type DefaultTemplate = keyof typeof DEFAULT_TEMPLATES;
export const DEFAULT_TEMPLATE_IDS = Object.keys(DEFAULT_TEMPLATES) as [DefaultTemplate, ...DefaultTemplate[]];

/** A default one by its name, one of the bureau's own by its number. */
export const templateId = z.union([z.enum(DEFAULT_TEMPLATE_IDS), id], { error: "没有这个模板" });
export type TemplateId = z.output<typeof templateId>;

const version = z
  .number({ error: "版本不正确" })
  .int("版本不正确")
  .min(1, "版本不正确")
  .max(10_000, "版本不正确");

/** Plain fields that come before the file. */
export const uploadTemplate = z.object({
  requestId: requestIdSchema,
  name: text(60).min(1, "请填写模板名称"),
  /** Of a new version: which template it replaces, and as the person saw it. */
  templateId: z.coerce.number().pipe(id).optional(),
  expectedVersion: z.coerce.number().pipe(version).optional(),
});
export type UploadTemplate = z.output<typeof uploadTemplate>;
export const retireTemplate = z.object({ requestId: requestIdSchema, id, expectedVersion: version });
/** As they stand in the address of the file. */
export const templateFile = z.object({
  template: z.union([z.enum(DEFAULT_TEMPLATE_IDS), z.coerce.number().pipe(id)]),
  version: z.coerce.number().pipe(version),
});

export const previewReport = z.object({ template: templateId, month: statMonthSchema });
export const writeReport = z.object({
  requestId: requestIdSchema,
  template: templateId,
  month: statMonthSchema,
});
export type ReportChoice = z.output<typeof previewReport>;
export const reportWords = z.object({ month: statMonthSchema });

export interface TemplateVersion {
  version: number;
  fileName: string;
  authorName: string;
  /** ISO. */
  at: string;
}
export interface ReportTemplate {
  id: TemplateId;
  name: string;
  /** The present one, which is filled. */
  version: number;
  placeholders: number | null;
  /** Newest first; none of a default one. */
  versions: TemplateVersion[];
}

export type ParagraphKind =
  | "title"
  | "heading1"
  | "heading2"
  | "heading3"
  | "body"
  | "signature"
  | "notice"
  | "caption"
  | "figure"
  | "table-note"
  | "cell";

/** Where in a table a paragraph stands. */
export interface CellPlace {
  /** Tables of the text by their order. */
  table: number;
  row: number;
  column: number;
  /** A row that is repeated on each page. */
  head: boolean;
  side: "left" | "center" | "right";
  /** What a number without a unit is in: of the head of its column, or of its row. */
  unit: string | null;
}

/** A picture that was drawn for the text. */
export interface WrittenPicture {
  /** data: */
  source: string;
  /** What it shows, in words. */
  alt: string;
  /** Of the width of the text. */
  share: number;
}

export interface WrittenParagraph {
  kind: ParagraphKind;
  parts: Part[];
  cell?: CellPlace;
  picture?: WrittenPicture;
}

/** How far the figures of a text are final. */
export interface FiguresState {
  month: number;
  /** Version of the close; null while the month is open. */
  closeVersion: number | null;
  closeHash: string | null;
  /** When the figures were closed, or read. ISO. */
  asOf: string;
}
export interface ReportPreview extends FiguresState {
  paragraphs: WrittenParagraph[];
}

/** A word of the reference: what may be typed, what it means, and what it says of the month. */
export interface ReportWordLine {
  group: string;
  typed: string;
  meaning: string;
  value: string;
}

/** As much of a text as is held against the figures: characters, and numbers in them. */
export const MOST_VERIFIED = 100_000;
export const MOST_VERIFIED_NUMBERS = 5_000;
export const verifyText = z.object({
  month: statMonthSchema,
  text: text(MOST_VERIFIED).min(1, "请粘贴要核对的文字"),
});
export const verifyFields = z.object({ month: z.coerce.number().pipe(statMonthSchema) });

export interface VerifiedText extends FiguresState {
  /** When the text was written here; null for one whose writing is not known. */
  writtenAt: string | null;
  /** What has happened to the month since; empty when nothing has. */
  since: string;
  paragraphs: { kind: ParagraphKind; text: string; numbers: ReadNumber[]; cell?: CellPlace }[];
}
