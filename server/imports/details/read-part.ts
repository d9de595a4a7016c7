/** The rows of one detail table, each understood by the reader of its kind. Pure. */
import type { DetailField, DetailKind, InvestmentBasis } from "@/server/contracts/detail-fields";
import type { LedgerReading } from "@/server/contracts/import";
import type { DetailColumn, DetailRow } from "@/server/contracts/import-details";
import type { AmountUnit } from "@/server/domain/amounts";
import type { DateContext } from "../reading/clean-date";
import { type FoundTable, isNumberingRow } from "../reading/find-table";
import type { TableHeading } from "../reading/read-heading";
import type { Sheet, SheetRow } from "../reading/workbook";
import { type DetailColumns, DetailReader } from "./detail-reader";
import { readArrival } from "./read-arrival";
import { readEnterprise } from "./read-enterprise";
import { readFollowUp } from "./read-follow-up";
import { monthCellsOf, readInvestment } from "./read-investment";

export interface DetailPart {
  kind: DetailKind;
  sheet: Sheet;
  table: FoundTable;
  columns: DetailColumn[];
  fingerprint: string;
  heading: TableHeading;
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

/** Chosen by hand, else as the title or the sheet's name says; a report that says neither is the official one. */
export function basisOf({ sheet, heading }: DetailPart, { bases }: LedgerReading): InvestmentBasis {
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

export class PartReader {
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
    if (kind === "enterprise") return this.enterprise(index, dates);
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

  /** A code, or several things, say that somebody is meant, also where his name was forgotten; one word alone is a note. */
  private enterprise(index: number, dates: DateContext): DetailRow[] {
    const reader = this.reader(index);
    const said = (field: DetailField) => (reader.ownCell(field)?.text ?? "") !== "";
    const means = (["company", "uscc"] as const).some((field) => (reader.cell(field)?.text ?? "") !== "");
    if (!means && [...this.fields.keys()].filter(said).length < 2) return [];
    const reading = readEnterprise(reader, dates);
    const { kind, sheet } = this.part;
    const project = { number: "", code: "", name: reading.name, company: "" };
    const { row, cells, problems } = reader;
    return [{ kind, sheet: sheet.name, row, project, reading, cells, problems }];
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
