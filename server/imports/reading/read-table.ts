/** One table → rows understood, with the chain and stage each row takes from its section, its sheet or the row above. */

import type { ColumnProposal, ImportProblem, LedgerRow } from "@/server/contracts/import";
import type { AmountUnit } from "@/server/domain/amounts";
import { addInvestor } from "./add-investor";
import { bareHeading, claimedCount } from "./chain-names";
import type { Claim } from "./check-claims";
import { classifyRow, type RowClass, type RowLayout } from "./classify-rows";
import type { DateContext } from "./clean-date";
import { cleanRow } from "./clean-row";
import type { FoundTable } from "./find-table";
import { headerText } from "./header-words";
import { keyIn } from "./own-files";
import { RowChains } from "./row-chain";
import { type ColumnsByField, RowReader } from "./row-reader";
import { noSection, type SectionState, startSection } from "./sections";
import type { Sheet, SheetRow } from "./workbook";

export interface TableSettings {
  homeProvince: string;
  knownChains: readonly string[];
  unit: AmountUnit;
  currency: string | null;
  dates: DateContext;
  /** Chain or stage that the title or the sheet's name gives to every row. */
  ofSheet: { chain: string | null; stage: string | null; source: string };
}

export interface TableReading {
  rows: LedgerRow[];
  problems: ImportProblem[];
  claims: Claim[];
}

interface Classified {
  row: SheetRow;
  what: RowClass;
}

export const columnsByField = (columns: readonly ColumnProposal[]): ColumnsByField =>
  Object.fromEntries(columns.flatMap((column) => (column.field ? [[column.field, column]] : [])));

function layoutOf(
  sheet: Sheet,
  table: FoundTable,
  fields: ColumnsByField,
  knownChains: readonly string[],
): RowLayout | null {
  if (!fields.name) return null;
  const seq = fields.seq?.column ?? null;
  const numbers =
    seq === null
      ? 0
      : table.bodyRows.filter((row) => /^\d+$/.test(sheet.own(row.index, seq)?.text ?? "")).length;
  return {
    sheet,
    firstCol: table.columns[0]?.col ?? 1,
    lastCol: table.columns.at(-1)?.col ?? 1,
    seq,
    name: fields.name.column,
    chain: fields.chain?.column ?? null,
    company: fields.company?.column ?? null,
    uscc: fields.uscc?.column ?? null,
    total: fields.total?.column ?? null,
    numbered: numbers > table.bodyRows.length * 0.5,
    headerTexts: new Set(
      table.columns.flatMap((column) => column.path.map(headerText)).filter((text) => text !== ""),
    ),
    knownChains,
  };
}

function classifyAll(table: FoundTable, layout: RowLayout): Classified[] {
  let afterProject = false;
  return table.bodyRows.map((row) => {
    const what = classifyRow(row, layout, afterProject);
    if (what.kind !== "blank")
      afterProject = what.kind === "project" || what.kind === "continuation" || what.kind === "nameless";
    return { row, what };
  });
}

/** A chain written only where it changes is carried down; a chain written on every row is not. */
function carriesDown(sheet: Sheet, classified: Classified[], chainCol: number): boolean {
  let previous: string | null = null;
  for (const { row, what } of classified) {
    if (what.kind === "section" || what.kind === "total") previous = null; // a new group writes its chain anew
    if (what.kind !== "project") continue;
    const own = sheet.own(row.index, chainCol)?.text ?? "";
    if (own !== "" && own === previous) return false;
    previous = own;
  }
  return true;
}

class TableReader {
  private readonly rows: LedgerRow[] = [];
  private readonly problems: ImportProblem[] = [];
  private readonly claims: Claim[] = [];
  private previousRow: number | null = null;
  private boundary = 0;

  constructor(
    private readonly sheet: Sheet,
    private readonly fields: ColumnsByField,
    private readonly settings: TableSettings,
    private readonly sections: SectionState,
    private readonly chains: RowChains,
  ) {}

  read(classified: Classified[]): TableReading {
    for (const { row, what } of classified) this.readRow(row, what);
    for (const claim of this.claims) {
      claim.scopes = claim.scopes.map(([from, to]) => [
        from,
        Number.isFinite(to) ? to : this.nextBoundary(from, claim.row),
      ]);
      claim.scopes.push([0, this.rows.length]);
    }
    return { rows: this.rows, problems: this.problems, claims: this.claims };
  }

  private readonly boundaries: { at: number; row: number }[] = [];

  private nextBoundary(from: number, claimRow: number): number {
    return this.boundaries.find(({ at, row }) => row > claimRow && at > from)?.at ?? this.rows.length;
  }

  private readRow(row: SheetRow, what: RowClass): void {
    switch (what.kind) {
      case "project":
      case "nameless":
        this.readProject(row);
        break;
      case "continuation":
        this.readContinuation(row);
        break;
      case "section": {
        this.markBoundary(row.index);
        startSection(
          this.sections,
          what.text,
          what.cell,
          this.settings.knownChains,
          this.fields.chain === undefined,
        );
        this.chains.leave();
        this.addClaim(row, what.text, [[this.rows.length, Number.POSITIVE_INFINITY]]);
        break;
      }
      case "total":
        this.addClaim(row, what.label, [[this.boundary, this.rows.length]]);
        if (!/合计|总计|共计/.test(what.label)) this.markBoundary(row.index);
        break;
      case "unread":
        this.problems.push({
          sheet: this.sheet.name,
          row: row.index,
          cell: row.cells[0]?.ref ?? null,
          kind: "unread-row",
          severity: "warning",
          message: `这一行没有读懂，未读入：${row.cells
            .map((cell) => cell.shown)
            .join(" ")
            .slice(0, 60)}`,
        });
        break;
      default:
        break;
    }
  }

  private markBoundary(row: number): void {
    this.boundary = this.rows.length;
    this.boundaries.push({ at: this.boundary, row });
  }

  private addClaim(row: SheetRow, label: string, scopes: [number, number][]): void {
    const counted =
      row.cells.find((cell) => claimedCount(cell.text) !== null && cell.kind === "text") ?? null;
    const total = this.fields.total;
    this.claims.push({
      sheet: this.sheet.name,
      row: row.index,
      label: bareHeading(label) || label || "合计",
      countCell: counted,
      count: counted ? claimedCount(counted.text) : null,
      totalCell: total ? (this.sheet.own(row.index, total.column) ?? null) : null,
      unit: total?.unit ?? this.settings.unit,
      scopes,
    });
  }

  private readProject(row: SheetRow): void {
    const reader = new RowReader(this.sheet, this.fields, row.index, this.previousRow);
    const { stage, source } = this.settings.ofSheet;
    const section = this.sections.stage;
    const cleaned = cleanRow(reader, {
      homeProvince: this.settings.homeProvince,
      unit: this.settings.unit,
      currency: this.settings.currency,
      dates: this.settings.dates,
      chain: this.chains.chainOf(row.index, reader.problems),
      stage: section
        ? { word: section.value, source: `分组行 ${section.cell.ref}` }
        : stage
          ? { word: stage, source }
          : null,
      place: this.sections.place,
      department: this.sections.department,
      hidden: row.hidden,
    });
    const key = keyIn(row);
    this.rows.push(key === undefined ? cleaned.row : { ...cleaned.row, key });
    this.problems.push(...cleaned.problems);
    this.previousRow = row.index;
  }

  private readContinuation(row: SheetRow): void {
    const project = this.rows.at(-1);
    if (!project) return;
    const reader = new RowReader(this.sheet, this.fields, row.index, this.previousRow);
    addInvestor(project, reader, this.settings.homeProvince, this.settings);
    this.problems.push(...reader.problems);
  }
}

export function readTable(
  sheet: Sheet,
  table: FoundTable,
  columns: readonly ColumnProposal[],
  settings: TableSettings,
): TableReading {
  const fields = columnsByField(columns);
  const layout = layoutOf(sheet, table, fields, settings.knownChains);
  if (!layout) return { rows: [], problems: [], claims: [] };
  const classified = classifyAll(table, layout);
  const chainCol = layout.chain;
  const words = new Set<string>();
  if (chainCol !== null)
    for (const row of table.bodyRows) words.add(sheet.own(row.index, chainCol)?.text ?? "");
  const sections = noSection();
  const chains = new RowChains(sheet, sections, {
    column: fields.chain,
    knownChains: settings.knownChains,
    ofSheet: settings.ofSheet,
    carriesDown: chainCol !== null && carriesDown(sheet, classified, chainCol),
    words,
  });
  return new TableReader(sheet, fields, settings, sections, chains).read(classified);
}
