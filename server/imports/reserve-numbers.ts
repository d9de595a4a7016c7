/** Project numbers and entry ids for a whole import, taken in few statements. */
import "server-only";
import type { Day } from "@/server/domain/periods";
import { LEDGERS, type Ledger } from "@/server/domain/project-facts";
import { type Database, reserveIds, rowsOf, sql } from "@/server/platform/database";
import { projectNumbers } from "@/server/projects";
import { entriesOfRow } from "./history/history-of-row";
import type { LedgerTime } from "./history/imported-time";
import { valuesOf } from "./history/row-values";
import type { RowDetail } from "./merging/judge-rows";

export interface ReservedIds {
  numberOf(index: number): string;
  nextEntryId(ledger: Ledger): number;
}

/** The ledger's own 项目编号 where it has one that nobody else holds; a new number otherwise. */
async function numbersFor(db: Database, today: Day, rows: readonly RowDetail[]): Promise<string[]> {
  const own = rows.map(({ row }) => valuesOf(row).text("projectNumber"));
  const wanted = [...new Set(own.filter((n) => n !== "" && n.length <= 40))];
  const held = await rowsOf<{ number: string }>(
    db,
    sql`SELECT number FROM project WHERE number = ANY(${wanted})
      AND (off_state IS NULL OR off_state <> 'withdrawn' OR merged_into_id IS NOT NULL)`,
  );
  const free = new Set(wanted);
  for (const { number } of held) free.delete(number);
  const fresh = await projectNumbers(db, today, rows.length);
  return own.map((number, i) => (free.delete(number) ? number : (fresh[i] as string)));
}

export async function reserveFor(
  db: Database,
  today: Day,
  rows: readonly RowDetail[],
  timeOf: (row: RowDetail) => LedgerTime,
): Promise<ReservedIds> {
  const numbers = await numbersFor(db, today, rows);
  const counts: Record<Ledger, number> = { agreement: 0, arrival: 0, investment: 0 };
  for (const row of rows) for (const entry of entriesOfRow(row.row, timeOf(row))) counts[entry.ledger]++;
  const ids = {} as Record<Ledger, number[]>;
  for (const ledger of LEDGERS) ids[ledger] = (await reserveIds(db, ledger, counts[ledger])).reverse();
  return {
    numberOf: (index) => numbers[index] as string,
    nextEntryId(ledger) {
      const id = ids[ledger].pop();
      if (id === undefined) throw new Error(`no id for the ${ledger}`);
      return id;
    },
  };
}
