/** Sheets of cells → understood rows: which sheets hold ledgers, what their columns mean, what each row says. */

import type {
  ImportProblem,
  LedgerDryRun,
  LedgerReading,
  LedgerRow,
  LedgerTable,
} from "@/server/contracts/import";
import { type ReadDetails, readDetails } from "../details/read-details";
import { chainOfTitle, readSheetName, stageOfTitle } from "./chain-names";
import { checkClaims } from "./check-claims";
import { findDuplicates, findSharedCodes, findUnitSlips } from "./check-ledger";
import { findTables } from "./find-table";
import { isLedger, type LedgerPart, shareMappings } from "./ledger-parts";
import { layoutFingerprint, mapColumns } from "./map-columns";
import { isMaskedRow, maskedRemark, type OwnFile, ownFile, unguard, worthSaying } from "./own-files";
import { readTableHeading } from "./read-heading";
import { readTable, type TableSettings } from "./read-table";
import { settleUnits } from "./settle-units";
import { summarise } from "./summarise";
import { tableRemarks } from "./table-remarks";
import { uniteChains } from "./unite-chains";
import { UnreadableFile } from "./unreadable-file";
import { Sheet, type SheetContent, type WorkbookContent } from "./workbook";

const about = (
  sheet: string,
  kind: ImportProblem["kind"],
  message: string,
  cell: string | null = null,
): ImportProblem => ({
  sheet,
  row: null,
  cell,
  kind,
  message,
  severity: "warning",
});

class Understanding {
  private readonly problems: ImportProblem[];
  private readonly ownFile: OwnFile;
  private readonly sheets: LedgerDryRun["sheets"] = [];
  private readonly details: ReadDetails;

  constructor(
    private readonly workbook: WorkbookContent,
    private readonly fileName: string,
    private readonly reading: LedgerReading,
    private readonly fallbackYear: number,
  ) {
    this.problems = [...workbook.problems];
    this.ownFile = ownFile(workbook.sheets);
    this.details = readDetails(workbook, fileName, reading, (name) => this.ownFile.passesOver(name));
    this.remark(this.details.problems);
  }

  run(): LedgerDryRun {
    const parts = this.workbook.sheets.flatMap((content) => this.partsOf(content));
    // A table of another kind than was thought is no reason to give up: the person says what it is.
    if (parts.length === 0 && this.details.candidates.length === 0) {
      throw this.noLedger();
    }
    shareMappings(parts, this.reading.mapping);
    const rows: LedgerRow[] = [];
    const tables: LedgerTable[] = [];
    const severalNames = new Set(parts.map((part) => part.sheet.name)).size > 1;
    for (const part of parts) {
      const settings = this.settingsOf(part, parts, severalNames);
      const { rows: read, problems, claims } = readTable(part.sheet, part.table, part.columns, settings);
      const said = [...problems, ...checkClaims(claims, read), ...tableRemarks(part, read)];
      for (const row of part.own ? this.withoutMasked(part, read, said) : read) rows.push(row);
      if (!part.own) this.remark(said);
      tables.push(this.describe(part, settings));
    }
    this.remark(uniteChains(rows, this.reading.knownChains));
    this.remark(findDuplicates(rows, tables), findSharedCodes(rows), findUnitSlips(rows));
    const year = this.yearOf(tables, rows);
    const { tables: detailTables, rows: detailRows, candidates } = this.details;
    return {
      file: { name: this.fileName, format: this.workbook.format },
      sheets: this.sheets,
      tables,
      rows,
      projects: rows.filter((row) => row.counted).map((row) => row.project),
      problems: this.inOrder(),
      totals: summarise(rows, year),
      details: { tables: detailTables, rows: detailRows, candidates },
    };
  }

  /** Rows of a file of our own: what was hidden when it was written stays out, with all that is said of it. */
  private withoutMasked(part: LedgerPart, read: LedgerRow[], said: ImportProblem[]): LedgerRow[] {
    const masked = new Set(read.filter(isMaskedRow).map((row) => row.row));
    this.remark(said.filter((problem) => worthSaying(problem) && !masked.has(problem.row ?? 0)));
    if (masked.size > 0) this.remark([maskedRemark(part.sheet.name, masked.size)]);
    return read.filter((row) => !masked.has(row.row));
  }

  /** Lists may be longer than a call takes arguments. */
  private remark(...lists: ImportProblem[][]): void {
    for (const list of lists) for (const problem of list) this.problems.push(problem);
  }

  private noLedger(): UnreadableFile {
    const hidden = this.sheets
      .filter((sheet) => sheet.hidden && sheet.tables > 0)
      .map(({ name }) => `“${name}”`);
    const where = hidden.length > 0 ? `隐藏的工作表${hidden.join("、")}里有台账，请先取消隐藏。` : "";
    return new UnreadableFile(
      "no-ledger",
      `没有找到项目台账：可见的工作表里没有“项目名称”一列和其他台账列。${where}`,
    );
  }

  private partsOf(content: SheetContent): LedgerPart[] {
    const choice = this.reading.sheets.find((sheet) => sheet.name === content.name);
    const { name, hidden } = content;
    if (this.ownFile.passesOver(name) && !choice?.read) {
      if (!hidden) this.sheets.push({ name, hidden, tables: 0 });
      return [];
    }
    if (choice?.read === false || content.cells.length === 0) {
      this.sheets.push({ name, hidden, tables: 0 });
      return [];
    }
    if (this.details.sheets.has(name)) {
      const { length } = this.details.tables.filter((table) => table.sheet === name);
      this.sheets.push({ name, hidden, tables: length });
      return [];
    }
    const own = this.ownFile.wrote(content);
    if (own) unguard(content);
    const sheet = new Sheet(content);
    const parts = findTables(sheet)
      .map((table) => {
        const notes = table.bodyRows.slice(-8);
        const heading = readTableHeading(table.headingRows, notes, [name, this.fileName]);
        const columns = mapColumns(sheet, table, this.reading.mapping, { ledgerYear: heading.year, own });
        return { sheet, table, fingerprint: layoutFingerprint(table), columns, heading, own };
      })
      .filter((part) => own || isLedger(part.columns));
    this.sheets.push({ name, hidden, tables: parts.length });
    if (hidden && !choice?.read) {
      const rows = parts.reduce((count, part) => count + part.table.bodyRows.length, 0);
      const found = parts.length > 0 ? `里面有台账，约 ${rows} 行` : "里面没有台账";
      this.problems.push(
        about(name, "hidden-sheet", `工作表“${name}”是隐藏的，${found}，未读入；需要时请选择读入。`),
      );
      return [];
    }
    if (parts.length === 0) {
      this.problems.push(about(name, "no-table", `工作表“${name}”里没有找到项目台账，未读入。`));
    }
    return parts;
  }

  private settingsOf(
    part: LedgerPart,
    parts: LedgerPart[],
    severalNames: boolean,
  ): TableSettings & { unitSource: string | null } {
    const { knownChains, homeProvince } = this.reading;
    const { unit, source, problems } = settleUnits(part, parts);
    this.remark(problems);
    const cutoff =
      this.reading.cutoff ??
      part.heading.cutoff ??
      parts.find((other) => other.heading.cutoff)?.heading.cutoff ??
      null;
    const year = cutoff
      ? Number(cutoff.slice(0, 4))
      : (part.heading.year ?? parts.find((other) => other.heading.year)?.heading.year ?? null);
    const ofTitle = part.heading.title ? chainOfTitle(part.heading.title, knownChains) : null;
    const ofName = readSheetName(part.sheet.name, knownChains);
    const nameCounts = ofName !== null && (ofName.kind !== "chain" || ofName.certain || severalNames);
    const chain = (nameCounts && ofName.kind === "chain" ? ofName.value : null) ?? ofTitle;
    const stage =
      (nameCounts && ofName.kind === "stage" ? ofName.value : null) ??
      part.heading.lines.map(stageOfTitle).find((word) => word !== null) ??
      null;
    return {
      homeProvince,
      knownChains,
      unit,
      unitSource: source,
      currency: part.heading.currency,
      dates: { year: part.heading.severalYears && !cutoff ? null : year, cutoff },
      ofSheet: {
        chain,
        stage,
        source: chain !== null && chain === ofTitle ? "表格标题" : `工作表名“${part.sheet.name}”`,
      },
    };
  }

  private describe(part: LedgerPart, settings: TableSettings & { unitSource: string | null }): LedgerTable {
    return {
      sheet: part.sheet.name,
      title: part.heading.title,
      headerRows: [part.table.headerTop, part.table.headerBottom],
      lastRow: part.table.bodyRows.at(-1)?.index ?? part.table.headerBottom,
      unit: settings.unit,
      unitSource: settings.unitSource,
      cutoff: settings.dates.cutoff,
      year: settings.dates.year,
      fingerprint: part.fingerprint,
      columns: part.columns,
      ...(part.own ? { own: true } : {}),
    };
  }

  /** The ledger's own year; failing that the latest year anything was signed in. */
  private yearOf(tables: LedgerTable[], rows: LedgerRow[]): number {
    const dated = tables.filter((table) => table.cutoff !== null);
    // Sheets by year belong to the ledger of the last of them.
    const stated = Math.max(0, ...(dated.length > 0 ? dated : tables).map((table) => table.year ?? 0));
    if (stated > 0) return stated;
    const years = rows.map((row) => row.years.sign ?? 0);
    return years.reduce((latest, year) => Math.max(latest, year), 0) || this.fallbackYear;
  }

  private inOrder(): ImportProblem[] {
    const position = new Map(this.workbook.sheets.map((sheet, i) => [sheet.name, i]));
    const rank = (problem: ImportProblem) => position.get(problem.sheet) ?? -1;
    return this.problems
      .map((problem, i) => ({ problem, i }))
      .sort(
        (a, b) =>
          rank(a.problem) - rank(b.problem) || (a.problem.row ?? 0) - (b.problem.row ?? 0) || a.i - b.i,
      )
      .map(({ problem }) => problem);
  }
}

/** `fallbackYear` counts only for a ledger that names no year and holds no date. */
export function understandWorkbook(
  workbook: WorkbookContent,
  fileName: string,
  reading: LedgerReading,
  fallbackYear: number,
): LedgerDryRun {
  return new Understanding(workbook, fileName, reading, fallbackYear).run();
}
