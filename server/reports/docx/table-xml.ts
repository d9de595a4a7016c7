/**
 * Tables of an official document: a full grid with a heavier frame, a head that comes again on every page, rows that stay whole, and
 * every figure a content control. All of its looks stand in itself, so that it reads the same in a template of anybody's.
 */
import { headText, type PaperColumn, type PaperTable } from "@/server/domain/writing/paper-table";
import type { Part } from "@/server/domain/writing/pieces";
import { runLook, STYLES } from "./official-layout";
import { type ControlNumbers, partsXml } from "./paragraph-runs";

/** 五号, or 小五 where there are many columns; half points. */
const [SIZE, SMALL_SIZE] = [21, 18];
const MANY_COLUMNS = 8;
const [FRAME, GRID] = [8, 4];

const border = (side: string, size: number): string =>
  `<w:${side} w:val="single" w:sz="${size}" w:space="0" w:color="000000"/>`;
const BORDERS = `<w:tblBorders>${border("top", FRAME)}${border("left", FRAME)}${border("bottom", FRAME)}${border("right", FRAME)}${border("insideH", GRID)}${border("insideV", GRID)}</w:tblBorders>`;
const MARGINS = `<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>`;

/** A paragraph in a style of the layout, also in a document that does not know the style. */
export function styledParagraph(kind: "caption" | "figure" | "table-note", inner: string): string {
  const { id, paragraph } = STYLES[kind];
  return `<w:p><w:pPr><w:pStyle w:val="${id}"/>${paragraph}</w:pPr>${inner}</w:p>`;
}

export const styledRuns = (
  kind: "caption" | "table-note",
  parts: readonly Part[],
  numbers: ControlNumbers,
): string => partsXml(runLook(STYLES[kind].font, STYLES[kind].size), parts, numbers);

/** `keeps`: on the page of what follows. */
const cellParagraph = (side: PaperColumn["side"], runs: string, keeps: boolean): string =>
  `<w:p><w:pPr>${keeps ? "<w:keepNext/>" : ""}<w:snapToGrid w:val="0"/><w:spacing w:before="30" w:after="30" w:line="260" w:lineRule="atLeast"/><w:jc w:val="${side}"/></w:pPr>${runs}</w:p>`;

const cell = (width: number, side: PaperColumn["side"], runs: string, keeps = false): string =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>${cellParagraph(side, runs, keeps)}</w:tc>`;

/** Widths in twentieths of a point that fill the whole exactly. */
function widthsOf(columns: readonly PaperColumn[], whole: number): number[] {
  const shares = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => Math.floor((width / shares) * whole));
  const rest = whole - widths.reduce((a, b) => a + b, 0);
  return widths.map((width, i) => (i === 0 ? width + rest : width));
}

const linesXml = (look: string, text: string, numbers: ControlNumbers): string =>
  text
    .split("\n")
    .map((line) => partsXml(look, [line], numbers))
    .join("<w:r><w:br/></w:r>");

/** The table alone, without its title and its note; `width` is that of the text on its page. */
export function tableXml(
  { columns, rows, note }: PaperTable,
  width: number,
  numbers: ControlNumbers,
): string {
  const widths = widthsOf(columns, width);
  const size = columns.length >= MANY_COLUMNS ? SMALL_SIZE : SIZE;
  const grid = widths.map((one) => `<w:gridCol w:w="${one}"/>`).join("");
  const heads = columns.map((column, i) =>
    cell(widths[i] ?? 0, "center", linesXml(runLook("黑体", size), headText(column), numbers)),
  );
  const lines = rows.map(({ sum, cells }, at) => {
    const look = runLook("仿宋_GB2312", size, sum);
    // A note never stands alone on a page.
    const keeps = note.length > 0 && at === rows.length - 1;
    const all = cells.map((parts, i) =>
      cell(widths[i] ?? 0, columns[i]?.side ?? "left", partsXml(look, parts, numbers), keeps),
    );
    return `<w:tr><w:trPr><w:cantSplit/></w:trPr>${all.join("")}</w:tr>`;
  });
  return `<w:tbl><w:tblPr><w:tblW w:w="${width}" w:type="dxa"/><w:jc w:val="center"/>${BORDERS}<w:tblLayout w:type="fixed"/>${MARGINS}</w:tblPr><w:tblGrid>${grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${heads.join("")}</w:tr>${lines.join("")}</w:tbl>`;
}
