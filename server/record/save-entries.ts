/** Rows of the three ledgers, from the facts that touch them. */
import "server-only";
import type { CarriedEntry } from "@/server/domain/merge-facts";
import {
  type AgreementRow,
  type ArrivalRow,
  type Fact,
  type InvestmentRow,
  LEDGERS,
  type Ledger,
} from "@/server/domain/project-facts";
import { type ColumnTypes, type Database, insertRows } from "@/server/platform/database";
import { snake } from "./project-columns";
import { roundsBy, type StoredFact } from "./stored-fact";

const ENTRY_COMMON: ColumnTypes = {
  id: "integer",
  project_id: "integer",
  status: "text",
  stat_month: "integer",
  opening: "boolean",
  recorded_at: "timestamptz",
  recorded_by_id: "integer",
  submitted_at: "timestamptz",
  approved_at: "timestamptz",
  approved_by_id: "integer",
  correction_of_id: "integer",
};
const columnsOf = (fields: Record<string, string>): ColumnTypes => ({
  ...ENTRY_COMMON,
  ...Object.fromEntries(Object.entries(fields).map(([f, t]) => [snake(f), t])),
});

const LEDGER_COLUMNS: Record<Ledger, ColumnTypes> = {
  agreement: columnsOf({
    kind: "text",
    signedOn: "date",
    amountFen: "bigint",
    agreedOutsideFen: "bigint",
    documentNumber: "text",
    counterpart: "text",
    event: "text",
    validUntil: "date",
    note: "text",
  }),
  arrival: columnsOf({
    arrivedOn: "date",
    payerName: "text",
    sourceProvince: "text",
    currency: "text",
    originalCents: "bigint",
    amountFen: "bigint",
    outsideFen: "bigint",
    insideFen: "bigint",
    foreignFen: "bigint",
    useKind: "text",
    voucherKind: "text",
    voucherNumber: "text",
    voucherKey: "text",
    note: "text",
  }),
  investment: columnsOf({
    month: "integer",
    basis: "text",
    constructionFen: "bigint",
    installationFen: "bigint",
    equipmentFen: "bigint",
    otherFen: "bigint",
    totalFen: "bigint",
    note: "text",
  }),
};

/** Number, day and amount make a voucher itself; without a number there is no key. */
export const voucherKeyOf = (row: ArrivalRow): string | null =>
  row.voucherNumber.trim()
    ? `${row.voucherNumber.trim().toUpperCase()}|${row.arrivedOn}|${row.amountFen}`
    : null;

function entryRow(
  ledger: Ledger,
  row: AgreementRow | ArrivalRow | InvestmentRow,
  frame: Record<string, unknown>,
): Record<string, unknown> {
  const own = Object.fromEntries(Object.entries(row).map(([k, v]) => [snake(k), v]));
  const key = ledger === "arrival" ? { voucher_key: voucherKeyOf(row as ArrivalRow) } : {};
  return { ...own, ...key, ...frame };
}

const KEPT_AT_UPDATE = new Set([
  "id",
  "project_id",
  "recorded_at",
  "recorded_by_id",
  "submitted_at",
  "opening",
]);
const updateList = (columns: ColumnTypes) =>
  Object.keys(columns)
    .filter((c) => !KEPT_AT_UPDATE.has(c))
    .map((c) => `"${c}" = EXCLUDED."${c}"`)
    .join(", ");

/** The last draft or approval of each touched entry makes its row; what happened to it after that is applied on top. */
export async function saveEntries(db: Database, ledger: Ledger, facts: readonly StoredFact[]): Promise<void> {
  const rows = new Map<number, Record<string, unknown>>();
  const changes = new Map<number, StoredFact[]>();
  for (const stored of facts) {
    const { fact, projectId, recordedAt, actorId } = stored;
    if (!("entryId" in fact) || fact.ledger !== ledger) continue;
    const since = changes.get(fact.entryId) ?? [];
    if (fact.type !== "EntryDrafted" && fact.type !== "EntryApproved") {
      changes.set(fact.entryId, [...since, stored]);
      continue;
    }
    changes.delete(fact.entryId);
    const approved = fact.type === "EntryApproved";
    const drafted = rows.get(fact.entryId);
    const submitted = since.findLast((s) => s.fact.type === "EntrySubmitted");
    rows.set(
      fact.entryId,
      entryRow(ledger, fact.row, {
        id: fact.entryId,
        project_id: projectId,
        status: approved ? "approved" : "draft",
        stat_month: approved ? fact.statMonth : null,
        opening: approved && fact.opening,
        recorded_at: drafted?.recorded_at ?? recordedAt,
        recorded_by_id: drafted?.recorded_by_id ?? actorId,
        submitted_at: approved ? (submitted?.recordedAt ?? recordedAt) : null,
        approved_at: approved ? recordedAt : null,
        approved_by_id: approved ? actorId : null,
        correction_of_id: fact.correctionOfId,
      }),
    );
  }
  if (rows.size > 0) {
    const columns = LEDGER_COLUMNS[ledger];
    const tail = `ON CONFLICT (id) DO UPDATE SET ${updateList(columns)}, "return_reason" = NULL, "version" = "${ledger}"."version" + 1`;
    await insertRows(db, ledger, columns, [...rows.values()], tail);
  }
  for (const round of roundsBy([...changes.values()].flat(), (c) => (c.fact as EntryFact).entryId)) {
    await changeEntries(db, ledger, round);
  }
}

/** Approved rows that come over from another project, or come back. */
export async function saveCarriedEntries(
  db: Database,
  { projectId, recordedAt, actorId }: StoredFact,
  entries: readonly CarriedEntry[],
): Promise<void> {
  for (const ledger of LEDGERS) {
    const rows = entries
      .filter((e) => e.ledger === ledger)
      .map((e) =>
        entryRow(ledger, e.row, {
          id: e.entryId,
          project_id: projectId,
          status: "approved",
          stat_month: e.statMonth,
          opening: e.opening,
          recorded_at: recordedAt,
          recorded_by_id: e.recordedById,
          submitted_at: recordedAt,
          approved_at: recordedAt,
          approved_by_id: actorId,
          correction_of_id: e.correctionOfId,
        }),
      );
    await insertRows(db, ledger, LEDGER_COLUMNS[ledger], rows);
  }
}

type EntryFact = Extract<Fact, { entryId: number }>;

async function changeEntries(db: Database, ledger: Ledger, facts: readonly StoredFact[]): Promise<void> {
  const rowsFor = (type: EntryFact["type"]) =>
    facts
      .filter((f) => f.fact.type === type)
      .map(({ fact, recordedAt }) => ({
        id: (fact as EntryFact).entryId,
        at: recordedAt,
        reason: "reason" in fact ? fact.reason : null,
      }));
  const change = async (type: EntryFact["type"], statement: string) => {
    const rows = rowsFor(type);
    if (rows.length === 0) return;
    const given = "json_to_recordset($1::json) AS x(id integer, at timestamptz, reason text)";
    await db.$executeRawUnsafe(statement.replace("GIVEN", given), JSON.stringify(rows));
  };
  const set = (columns: string) =>
    `UPDATE "${ledger}" e SET ${columns}, version = e.version + 1 FROM GIVEN WHERE e.id = x.id`;
  await change("EntrySubmitted", set("status = 'submitted', submitted_at = x.at"));
  await change("EntryReturned", set("status = 'returned', return_reason = x.reason"));
  await change("EntryWithdrawn", set("status = 'draft', submitted_at = NULL, return_reason = NULL"));
  await change("EntryDiscarded", `DELETE FROM "${ledger}" e USING GIVEN WHERE e.id = x.id`);
}
