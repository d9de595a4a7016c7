/** What a file really is, by its bytes. The name only has to agree. */
import { type FileHandle, open } from "node:fs/promises";
import { fileTypeFromBuffer } from "file-type";
import { ACCEPTED_FILES, type AcceptedFile } from "@/server/contracts/evidence";
import { refuseAt } from "@/server/domain/refusals";
import { archiveHasMacros, compoundHasMacros } from "./macros";
import { CONTENT_TYPES, type ZipEntry, zipDirectory } from "./zip-directory";

const HEAD_BYTES = 4100;
const MB = 1024 * 1024;
const MAX_ENTRIES = 10_000;
const MAX_UNPACKED_BYTES = 500 * MB;
/** Office papers shrink to a tenth or a twentieth; what shrinks to a two-hundredth was made to burst. */
const MAX_RATIO = 200;
const RATIO_FROM_BYTES = 50 * MB;

const MACROS = "文件含有宏，请另存为不含宏的格式再上传";

const refuse = (message: string) => refuseAt("bad-file", "file", message);
const extensionOf = (name: string): string => /\.([^.\s]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? "";

function kindOfArchive(entries: readonly ZipEntry[], size: number): AcceptedFile["content"] {
  const unpacked = entries.reduce((total, e) => total + e.unpacked, 0);
  const bursts = unpacked > RATIO_FROM_BYTES && unpacked > size * MAX_RATIO;
  if (entries.length > MAX_ENTRIES || unpacked > MAX_UNPACKED_BYTES || bursts) {
    throw refuse("文件解压后过大，疑似压缩炸弹，已拒绝。请用办公软件另存一份再上传");
  }
  const names = entries.map((e) => e.name.replaceAll("\\", "/").replace(/^\//, ""));
  if (names.includes("OFD.xml")) return "ofd";
  if (names.includes(CONTENT_TYPES)) {
    if (names.some((n) => n.startsWith("word/"))) return "word";
    if (names.some((n) => n.startsWith("xl/"))) return "sheet";
  }
  throw refuse("不接受压缩包，请解压后逐个上传");
}

async function contentOf(file: FileHandle, size: number): Promise<AcceptedFile["content"]> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
  const head = buffer.subarray(0, bytesRead);
  // Archives are judged by their directory and by what it calls their parts: all else would mean unpacking what strangers packed.
  if (head.length >= 4 && head.readUInt32LE(0) === 0x04034b50) {
    const entries = await zipDirectory(file, size);
    if (!entries) throw refuse("文件不完整或已损坏，请重新导出后再上传");
    const content = kindOfArchive(entries, size);
    const macros = await archiveHasMacros(file, entries);
    if (macros === null) throw refuse("文件不完整或已损坏，请重新导出后再上传");
    if (macros) throw refuse(MACROS);
    return content;
  }
  const found = await fileTypeFromBuffer(head);
  const accepted = ACCEPTED_FILES.find((f) => f.detected === found?.mime);
  if (accepted?.content === "compound" && (await compoundHasMacros(file))) throw refuse(MACROS);
  if (accepted) return accepted.content;
  throw refuse(found ? `不接受 ${found.ext.toUpperCase()} 文件` : "无法识别文件内容");
}

export interface JudgedFile {
  mediaType: string;
}

/** Judges a file lying on disk under the name it was sent with. Refuses what is not accepted, or not what its name says. */
export async function judgeFile(path: string, size: number, originalName: string): Promise<JudgedFile> {
  if (size === 0) throw refuse("文件是空的");
  const file = await open(path, "r");
  try {
    const content = await contentOf(file, size);
    const extension = extensionOf(originalName);
    const accepted = ACCEPTED_FILES.find((f) => f.content === content && f.extensions.includes(extension));
    if (accepted) return { mediaType: accepted.mediaType };
    const usual = ACCEPTED_FILES.find((f) => f.content === content);
    throw refuse(`文件内容是${usual?.label}，扩展名却是 .${extension || "（无）"}，请核对后再上传`);
  } finally {
    await file.close();
  }
}
