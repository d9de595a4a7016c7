/**
 * The same workbook with its doubtful cells marked and the reason in a comment, to be mended in Excel or WPS and sent again.
 * A workbook of the present kind keeps every part that is not marked as it was; older files and CSV are written anew as one.
 */
import { read, utils, type WorkSheet, write } from "@e965/xlsx";
import type { ImportProblem, Severity } from "@/server/contracts/import";
import { readWorkbook } from "../reading/read-workbook";
import { parseRef, type SheetContent } from "../reading/workbook";
import { addComments } from "./comment-parts";
import { markSheet } from "./mark-sheet";
import { MarkStyles } from "./mark-styles";
import {
  addRelation,
  declareTypes,
  dropMacros,
  Package,
  relationsOf,
  relationsPath,
  resolve,
  sheetPaths,
  withDrawing,
} from "./package-parts";

interface SheetMarks {
  severities: Map<string, Severity>;
  texts: Map<string, string>;
}

/** What is wrong, by sheet and cell. Without a cell of its own, a problem stands at the first cell of its row. */
function marksOf(problems: readonly ImportProblem[]): Map<string, SheetMarks> {
  const sheets = new Map<string, SheetMarks>();
  for (const { sheet, row, cell, severity, message } of problems) {
    if (row === null) continue;
    const at = cell !== null && parseRef(cell) ? cell : `A${row}`;
    const marks = sheets.get(sheet) ?? { severities: new Map(), texts: new Map() };
    sheets.set(sheet, marks);
    if (severity === "error" || !marks.severities.has(at)) marks.severities.set(at, severity);
    const before = marks.texts.get(at);
    marks.texts.set(at, before === undefined ? message : `${before}\n${message}`);
  }
  return sheets;
}

const isZip = (bytes: Buffer): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;
const isOle = (bytes: Buffer): boolean => bytes[0] === 0xd0 && bytes[1] === 0xcf;

/** The cells of a text file as they were read: their text, so that 001 stays 001. */
function sheetOfText(content: SheetContent): WorkSheet {
  const sheet: WorkSheet = {};
  let [rows, columns] = [1, 1];
  for (const { row, col, shown } of content.cells) {
    sheet[utils.encode_cell({ r: row - 1, c: col - 1 })] = { t: "s", v: shown };
    [rows, columns] = [Math.max(rows, row), Math.max(columns, col)];
  }
  sheet["!ref"] = utils.encode_range({ r: 0, c: 0 }, { r: rows - 1, c: columns - 1 });
  return sheet;
}

/** Older kinds of workbooks, and text, written as a workbook of the present kind. */
function asPresentKind(bytes: Buffer, fileName: string): Buffer {
  if (isZip(bytes)) return bytes;
  const options = { type: "buffer", bookType: "xlsx", compression: true } as const;
  if (isOle(bytes)) return write(read(bytes, { type: "buffer", cellNF: true }), options) as Buffer;
  const book = utils.book_new();
  for (const content of readWorkbook(bytes, fileName).sheets)
    utils.book_append_sheet(book, sheetOfText(content), content.name);
  return write(book, options) as Buffer;
}

/** The first path of this kind that no part has: readers expect the customary names. */
function freePath(parts: Package, pathOf: (number: number) => string): string {
  for (let number = 1; ; number += 1) if (parts.text(pathOf(number)) === undefined) return pathOf(number);
}

/** Marks one sheet of the package; gives the path of the part that holds its comments. */
function markOne(parts: Package, path: string, marks: SheetMarks, styles: MarkStyles): string {
  const folder = path.slice(0, path.lastIndexOf("/"));
  const related = relationsOf(parts.text(relationsPath(path)) ?? "");
  const partOf = (type: string): string | undefined => {
    const relation = related.find((r) => r.type === type);
    return relation ? resolve(folder, relation.target) : undefined;
  };
  const [comments, drawing] = [partOf("comments"), partOf("vmlDrawing")];
  const made = addComments(marks.texts, {
    ...(comments ? { comments: parts.text(comments) } : {}),
    ...(drawing ? { drawing: parts.text(drawing) } : {}),
  });
  const commentsPath = comments ?? freePath(parts, (n) => `xl/comments${n}.xml`);
  const drawingPath = drawing ?? freePath(parts, (n) => `xl/drawings/vmlDrawing${n}.vml`);
  parts.set(commentsPath, made.comments);
  parts.set(drawingPath, made.drawing);
  if (!comments) addRelation(parts, path, "comments", commentsPath.replace("xl/", "../"));
  let sheet = parts.text(path) ?? "";
  if (!drawing)
    sheet = withDrawing(sheet, addRelation(parts, path, "vmlDrawing", drawingPath.replace("xl/", "../")));
  parts.set(path, styles.usable ? markSheet(sheet, marks.severities, styles) : sheet);
  return commentsPath;
}

/** Null where nothing can be marked: no problem that has a row. */
export function markWorkbook(
  bytes: Buffer,
  fileName: string,
  problems: readonly ImportProblem[],
): Buffer | null {
  const sheets = marksOf(problems);
  if (sheets.size === 0) return null;
  const parts = new Package(asPresentKind(bytes, fileName));
  const styles = new MarkStyles(parts.text("xl/styles.xml") ?? "");
  const paths = sheetPaths(parts);
  const commentParts: string[] = [];
  for (const [name, marks] of sheets) {
    const path = paths.get(name);
    if (path !== undefined) commentParts.push(markOne(parts, path, marks, styles));
  }
  if (commentParts.length === 0) return null;
  if (styles.usable) parts.set("xl/styles.xml", styles.toXml());
  declareTypes(parts, commentParts);
  dropMacros(parts);
  return parts.toBytes();
}
