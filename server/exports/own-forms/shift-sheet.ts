/** Everything of a sheet beside its cells that names places: it follows the rows that moved down. */
import { plainText, relationsOf, relationsPath, resolve } from "@/server/imports/marking/package-parts";
import { columnLetter, parseRef } from "@/server/imports/reading/workbook";
import { escapeXml } from "../xlsx/xml";
import type { FormArchive } from "./form-archive";
import type { FormSheet } from "./read-form";
import { type RowShift, shiftFormula, shiftRange } from "./shift-formula";

type Say = (cell: string, message: string) => void;
type Shifts = ReadonlyMap<string, RowShift>;

const MERGES = /<((?:\w+:)?)mergeCells\b[^>]*>([\s\S]*?)<\/(?:\w+:)?mergeCells>/;
const MERGE = /<(?:\w+:)?mergeCell\b[^>]*?\sref="([^"]+)"[^>]*>/g;

interface Merge {
  from: { row: number; col: number };
  to: { row: number; col: number };
}

function mergeOf(ref: string): Merge | null {
  const [from, to] = ref.split(":").map((end) => parseRef(end));
  return from && to ? { from, to } : null;
}

const written = ({ from, to }: Merge, rows: [number, number]): string =>
  `${columnLetter(from.col)}${rows[0]}:${columnLetter(to.col)}${rows[1]}`;

/** Merges inside a row that repeats are made in each of its lines; one that ties it to another row has no meaning. */
function grownMerge(ref: string, { lists }: FormSheet, shift: RowShift, say: Say): string[] {
  const merge = mergeOf(ref);
  if (!merge) return [ref];
  const { from, to } = merge;
  const list = lists.find(({ row }) => row === from.row || row === to.row);
  if (!list) return [written(merge, [shift.first(from.row), shift.last(to.row)])];
  if (from.row !== to.row) {
    say(ref, `合并单元格 ${ref} 把重复行和别的行连在一起，请拆开后再上传`);
    return [];
  }
  const lines = shift.last(list.row) - shift.first(list.row) + 1;
  return Array.from({ length: lines }, (_, i) => {
    const row = shift.first(list.row) + i;
    return written(merge, [row, row]);
  });
}

function grownMerges(tail: string, sheet: FormSheet, shift: RowShift, say: Say): string {
  return tail.replace(MERGES, (_, prefix: string, body: string) => {
    const refs = [...body.matchAll(MERGE)].flatMap(([, ref = ""]) => grownMerge(ref, sheet, shift, say));
    const merges = refs.map((ref) => `<${prefix}mergeCell ref="${ref}"/>`).join("");
    return `<${prefix}mergeCells count="${refs.length}">${merges}</${prefix}mergeCells>`;
  });
}

/** Formats, rules of entry and links: their places, and the formulas they ask. */
function grownRest(tail: string, sheet: FormSheet, shift: RowShift, shifts: Shifts): string {
  const asked = (formula: string) =>
    escapeXml(shiftFormula(plainText(formula), { sheet: sheet.name, shifts, lenient: true }));
  return tail
    .replace(
      /(<(?:\w+:)?(?!mergeCell\b)\w+\b[^>]*?\s(?:sqref|ref)=")([^"]+)(")/g,
      (_, a, ref, z) => `${a}${shiftRange(ref, shift)}${z}`,
    )
    .replace(/(<(?:\w+:)?sqref>)([^<]+)(<)/g, (_, a, ref, z) => `${a}${shiftRange(ref, shift)}${z}`)
    .replace(/(<(?:\w+:)?(?:formula|formula1|formula2|f)>)([^<]+)(<)/g, (_, a, f, z) => `${a}${asked(f)}${z}`)
    .replace(/(<(?:\w+:)?brk\b[^>]*?\sid=")(\d+)(")/g, (whole, a, id, z) =>
      // Breaks between columns have no row.
      isColumnBreak(tail, whole) ? whole : `${a}${shift.last(Number(id))}${z}`,
    );
}

const isColumnBreak = (tail: string, brk: string): boolean =>
  (/<(?:\w+:)?colBreaks\b[\s\S]*?<\/(?:\w+:)?colBreaks>/.exec(tail)?.[0] ?? "").includes(brk);

/** What stands before the rows and behind them, for the sheet with its repeated rows. */
export function shiftFrame(sheet: FormSheet, shifts: Shifts, say: Say): { head: string; tail: string } {
  const shift = shifts.get(sheet.name);
  const { head, tail } = sheet.raw;
  if (!shift || shift.idle) return { head, tail };
  return {
    head: head.replace(
      /(<(?:\w+:)?dimension\b[^>]*?\sref=")([^"]+)(")/,
      (_, a, ref, z) => `${a}${shiftRange(ref, shift)}${z}`,
    ),
    tail: grownRest(grownMerges(tail, sheet, shift, say), sheet, shift, shifts),
  };
}

/** Pictures and charts keep their place among the rows: numbered from 0 there. */
const movedAnchors = (xml: string, shift: RowShift): string =>
  xml.replace(/(<(?:\w+:)?row>)(\d+)(<)/g, (_, a, row, z) => `${a}${shift.first(Number(row) + 1) - 1}${z}`);

function movedNotes(xml: string, shift: RowShift): string {
  return xml
    .replace(/(<x:Row>)(\d+)(<)/g, (_, a, row, z) => `${a}${shift.first(Number(row) + 1) - 1}${z}`)
    .replace(/(<x:Anchor>)([^<]+)(<)/g, (_, a, anchor: string, z) => {
      const parts = anchor.split(",").map((n) => Number(n.trim()));
      const moved = parts.map((n, i) => (i === 2 || i === 6 ? shift.first(n + 1) - 1 : n));
      return `${a}${moved.join(", ")}${z}`;
    });
}

const movedComments = (xml: string, shift: RowShift): string =>
  xml.replace(
    /(<(?:\w+:)?(?:comment|threadedComment)\b[^>]*?\sref=")([A-Z]+)(\d+)(")/g,
    (_, a, c, row, z) => `${a}${c}${shift.first(Number(row))}${z}`,
  );

const FIXED: Record<string, string> = {
  table: "表格对象（“插入—表格”）",
  pivotTable: "数据透视表",
  queryTable: "外部数据查询",
};
const MOVED: Record<string, (xml: string, shift: RowShift) => string> = {
  drawing: movedAnchors,
  vmlDrawing: movedNotes,
  comments: movedComments,
  threadedComment: movedComments,
};

/** The parts that hang on a sheet. Tables and pivots know more places than can be moved safely: they are refused. */
export function shiftRelated(archive: FormArchive, sheet: FormSheet, shift: RowShift, say: Say): void {
  if (shift.idle) return;
  const folder = sheet.path.slice(0, sheet.path.lastIndexOf("/"));
  for (const { type, target } of relationsOf(archive.text(relationsPath(sheet.path)) ?? "")) {
    const fixed = FIXED[type];
    if (fixed !== undefined)
      say(sheet.lists[0]?.ref ?? "A1", `这张工作表有${fixed}，不能同时有重复行：请把它转换为普通区域`);
    const moved = MOVED[type];
    const path = resolve(folder, target);
    const xml = moved ? archive.text(path) : undefined;
    if (moved && xml !== undefined) archive.set(path, moved(xml, shift));
  }
}

/** Names of the workbook (print areas, titles) and what its charts draw. */
export function shiftNames(archive: FormArchive, shifts: Shifts): void {
  // They name their sheet themselves.
  const moved = (formula: string) =>
    escapeXml(shiftFormula(plainText(formula), { sheet: "", shifts, lenient: true }));
  const workbook = archive.text("xl/workbook.xml") ?? "";
  archive.set(
    "xl/workbook.xml",
    workbook.replace(
      /(<(?:\w+:)?definedName\b[^>]*>)([^<]*)(<)/g,
      (_, a, formula: string, z) => `${a}${moved(formula)}${z}`,
    ),
  );
  for (const path of archive.names.filter((name) => /^xl\/charts\/chart[^/]*\.xml$/.test(name))) {
    const xml = archive.text(path) ?? "";
    archive.set(
      path,
      xml.replace(/(<(?:\w+:)?f>)([^<]+)(<)/g, (_, a, formula: string, z) => `${a}${moved(formula)}${z}`),
    );
  }
}
