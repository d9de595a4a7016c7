/** Proposes a field for every column of a detail sheet from its header words; a choice made by hand goes first. */

import { type DetailField, type DetailKind, OF_PERSONS } from "@/server/contracts/detail-fields";
import type { LedgerReading } from "@/server/contracts/import";
import type { DetailColumn } from "@/server/contracts/import-details";
import type { FoundTable, HeaderColumn } from "../reading/find-table";
import { isUnitOnly, unitIn } from "../reading/header-words";
import { columnLetter, type Sheet } from "../reading/workbook";
import { scoreDetail } from "./detail-words";

const CERTAIN_ENOUGH = 0.5;
const SAMPLES = 3;

const wordsOf = ({ path }: HeaderColumn): string[] => path.filter((text) => !isUnitOnly(text));

function samplesOf(sheet: Sheet, table: FoundTable, col: number): string[] {
  const samples: string[] = [];
  for (const row of table.bodyRows) {
    const cell = sheet.own(row.index, col);
    if (cell && cell.text !== "") samples.push(cell.shown.slice(0, 60));
    if (samples.length === SAMPLES) break;
  }
  return samples;
}

/** The unit that the innermost of the header words names. */
function unitOf({ path }: HeaderColumn): DetailColumn["unit"] {
  for (const text of [...path].reverse()) {
    const unit = unitIn(text) ?? (/万(美元|欧元|港元|日元)/.test(text) ? "wan" : null);
    if (unit) return unit;
  }
  return null;
}

interface Candidate {
  index: number;
  field: DetailField;
  score: number;
}

/** Best pairs first; a field once given is not given again, nor is a column. */
function assign(
  candidates: readonly Candidate[],
  byHand: ReadonlyMap<number, DetailField | null>,
): Map<number, Candidate> {
  const taken = new Set<DetailField | null>(byHand.values());
  const chosen = new Map<number, Candidate>();
  for (const one of [...candidates].sort((a, b) => b.score - a.score || a.index - b.index)) {
    if (one.score < CERTAIN_ENOUGH || byHand.has(one.index) || chosen.has(one.index) || taken.has(one.field))
      continue;
    chosen.set(one.index, one);
    taken.add(one.field);
  }
  return chosen;
}

export function mapDetail(
  sheet: Sheet,
  table: FoundTable,
  kind: DetailKind,
  choices: LedgerReading["detailMapping"],
): DetailColumn[] {
  const mine = choices.filter((c) => c.sheet === sheet.name);
  const choiceAt = (column: HeaderColumn) => mine.find((c) => c.column === column.col);
  const byHand = new Map(
    table.columns.flatMap((column, index) => {
      const choice = choiceAt(column);
      return choice ? [[index, choice.field] as const] : [];
    }),
  );
  const candidates = table.columns.flatMap((column, index) =>
    scoreDetail(kind, wordsOf(column)).map((found) => ({ ...found, index })),
  );
  const chosen = assign(candidates, byHand);
  const columns = table.columns.map((column, index) => ({
    column: column.col,
    letter: columnLetter(column.col),
    header: wordsOf(column)
      .map((text) => text.replace(/\s+/g, ""))
      .join(" / "),
    field: byHand.has(index) ? (byHand.get(index) ?? null) : (chosen.get(index)?.field ?? null),
    confidence: byHand.has(index) ? 1 : Math.round((chosen.get(index)?.score ?? 0) * 100) / 100,
    unit: choiceAt(column)?.unit ?? unitOf(column),
    samples: samplesOf(sheet, table, column.col),
  }));
  // Who is called and by which number: read by nobody, and shown to nobody.
  return columns.map((column) =>
    column.field && OF_PERSONS.has(column.field) ? { ...column, samples: [] } : column,
  );
}
