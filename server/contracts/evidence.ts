/** Evidence files: what is accepted, and what is said with an upload. */
import { z } from "zod";
import { DISPUTE_PAPERS, PAPER_KINDS, type PaperKind } from "@/server/domain/rules";
import { id } from "./kit";
import { requestIdSchema } from "./project";

export interface AcceptedFile {
  /** What the bytes are. Office formats come in two packings, told apart by the extension. */
  content: "pdf" | "jpeg" | "png" | "webp" | "heic" | "word" | "sheet" | "ofd" | "compound";
  label: string;
  extensions: readonly string[];
  mediaType: string;
  /** The media type by which the bytes are recognised; archives are recognised by their directory instead. */
  detected: string | null;
}

const file = (
  content: AcceptedFile["content"],
  label: string,
  extensions: readonly string[],
  mediaType: string,
  detected: string | null = mediaType,
): AcceptedFile => ({ content, label, extensions, mediaType, detected });

const COMPOUND = "application/x-cfb";
const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export const ACCEPTED_FILES: readonly AcceptedFile[] = [
  file("pdf", " PDF", ["pdf"], "application/pdf"),
  file("jpeg", " JPG 图片", ["jpg", "jpeg"], "image/jpeg"),
  file("png", " PNG 图片", ["png"], "image/png"),
  file("webp", " WebP 图片", ["webp"], "image/webp"),
  file("heic", " HEIC 图片", ["heic", "heif"], "image/heic"),
  file("heic", " HEIC 图片", ["heic", "heif"], "image/heif"),
  file("word", " Word 文档（docx）", ["docx"], DOCX, null),
  file("word", " Word 文档（docx）", ["wps"], "application/vnd.ms-works", null),
  file("sheet", " Excel 表格（xlsx）", ["xlsx"], XLSX, null),
  file("sheet", " Excel 表格（xlsx）", ["et"], "application/vnd.ms-excel", null),
  file("ofd", " OFD 版式文件", ["ofd"], "application/ofd", null),
  file("compound", "旧版 Office 文档（或设有密码）", ["doc", "wps"], "application/msword", COMPOUND),
  file("compound", "旧版 Office 文档（或设有密码）", ["xls", "et"], "application/vnd.ms-excel", COMPOUND),
];

/** For <input accept>. */
export const ACCEPTED_EXTENSIONS = [...new Set(ACCEPTED_FILES.flatMap((f) => f.extensions))]
  .map((e) => `.${e}`)
  .join(",");

/** Shown inside the browser; everything else is downloaded. */
export const INLINE_MEDIA_TYPES = ["application/pdf", "image/jpeg", "image/png", "image/webp"];

const formId = z.coerce.number({ error: "编号不正确" }).pipe(id);

/** The fields that stand before the file in an upload. */
export const attachEvidence = z
  .object({
    requestId: requestIdSchema,
    projectId: formId,
    requirement: z.enum(Object.keys(PAPER_KINDS) as [PaperKind, ...PaperKind[]], "请选择材料种类"),
    subjectKind: z
      .enum(["project", "milestone", "agreement", "arrival", "investment", "dispute"], "材料所属不正确")
      .default("project"),
    subjectId: formId.nullable().default(null),
  })
  .refine(({ requirement, subjectKind }) => requirement in DISPUTE_PAPERS === (subjectKind === "dispute"), {
    path: ["requirement"],
    message: "举证材料只能在首报异议中上传",
  });
export type AttachEvidence = z.output<typeof attachEvidence>;

export const evidenceLinkId = formId;
export const removeEvidence = z.object({ requestId: requestIdSchema, linkId: id });
export type RemoveEvidence = z.output<typeof removeEvidence>;

/** A paper that a gate asks for and that is there. */
export interface GatePaper {
  linkId: number;
  requirement: string;
  name: string;
  attachedBy: string | null;
  /** The reader uploaded it, and nothing rests on it yet. */
  removable: boolean;
}

/** A paper of a project as its page lists it. */
export interface EvidenceEntry {
  linkId: number;
  requirement: string;
  subjectKind: string;
  originalName: string;
  mediaType: string;
  size: number;
  attachedBy: string | null;
  attachedAt: string;
}
