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
  for (const round of roundsBy([...changes.values()].flat(), (c) => (c.fact as EntryFact).entryId)) {
    await changeEntries(db, ledger, round);
  }
}

type EntryFact = Extract<Fact, { entryId: number }>;

/** Splits into rounds in which each key occurs once at most, in order: a round can be one statement. */
function roundsBy<T>(items: readonly T[], keyOf: (item: T) => number): T[][] {
  const seen = new Map<number, number>();
  const rounds: T[][] = [];
  for (const item of items) {
    const round = seen.get(keyOf(item)) ?? 0;
    seen.set(keyOf(item), round + 1);
    const present = rounds[round];
    if (present) present.push(item);
    else rounds[round] = [item];
  }
  return rounds;
}

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
  await change("EntryDiscarded", `DELETE FROM "${ledger}" e USING GIVEN WHERE e.id = x.id`);
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
    const pending = fact.type === "MilestoneSubmitted" ? undefined : rows.get(`${projectId}/${kind}`);
    rows.set(`${projectId}/${kind}`, {
      project_id: projectId,
      kind,
      status: m.status,
      occurred_on: m.occurredOn,
      stat_month: approved ? (m.statMonth ?? Number(occurredOn.slice(0, 7).replace("-", ""))) : null,
      details: m.details,
      patch: m.patch,
      imported: m.imported,
      recorded_at: pending?.recorded_at ?? recordedAt,
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
  for (let i = 0; i < all.length; i += 2000)
    await db.$executeRawUnsafe(statement, JSON.stringify(all.slice(i, i + 2000)));
}

async function saveFollowUps(db: Database, facts: readonly StoredFact[]): Promise<void> {
  const rows = facts.flatMap(({ fact, projectId, recordedAt, actorId }) =>
    fact.type === "FollowUpLogged"
      ? [
          {
            project_id: projectId,
            kind: fact.kind,
            occurred_on: fact.on,
            summary: fact.summary,
            people: fact.people,
            next_step: fact.nextStep,
            next_on: fact.nextOn,
            author_id: actorId,
            recorded_at: recordedAt,
          },
        ]
      : [],
  );
  await insertRows(
    db,
    "follow_up",
    {
      project_id: "integer",
      kind: "text",
      occurred_on: "date",
      summary: "text",
      people: "text",
      next_step: "text",
      next_on: "date",
      author_id: "integer",
      recorded_at: "timestamptz",
    },
    rows,
  );
}

async function saveEvidence(db: Database, facts: readonly StoredFact[]): Promise<void> {
  const rows = facts.flatMap(({ fact, projectId, recordedAt, actorId }) =>
    fact.type === "EvidenceAttached"
      ? [
          {
            id: fact.linkId,
            file_id: fact.fileId,
            project_id: projectId,
            requirement: fact.requirement,
            subject_kind: fact.subjectKind,
            subject_id: fact.subjectId,
            original_name: fact.originalName,
            attached_by_id: actorId,
            attached_at: recordedAt,
          },
        ]
      : [],
  );
  await insertRows(
    db,
    "evidence_link",
    {
      id: "integer",
      file_id: "integer",
      project_id: "integer",
      requirement: "text",
      subject_kind: "text",
      subject_id: "integer",
      original_name: "text",
      attached_by_id: "integer",
      attached_at: "timestamptz",
    },
    rows,
  );
}

/** People, tags and investors are replaced as a whole; the facts keep what was there before. */
async function saveSets(db: Database, facts: readonly StoredFact[]): Promise<void> {
  for (const type of ["TeamSet", "TagsSet", "InvestorsSet"] as const) {
    for (const round of roundsBy(
      facts.filter((f) => f.fact.type === type),
      (f) => f.projectId,
    ))
      await replaceSets(db, round);
  }
}

async function replaceSets(db: Database, round: readonly StoredFact[]): Promise<void> {
  const rowsOf = <Row>(make: (fact: Fact, projectId: number, on: string) => Row[]): Row[] =>
    round.flatMap(({ fact, projectId, occurredOn }) => make(fact, projectId, occurredOn));
  const ids = round.map((f) => f.projectId);
  const type = round[0]?.fact.type;
  if (type === "TeamSet") {
    await db.$executeRawUnsafe(
      `UPDATE project_member m SET valid_to = x.day FROM json_to_recordset($1::json) AS x(project_id integer, day date)
        WHERE m.project_id = x.project_id AND m.valid_to IS NULL`,
      JSON.stringify(round.map((f) => ({ project_id: f.projectId, day: f.occurredOn }))),
    );
    const rows = rowsOf((f, project_id, valid_from) =>
      f.type === "TeamSet"
        ? f.members.map((m) => ({
            project_id,
            role: m.role,
            person_name: m.personName,
            account_id: m.accountId,
            valid_from,
          }))
        : [],
    );
    await insertRows(
      db,
      "project_member",
      { project_id: "integer", role: "text", person_name: "text", account_id: "integer", valid_from: "date" },
      rows,
    );
  }
  if (type === "TagsSet") {
    await db.$executeRawUnsafe("DELETE FROM project_engine WHERE project_id = ANY($1::int[])", ids);
    await db.$executeRawUnsafe("DELETE FROM project_linked_chain WHERE project_id = ANY($1::int[])", ids);
    const engines = rowsOf((f, project_id) =>
      f.type === "TagsSet" ? f.engineIds.map((engine_id) => ({ project_id, engine_id })) : [],
    );
    const chains = rowsOf((f, project_id) =>
      f.type === "TagsSet" ? f.linkedChainIds.map((chain_id) => ({ project_id, chain_id })) : [],
    );
    await insertRows(db, "project_engine", { project_id: "integer", engine_id: "integer" }, engines);
    await insertRows(db, "project_linked_chain", { project_id: "integer", chain_id: "integer" }, chains);
  }
  if (type === "InvestorsSet") {
    await db.$executeRawUnsafe("DELETE FROM project_investor WHERE project_id = ANY($1::int[])", ids);
    const rows = rowsOf((f, project_id) =>
      f.type === "InvestorsSet"
        ? f.investors.map((i) => ({
            project_id,
            enterprise_id: i.enterpriseId,
            share_basis_points: i.shareBasisPoints,
          }))
        : [],
    );
    await insertRows(
      db,
      "project_investor",
      { project_id: "integer", enterprise_id: "integer", share_basis_points: "integer" },
      rows,
    );
  }
}

const VOIDED = ["milestone", "agreement", "arrival", "investment"];

async function voidRows(db: Database, facts: readonly StoredFact[]): Promise<void> {
  const undone = facts.filter((f) => f.fact.type === "ImportUndone");
  const [first] = undone;
  if (!first) return;
  const ids = undone.map((f) => f.projectId);
  for (const table of VOIDED) {
    await db.$executeRawUnsafe(
      `DELETE FROM "${table}" WHERE project_id = ANY($1) AND status <> 'approved'`,
      ids,
    );
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
  await saveSets(db, facts);
  await voidRows(db, facts);
}
