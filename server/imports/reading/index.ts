/** The import of a hand-kept ledger up to the point where something would be written. Writes nothing, asks no database. */
import { type LedgerDryRun, type LedgerReadingInput, ledgerReading } from "@/server/contracts/import";
import { dayOf } from "@/server/domain/periods";
import { computeFormulas } from "./compute-formulas";
import { readWorkbook } from "./read-workbook";
import { understandWorkbook } from "./understand-workbook";
import type { WorkbookContent } from "./workbook";

export { UnreadableFile } from "./unreadable-file";

/** A cell answered by hand is read as if it had held the answer. */
function applyCorrections(
  workbook: WorkbookContent,
  corrections: { sheet: string; cell: string; text: string }[],
): void {
  for (const { sheet, cell: ref, text } of corrections) {
    const cell = workbook.sheets
      .find(({ name }) => name === sheet)
      ?.cells.find((candidate) => candidate.ref === ref);
    if (!cell) continue;
    Object.assign(cell, {
      kind: "text",
      text,
      shown: text,
      number: undefined,
      format: undefined,
      formula: undefined,
    });
  }
}

/** Throws `UnreadableFile` with a sentence for the user when the file as a whole cannot be read. */
export function dryRun(bytes: Uint8Array, fileName: string, options: LedgerReadingInput = {}): LedgerDryRun {
  const reading = ledgerReading.parse(options);
  const workbook = readWorkbook(bytes, fileName);
  computeFormulas(workbook.sheets);
  applyCorrections(workbook, reading.corrections);
  const thisYear = Number(dayOf(new Date()).slice(0, 4));
  return understandWorkbook(workbook, fileName, reading, thisYear);
}
