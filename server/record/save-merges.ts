/** Rows that a merge or a split ends and begins: approved ones move under new ids, and the old ones end that instant. */
import "server-only";
import type { CarriedEntry, CarriedMilestone } from "@/server/domain/merge-facts";
import { LEDGERS, type Ledger } from "@/server/domain/project-facts";
import { type Database, insertRows } from "@/server/platform/database";
import { carrying } from "./carrying";
import { saveCarriedEntries } from "./save-entries";
import type { StoredFact } from "./stored-fact";

interface Ended {
  table: "milestone" | Ledger;
  projectId: number;
  /** Kinds of milestones or ids of entries; null: all of the project. */
  only: (string | number)[] | null;
  at: string;
}

/** What a fact ends. */
function endedBy({ fact, projectId, recordedAt: at }: StoredFact): Ended[] {
  const of = (ledger: Ledger, entries: readonly { ledger: Ledger; entryId: number }[]) =>
    entries.filter((e) => e.ledger === ledger).map((e) => e.entryId);
  switch (fact.type) {
    case "MergedInto":
      return (["milestone", ...LEDGERS] as const).map((table) => ({ table, projectId, only: null, at }));
    case "Absorbed":
      return [{ table: "milestone", projectId, only: fact.replaced.map((m) => m.kind), at }];
    case "Parted":
      return [
        { table: "milestone", projectId, only: [...fact.gone], at },
        ...LEDGERS.map((table) => ({ table, projectId, only: of(table, fact.entries), at })),
      ];
    default:
      return [];
  }
}

/** Ends rows before others begin: a voucher and a milestone stand once. */
export async function endMovedRows(db: Database, facts: readonly StoredFact[]): Promise<void> {
  const ended = facts.flatMap(endedBy);
  if (ended.length === 0) return;
  await carrying(db, () => endRows(db, ended));
}

async function endRows(db: Database, ended: readonly Ended[]): Promise<void> {
  for (const { table, projectId, only, at } of ended) {
    if (only?.length === 0) continue;
    const which = table === "milestone" ? "kind = ANY($3::text[])" : "id = ANY($3::text[]::int[])";
    await db.$executeRawUnsafe(
      `UPDATE "${table}" SET voided_at = $2::timestamptz WHERE project_id = $1 AND status = 'approved'
        AND voided_at IS NULL AND ($3::text[] IS NULL OR ${which})`,
      projectId,
      at,
      only === null ? null : only.map(String),
    );
  }
}

const MILESTONE_COLUMNS = {
  project_id: "integer",
  kind: "text",
  status: "text",
  occurred_on: "date",
  stat_month: "integer",
  details: "jsonb",
  patch: "jsonb",
  imported: "boolean",
  recorded_at: "timestamptz",
  recorded_by_id: "integer",
  approved_at: "timestamptz",
  approved_by_id: "integer",
};

const milestoneRow =
  ({ projectId, recordedAt, actorId }: StoredFact) =>
  (m: CarriedMilestone) => ({
    project_id: projectId,
    kind: m.kind,
    status: m.status,
    occurred_on: m.occurredOn,
    stat_month: m.statMonth,
    details: m.details,
    patch: m.patch,
    imported: m.imported,
    recorded_at: recordedAt,
    recorded_by_id: m.recordedById,
    approved_at: recordedAt,
    approved_by_id: actorId,
  });

function begunBy({ fact }: StoredFact): { milestones: CarriedMilestone[]; entries: CarriedEntry[] } {
  switch (fact.type) {
    case "Absorbed":
    case "SplitOff":
      return { milestones: fact.milestones, entries: fact.entries };
    case "Parted":
      return { milestones: fact.milestones, entries: [] };
    default:
      return { milestones: [], entries: [] };
  }
}

/** Begins the rows that came from the other project, or came back. */
export async function beginMovedRows(db: Database, facts: readonly StoredFact[]): Promise<void> {
  const moving = facts.map((stored) => ({ stored, ...begunBy(stored) }));
  if (moving.every(({ milestones, entries }) => milestones.length + entries.length === 0)) return;
  await carrying(db, async () => {
    for (const { stored, milestones, entries } of moving) {
      const approved = milestones.filter((m) => m.status === "approved");
      await insertRows(db, "milestone", MILESTONE_COLUMNS, approved.map(milestoneRow(stored)));
      await saveCarriedEntries(db, stored, entries);
    }
  });
}
