/**
 * An office file as its parts. What is not changed is copied as it lies in the archive, packed: pictures, fonts and whatever
 * else no one here understands come out byte for byte.
 */
import { crc32, deflateRawSync } from "node:zlib";
import {
  type ArchiveEntry,
  listEntries,
  openArchive,
  packedBytes,
} from "@/server/imports/reading/open-archive";
import { UnreadableFile } from "@/server/imports/reading/unreadable-file";
import { BrokenXml, MOST_NODES, OversizeXml, readXml, type XmlNode } from "./xml-tree";

const UTF8_NAMES = 0x0800;
const DEFLATED = 8;
// 1980-01-01: archives of the same content are the same bytes.
const DOS_DATE = 0x21;

interface Packed {
  name: string;
  method: number;
  crc: number;
  size: number;
  bytes: Buffer;
}

const packed = (name: string, content: string | Buffer): Packed => {
  const plain = typeof content === "string" ? Buffer.from(content, "utf8") : content;
  return { name, method: DEFLATED, crc: crc32(plain), size: plain.length, bytes: deflateRawSync(plain) };
};

function localHead({ name, method, crc, size, bytes }: Packed): Buffer {
  const words = Buffer.from(name, "utf8");
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(UTF8_NAMES, 6);
  head.writeUInt16LE(method, 8);
  head.writeUInt16LE(DOS_DATE, 12);
  head.writeUInt32LE(crc, 14);
  head.writeUInt32LE(bytes.length, 18);
  head.writeUInt32LE(size, 22);
  head.writeUInt16LE(words.length, 26);
  return Buffer.concat([head, words]);
}

function directoryLine({ name, method, crc, size, bytes }: Packed, offset: number): Buffer {
  const words = Buffer.from(name, "utf8");
  const line = Buffer.alloc(46);
  line.writeUInt32LE(0x02014b50, 0);
  line.writeUInt16LE(20, 4);
  line.writeUInt16LE(20, 6);
  line.writeUInt16LE(UTF8_NAMES, 8);
  line.writeUInt16LE(method, 10);
  line.writeUInt16LE(DOS_DATE, 14);
  line.writeUInt32LE(crc, 16);
  line.writeUInt32LE(bytes.length, 20);
  line.writeUInt32LE(size, 24);
  line.writeUInt16LE(words.length, 28);
  line.writeUInt32LE(offset, 42);
  return Buffer.concat([line, words]);
}

function endOf(count: number, length: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

function archiveOf(files: readonly Packed[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const head = localHead(file);
    pieces.push(head, file.bytes);
    directory.push(directoryLine(file, offset));
    offset += head.length + file.bytes.length;
  }
  const lines = Buffer.concat(directory);
  return Buffer.concat([...pieces, lines, endOf(files.length, lines.length, offset)]);
}

/** A file of parts that are all new, in their order. */
export const packedFile = (parts: Iterable<readonly [name: string, text: string]>): Buffer =>
  archiveOf([...parts].map(([name, text]) => packed(name, text)));

/** Names are compared without case, and `%64` is a `d`: what an office takes for one part is one part. */
const folded = (name: string): string =>
  name
    .replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .toLowerCase();

const OVERSIZE = `文件内容过多（超过${MOST_NODES / 10_000}万个元素），请删减或拆分后再上传。`;

export class PartsArchive {
  readonly #bytes: Buffer;
  readonly #entries: ArchiveEntry[];
  readonly #parts: Map<string, Buffer>;
  readonly #changed = new Map<string, string | Buffer | null>();

  readonly #trees = new Map<string, XmlNode[]>();
  readonly #budget = { nodes: MOST_NODES };
  readonly #damaged: string;

  /**
   * Throws `UnreadableFile` when it cannot be unpacked, or grows beyond `mostUnpacked` bytes; `damaged` is what is said of a
   * file that is broken.
   */
  constructor(bytes: Buffer, { mostUnpacked, damaged }: { mostUnpacked: number; damaged: string }) {
    const { parts } = openArchive(bytes, mostUnpacked);
    this.#bytes = bytes;
    this.#entries = listEntries(bytes).filter((entry) => !entry.name.endsWith("/"));
    this.#parts = parts;
    this.#damaged = damaged;
    // One program would read the one part and another program the other.
    const names = this.#entries.map(({ name }) => folded(name));
    if (new Set(names).size < names.length || names.some((name) => name.endsWith(".piece")))
      throw new UnreadableFile("damaged", damaged);
  }

  /** A part as a tree, which nobody changes in place. Throws `UnreadableFile` where it is broken or too large. */
  tree(name: string): XmlNode[] {
    const known = this.#trees.get(name);
    if (known) return known;
    try {
      const text = this.text(name) ?? "";
      // Of any other encoding these would not be the words that an office reads.
      if (/^<\?xml[^>]{0,200}\sencoding\s*=\s*["'](?!utf-?8["'])/i.test(text))
        throw new BrokenXml("encoding");
      const tree = readXml(text, this.#budget);
      this.#trees.set(name, tree);
      return tree;
    } catch (error) {
      if (error instanceof OversizeXml) throw new UnreadableFile("unpacks-too-large", OVERSIZE);
      if (error instanceof BrokenXml || error instanceof RangeError)
        throw new UnreadableFile("damaged", this.#damaged);
      throw error;
    }
  }

  /** The parts that can be read as text, as they came in. */
  protected get parts(): ReadonlyMap<string, Buffer> {
    return this.#parts;
  }

  get names(): string[] {
    const own = this.#entries.map((entry) => entry.name);
    const added = [...this.#changed.keys()].filter((name) => !own.includes(name));
    return [...own, ...added].filter((name) => this.#changed.get(name) !== null);
  }

  text(path: string): string | undefined {
    const changed = this.#changed.get(path);
    if (typeof changed === "string") return changed;
    if (changed !== undefined) return changed?.toString("utf8");
    return this.#parts
      .get(path)
      ?.toString("utf8")
      .replace(/^\ufeff/, "");
  }

  /** Text, or bytes of what is none: a picture. */
  set(path: string, content: string | Buffer): void {
    this.#trees.delete(path);
    this.#changed.set(path, content);
  }

  drop(path: string): void {
    this.#trees.delete(path);
    this.#changed.set(path, null);
  }

  toBytes(): Buffer {
    const own = new Map(this.#entries.map((entry) => [entry.name, entry]));
    const files = this.names.map((name): Packed => {
      const changed = this.#changed.get(name);
      const entry = own.get(name);
      if (changed || !entry) return packed(name, changed ?? "");
      const { method, crc, unpacked } = entry;
      return { name, method, crc, size: unpacked, bytes: packedBytes(this.#bytes, entry) };
    });
    return archiveOf(files);
  }
}
