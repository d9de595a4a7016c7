/** The sheet 招商引资项目台账 with its title, header and streamed rows. */
import "server-only";
import { chainsOnDay } from "@/server/chains";
import type { ProjectFilter } from "@/server/contracts/project";
import { dayOf, type StatMonth } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { database } from "@/server/platform/database";
import { cells } from "./cells";
import { ledgerRows } from "./project-ledger-query";
import { LEDGER_COLUMNS } from "./project-ledger-sheet";
import { LEDGER_SHEET } from "./row-keys";
import type { Cell, Sheet } from "./xlsx/write-workbook";

interface LedgerSheetInput {
  title: string;
  note: string;
  actor: Actor;
  filter: ProjectFilter;
  now: Date;
  /** The stat month up to which money is counted. */
  through: StatMonth;
  /** Called with the number of rows written so far. */
  onRows?: (count: number) => Promise<void>;
}

async function* rows(input: LedgerSheetInput): AsyncGenerator<Cell[]> {
  const { title, note, actor, filter, now, through, onRows } = input;
  const chains = new Map((await chainsOnDay(database, dayOf(now))).map((c) => [c.id, c]));
  yield [{ text: title, style: "titleStart" }];
  yield [cells.note(note)];
  yield LEDGER_COLUMNS.map((c) => cells.heading(c.header));
  let index = 0;
  for await (const batch of ledgerRows(actor, filter, now, through)) {
    for (const row of batch) {
      const chain = row.chainId === null ? undefined : chains.get(row.chainId);
      const at = index;
      yield LEDGER_COLUMNS.map((c) => c.cell(row, chain, at));
      index += 1;
    }
    await onRows?.(index);
  }
}

export function ledgerSheet(input: LedgerSheetInput): Sheet {
  const last = LEDGER_COLUMNS.length - 1;
  return {
    name: LEDGER_SHEET,
    widths: LEDGER_COLUMNS.map((c) => c.width),
    rows: rows(input),
    merges: [
      { fromRow: 0, fromColumn: 0, toRow: 0, toColumn: last },
      { fromRow: 1, fromColumn: 0, toRow: 1, toColumn: last },
    ],
    heights: { 0: 34, 2: 36 },
    headerFrom: 2,
    freeze: { rows: 3, columns: 3 },
    paper: "A3",
    pagesWide: 3,
    filter: { foot: 0 },
  };
}
