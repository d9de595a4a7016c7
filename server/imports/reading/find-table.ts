/** Where the tables of a sheet are: header rows of one to four lines, with or without merged cells, and what follows. */
import { type HeaderVocabulary, isGroupWord, isUnitOnly, LEDGER_VOCABULARY } from "./header-words";
import type { Sheet, SheetCell, SheetRow } from "./workbook";

export interface HeaderColumn {
  col: number;
  /** Header words from the outermost group inwards; units in rows of their own are kept at the end. */
  path: string[];
}

export interface FoundTable {
  headerTop: number;
  headerBottom: number;
  columns: HeaderColumn[];
  /** Rows above the header that speak about the table: title, unit, date. */
  headingRows: SheetRow[];
  bodyRows: SheetRow[];
}

interface Block {
  top: number;
  bottom: number;
}

const MAX_HEADER_ROWS = 5;
const HEADING_MARK =
  /^(填报|制表|报送|编制|填表|汇总)?(单位|部门|时间|日期|人)\s*[:：]|单位\s*[:：]?\s*[（(]?(人民币)?[亿万]?元|截[至止]|^(时间|日期)/;

const textsOf = (row: SheetRow): SheetCell[] =>
  row.cells.filter((cell) => cell.kind === "text" && cell.text !== "");

/** "1 2 3 4 …" or "甲 乙 1 2 …" under a header. */
export function isNumberingRow(row: SheetRow): boolean {
  if (row.cells.length < 4) return false;
  const marks = row.cells.map((cell) => cell.text.replace(/[()（）\s]/g, ""));
  const numbers = marks.filter((mark) => /^\d{1,2}$/.test(mark)).map(Number);
  if (!marks.every((mark) => /^(\d{1,2}|[甲乙丙丁戊己]|[A-Z]{1,2})(=.*)?$/.test(mark))) return false;
  if (numbers.length === 0) return marks.every((mark, i) => i === 0 || mark > (marks[i - 1] ?? ""));
  return numbers.every((n, i) => i === 0 || n === (numbers[i - 1] ?? 0) + 1);
}

const isUnitRow = (row: SheetRow): boolean =>
  row.cells.length >= 2 &&
  row.cells.every((cell) => isUnitOnly(cell.text) || cell.text === "-" || cell.text === "/");

/** A value that no header holds. */
const looksLikeValue = (cell: SheetCell): boolean =>
  cell.kind !== "text" ||
  cell.text.length > 40 ||
  /^[\d.,，０-９]+([亿万]?元)?$/.test(cell.text) ||
  /(有限|责任)公司|.{4,}项目$/.test(cell.text);

function isSubHeader(
  sheet: Sheet,
  row: SheetRow,
  { top, bottom }: Block,
  vocabulary: HeaderVocabulary,
): boolean {
  if (isNumberingRow(row) || isUnitRow(row)) return true;
  const texts = textsOf(row);
  if (
    texts.length === 0 ||
    row.cells.some(looksLikeValue) ||
    beginsBody(sheet, row, { top, bottom }, vocabulary)
  )
    return false;
  const words = texts.filter((cell) => vocabulary.isHeaderWord(cell.text)).length;
  if (words * 2 >= texts.length && words >= 1 && !isSectionLike(sheet, row)) return true;
  // Words nobody foresaw, under a group that is merged across them.
  return texts.every((cell) => {
    for (let above = top; above <= bottom; above++) {
      const merge = sheet.merge(above, cell.col);
      if (merge && merge.right > merge.left && merge.bottom < row.index) return true;
    }
    return false;
  });
}

const BODY_START =
  /^(合计|总计|小计|共计)|^[（(]?[一二三四五六七八九十]{1,3}[）)、.]?$|^[一二三四五六七八九十]{1,3}、/;

/** The column of project names as far as the header is known. */
function nameColumn(sheet: Sheet, { top, bottom }: Block, { isAnchor }: HeaderVocabulary): number {
  for (let row = top; row <= bottom; row++) {
    const name = sheet.row(row)?.cells.find((cell) => cell.kind === "text" && isAnchor(cell.text));
    if (name) return name.col;
  }
  return 0;
}

/** A total or a section right below the header: both begin no further right than the name. Under 序号 a header is silent. */
function beginsBody(sheet: Sheet, row: SheetRow, block: Block, vocabulary: HeaderVocabulary): boolean {
  const { top, bottom } = block;
  const first = row.cells[0];
  if (!first) return false;
  if (first.col <= nameColumn(sheet, block, vocabulary) && BODY_START.test(first.text.replace(/\s/g, "")))
    return true;
  for (let above = top; above <= bottom; above++) {
    if (/^(序号|编号|序)$/.test((sheet.seen(above, first.col)?.text ?? "").replace(/\s/g, ""))) {
      return !sheet.coveredFromAbove(row.index, first.col);
    }
  }
  return false;
}

const isSectionLike = (sheet: Sheet, row: SheetRow): boolean => {
  const [first] = row.cells;
  if (!first || row.cells.length > 1) return false;
  const merge = sheet.merge(row.index, first.col);
  return (
    (merge !== undefined && merge.right - merge.left >= 3) ||
    /^[一二三四五六七八九十]+、|^[（(]/.test(first.text)
  );
};

/** A header cell that is merged downwards makes the rows it covers header rows. */
function coveredByHeader(sheet: Sheet, row: number, top: number, bottom: number): boolean {
  for (let above = top; above <= bottom; above++) {
    for (const cell of sheet.row(above)?.cells ?? []) {
      const merge = sheet.merge(above, cell.col);
      if (merge && merge.top <= bottom && merge.bottom >= row && merge.bottom - merge.top < MAX_HEADER_ROWS)
        return true;
    }
  }
  return false;
}

function isGroupRow(sheet: Sheet, row: SheetRow, top: number, { isHeaderWord }: HeaderVocabulary): boolean {
  const texts = textsOf(row);
  if (texts.length === 0 || texts.some((cell) => HEADING_MARK.test(cell.text))) return false;
  if (row.cells.some(looksLikeValue)) return false;
  const reachesDown = row.cells.some((cell) => (sheet.merge(row.index, cell.col)?.bottom ?? 0) >= top);
  if (reachesDown) return true;
  if (texts.length < 2) return false;
  const words = texts.filter((cell) => isHeaderWord(cell.text) || isGroupWord(cell.text)).length;
  return (
    words >= 2 ||
    (words >= 1 && texts.some((cell) => (sheet.merge(row.index, cell.col)?.right ?? 0) > cell.col))
  );
}

function headerBlock(sheet: Sheet, row: number, vocabulary: HeaderVocabulary): Block {
  let top = row;
  let bottom = row;
  for (let above = row - 1; above >= 1 && row - above < 3; above--) {
    const candidate = sheet.row(above);
    if (!candidate || !isGroupRow(sheet, candidate, top, vocabulary)) break;
    top = above;
  }
  for (let below = row + 1; below <= row + MAX_HEADER_ROWS; below++) {
    const candidate = sheet.row(below);
    const covered = coveredByHeader(sheet, below, top, bottom);
    if (!covered && (!candidate || !isSubHeader(sheet, candidate, { top, bottom }, vocabulary))) break;
    bottom = below;
  }
  return { top, bottom };
}

/** The text above a column in one header row; without merges, a group's name reaches right until the next one. */
function headerTextAt(sheet: Sheet, row: number, col: number, below: boolean, firstCol: number): string {
  const seen = sheet.seen(row, col);
  if (seen && seen.row >= row - MAX_HEADER_ROWS) return seen.text;
  if (!below) return "";
  for (let left = col - 1; left >= firstCol; left--) {
    const cell = sheet.own(row, left);
    if (!cell) continue;
    const merge = sheet.merge(row, left);
    if (merge && merge.right > merge.left) return ""; // a merged group ends where its merge ends
    const group = sheet.own(row + 1, left) !== undefined || isGroupWord(cell.text);
    return group ? cell.text : "";
  }
  return "";
}

function columnsOf(sheet: Sheet, top: number, bottom: number, body: SheetRow[]): HeaderColumn[] {
  const cols = new Set<number>();
  for (let row = top; row <= bottom; row++) {
    for (const cell of sheet.row(row)?.cells ?? []) {
      const merge = sheet.merge(row, cell.col);
      for (let col = cell.col; col <= Math.min(merge?.right ?? cell.col, cell.col + 60); col++) cols.add(col);
    }
  }
  const firstCol = Math.min(...cols);
  const lastCol = Math.max(...cols);
  for (const row of body.slice(0, 50))
    for (const cell of row.cells) if (cell.col >= firstCol && cell.col <= lastCol) cols.add(cell.col);
  return [...cols]
    .sort((a, b) => a - b)
    .map((col) => {
      const path: string[] = [];
      for (let row = top; row <= bottom; row++) {
        if (sheet.row(row) && isNumberingRow(sheet.row(row) as SheetRow)) continue;
        let below = false;
        for (let under = row + 1; under <= bottom; under++) below ||= sheet.own(under, col) !== undefined;
        const text = headerTextAt(sheet, row, col, below, firstCol);
        if (text !== "" && text !== path.at(-1)) path.push(text);
      }
      return { col, path };
    });
}

/** Rows between the last table and this header that say something about it; they end at the last row with values. */
function headingRowsAbove(rows: SheetRow[], from: number, headerTop: number): SheetRow[] {
  const above = rows.filter((row) => row.index >= from && row.index < headerTop);
  if (from === 1) return above;
  const heading: SheetRow[] = [];
  for (const row of above.reverse()) {
    const texts = textsOf(row);
    if (row.cells.length > 4 || texts.length !== row.cells.length) break;
    if (texts.some((cell) => /^(注|备注|说明|合计|总计|小计)/.test(cell.text))) break;
    heading.unshift(row);
    if (heading.length === 4) break;
  }
  return heading;
}

function isHeaderRow(row: SheetRow, { isAnchor, isHeaderWord }: HeaderVocabulary): boolean {
  if (!row.cells.some((cell) => cell.kind === "text" && isAnchor(cell.text))) return false;
  const words = textsOf(row).filter((cell) => isHeaderWord(cell.text)).length;
  return words >= 3 || (words >= 2 && row.cells.length <= 4);
}

/** Every table of a sheet that has a column of project names. A header repeated on later pages starts a table too. */
export function findTables(sheet: Sheet, vocabulary = LEDGER_VOCABULARY): FoundTable[] {
  const blocks: Block[] = [];
  for (const row of sheet.rows) {
    const last = blocks.at(-1);
    if (last && row.index <= last.bottom) continue;
    if (isHeaderRow(row, vocabulary)) blocks.push(headerBlock(sheet, row.index, vocabulary));
  }
  return blocks.map(({ top, bottom }, i) => {
    const end = blocks[i + 1]?.top ?? Number.POSITIVE_INFINITY;
    const nextHeading = blocks[i + 1]
      ? headingRowsAbove(sheet.rows, bottom + 1, end).map((row) => row.index)
      : [];
    const until = Math.min(end, ...nextHeading);
    const bodyRows = sheet.rows.filter((row) => row.index > bottom && row.index < until);
    return {
      headerTop: top,
      headerBottom: bottom,
      columns: columnsOf(sheet, top, bottom, bodyRows),
      headingRows: headingRowsAbove(sheet.rows, (blocks[i - 1]?.bottom ?? 0) + 1, top),
      bodyRows,
    };
  });
}
