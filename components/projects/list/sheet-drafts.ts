/** Cells that were changed in the list and not saved yet: gathered by project, whatever page or order they stood in. Pure. */
import type { CellMark, RowMarks } from "@/components/table/table-sheet";
import type { OpenRow } from "@/server/contracts/project-list";
import type { CellField } from "@/server/domain/cell-edit";
import { type CellContent, type CellValue, sheetColumn } from "./sheet-columns";
import { isProblem, type SheetContext } from "./sheet-readers";

/** Somebody else's change of the same cell. */
export interface Clash {
  field: CellField;
  theirs: CellValue;
  by: string;
  at: string;
  version: number;
}

export interface CellDraft {
  /** As it was typed. */
  text: string;
  /** Null while the text cannot be understood; then it is not saved. */
  content: CellContent | null;
  problem: string | null;
  /** What the server said of it. */
  remark: string | null;
  clash: Clash | null;
  /** What stood there when it was changed first, and in which version of the project. */
  before: string;
  version: number;
}

export interface RowDraft {
  id: number;
  name: string;
  cells: Readonly<Record<string, CellDraft>>;
}

export type Drafts = ReadonlyMap<number, RowDraft>;
export const NO_DRAFTS: Drafts = new Map();

export interface TextChange {
  /** As the list has it, without drafts. */
  row: OpenRow;
  columnId: string;
  text: string;
}

function draftOf(
  { row, columnId, text }: TextChange,
  known: CellDraft | undefined,
  context: SheetContext,
): CellDraft | null {
  const column = sheetColumn(columnId);
  if (!column) return null;
  const read = column.read(text, context);
  const stands = column.text(row, context.unit);
  const content = isProblem(read) ? null : read.value;
  if (content && column.text({ ...row, ...content.shown }, context.unit) === stands) return null;
  return {
    text,
    content,
    problem: isProblem(read) ? read.problem : null,
    remark: null,
    clash: null,
    before: known?.before ?? stands,
    version: known?.version ?? row.version,
  };
}

/** The row without the cell; no row when it was the last one. */
function without(drafts: Map<number, RowDraft>, id: number, columnId: string): void {
  const row = drafts.get(id);
  if (!row) return;
  const { [columnId]: _, ...cells } = row.cells;
  if (Object.keys(cells).length === 0) drafts.delete(id);
  else drafts.set(id, { ...row, cells });
}

/** Texts put into cells. A cell that says again what stands there is no change. */
export function withTexts(drafts: Drafts, changes: readonly TextChange[], context: SheetContext): Drafts {
  const next = new Map(drafts);
  for (const change of changes) {
    const { row, columnId } = change;
    const known = next.get(row.id);
    const draft = draftOf(change, known?.cells[columnId], context);
    if (!draft) without(next, row.id, columnId);
    else next.set(row.id, { id: row.id, name: row.name, cells: { ...known?.cells, [columnId]: draft } });
  }
  return next;
}

/** Theirs stays: the draft goes. */
export function withTheirs(drafts: Drafts, id: number, columnId: string): Drafts {
  const next = new Map(drafts);
  without(next, id, columnId);
  return next;
}

const withCell = (
  drafts: Drafts,
  id: number,
  columnId: string,
  part: (cell: CellDraft) => Partial<CellDraft>,
): Drafts => {
  const row = drafts.get(id);
  const cell = row?.cells[columnId];
  if (!row || !cell) return drafts;
  return new Map(drafts).set(id, {
    ...row,
    cells: { ...row.cells, [columnId]: { ...cell, ...part(cell) } },
  });
};

/** Mine is kept although theirs was seen: it now counts from their version on. */
export const withMine = (drafts: Drafts, id: number, columnId: string): Drafts =>
  withCell(drafts, id, columnId, ({ clash, version }) => ({
    clash: null,
    version: clash?.version ?? version,
  }));

export interface SentCell {
  projectId: number;
  columnId: string;
  field: CellField;
  value: CellValue;
  version: number;
}

/** What is sent, in the order of typing; a cell of two values is sent as two. */
export const sentCells = (drafts: Drafts): SentCell[] =>
  [...drafts.values()].flatMap((row) =>
    Object.entries(row.cells).flatMap(([columnId, { content, version }]) =>
      Object.entries(content?.values ?? {}).map(([field, value]) => ({
        projectId: row.id,
        columnId,
        field: field as CellField,
        value,
        version,
      })),
    ),
  );

interface Said {
  problems: readonly { field?: string | null | undefined; message: string }[];
  conflicts: readonly {
    field: string;
    theirs: unknown;
    by: string;
    at: string;
    version?: number | undefined;
  }[];
}

/** The cell that a refusal speaks of: "cells.3", "cells.3.value". */
const cellAt = (sent: readonly SentCell[], field: string | null | undefined): SentCell | undefined =>
  sent[Number(/^cells\.(\d+)/.exec(field ?? "")?.[1] ?? -1)];

/** What the server said, at the cells that it spoke of; what it said before is gone. */
export function withAnswer(drafts: Drafts, sent: readonly SentCell[], said: Said): Drafts {
  let next: Drafts = new Map(
    [...drafts].map(([id, row]) => [
      id,
      {
        ...row,
        cells: Object.fromEntries(
          Object.entries(row.cells).map(([column, cell]) => [column, { ...cell, remark: null, clash: null }]),
        ),
      },
    ]),
  );
  for (const { field, message } of said.problems) {
    const cell = cellAt(sent, field);
    if (cell) next = withCell(next, cell.projectId, cell.columnId, () => ({ remark: message }));
  }
  for (const { field, theirs, by, at, version } of said.conflicts) {
    const cell = cellAt(sent, field);
    if (!cell) continue;
    const clash = {
      field: cell.field,
      theirs: theirs as CellValue,
      by,
      at,
      version: version ?? cell.version,
    };
    next = withCell(next, cell.projectId, cell.columnId, () => ({ clash }));
  }
  return next;
}

export interface DraftPlace {
  row: RowDraft;
  columnId: string;
  cell: CellDraft;
}

export const draftPlaces = (drafts: Drafts): DraftPlace[] =>
  [...drafts.values()].flatMap((row) =>
    Object.entries(row.cells).map(([columnId, cell]) => ({ row, columnId, cell })),
  );

/** Rows as they look with their drafts; made once for each pair, so that what did not change is not drawn again. */
const drawn = new WeakMap<RowDraft, { from: OpenRow; row: OpenRow }>();

export function drawnRow(row: OpenRow, draft: RowDraft | undefined): OpenRow {
  if (!draft) return row;
  const known = drawn.get(draft);
  if (known?.from === row) return known.row;
  const made = Object.assign(
    {},
    row,
    ...Object.values(draft.cells).map((cell) => cell.content?.shown),
  ) as OpenRow;
  drawn.set(draft, { from: row, row: made });
  return made;
}

const markOf = (cell: CellDraft): CellMark => ({
  tone: cell.problem ? "wrong" : cell.remark || cell.clash ? "doubt" : "changed",
  // What cannot be read stands as it was typed.
  text: cell.content ? null : cell.text,
  note: cell.problem ?? cell.remark ?? null,
});

const marked = new WeakMap<RowDraft, RowMarks>();

export function marksOf(draft: RowDraft | undefined): RowMarks | undefined {
  if (!draft) return undefined;
  const known = marked.get(draft);
  if (known) return known;
  const made = Object.fromEntries(
    Object.entries(draft.cells).map(([columnId, cell]) => [columnId, markOf(cell)]),
  );
  marked.set(draft, made);
  return made;
}
