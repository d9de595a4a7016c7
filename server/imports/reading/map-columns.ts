/** Proposes a field for every column, from its header words and its values; a choice made by hand goes first. */
import { createHash } from "node:crypto";
import type { ColumnProposal, LedgerField, LedgerReading } from "@/server/contracts/import";
import type { AmountUnit } from "@/server/domain/amounts";
import type { FoundTable, HeaderColumn } from "./find-table";
import { currencyIn, headerText, isUnitOnly, scoreHeader, unitIn } from "./header-words";
import { joinMonths, tickedStages } from "./joined-columns";
import { type Candidate, settleOutsideFunds } from "./outside-funds";
import { viewField } from "./own-files";
import { type ColumnEvidence, fieldsByValues, gatherEvidence, weigh } from "./value-evidence";
import { columnLetter, type Sheet, type SheetCell } from "./workbook";

const SAMPLE_ROWS = 300;
const CERTAIN_ENOUGH = 0.4;
/** A hidden column is taken only when no visible one says the same. */
const HIDDEN_FACTOR = 0.6;

function sampleOf(sheet: Sheet, table: FoundTable, col: number): SheetCell[] {
  const cells: SheetCell[] = [];
  for (const row of table.bodyRows.slice(0, SAMPLE_ROWS)) {
    const cell = sheet.own(row.index, col);
    if (cell && row.cells.length >= 3) cells.push(cell);
  }
  return cells;
}

const wordsOf = (column: HeaderColumn): string[] => column.path.filter((text) => !isUnitOnly(text));

function unitOfColumn(column: HeaderColumn): AmountUnit | null {
  for (const text of [...column.path].reverse()) {
    const unit = unitIn(text);
    if (unit) return unit;
  }
  return null;
}

function candidatesOf(
  sheet: Sheet,
  column: HeaderColumn,
  index: number,
  evidence: ColumnEvidence,
): Candidate[] {
  const named = scoreHeader(wordsOf(column)).map(({ field, score }) => ({
    field,
    score: weigh(field, score, evidence),
  }));
  const byValues =
    named.length > 0 && (named[0]?.score ?? 0) >= CERTAIN_ENOUGH ? [] : fieldsByValues(evidence);
  // A column headed 进展 or 状态 that holds nothing but stage words is the stage.
  const stages =
    evidence.filled >= 3 &&
    evidence.stage >= 0.85 &&
    named.some(({ field }) => field === "progress" || field === "stage");
  const worded = stages
    ? [
        ...named.map((one) => (one.field === "progress" ? { ...one, score: one.score * 0.8 } : one)),
        { field: "stage" as const, score: 0.9 },
      ]
    : named;
  // A column headed 开工 may hold ticks instead of days.
  if (evidence.yesNo >= 0.6 && named.some(({ field }) => field === "startDate"))
    worded.push({ field: "started", score: 0.8 });
  const all = [...worded, ...byValues];
  const factor = sheet.hiddenCols.has(column.col) ? HIDDEN_FACTOR : 1;
  const words = wordsOf(column).join("");
  const until = Number(/(\d{1,2})月/.exec(wordsOf(column).at(-1) ?? "")?.[1] ?? 0);
  const year = Number(/(20\d{2})年/.exec(words)?.[1] ?? 0) || null;
  return all.map(({ field, score }) => ({ index, field, score: score * factor, until, year }));
}

const FLOWS: readonly LedgerField[] = ["arrived", "arrivedOutside", "fai"];

/** "2025年到位资金 | 2026年到位资金": what arrived in another year than the ledger's own is not this year's money. */
function ofThisYear(candidates: Candidate[], ledgerYear: number | null): Candidate[] {
  const years = candidates.filter(({ field }) => FLOWS.includes(field)).map(({ year }) => year ?? 0);
  const wanted = ledgerYear ?? Math.max(0, ...years);
  return candidates.filter(({ field, year }) => !FLOWS.includes(field) || year === null || year >= wanted);
}

/** Best pairs first; a field once given is not given again, nor is a column. */
function assign(candidates: Candidate[], fixed: Map<number, LedgerField | null>): Map<number, Candidate> {
  const taken = new Set<LedgerField>([...fixed.values()].filter((field) => field !== null));
  const chosen = new Map<number, Candidate>();
  const ordered = candidates
    .filter(({ score }) => score >= CERTAIN_ENOUGH)
    .sort((a, b) => b.score - a.score || b.until - a.until || a.index - b.index);
  for (const candidate of ordered) {
    if (fixed.has(candidate.index) || chosen.has(candidate.index) || taken.has(candidate.field)) continue;
    chosen.set(candidate.index, candidate);
    taken.add(candidate.field);
  }
  return chosen;
}

export function mapColumns(
  sheet: Sheet,
  table: FoundTable,
  choices: LedgerReading["mapping"],
  { ledgerYear, own }: { ledgerYear: number | null; own: boolean },
): ColumnProposal[] {
  const byHand = new Map<number, LedgerField | null>();
  const unitByHand = new Map<number, AmountUnit>();
  table.columns.forEach((column, index) => {
    const choice = choices.find((c) => c.sheet === sheet.name && c.column === column.col);
    const known = own ? viewField(column.path.at(-1) ?? "") : undefined;
    if (!choice && known !== undefined) byHand.set(index, known);
    if (!choice) return;
    byHand.set(index, choice.field);
    if (choice.unit) unitByHand.set(index, choice.unit);
  });
  const samples = table.columns.map((column) => sampleOf(sheet, table, column.col));
  const candidates = table.columns.flatMap((column, index) =>
    candidatesOf(sheet, column, index, gatherEvidence(samples[index] ?? [])),
  );
  const ticks = tickedStages(sheet, table);
  const chosen = assign(
    withTicks(settleOutsideFunds(sheet, table, ofThisYear(candidates, ledgerYear)), ticks),
    byHand,
  );
  const columns = table.columns.map(
    (column, index): ColumnProposal => ({
      column: column.col,
      letter: columnLetter(column.col),
      header: headerOf(column),
      field: byHand.has(index) ? (byHand.get(index) ?? null) : (chosen.get(index)?.field ?? null),
      confidence: byHand.has(index) ? 1 : Math.round((chosen.get(index)?.score ?? 0) * 100) / 100,
      unit: unitByHand.get(index) ?? unitOfColumn(column),
      samples: (samples[index] ?? []).slice(0, 3).map((cell) => cell.shown.slice(0, 60)),
      ...(ticks[0]?.index === index && chosen.get(index)?.field === "stage"
        ? { ticks: ticks.map((tick) => ({ column: table.columns[tick.index]?.col ?? 0, word: tick.stage })) }
        : {}),
    }),
  );
  return joinMonths(table, columns, byHand);
}

/** Header words from the group inwards; of the units in rows of their own only a foreign one is worth a word. */
function headerOf(column: HeaderColumn): string {
  const words = wordsOf(column).map((text) => text.replace(/\s+/g, ""));
  const foreign = column.path.find((text) => isUnitOnly(text) && currencyIn(text) !== null);
  return [...words, ...(foreign ? [foreign] : [])].join(" / ");
}

/** Where a tick under one of several headings tells the stage, the headings are nothing else. A column of words goes before. */
function withTicks(candidates: Candidate[], ticks: readonly { index: number }[]): Candidate[] {
  const [first] = ticks;
  if (!first) return candidates;
  const rest = candidates.filter(({ index }) => !ticks.some((tick) => tick.index === index));
  return [...rest, { index: first.index, field: "stage", score: 0.85, until: 0, year: null }];
}

/** Same for every ledger with the same header words in the same order, whatever its units and line breaks. */
export function layoutFingerprint(table: FoundTable): string {
  const words = table.columns.map((column) => wordsOf(column).map(headerText).join("/")).join("|");
  return createHash("sha256").update(words).digest("hex").slice(0, 16);
}
