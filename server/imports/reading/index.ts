/** The import of a hand-kept ledger up to the point where something would be written. Writes nothing, asks no database. */
import { type LedgerDryRun, type LedgerReadingInput, ledgerReading } from "@/server/contracts/import";
import { dayOf } from "@/server/domain/periods";
import { computeFormulas } from "./compute-formulas";
import { readWorkbook } from "./read-workbook";
import { understandWorkbook } from "./understand-workbook";
import { parseRef, type WorkbookContent } from "./workbook";

export { summarise } from "./summarise";
export { UnreadableFile } from "./unreadable-file";

/** A cell answered by hand is read as if it had held the answer; an empty one is filled. */
function applyCorrections(
  workbook: WorkbookContent,
  corrections: { sheet: string; cell: string; text: string }[],
): void {
  for (const { sheet, cell: ref, text } of corrections) {
    const cells = workbook.sheets.find(({ name }) => name === sheet)?.cells;
    const place = parseRef(ref);
    if (!cells || !place) continue;
    const at = cells.findIndex((candidate) => candidate.ref === ref);
    // A cell without text is one that holds nothing.
    const answered = text === "" ? [] : [{ ...place, ref, kind: "text" as const, text, shown: text }];
    if (at >= 0) cells.splice(at, 1, ...answered);
    else cells.push(...answered);
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
