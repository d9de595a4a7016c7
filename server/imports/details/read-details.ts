/** The sheets of a workbook that are detail sheets → rows understood. Pure; asks no database. */

import { DETAIL_KINDS, type DetailField, type DetailKind } from "@/server/contracts/detail-fields";
import type { ImportProblem, LedgerReading } from "@/server/contracts/import";
import type { DetailDryRun, DetailTable } from "@/server/contracts/import-details";
import type { AmountUnit } from "@/server/domain/amounts";
import { findTables } from "../reading/find-table";
import { layoutFingerprint } from "../reading/map-columns";
import { readTableHeading } from "../reading/read-heading";
import { gatherEvidence, unitByValues } from "../reading/value-evidence";
import { Sheet, type SheetContent, type WorkbookContent } from "../reading/workbook";
import { DETAIL_VOCABULARY } from "./detail-words";
import { mapDetail } from "./map-detail";
import { looksLike } from "./propose-kind";
import { joinYears } from "./read-investment";
import { basisOf, type DetailPart, PartReader } from "./read-part";
import { untakenColumns } from "./untaken-columns";

export interface ReadDetails extends DetailDryRun {
  /** Names of the sheets that are none of the ledger's. */
  sheets: ReadonlySet<string>;
  problems: ImportProblem[];
}

function partsOf(sheet: Sheet, kind: DetailKind, reading: LedgerReading, fileName: string): DetailPart[] {
  return findTables(sheet, DETAIL_VOCABULARY[kind]).map((table) => ({
    ...{ kind, sheet, table },
    columns: mapDetail(sheet, table, kind, reading.detailMapping),
    fingerprint: layoutFingerprint(table),
    heading: readTableHeading(table.headingRows, table.bodyRows.slice(-8), [sheet.name, fileName]),
  }));
}

const isFigure = (field: DetailField | null) =>
  field !== null &&
  (field === "amount" || field === "total" || field === "cumulative" || /^(month|through)-/.test(field));

function unitOf(part: DetailPart): { unit: AmountUnit; source: string | null; problems: ImportProblem[] } {
  const { heading } = part;
  const column = part.columns.find(({ field }) => isFigure(field));
  if (heading.unit) return { unit: heading.unit, source: heading.unitSource, problems: [] };
  if (!column || column.unit)
    return { unit: column?.unit ?? "wan", source: column?.header ?? null, problems: [] };
  const cells = part.table.bodyRows.flatMap((row) => part.sheet.own(row.index, column.column) ?? []);
  const { median } = gatherEvidence(cells);
  // A single arrival is rarely of hundreds of millions: small figures are 万元, large ones 元.
  const unit = median !== null && median < 50_000 ? "wan" : unitByValues(median);
  const message = `“${column.header}”没有写明金额单位，按数值大小视为${unit === "wan" ? "万元" : "元"}，请确认。`;
  const cell = `${column.letter}${part.table.headerBottom}`;
  const settled = unit === "yi" ? "wan" : unit;
  return {
    ...{ unit: settled, source: null },
    problems: [
      { sheet: part.sheet.name, row: null, cell, kind: "unit-assumed", severity: "warning", message },
    ],
  };
}

function describe(
  part: DetailPart,
  reading: LedgerReading,
  unit: AmountUnit,
  source: string | null,
): DetailTable {
  const { kind, sheet, table, fingerprint, columns, heading } = part;
  return {
    ...{ kind, sheet: sheet.name, title: heading.title, fingerprint, columns },
    headerRows: [table.headerTop, table.headerBottom],
    lastRow: table.bodyRows.at(-1)?.index ?? table.headerBottom,
    ...{ unit, unitSource: source, basis: kind === "investment" ? basisOf(part, reading) : null },
  };
}

/** The kind of a sheet: as chosen, else the first that its columns look like; null for a ledger and everything else. */
function settle(content: SheetContent, reading: LedgerReading, fileName: string) {
  const choice = reading.kinds.find(({ sheet }) => sheet === content.name)?.kind;
  if (content.cells.length === 0) return { kind: null, parts: [] as DetailPart[], found: [] as DetailPart[] };
  const sheet = new Sheet(content);
  const found = DETAIL_KINDS.flatMap((kind) => partsOf(sheet, kind, reading, fileName));
  const kind =
    choice ??
    found.find((part) => looksLike(part.kind, part.columns, [...part.heading.lines, content.name, fileName]))
      ?.kind ??
    "ledger";
  return { kind, parts: found.filter((part) => part.kind === kind), found };
}

/** `passesOver`: sheets of our own files that say nothing of their own. */
export function readDetails(
  workbook: WorkbookContent,
  fileName: string,
  reading: LedgerReading,
  passesOver: (sheet: string) => boolean,
): ReadDetails {
  const all: ReadDetails = { sheets: new Set(), tables: [], rows: [], candidates: [], problems: [] };
  const sheets = new Set<string>();
  for (const content of workbook.sheets) {
    const choice = reading.sheets.find(({ name }) => name === content.name);
    if (choice?.read === false || (content.hidden && !choice?.read) || passesOver(content.name)) continue;
    const { kind, parts, found } = settle(content, reading, fileName);
    for (const { kind: could, fingerprint } of found)
      all.candidates.push({ kind: could, sheet: content.name, fingerprint });
    if (kind === null || kind === "ledger") continue;
    sheets.add(content.name);
    if (parts.length === 0) all.problems.push(noTable(content.name));
    for (const part of parts) {
      const { unit, source, problems } = unitOf(part);
      all.problems.push(...problems, ...untakenColumns(part));
      all.tables.push(describe(part, reading, unit, source));
      all.rows.push(...joinYears(new PartReader(part, unit, reading).rows()));
    }
  }
  return { ...all, sheets };
}

const noTable = (sheet: string): ImportProblem => ({
  ...{ sheet, row: null, cell: null, kind: "no-table", severity: "warning" },
  message: `工作表“${sheet}”里没有找到所选种类的表头，未读入。`,
});
