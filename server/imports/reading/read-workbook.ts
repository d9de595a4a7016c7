/** Bytes → sheets of cells. The content decides what a file is; its name is not believed. */
import { readDelimited } from "./read-delimited";
import { readMarkupWorkbook, readOleWorkbook, readZippedWorkbook } from "./read-spreadsheet";
import { UnreadableFile } from "./unreadable-file";
import type { WorkbookContent } from "./workbook";

export const MAX_FILE_BYTES = 50 * 1024 * 1024;

const startsWith = (bytes: Buffer, ...head: number[]) => head.every((byte, i) => bytes[i] === byte);

const FOREIGN: [string, (bytes: Buffer) => boolean][] = [
  ["PDF 文件", (b) => startsWith(b, 0x25, 0x50, 0x44, 0x46)],
  [
    "图片",
    (b) =>
      startsWith(b, 0x89, 0x50, 0x4e, 0x47) ||
      startsWith(b, 0xff, 0xd8, 0xff) ||
      startsWith(b, 0x47, 0x49, 0x46),
  ],
  [
    "压缩包",
    (b) =>
      startsWith(b, 0x52, 0x61, 0x72, 0x21) ||
      startsWith(b, 0x37, 0x7a, 0xbc, 0xaf) ||
      startsWith(b, 0x1f, 0x8b),
  ],
  ["RTF 文档", (b) => startsWith(b, 0x7b, 0x5c, 0x72, 0x74, 0x66)],
  ["程序文件", (b) => startsWith(b, 0x4d, 0x5a) || startsWith(b, 0x7f, 0x45, 0x4c, 0x46)],
];

export function readWorkbook(input: Uint8Array, fileName: string): WorkbookContent {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  if (bytes.length === 0) throw new UnreadableFile("empty", "文件是空的。");
  if (bytes.length > MAX_FILE_BYTES) {
    throw new UnreadableFile(
      "too-large",
      `文件过大（${Math.ceil(bytes.length / 1_048_576)} MB），上限为 50 MB。`,
    );
  }
  if (startsWith(bytes, 0x50, 0x4b)) return readZippedWorkbook(bytes);
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return readOleWorkbook(bytes);
  const foreign = FOREIGN.find(([, matches]) => matches(bytes));
  if (foreign) {
    throw new UnreadableFile(
      "not-a-workbook",
      `这是${foreign[0]}，不是表格文件。请上传 .xlsx、.xls、.et 或 .csv。`,
    );
  }
  const head = bytes.subarray(0, 2_000).toString("latin1").trimStart().toLowerCase();
  if (/<html|<table|<!doctype html/.test(head))
    return readMarkupWorkbook(bytes, "html", sheetNameOf(fileName));
  if (head.startsWith("<?xml") && /urn:schemas-microsoft-com:office:spreadsheet/.test(head)) {
    return readMarkupWorkbook(bytes, "xml", sheetNameOf(fileName));
  }
  return readDelimited(bytes, sheetNameOf(fileName));
}

const sheetNameOf = (fileName: string): string =>
  fileName.replace(/^.*[\\/]/, "").replace(/\.[^.]*$/, "") || "表1";
