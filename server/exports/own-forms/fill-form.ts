import { relationsOf } from "@/server/imports/marking/package-parts";
import { cellRef, columnLetter } from "@/server/imports/reading/workbook";
import { escapeXml } from "../xlsx/xml";
import type { FormArchive } from "./form-archive";
import { FormPen } from "./form-pen";
import { FormStyles } from "./form-styles";
import { textValue, type ValueOf } from "./form-values";
import { fullyCalculated, withWatermark } from "./form-workbook";
import {
  attributeOf,
  formulaOf,
  type RawCell,
  type RawRow,
  withoutAttributes,
  writeSheet,
} from "./raw-sheet";
import type { Form, FormCell, FormList, FormProblem, FormSheet } from "./read-form";
import { FormulaProblem, movedFormula, RowShift, shiftFormula, shiftRange } from "./shift-formula";
import { shiftFrame, shiftNames, shiftRelated } from "./shift-sheet";

export interface Filling {
  value: ValueOf;
  /** One for each line of a row that repeats. */
  lines: (list: FormList) => readonly ValueOf[];
}

const NOTHING = textValue("");

type Shifts = ReadonlyMap<string, RowShift>;
interface SheetScene {
  sheet: FormSheet;
  shifts: Shifts;
  shift: RowShift;
  pen: FormPen;
  say: (cell: string, message: string) => void;
  /** Formulas that several cells share, by their number. */
  shared: ReadonlyMap<string, { text: string; row: number; column: number }>;
}

function sharedFormulas(sheet: FormSheet): SheetScene["shared"] {
  const shared = new Map<string, { text: string; row: number; column: number }>();
  for (const { row, cells } of sheet.raw.rows)
    for (const { column, body } of cells) {
      const formula = body === null ? null : formulaOf(body);
      const number = formula ? attributeOf(formula.attributes, "si") : undefined;
      if (formula && number !== undefined && formula.text !== "")
        shared.set(number, { text: formula.text, row, column });
    }
  return shared;
}

/** A formula without its last result: whoever opens the file computes it anew. */
function formulaCell(scene: SheetScene, row: number, cell: RawCell, to: number | null): RawCell {
  const formula = formulaOf(cell.body ?? "");
  if (!formula) return cell;
  const { sheet, shifts, shift, shared, say } = scene;
  const { prefix } = sheet.raw;
  const place = cellRef(row, cell.column);
  const base = shared.get(attributeOf(formula.attributes, "si") ?? "");
  const type = attributeOf(formula.attributes, "t");
  const ref = attributeOf(formula.attributes, "ref");
  if ((type === "array" && to !== null) || type === "dataTable")
    if (!shift.idle) say(place, "重复行所在的工作表里，这种数组公式或模拟运算表不能移动，请改为普通公式");
  const text =
    type === "shared" && base
      ? movedFormula(base.text, row - base.row, cell.column - base.column)
      : formula.text;
  const line = to === null ? {} : { line: { row, column: columnLetter(cell.column), to } };
  let moved = text;
  try {
    moved = shiftFormula(text, { sheet: sheet.name, shifts, ...line });
  } catch (error) {
    if (!(error instanceof FormulaProblem)) throw error;
    say(place, error.message);
  }
  const kept = type === "array" && ref !== undefined ? ` t="array" ref="${shiftRange(ref, shift)}"` : "";
  return {
    ...cell,
    attributes: withoutAttributes(cell.attributes, "t"),
    body: `<${prefix}f${kept}>${escapeXml(moved)}</${prefix}f>`,
  };
}

function plainRow(scene: SheetScene, raw: RawRow, cells: readonly FormCell[], value: ValueOf): RawRow {
  return {
    ...raw,
    row: scene.shift.first(raw.row),
    cells: raw.cells.map((cell) => {
      const form = cells.find((one) => one.row === raw.row && one.column === cell.column);
      return form ? scene.pen.fill(cell, form, value) : formulaCell(scene, raw.row, cell, null);
    }),
  };
}

function repeatedRows(scene: SheetScene, raw: RawRow, list: FormList, lines: readonly ValueOf[]): RawRow[] {
  return (lines.length > 0 ? lines : [() => NOTHING]).map((value, i) => {
    const to = scene.shift.first(raw.row) + i;
    return {
      ...raw,
      row: to,
      cells: raw.cells.map((cell) => {
        const form = list.cells.find((one) => one.column === cell.column);
        return form ? scene.pen.fill(cell, form, value) : formulaCell(scene, raw.row, cell, to);
      }),
    };
  });
}

function filledRows(scene: SheetScene, filling: Filling): RawRow[] {
  const { sheet } = scene;
  return sheet.raw.rows.flatMap((raw) => {
    const list = sheet.lists.find((one) => one.row === raw.row);
    return list
      ? repeatedRows(scene, raw, list, filling.lines(list))
      : [plainRow(scene, raw, sheet.cells, filling.value)];
  });
}

const MOST_LINES = 50_000;

const shiftOf = ({ lists }: FormSheet, filling: Filling): RowShift =>
  new RowShift(
    lists.map((list) => ({
      row: list.row,
      count: Math.max(1, Math.min(MOST_LINES, filling.lines(list).length)),
    })),
  );

/** Cells whose order of computing the file keeps: it is out of date, and made anew by whoever opens it. */
function dropOrder(archive: FormArchive): void {
  const relations = "xl/_rels/workbook.xml.rels";
  const order = relationsOf(archive.text(relations) ?? "").find((one) => one.type === "calcChain");
  if (!order) return;
  archive.drop("xl/calcChain.xml");
  archive.set(
    relations,
    (archive.text(relations) ?? "").replace(/<(?:\w+:)?Relationship\b[^>]*calcChain[^>]*>/g, ""),
  );
  archive.set(
    "[Content_Types].xml",
    (archive.text("[Content_Types].xml") ?? "").replace(/<Override\b[^>]*calcChain[^>]*>/g, ""),
  );
}

/** Fills the archive in place; says of each cell that cannot follow its rows what is wrong with it. */
export function fillForm(
  archive: FormArchive,
  form: Form,
  filling: Filling,
  watermark: string,
): FormProblem[] {
  const problems: FormProblem[] = [];
  const workbook = archive.text("xl/workbook.xml") ?? "";
  const epoch = /<(?:\w+:)?workbookPr\b[^>]*\sdate1904="(?:1|true)"/.test(workbook) ? 1904 : 1900;
  const styles = new FormStyles(archive.text("xl/styles.xml") ?? "");
  const shifts = new Map(form.sheets.map((sheet) => [sheet.name, shiftOf(sheet, filling)]));
  for (const sheet of form.sheets) {
    const shift = shifts.get(sheet.name) ?? new RowShift([]);
    const say = (cell: string, message: string) => problems.push({ sheet: sheet.name, cell, message });
    const pen = new FormPen(styles, form.strings, sheet.raw.prefix, epoch);
    const scene = { sheet, shifts, shift, pen, say, shared: sharedFormulas(sheet) };
    const frame = shiftFrame(sheet, shifts, say);
    const rows = filledRows(scene, filling);
    const tail = withWatermark(frame.tail, sheet.raw.prefix, watermark);
    archive.set(sheet.path, writeSheet({ ...sheet.raw, head: frame.head, rows, tail }));
    shiftRelated(archive, sheet, shift, say);
  }
  shiftNames(archive, shifts);
  dropOrder(archive);
  archive.set("xl/workbook.xml", fullyCalculated(archive.text("xl/workbook.xml") ?? ""));
  const grown = styles.toXml();
  if (grown !== null) archive.set("xl/styles.xml", grown);
  return problems;
}
