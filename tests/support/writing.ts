/** Texts for tests: templates drawn and uploaded, texts written by the worker and read again. */
import { readFile } from "node:fs/promises";
import type { SessionActor } from "@/server/accounts";
import { createCaller } from "@/server/api/root";
import type { TemplateId, WrittenParagraph } from "@/server/contracts/writing";
import { EXPORT_HANDLERS, openExport } from "@/server/exports";
import { claimJob, finishJob } from "@/server/platform/jobs";
import { takeTemplate, verifyDocument } from "@/server/reports";
import { DocumentFile } from "@/server/reports/docx/document-file";
import { officialDocument } from "@/server/reports/docx/official-layout";
import { readDocument } from "@/server/reports/docx/read-document";
import { NOW } from "../figures/little-district";
import { requestId } from "./ledger-scene";

export const MONTH = 202606;
export const as = (actor: SessionActor) => createCaller({ actor, now: NOW });

export async function* once(bytes: Uint8Array) {
  yield bytes;
}

export const templateOf = (...lines: string[]): Buffer =>
  officialDocument(lines.map((text) => ({ kind: "body", text })));

export const take = (actor: SessionActor, bytes: Uint8Array, more: object = {}, fileName = "稿.docx") =>
  takeTemplate(
    { actor, now: NOW },
    { requestId: requestId(), name: `模板${requestId()}`, ...more },
    { fileName, bytes: once(bytes) },
  );

export const textOf = ({ parts }: Pick<WrittenParagraph, "parts">): string =>
  parts.map((part) => (typeof part === "string" ? part : part.text)).join("");

export async function preview(actor: SessionActor, template: TemplateId, month = MONTH): Promise<string[]> {
  const { paragraphs } = await as(actor).writing.preview({ template, month });
  return paragraphs.map(textOf);
}

/** Asks for a text and does the job; gives back the document. */
export async function written(actor: SessionActor, template: TemplateId, month = MONTH): Promise<Buffer> {
  const { jobId } = await as(actor).writing.write({ requestId: requestId(), template, month });
  const job = await claimJob(["export-report"]);
  if (job?.id !== jobId) throw new Error("another job was waiting");
  const work = { jobId, input: job.input, actor, now: NOW, report: async () => undefined };
  await finishJob(jobId, await EXPORT_HANDLERS["export-report"](work));
  return readFile((await openExport(actor, jobId)).path);
}

export const paragraphsOf = (bytes: Buffer): WrittenParagraph[] => readDocument(new DocumentFile(bytes));

/** The document after somebody's hands: words of its main part replaced. */
export function edited(bytes: Buffer, ...changes: [from: string, to: string][]): Buffer {
  const file = new DocumentFile(bytes);
  let xml = file.text("word/document.xml") ?? "";
  for (const [from, to] of changes) {
    if (!xml.includes(from)) throw new Error(`${from} is not in the text`);
    xml = xml.replace(from, to);
  }
  file.set("word/document.xml", xml);
  return file.toBytes();
}

export const verify = (actor: SessionActor, bytes: Uint8Array, month = MONTH) =>
  verifyDocument({ actor, now: NOW }, { month }, { fileName: "稿.docx", bytes: once(bytes) });
