/** The directory at the end of a zip file: what it says it holds. One small part may be unpacked, within a limit. */
import type { FileHandle } from "node:fs/promises";
import { inflateRawSync } from "node:zlib";

/** The part of an office file that says what its other parts are. */
export const CONTENT_TYPES = "[Content_Types].xml";

export interface ZipEntry {
  name: string;
  packed: number;
  unpacked: number;
  method: number;
  /** Where its own head begins. */
  offset: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const LOCAL_ENTRY = 0x04034b50;
const LOCAL_LENGTH = 30;
const STORED = 0;
const DEFLATED = 8;
const DIRECTORY_ENTRY = 0x02014b50;
const END_LENGTH = 22;
const MAX_COMMENT = 65_535;
const MAX_DIRECTORY_BYTES = 8 * 1024 * 1024;

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

async function findEnd(
  file: FileHandle,
  size: number,
): Promise<{ count: number; length: number; offset: number } | null> {
  const from = Math.max(0, size - END_LENGTH - MAX_COMMENT);
  const tail = await bytesAt(file, from, size - from);
  for (let at = tail.length - END_LENGTH; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END_OF_DIRECTORY) continue;
    return {
      count: tail.readUInt16LE(at + 10),
      length: tail.readUInt32LE(at + 12),
      offset: tail.readUInt32LE(at + 16),
    };
  }
  return null;
}

/** Entries of a zip file, or null when its directory cannot be read. A size of 4 GB or more reads as 0xFFFFFFFF. */
export async function zipDirectory(file: FileHandle, size: number): Promise<ZipEntry[] | null> {
  const end = await findEnd(file, size);
  if (!end || end.length > MAX_DIRECTORY_BYTES || end.offset + end.length > size) return null;
  const bytes = await bytesAt(file, end.offset, end.length);
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let i = 0; i < end.count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) return null;
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString("utf8", at + 46, at + 46 + nameLength),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      method: bytes.readUInt16LE(at + 10),
      offset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** One part, or null when it cannot be had or holds more than `limit` bytes, whatever the directory claims. */
export async function unpackEntry(
  file: FileHandle,
  { offset, packed, method }: ZipEntry,
  limit: number,
): Promise<Buffer | null> {
  const head = await bytesAt(file, offset, LOCAL_LENGTH);
  if (head.length < LOCAL_LENGTH || head.readUInt32LE(0) !== LOCAL_ENTRY || packed > limit) return null;
  const start = offset + LOCAL_LENGTH + head.readUInt16LE(26) + head.readUInt16LE(28);
  const bytes = await bytesAt(file, start, packed);
  if (bytes.length < packed) return null;
  if (method === STORED) return bytes;
  if (method !== DEFLATED) return null;
  try {
    return inflateRawSync(bytes, { maxOutputLength: limit });
  } catch {
    return null;
  }
}
