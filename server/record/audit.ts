/** The audit log. Entries say who did what to which object; values of the business stay in the facts. */
import "server-only";
import type { Actor } from "@/server/domain/permissions";
import { type Database, insertRows } from "@/server/platform/database";

export interface AuditLine {
  action: string;
  subjectKind: string;
  subjectId: string;
  subjectLabel?: string;
  before?: unknown;
  after?: unknown;
  outcome?: "ok" | "refused" | "failed";
}

const AUDIT_COLUMNS = {
  at: "timestamptz",
  actor_id: "integer",
  actor_name: "text",
  action: "text",
  subject_kind: "text",
  subject_id: "text",
  subject_label: "text",
  before: "jsonb",
  after: "jsonb",
  address: "text",
  outcome: "text",
  previous_hash: "text",
  hash: "text",
};

export type AuditActor = Pick<Actor, "name" | "address"> & { id: number | null };

/** Appends entries; the database chains their hashes. Call it last in a transaction: the chain is single-file. */
export async function appendAudit(
  db: Pick<Database, "$executeRawUnsafe">,
  actor: AuditActor,
  now: Date,
  lines: readonly AuditLine[],
): Promise<void> {
  const rows = lines.map((line) => ({
    at: now.toISOString(),
    actor_id: actor.id,
    actor_name: actor.name,
    action: line.action,
    subject_kind: line.subjectKind,
    subject_id: line.subjectId,
    subject_label: line.subjectLabel ?? "",
    before: line.before ?? null,
    after: line.after ?? null,
    address: actor.address,
    outcome: line.outcome ?? "ok",
    previous_hash: "",
    hash: "",
  }));
  await insertRows(db, "audit_entry", AUDIT_COLUMNS, rows);
}
