/**
 * Whether an office file carries macros, whatever its name and the names of its parts say. A zip says it in the list of
 * its parts and their types; a compound file (doc, xls) in its directory of 128-byte entries.
 */
import type { FileHandle } from "node:fs/promises";
import { CONTENT_TYPES, unpackEntry, type ZipEntry } from "./zip-directory";

const MACRO_PART = /(^|\/)vbaProject[^/]*$|(^|\/)macrosheets\//i;
/** The main part of a macro-enabled file, the project that its modules stand in, and macro sheets of the old kind. */
const MACRO_TYPE = /macroEnabled|vbaProject|macrosheet/i;
const MAX_TYPES_BYTES = 1024 * 1024;

/** The text however it is encoded, and with its characters spelt out: `macro&#69;nabled` reads the same to an office. */
const plainText = (bytes: Buffer): string =>
  bytes
    .toString("latin1")
    .replaceAll("\0", "")
    .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (_, hex?: string, digits?: string) => {
      const code = hex ? Number.parseInt(hex, 16) : Number(digits);
      return code <= 0x10ffff ? String.fromCodePoint(code) : "";
    });

/** `<Default Extension="bin" …>` says nothing of a file without such a part; some writers put it into every workbook. */
function withoutUnused(types: string, names: readonly string[]): string {
  return types.replace(/<(?:\w{1,20}:)?Default\b[^<>]*>/gi, (tag) => {
    const extension = /\bExtension\s*=\s*(["'])([^"']*)\1/i.exec(tag)?.[2]?.toLowerCase();
    const used = names.some((name) => name.toLowerCase().endsWith(`.${extension}`));
    return extension === undefined || used ? tag : "";
  });
}

/** Whether the parts of an archive, or the types it gives them, are those of macros. */
export const partsHaveMacros = (names: readonly string[], types: Buffer | undefined): boolean =>
  names.some((name) => MACRO_PART.test(name)) ||
  (types !== undefined && MACRO_TYPE.test(withoutUnused(plainText(types), names)));

/** `null` when the list of types cannot be read: then nobody knows what the file is. */
export async function archiveHasMacros(
  file: FileHandle,
  entries: readonly ZipEntry[],
): Promise<boolean | null> {
  const names = entries.map(({ name }) => name);
  if (partsHaveMacros(names, undefined)) return true;
  for (const entry of entries) {
    if (entry.name.toLowerCase() !== CONTENT_TYPES.toLowerCase()) continue;
    const types = await unpackEntry(file, entry, MAX_TYPES_BYTES);
    if (types === null) return null;
    if (partsHaveMacros(names, types)) return true;
  }
  return false;
}

const ENTRY_BYTES = 128;
const CHUNK_BYTES = 8192 * ENTRY_BYTES;
const STORAGE = 1;
const STREAM = 2;
const VBA_NAMES: ReadonlySet<string> = new Set(["VBA", "_VBA_PROJECT", "_VBA_PROJECT_CUR"]);
/** With the two zero bytes that end a name. */
const LONGEST_NAME_BYTES = 2 * "_VBA_PROJECT_CUR".length + 2;

function namesMacros(entry: Buffer): boolean {
  const [length, kind] = [entry.readUInt16LE(64), entry[66]];
  if ((kind !== STORAGE && kind !== STREAM) || length < 4 || length > LONGEST_NAME_BYTES) return false;
  return VBA_NAMES.has(entry.toString("utf16le", 0, length - 2).toUpperCase());
}

/**
 * Entries lie on multiples of 128 bytes, wherever the directory's sectors are: looking at every such place needs no trust
 * in the chains by which a file says where they are.
 */
export async function compoundHasMacros(file: FileHandle): Promise<boolean> {
  const chunk = Buffer.alloc(CHUNK_BYTES);
  for (let position = 0; ; position += CHUNK_BYTES) {
    const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES, position);
    for (let at = 0; at + ENTRY_BYTES <= bytesRead; at += ENTRY_BYTES)
      if (namesMacros(chunk.subarray(at, at + ENTRY_BYTES))) return true;
    if (bytesRead < CHUNK_BYTES) return false;
  }
}
