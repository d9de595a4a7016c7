/**
 * What a workbook remembers about its own rows, so that it can be taken back after people have worked in it.
 *
 * THE KEY OF A ROW stands in the first column of the sheet, which is hidden; it moves with its row when somebody sorts,
 * filters, inserts or deletes. Rows without a project (heads, subtotals, totals) and masked leads have an empty one.
 *
 *     CL1|<project id>|<version>|<field>=<mark> <field>=<mark> …|<check>
 *
 * - `CL1` names this format. A reader that does not know the name takes the row for one without a key.
 * - `version` is the project's version when the file was made.
 * - Every editable cell of the row has a mark: 8 characters (base64url) of SHA-256 over "<id>\n<field>\n<value>", where
 *   `value` is the cell in its canonical form (`canonical`). A field that is not among the exported columns has none.
 * - `check` is 6 characters of SHA-256 over everything before it: a key that was typed over is no key.
 *
 * THE LAYOUT stands on a hidden sheet named `_chainlead`: a line `CL1`, the instant and the number of the export, then one
 * line a column: its letter place (from 0), its id, the editable field (or nothing) and the header as it was written.
 * Columns are found by the header first and by the place second, so that they may be moved or renamed, not both.
 *
 * A THREE-WAY MERGE compares, field by field: base (the mark), theirs (the value that stands in the product now) and mine
 * (the cell). mine = base → nothing was meant. theirs = base → take mine. mine = theirs → done already. Otherwise two
 * people changed the same thing, and somebody must choose; what stood there at `version` is in the project's history.
 */
import { createHash } from "node:crypto";
import type { OpenRow } from "@/server/contracts/project-list";

const FORMAT = "CL1";
/** What every key begins with. */
export const ROW_KEY_START = `${FORMAT}|`;
/** The name under which a masked lead stands in a file. */
export const MASKED_NAME = "敏感线索";
export const LAYOUT_SHEET = "_chainlead";
/** The sheet of the ledger, by itself and in the month's workbook. */
export const LEDGER_SHEET = "招商引资项目台账";

/** Cells that may be changed in the workbook, by the project's own field. */
export const EDITABLE_FIELDS = [
  "name",
  "plannedTotalFen",
  "intendedFen",
  "companyName",
  "projectCode",
  "nextStep",
  "nextDueOn",
] as const satisfies readonly (keyof OpenRow)[];
export type EditableField = (typeof EDITABLE_FIELDS)[number];
const isEditable = (field: string): field is EditableField =>
  (EDITABLE_FIELDS as readonly string[]).includes(field);

/** Text without space around it and with plain line ends, amounts in whole fen, days as ISO; nothing is "". */
export const canonical = (value: string | number | null): string =>
  value === null ? "" : String(value).replace(/\r\n?/g, "\n").trim();

const digest = (text: string, characters: number): string =>
  createHash("sha256").update(text, "utf8").digest("base64url").slice(0, characters);

const markOf = (id: number, field: EditableField, value: string | number | null): string =>
  digest(`${id}\n${field}\n${canonical(value)}`, 8);

/** The key of a project's row for the editable fields among its exported cells. */
export function rowKey(row: OpenRow, fields: readonly EditableField[]): string {
  const marks = fields.map((field) => `${field}=${markOf(row.id, field, row[field])}`).join(" ");
  const body = `${FORMAT}|${row.id}|${row.version}|${marks}`;
  return `${body}|${digest(body, 6)}`;
}

export interface ReadRowKey {
  id: number;
  version: number;
  marks: ReadonlyMap<EditableField, string>;
}

/** What a key says; null where there is none, or none that can be trusted. */
export function readRowKey(text: string): ReadRowKey | null {
  const [, body = "", id, version, marks = "", check] =
    /^(CL1\|([1-9]\d{0,9})\|(\d{1,10})\|([^|]*))\|([\w-]{6})$/.exec(text.trim()) ?? [];
  if (check === undefined || digest(body, 6) !== check) return null;
  const read = marks
    .split(" ")
    .map((one) => one.split("="))
    .flatMap(([field = "", mark = ""]) => (isEditable(field) ? [[field, mark] as const] : []));
  return { id: Number(id), version: Number(version), marks: new Map(read) };
}

/** Whether a cell still says what it said when the file was made; null when the file did not hold it. */
export function isAsExported(
  key: ReadRowKey,
  field: EditableField,
  value: string | number | null,
): boolean | null {
  const mark = key.marks.get(field);
  return mark === undefined ? null : mark === markOf(key.id, field, value);
}

export interface LayoutColumn {
  /** Place in the sheet, from 0, the hidden one included. */
  place: number;
  id: string;
  field: EditableField | null;
  header: string;
}
export interface FileLayout {
  exportedAt: string;
  jobId: number;
  columns: LayoutColumn[];
}

/** The lines of the hidden sheet. */
export const layoutLines = ({ exportedAt, jobId, columns }: FileLayout): string[][] => [
  [FORMAT, exportedAt, String(jobId)],
  ...columns.map(({ place, id, field, header }) => [String(place), id, field ?? "", header]),
];

/** What the hidden sheet says; null when it is not of this format. */
export function readLayout(lines: readonly (readonly string[])[]): FileLayout | null {
  const [head, ...rest] = lines;
  if (head?.[0] !== FORMAT) return null;
  const columns = rest.map(([place = "", id = "", field = "", header = ""]) => ({
    place: Number(place),
    id,
    field: isEditable(field) ? field : null,
    header,
  }));
  return { exportedAt: head[1] ?? "", jobId: Number(head[2]), columns };
}
