/** The sheets of a workbook that are detail sheets → rows understood. Pure; asks no database. */
import type { ImportProblem, LedgerReading } from "@/server/contracts/import";
import {
  DETAIL_KINDS,
  type DetailColumn,
  type DetailDryRun,
  type DetailField,
  type DetailKind,
  type DetailRow,
  type DetailTable,
  type InvestmentBasis,
} from "@/server/contracts/import-details";
import type { AmountUnit } from "@/server/domain/amounts";
import type { DateContext } from "../reading/clean-date";
import { type FoundTable, findTables, isNumberingRow } from "../reading/find-table";
import { layoutFingerprint } from "../reading/map-columns";
import { readTableHeading, type TableHeading } from "../reading/read-heading";
import { gatherEvidence, unitByValues } from "../reading/value-evidence";
import { Sheet, type SheetContent, type SheetRow, type WorkbookContent } from "../reading/workbook";
import { type DetailColumns, DetailReader } from "./detail-reader";
import { DETAIL_VOCABULARY } from "./detail-words";
import { mapDetail } from "./map-detail";
import { looksLike } from "./propose-kind";
import { readArrival } from "./read-arrival";
import { readFollowUp } from "./read-follow-up";
import { joinYears, monthCellsOf, readInvestment } from "./read-investment";

interface DetailPart {
  kind: DetailKind;
  sheet: Sheet;
  table: FoundTable;
  columns: DetailColumn[];
  fingerprint: string;
  heading: TableHeading;
}

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

const TOTAL = /^(合计|总计|小计|共计|累计|本月合计|本年累计)[:：]?$/;
const NOTE = /^(注|备注|说明|填报人|填报单位|制表|审核人?|单位负责人|导出于)\s*[:：\d]?/;

/** Lines between and below the rows that hold no arrival: totals, notes, the header of the next page, numbers of columns. */
function isNoRow(row: SheetRow, { columns }: DetailPart): boolean {
  const texts = row.cells.map((cell) => cell.text.replace(/\s/g, "")).filter((text) => text !== "");
  if (texts.length === 0 || isNumberingRow(row)) return true;
  if (texts.slice(0, 3).some((text) => TOTAL.test(text))) return true;
  if (texts.length <= 2 && NOTE.test(texts[0] ?? "")) return true;
  const headers = new Set(columns.map(({ header }) => header.split(" / ").at(-1)));
  return texts.filter((text) => headers.has(text)).length >= 3;
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

/** Chosen by hand, else as the title or the sheet's name says; a report that says neither is the official one. */
function basisOf({ sheet, heading }: DetailPart, { bases }: LedgerReading): InvestmentBasis {
  const chosen = bases.find((one) => one.sheet === sheet.name)?.basis;
  const dispatch = [sheet.name, ...heading.lines].some((line) => /调度/.test(line));
  return chosen ?? (dispatch ? "dispatch" : "official");
}

const IDENTITY = ["projectNumber", "projectCode", "projectName", "company"] as const;

type Identity = DetailRow["project"];
const isNobody = ({ number, code, name }: Identity): boolean => number + code + name === "";

function identityOf(reader: DetailReader): Identity {
  const [number, code, name, company] = IDENTITY.map((field) => reader.text(field)) as [
    string,
    string,
    string,
    string,
  ];
  return { number, code, name, company };
}

class PartReader {
  private previous: { row: number; project: Identity } | null = null;
  private readonly fields: DetailColumns;

  constructor(
    private readonly part: DetailPart,
    private readonly unit: AmountUnit,
    private readonly reading: LedgerReading,
  ) {
    this.fields = new Map(
      part.columns.flatMap((column) =>
        column.field ? [[column.field, column] as [DetailField, DetailColumn]] : [],
      ),
    );
  }

  rows(): DetailRow[] {
    return this.part.table.bodyRows
      .filter((row) => !isNoRow(row, this.part))
      .flatMap((row) => this.row(row.index));
  }

  private row(index: number): DetailRow[] {
    const cutoff = this.reading.cutoff ?? this.part.heading.cutoff;
    const year = cutoff ? Number(cutoff.slice(0, 4)) : this.part.heading.year;
    const dates = {
      year: this.part.heading.severalYears ? null : year,
      cutoff: this.reading.cutoff ?? null,
    };
    const before = this.previous;
    const found = this.rowsOf(this.part.kind, index, dates);
    const [first] = found;
    this.previous = first ? { row: index, project: first.project } : before;
    return found;
  }

  private rowsOf(kind: DetailKind, index: number, dates: DateContext): DetailRow[] {
    if (kind === "arrival") return this.arrival(index, dates);
    return kind === "investment" ? this.months(index, dates) : this.followUp(index, dates);
  }

  private reader = (index: number) =>
    new DetailReader(this.part.sheet, this.fields, index, this.previous?.row ?? null);

  private frame(reader: DetailReader, own: Identity, reading: DetailRow["reading"]): DetailRow {
    const { kind, sheet } = this.part;
    const project = this.projectOf(own, reader);
    const { row, cells, problems } = reader;
    return { kind, sheet: sheet.name, row, project, reading, cells, problems };
  }

  private arrival(index: number, dates: DateContext): DetailRow[] {
    const reader = this.reader(index);
    const own = identityOf(reader);
    const reading = readArrival(reader, { unit: this.unit, dates });
    // A line without day and amount says nothing: a note, a blank form, the head of a group.
    const says = (["arrivedOn", "amount"] as const).some(
      (field) => (reader.ownCell(field)?.text ?? "") !== "",
    );
    return says ? [this.frame(reader, own, reading)] : [];
  }

  /** Seen through merged cells: one visit may stand beside several projects. */
  private followUp(index: number, dates: DateContext): DetailRow[] {
    const reader = this.reader(index);
    const own = identityOf(reader);
    const reading = readFollowUp(reader, dates);
    const says = (["happenedOn", "summary"] as const).some(
      (field) => (reader.cell(field)?.text ?? "") !== "",
    );
    return says ? [this.frame(reader, own, reading)] : [];
  }

  /** One entry a month: of a row that is a month, or of a row that holds the months of a year. */
  private months(index: number, dates: DateContext): DetailRow[] {
    const basis = basisOf(this.part, this.reading);
    return monthCellsOf(this.reader(index)).map((field) => {
      const reader = this.reader(index);
      const own = identityOf(reader);
      return this.frame(reader, own, readInvestment(reader, field, { unit: this.unit, dates, basis }));
    });
  }

  /** A project named once above its arrivals is meant by the rows below it. */
  private projectOf(own: Identity, reader: DetailReader): Identity {
    if (!isNobody(own) || own.company !== "" || this.previous === null) return own;
    const { project } = this.previous;
    const shown = project.name || project.number || project.code || project.company;
    reader.object(
      "project-carried",
      "warning",
      `没有写项目，沿用上一行的“${shown}”，请核对。`,
      "projectName",
    );
    return project;
  }
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
      all.problems.push(...problems);
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
