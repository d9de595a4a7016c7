/**
 * The workbook of an own form as its parts. What is not changed is copied as it lies in the archive, packed: pictures,
 * fonts and whatever else no one here understands come out byte for byte.
 */
import { crc32, deflateRawSync } from "node:zlib";
import { partsHaveMacros } from "@/server/evidence/macros";
import {
  type ArchiveEntry,
  listEntries,
  openArchive,
  packedBytes,
} from "@/server/imports/reading/open-archive";
import { UnreadableFile } from "@/server/imports/reading/unreadable-file";

/** A form is a page or a few: larger ones hold something else. */
const MOST_UNPACKED_BYTES = 40 * 1024 * 1024;
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

const packed = (name: string, text: string): Packed => {
  const plain = Buffer.from(text, "utf8");
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

/** What no form may be: each is told with the way out. */
function refuseUnlessForm(names: readonly string[], parts: ReadonlyMap<string, Buffer>): void {
  if (names.includes("xl/workbook.bin"))
    throw new UnreadableFile("other-format", "暂不支持 .xlsb，请另存为 .xlsx 后再上传。");
  if (!parts.has("xl/workbook.xml"))
    throw new UnreadableFile("not-a-workbook", "这不是 Excel 或 WPS 表格文件。请上传 .xlsx。");
  if (partsHaveMacros(names, parts.get("[Content_Types].xml")))
    throw new UnreadableFile("other-format", "文件含有宏，不能用作表样。请另存为不含宏的 .xlsx 后再上传。");
  // A filled form goes to the superior office: it must not fetch anything there.
  if (names.some((name) => /^xl\/externalLinks\//i.test(name)))
    throw new UnreadableFile("other-format", "文件引用了其他工作簿，不能用作表样。请断开外部链接后再上传。");
}

const HEADS: [string, string][] = [
  ["25504446", "PDF 文件"],
  ["89504e47", "图片"],
  ["ffd8ff", "图片"],
  ["52617221", "压缩包"],
  ["377abcaf", "压缩包"],
  ["d0cf11e0", "旧版表格（.xls、.et）或加了密码的文件"],
];

export class FormArchive {
  readonly #bytes: Buffer;
  readonly #entries: ArchiveEntry[];
  readonly #parts: Map<string, Buffer>;
  readonly #changed = new Map<string, string | null>();

  /** Throws `UnreadableFile` with a sentence for the user when it is no workbook of the present kind. */
  constructor(bytes: Buffer) {
    const head = bytes.subarray(0, 4).toString("hex");
    const foreign = HEADS.find(([start]) => head.startsWith(start));
    if (foreign)
      throw new UnreadableFile(
        "not-a-workbook",
        `这是${foreign[1]}，表样只接受 .xlsx。请用 Excel 或 WPS 另存为不加密码的 .xlsx 后再上传。`,
      );
    if (!head.startsWith("504b"))
      throw new UnreadableFile("not-a-workbook", "这不是 Excel 或 WPS 表格文件。请上传 .xlsx。");
    const { names, parts } = openArchive(bytes, MOST_UNPACKED_BYTES);
    refuseUnlessForm(names, parts);
    this.#bytes = bytes;
    this.#entries = listEntries(bytes).filter((entry) => !entry.name.endsWith("/"));
    this.#parts = parts;
  }

  get names(): string[] {
    return this.#entries.map((entry) => entry.name).filter((name) => this.#changed.get(name) !== null);
  }

  text(path: string): string | undefined {
    const changed = this.#changed.get(path);
    if (changed !== undefined) return changed ?? undefined;
    return this.#parts
      .get(path)
      ?.toString("utf8")
      .replace(/^\ufeff/, "");
  }

  set(path: string, text: string): void {
    this.#changed.set(path, text);
  }

  drop(path: string): void {
    this.#changed.set(path, null);
  }

  toBytes(): Buffer {
    const files = this.#entries.flatMap((entry): Packed[] => {
      const { name, method, crc, unpacked } = entry;
      const changed = this.#changed.get(name);
      if (changed === null) return [];
      if (changed !== undefined) return [packed(name, changed)];
      return [{ name, method, crc, size: unpacked, bytes: packedBytes(this.#bytes, entry) }];
    });
    return archiveOf(files);
  }
}
