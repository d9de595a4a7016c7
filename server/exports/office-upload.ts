/** A document of an office program on its way in: its name, its bytes, and what to say when it cannot be read. */
import "server-only";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { refuseAt } from "@/server/domain/refusals";
import { UnreadableFile } from "@/server/imports/reading/unreadable-file";
import { discard, keep, takeIn } from "@/server/platform/storage";

interface Kind {
  /** 表样, 模板. */
  what: string;
  ending: string;
  /** Excel, Word. */
  office: string;
}

/** The bare name of an uploaded file; refuses any that is no document of the present kind. */
export function officeName(fileName: string, { what, ending, office }: Kind): string {
  const name = path.basename(fileName.replaceAll("\\", "/")).slice(0, 200);
  if (path.extname(name).toLowerCase() !== ending)
    throw refuseAt(
      "bad-file",
      "file",
      `${what}只接受 ${ending} 文件，请用 ${office} 或 WPS 另存为 ${ending} 后再上传`,
    );
  return name;
}

/** All of a file that may not be large, in memory. */
export async function wholeFile(bytes: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const incoming = await takeIn(bytes, maxBytes);
  try {
    if (incoming.size === 0) throw refuseAt("bad-file", "file", "文件是空的");
    return await readFile(incoming.path);
  } finally {
    await discard(incoming);
  }
}

/** A file that cannot be read, told at its field in the words of the reader. */
export function unreadable(error: unknown): never {
  if (error instanceof UnreadableFile) throw refuseAt("bad-file", "file", error.message);
  throw error;
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}

/** Lays bytes beside the papers, under their hash. */
export async function keptBytes(
  bytes: Uint8Array,
  maxBytes: number,
): Promise<{ sha256: string; size: number }> {
  const incoming = await takeIn(once(bytes), maxBytes);
  try {
    await keep(incoming);
    return { sha256: incoming.sha256, size: incoming.size };
  } finally {
    await discard(incoming);
  }
}
