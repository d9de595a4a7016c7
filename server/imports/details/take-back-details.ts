/** 撤销整批: rows of the ledgers that the import brought go away again, unless they are approved or somebody else worked on them. */
import "server-only";
import type { Fact } from "@/server/domain/project-facts";
import { keyOf, loadEntries, type StoredEntry } from "@/server/ledger/load-entries";
import { type Database, sql } from "@/server/platform/database";
import type { ProjectWrite } from "@/server/record/record";
import type { StoredBatch } from "../import-batch";
import { type StoredDetail, storedDetails } from "./keep-details";

export interface DetailsBack {
  writes: ProjectWrite[];
  /** Ordinals of rows that stay, and of those that are gone. */
  kept: number[];
  gone: number[];
}

const isKept = (entry: StoredEntry, importerId: number): boolean =>
  entry.status === "approved" || entry.authorIds.some((id) => id !== importerId);

/** Taken back with its batch by whoever may undo that; its sender alone could do it row by row. */
function backFacts({ ledger, id: entryId, status }: StoredEntry): Fact[] {
  const frame = { v: 1 as const, ledger, entryId };
  const withdrawn: Fact[] = status === "submitted" ? [{ type: "EntryWithdrawn", ...frame }] : [];
  return [...withdrawn, { type: "EntryDiscarded", ...frame }];
}

const refOf = ({ kind, entryId }: StoredDetail) =>
  (kind !== "arrival" && kind !== "investment") || entryId === null ? null : { ledger: kind, id: entryId };

export async function detailsBack(db: Database, batch: StoredBatch): Promise<DetailsBack> {
  const committed = await storedDetails(db, batch.id, "committed");
  const refs = committed.flatMap((one) => refOf(one) ?? []);
  const entries = await loadEntries(db, refs);
  const back: DetailsBack = { writes: [], kept: [], gone: [] };
  for (const one of committed) {
    const { ordinal } = one;
    const ref = refOf(one);
    const entry = ref === null ? undefined : entries.get(keyOf(ref));
    // What was talked about has happened: no fact takes a follow-up back.
    const stays = one.kind === "follow-up" || (entry && isKept(entry, batch.actorId));
    if (stays) back.kept.push(ordinal);
    else {
      back.gone.push(ordinal);
      if (entry) back.writes.push({ id: entry.projectId, facts: backFacts(entry).map((fact) => ({ fact })) });
    }
  }
  return back;
}

export async function keepTakenBack(
  db: Database,
  batchId: number,
  { kept, gone }: DetailsBack,
): Promise<void> {
  for (const [fate, ordinals] of [["kept", kept] as const, ["taken-back", gone] as const])
    await db.$executeRaw(
      sql`UPDATE import_detail SET fate = ${fate} WHERE batch_id = ${batchId} AND ordinal = ANY(${ordinals}::int[])`,
    );
}
