/** Turns facts into the typed rows that questions read. Called by the record only, inside its transaction. */
import "server-only";
import type { AgreementRow, ArrivalRow, Fact, InvestmentRow, Ledger } from "@/server/domain/project-facts";
import type { ProjectState } from "@/server/domain/project-state";
import { type ColumnTypes, type Database, insertRows } from "@/server/platform/database";
import { snake } from "./project-columns";

export interface StoredFact {
  projectId: number;
  version: number;
  fact: Fact;
  occurredOn: string;
  /** ISO instant at which the system learnt of it. */
  recordedAt: string;
  actorId: number;
  /** State of the project after the whole write. */
  after: ProjectState;
}

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
    kind: "text", signedOn: "date", amountFen: "bigint", agreedOutsideFen: "bigint", documentNumber: "text",
    counterpart: "text", event: "text", validUntil: "date", note: "text",
  }),
  arrival: columnsOf({
    arrivedOn: "date", payerName: "text", sourceProvince: "text", currency: "text", originalCents: "bigint",
    amountFen: "bigint", outsideFen: "bigint", insideFen: "bigint", foreignFen: "bigint", useKind: "text",
    voucherKind: "text", voucherNumber: "text", voucherKey: "text", note: "text",
  }),
  investment: columnsOf({
    month: "integer", basis: "text", constructionFen: "bigint", installationFen: "bigint", equipmentFen: "bigint",
    otherFen: "bigint", totalFen: "bigint", note: "text",
  }),
};

/** Number, day and amount make a voucher itself; without a number there is no key. */
export const voucherKeyOf = (row: ArrivalRow): string | null =>
  row.voucherNumber.trim() ? `${row.voucherNumber.trim().toUpperCase()}|${row.arrivedOn}|${row.amountFen}` : null;

function entryRow(
  ledger: Ledger,
  row: AgreementRow | ArrivalRow | InvestmentRow,
  frame: Record<string, unknown>,
): Record<string, unknown> {
  const own = Object.fromEntries(Object.entries(row).map(([k, v]) => [snake(k), v]));
  const key = ledger === "arrival" ? { voucher_key: voucherKeyOf(row as ArrivalRow) } : {};
  return { ...own, ...key, ...frame };
}

const KEPT_AT_UPDATE = new Set(["id", "project_id", "recorded_at", "recorded_by_id", "submitted_at", "opening"]);
const updateList = (columns: ColumnTypes) =>
  Object.keys(columns)
    .filter((c) => !KEPT_AT_UPDATE.has(c))
    .map((c) => `"${c}" = EXCLUDED."${c}"`)
    .join(", ");

/** The last draft or approval of each touched entry makes its row; what happened to it after that is applied on top. */
async function saveEntries(db: Database, ledger: Ledger, facts: readonly StoredFact[]): Promise<void> {
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
  for (const later of changes.values()) {
    for (const { fact, recordedAt } of later) await changeEntry(db, fact as EntryFact, recordedAt);
  }
}

type EntryFact = Extract<Fact, { entryId: number }>;

async function changeEntry(db: Database, fact: EntryFact, now: string): Promise<void> {
  const table = `"${fact.ledger}"`;
  if (fact.type === "EntrySubmitted") {
    await db.$executeRawUnsafe(
      `UPDATE ${table} SET status = 'submitted', submitted_at = $2::timestamptz, version = version + 1 WHERE id = $1`,
      fact.entryId,
      now,
    );
  }
  if (fact.type === "EntryReturned") {
    await db.$executeRawUnsafe(
      `UPDATE ${table} SET status = 'returned', return_reason = $2, version = version + 1 WHERE id = $1`,
      fact.entryId,
      fact.reason,
    );
  }
  if (fact.type === "EntryDiscarded") await db.$executeRawUnsafe(`DELETE FROM ${table} WHERE id = $1`, fact.entryId);
}

const MILESTONE_SHAPE = `project_id integer, kind text, status text, occurred_on date, stat_month integer, details jsonb, patch jsonb,
  imported boolean, recorded_at timestamptz, recorded_by_id integer, approved_at timestamptz, approved_by_id integer, return_reason text`;

/** The last state of each touched milestone: a pending row is updated, otherwise a new row begins. */
async function saveMilestones(db: Database, facts: readonly StoredFact[]): Promise<void> {
  const rows = new Map<string, Record<string, unknown>>();
  for (const { fact, projectId, after, occurredOn, recordedAt, actorId } of facts) {
    const kind = fact.type === "LeadCaptured" ? "lead" : "milestone" in fact ? fact.milestone : null;
    if (kind === null) continue;
    const m = after.milestones[kind];
    if (!m) continue;
    const approved = m.status === "approved";
    rows.set(`${projectId}/${kind}`, {
      project_id: projectId,
      kind,
      status: m.status,
      occurred_on: m.occurredOn,
      stat_month: approved ? (m.statMonth ?? Number(occurredOn.slice(0, 7).replace("-", ""))) : null,
      details: m.details,
      patch: m.patch,
      imported: m.imported,
      recorded_at: recordedAt,
      recorded_by_id: m.recordedById,
      approved_at: approved ? recordedAt : null,
      approved_by_id: approved ? actorId : null,
      return_reason: fact.type === "MilestoneReturned" ? fact.reason : null,
    });
  }
  if (rows.size === 0) return;
  const names = MILESTONE_SHAPE.split(",").map((c) => c.trim().split(" ")[0]);
  const given = names.map((n) => `x.${n}`).join(", ");
  const statement = `WITH x AS (SELECT * FROM json_to_recordset($1::json) AS t(${MILESTONE_SHAPE})),
    u AS (UPDATE milestone m SET status = x.status, stat_month = x.stat_month, details = x.details, patch = x.patch,
        occurred_on = x.occurred_on, approved_at = x.approved_at, approved_by_id = x.approved_by_id, return_reason = x.return_reason
      FROM x WHERE m.project_id = x.project_id AND m.kind = x.kind AND m.status = 'submitted' AND m.voided_at IS NULL
      RETURNING m.project_id, m.kind)
    INSERT INTO milestone (${names.join(", ")}) SELECT ${given} FROM x
    WHERE NOT EXISTS (SELECT 1 FROM u WHERE u.project_id = x.project_id AND u.kind = x.kind)`;
  const all = [...rows.values()];
  for (let i = 0; i < all.length; i += 2000) await db.$executeRawUnsafe(statement, JSON.stringify(all.slice(i, i + 2000)));
}

async function saveFollowUps(db: Database, facts: readonly StoredFact[]): Promise<void> {
  const rows = facts.flatMap(({ fact, projectId, recordedAt, actorId }) =>
    fact.type === "FollowUpLogged"
      ? [{
          project_id: projectId, kind: fact.kind, occurred_on: fact.on, summary: fact.summary, people: fact.people,
          next_step: fact.nextStep, next_on: fact.nextOn, author_id: actorId, recorded_at: recordedAt,
        }]
      : [],
  );
  await insertRows(db, "follow_up", {
    project_id: "integer", kind: "text", occurred_on: "date", summary: "text", people: "text", next_step: "text",
    next_on: "date", author_id: "integer", recorded_at: "timestamptz",
  }, rows);
}

async function saveEvidence(db: Database, facts: readonly StoredFact[]): Promise<void> {
  const rows = facts.flatMap(({ fact, projectId, recordedAt, actorId }) =>
    fact.type === "EvidenceAttached"
      ? [{
          id: fact.linkId, file_id: fact.fileId, project_id: projectId, requirement: fact.requirement,
          subject_kind: fact.subjectKind, subject_id: fact.subjectId, original_name: fact.originalName,
          attached_by_id: actorId, attached_at: recordedAt,
        }]
      : [],
  );
  await insertRows(db, "evidence_link", {
    id: "integer", file_id: "integer", project_id: "integer", requirement: "text", subject_kind: "text",
    subject_id: "integer", original_name: "text", attached_by_id: "integer", attached_at: "timestamptz",
  }, rows);
}

/** People, tags and investors are replaced as a whole; the facts keep what was there before. */
async function saveSets(db: Database, { fact, projectId, occurredOn }: StoredFact): Promise<void> {
  if (fact.type === "TeamSet") {
    await db.$executeRawUnsafe("UPDATE project_member SET valid_to = $2::date WHERE project_id = $1 AND valid_to IS NULL", projectId, occurredOn);
    const rows = fact.members.map((m) => ({ project_id: projectId, role: m.role, person_name: m.personName, account_id: m.accountId, valid_from: occurredOn }));
    await insertRows(db, "project_member", { project_id: "integer", role: "text", person_name: "text", account_id: "integer", valid_from: "date" }, rows);
  }
  if (fact.type === "TagsSet") {
    await db.$executeRawUnsafe("DELETE FROM project_engine WHERE project_id = $1", projectId);
    await db.$executeRawUnsafe("DELETE FROM project_linked_chain WHERE project_id = $1", projectId);
    await insertRows(db, "project_engine", { project_id: "integer", engine_id: "integer" }, fact.engineIds.map((e) => ({ project_id: projectId, engine_id: e })));
    await insertRows(db, "project_linked_chain", { project_id: "integer", chain_id: "integer" }, fact.linkedChainIds.map((c) => ({ project_id: projectId, chain_id: c })));
  }
  if (fact.type === "InvestorsSet") {
    await db.$executeRawUnsafe("DELETE FROM project_investor WHERE project_id = $1", projectId);
    const rows = fact.investors.map((i) => ({ project_id: projectId, enterprise_id: i.enterpriseId, share_basis_points: i.shareBasisPoints }));
    await insertRows(db, "project_investor", { project_id: "integer", enterprise_id: "integer", share_basis_points: "integer" }, rows);
  }
}

const VOIDED = ["milestone", "agreement", "arrival", "investment"];

async function voidRows(db: Database, facts: readonly StoredFact[]): Promise<void> {
  const undone = facts.filter((f) => f.fact.type === "ImportUndone");
  const [first] = undone;
  if (!first) return;
  const ids = undone.map((f) => f.projectId);
  for (const table of VOIDED) {
    await db.$executeRawUnsafe(`DELETE FROM "${table}" WHERE project_id = ANY($1) AND status <> 'approved'`, ids);
    await db.$executeRawUnsafe(
      `UPDATE "${table}" SET voided_at = $2::timestamptz WHERE project_id = ANY($1) AND status = 'approved' AND voided_at IS NULL`,
      ids,
      first.recordedAt,
    );
  }
}

/** All typed rows of one write. */
export async function saveRows(db: Database, facts: readonly StoredFact[]): Promise<void> {
  await saveMilestones(db, facts);
  for (const ledger of ["agreement", "arrival", "investment"] as const) await saveEntries(db, ledger, facts);
  await saveFollowUps(db, facts);
  await saveEvidence(db, facts);
  for (const fact of facts) await saveSets(db, fact);
  await voidRows(db, facts);
}
