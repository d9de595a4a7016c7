/** Small real files for uploads, and some that are not what they say. */
import { deflateRawSync } from "node:zlib";
import * as XLSX from "@e965/xlsx";
import type { SessionActor } from "@/server/accounts";
import { receiveEvidence } from "@/server/api/evidence-http";

export const pdfBytes = (text = "1"): Buffer =>
  Buffer.from(
    `%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%${text}\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n`,
  );

export const pngBytes = (): Buffer =>
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );

interface Packed {
  name: string;
  content: Buffer;
  /** What the directory claims; the truth unless told otherwise. */
  unpacked?: number;
}

/** A zip file. Check sums are left at zero: nobody here unpacks it. */
export function zipBytes(files: readonly Packed[]): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, unpacked = content.length } of files) {
    const packed = deflateRawSync(content);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(unpacked, 22);
    head.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(unpacked, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(offset, 42);
    local.push(head, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    offset += head.length + Buffer.byteLength(name) + packed.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, list, end]);
}

export const docxParts = (): Packed[] => [
  { name: "[Content_Types].xml", content: Buffer.from("<Types/>") },
  { name: "word/document.xml", content: Buffer.from("<document/>") },
];

/** A macro-enabled file that calls itself by its ordinary name, its project too. */
export const disguisedMacros = (main: string, type: string): Buffer =>
  zipBytes([
    {
      name: "[Content_Types].xml",
      content: Buffer.from(
        `<Types><Override PartName="/${main}" ContentType="${type}"/><Override PartName="/theme.bin" ContentType="application/vnd.ms-office.vba&#80;roject"/></Types>`,
      ),
    },
    { name: main, content: Buffer.from("<x/>") },
    { name: "theme.bin", content: Buffer.from("x") },
  ]);

/** A file of the old kind (doc, xls) with these streams. */
export function compoundBytes(...streams: string[]): Buffer {
  const container = XLSX.CFB.utils.cfb_new();
  for (const name of streams) XLSX.CFB.utils.cfb_add(container, `/${name}`, Buffer.alloc(600, 1));
  const bytes: unknown = XLSX.CFB.write(container, { type: "buffer" });
  return bytes as Buffer;
}

export interface UploadFields {
  requestId: string;
  projectId: number;
  requirement: string;
  subjectKind?: string;
  subjectId?: number;
}

/** The request that the upload form sends. */
export function uploadRequest(fields: UploadFields, name: string, bytes: Uint8Array): Request {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.append(key, String(value));
  form.append("file", new Blob([new Uint8Array(bytes)]), name);
  return new Request("http://localhost/api/evidence", { method: "POST", body: form });
}

export interface UploadAnswer {
  status: number;
  linkId?: number;
  version?: number;
  refusal?: { code: string; message: string; problems?: { field: string; message: string }[] };
}

export async function upload(
  actor: SessionActor | null,
  now: Date,
  fields: UploadFields,
  name: string,
  bytes: Uint8Array,
): Promise<UploadAnswer> {
  const response = await receiveEvidence(uploadRequest(fields, name, bytes), { actor, now });
  return { status: response.status, ...((await response.json()) as Omit<UploadAnswer, "status">) };
}
