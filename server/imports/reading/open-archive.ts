/**
 * Opens the zip that an .xlsx is, with limits: sizes are checked in the directory before anything is inflated, and
 * again while inflating, because a directory can lie.
 */
import { inflateRawSync } from "node:zlib";
import { UnreadableFile } from "./unreadable-file";

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const MAX_ENTRIES = 5_000;
export const MAX_UNPACKED_BYTES = 300 * 1024 * 1024;

export interface ArchiveEntry {
  name: string;
  method: number;
  crc: number;
  packed: number;
  unpacked: number;
  offset: number;
  encrypted: boolean;
}

const damaged = () =>
  new UnreadableFile("damaged", "文件不完整或已损坏，请用 Excel 或 WPS 打开后另存一份再上传。");
const tooLarge = () =>
  new UnreadableFile(
    "unpacks-too-large",
    "文件解压后过大，疑似压缩炸弹，已拒绝读取。请只保留需要的工作表后再上传。",
  );

function findDirectory(bytes: Buffer): { count: number; offset: number } {
  const earliest = Math.max(0, bytes.length - 22 - 65_535);
  for (let at = bytes.length - 22; at >= earliest; at--) {
    if (bytes.readUInt32LE(at) !== END_OF_DIRECTORY) continue;
    return { count: bytes.readUInt16LE(at + 10), offset: bytes.readUInt32LE(at + 16) };
  }
  throw damaged();
}

export function listEntries(bytes: Buffer): ArchiveEntry[] {
  const { count, offset } = findDirectory(bytes);
  if (count > MAX_ENTRIES) throw tooLarge();
  const entries: ArchiveEntry[] = [];
  let at = offset;
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw damaged();
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes
        .toString("utf8", at + 46, at + 46 + nameLength)
        .replaceAll("\\", "/")
        .replace(/^\//, ""),
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
      encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** An entry as it lies in the archive. */
export function packedBytes(bytes: Buffer, entry: ArchiveEntry): Buffer {
  const at = entry.offset;
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== LOCAL_ENTRY) throw damaged();
  const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  const packed = bytes.subarray(start, start + entry.packed);
  if (packed.length < entry.packed) throw damaged();
  return packed;
}

function unpack(bytes: Buffer, entry: ArchiveEntry, limit: number): Buffer {
  const packed = packedBytes(bytes, entry);
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw damaged();
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, limit) });
  } catch (cause) {
    if (cause instanceof RangeError) throw tooLarge(); // ERR_BUFFER_TOO_LARGE
    throw damaged();
  }
}

export interface OpenedArchive {
  names: string[];
  /** The parts a table needs: xml and relations. Pictures, macros and embedded files are never unpacked. */
  parts: Map<string, Buffer>;
}

export function openArchive(bytes: Buffer, most: number = MAX_UNPACKED_BYTES): OpenedArchive {
  const entries = listEntries(bytes);
  if (entries.some((entry) => entry.encrypted)) {
    throw new UnreadableFile("password", "文件设有密码，请取消密码后再上传。");
  }
  const wanted = entries.filter((entry) => /\.(xml|rels)$/i.test(entry.name));
  const declared = wanted.reduce((total, entry) => total + entry.unpacked, 0);
  if (declared > most) throw tooLarge();
  const parts = new Map<string, Buffer>();
  let left = most;
  for (const entry of wanted) {
    const part = unpack(bytes, entry, left);
    left -= part.length;
    parts.set(entry.name, part);
  }
  return { names: entries.map((entry) => entry.name), parts };
}
