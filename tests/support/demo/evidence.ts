/** A handful of small real files that stand for the papers of the demo district. */
import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";
import { EVIDENCE_KINDS, type EvidenceKind } from "@/server/domain/rules";

export interface DemoFile {
  id: number;
  kind: EvidenceKind;
  bytes: Buffer;
  sha256: string;
  mediaType: string;
  extension: string;
}

const utf16Hex = (text: string) => `<${Buffer.from(text, "utf16le").swap16().toString("hex")}>`;

/** A one-page PDF. The Chinese font is one of those that every reader brings along, so nothing is embedded. */
function pdf(lines: readonly string[]): Buffer {
  const text = lines
    .map(
      (line, i) => `${i === 0 ? "/F1 20 Tf" : "/F1 12 Tf"} ${utf16Hex(line)} Tj 0 ${i === 0 ? -44 : -24} Td`,
    )
    .join("\n");
  const stream = `BT 72 760 Td\n${text}\nET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R >>",
    "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
  ];
  let body = "%PDF-1.4\n";
  const offsets = objects.map((object, i) => {
    const offset = body.length;
    body += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((o) => `${String(o).padStart(10, "0")} 00000 n \n`).join("");
  return Buffer.from(
    `${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
    "latin1",
  );
}

const CRC_TABLE = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
const crc32 = (bytes: Buffer) => {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
};

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

type Paint = (x: number, y: number) => readonly [number, number, number];

function png(width: number, height: number, paint: Paint): Buffer {
  const rows = Buffer.alloc(height * (width * 3 + 1));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1)
      rows.set(paint(x / width, y / height), y * (width * 3 + 1) + 1 + x * 3);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** A building site in four colours: sky, earth, a frame of columns and a crane. */
const site =
  (floors: number): Paint =>
  (x, y) => {
    const top = 0.8 - floors * 0.11;
    if (x > 0.72 && x < 0.74 && y > 0.12 && y < 0.8) return [214, 158, 46];
    if (y > 0.12 && y < 0.15 && x > 0.4 && x < 0.86) return [214, 158, 46];
    if (x > 0.15 && x < 0.62 && y > top && y < 0.8) {
      const column = (x * 20) % 1 < 0.2 || ((0.8 - y) / 0.11) % 1 < 0.16;
      return column ? [112, 118, 128] : [188, 196, 204];
    }
    return y > 0.8 ? [141, 110, 82] : [176, 205 + Math.round(y * 20), 232];
  };

/** A scanned paper: grey lines on white and a red seal. */
const scan: Paint = (x, y) => {
  const ring = Math.hypot(x - 0.7, (y - 0.8) * 1.4);
  if (ring > 0.1 && ring < 0.115) return [200, 40, 40];
  const line = x > 0.12 && x < 0.88 && y > 0.15 && y < 0.65 && (y * 24) % 1 < 0.25;
  return line ? [120, 120, 120] : [250, 250, 247];
};

const PICTURES: Partial<Record<EvidenceKind, Buffer>> = {};
const pictureOf = (kind: EvidenceKind): Buffer | null => {
  if (kind === "start-photo") PICTURES[kind] ??= png(480, 320, site(1));
  if (kind === "progress-sheet") PICTURES[kind] ??= png(480, 320, site(4));
  if (kind === "bank-voucher") PICTURES[kind] ??= png(420, 300, scan);
  return PICTURES[kind] ?? null;
};

/** One file a kind of paper, ids from 1. */
export function demoFiles(): DemoFile[] {
  return (Object.keys(EVIDENCE_KINDS) as EvidenceKind[]).map((kind, index) => {
    const picture = pictureOf(kind);
    const bytes =
      picture ??
      pdf([EVIDENCE_KINDS[kind], "本文件为演示材料，内容均为虚构。", "齐齐哈尔市建华区投资促进局"]);
    return {
      id: index + 1,
      kind,
      bytes,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      mediaType: picture ? "image/png" : "application/pdf",
      extension: picture ? "png" : "pdf",
    };
  });
}
