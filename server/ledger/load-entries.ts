/** Ledger rows as the domain sees them. Their projects are locked by the record, so the rows stand still. */
import "server-only";
import type { EntryRef } from "@/server/contracts/ledger";
import type { EntryState, EntryStatus } from "@/server/domain/ledger-entries";
import {
  type AgreementRow,
  type ArrivalRow,
  type InvestmentRow,
  LEDGERS,
  type Ledger,
} from "@/server/domain/project-facts";
import { Refusal } from "@/server/domain/refusals";
import { type Database, Prisma, rowsOf, type Sql, sql } from "@/server/platform/database";
import { ROW_JSON } from "@/server/record/row-json";

export type StoredEntry<L extends Ledger = Ledger> = EntryState<L> & {
  projectId: number;
  /** Who touched it last, for the words of a conflict. */
  lastAuthor: string;
};

interface LoadedRow {
  id: number;
  project_id: number;
  status: EntryStatus;
  row: AgreementRow | ArrivalRow | InvestmentRow;
  recorded_by_id: number;
  correction_of_id: number | null;
  version: number;
  author_ids: number[] | null;
  submitted_by: number | null;
  last_author: string | null;
}

export const tableOf = (ledger: Ledger): Sql => Prisma.raw(`"${ledger}"`);

/** Live rows of one ledger that meet a condition over `e`. */
export async function entriesWhere<L extends Ledger>(
  db: Database,
  ledger: L,
  condition: Sql,
): Promise<StoredEntry<L>[]> {
  const rows = await rowsOf<LoadedRow>(
    db,
    sql`SELECT e.id, e.project_id, e.status, e.recorded_by_id, e.correction_of_id, e.version, ${ROW_JSON[ledger]} AS row,
        authors.ids AS author_ids, authors.submitted_by, authors.last_name AS last_author
      FROM ${tableOf(ledger)} e LEFT JOIN LATERAL (
        SELECT array_agg(DISTINCT f.actor_id) AS ids, (array_agg(a.display_name ORDER BY f.version DESC))[1] AS last_name,
          (array_agg(f.actor_id ORDER BY f.version DESC) FILTER (WHERE f.type = 'EntrySubmitted'))[1] AS submitted_by
        FROM project_fact f LEFT JOIN account a ON a.id = f.actor_id
        WHERE f.project_id = e.project_id AND f.type IN ('EntryDrafted', 'EntrySubmitted')
          AND f.payload->>'ledger' = ${ledger} AND (f.payload->>'entryId')::int = e.id) authors ON TRUE
      WHERE e.voided_at IS NULL AND ${condition}`,
  );
  return rows.map(
    (r) =>
      ({
        ledger,
        id: r.id,
        projectId: r.project_id,
        status: r.status,
        row: r.row,
        recordedById: r.recorded_by_id,
        authorIds: r.author_ids ?? [],
        submittedById: r.submitted_by,
        correctionOfId: r.correction_of_id,
        version: r.version,
        lastAuthor: r.last_author ?? "他人",
      }) as unknown as StoredEntry<L>,
  );
}

export const keyOf = (entry: { ledger: Ledger; id: number }): string => `${entry.ledger}:${entry.id}`;

const idsByLedger = (refs: readonly { ledger: Ledger; id: number }[]) =>
  LEDGERS.map((ledger) => ({ ledger, ids: refs.filter((r) => r.ledger === ledger).map((r) => r.id) })).filter(
    ({ ids }) => ids.length > 0,
  );

export async function loadEntries(
  db: Database,
  refs: readonly { ledger: Ledger; id: number }[],
): Promise<Map<string, StoredEntry>> {
  const found = new Map<string, StoredEntry>();
  for (const { ledger, ids } of idsByLedger(refs)) {
    for (const entry of await entriesWhere(db, ledger, sql`e.id = ANY(${ids})`))
      found.set(keyOf(entry), entry);
  }
  return found;
}

/** The projects that rows belong to. A row never moves to another project, so this may be asked before the lock. */
export async function projectIdsOf(
  db: Database,
  refs: readonly { ledger: Ledger; id: number }[],
): Promise<number[]> {
  const ids = new Set<number>();
  for (const { ledger, ids: wanted } of idsByLedger(refs)) {
    const rows = await rowsOf<{ project_id: number }>(
      db,
      sql`SELECT DISTINCT project_id FROM ${tableOf(ledger)} WHERE id = ANY(${wanted})`,
    );
    for (const row of rows) ids.add(row.project_id);
  }
  return [...ids];
}

/** Refuses when the row has changed since the person looked at it. */
export function requireVersion(entry: StoredEntry, ref: Pick<EntryRef, "version">): void {
  if (entry.version === ref.version) return;
  const message = `${entry.lastAuthor}刚刚修改了这条记录，请刷新后再处理`;
  throw new Refusal("conflict", { message, problems: [{ field: "", message }] });
}
