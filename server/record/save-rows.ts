/** Turns facts into the typed rows that questions read. Called by the record only, inside its transaction. */
import "server-only";
import { listsIn } from "@/server/domain/fact-lists";
import type { MergeLists } from "@/server/domain/merge-facts";
import { type Database, insertRows } from "@/server/platform/database";
import { carrying } from "./carrying";
import { saveAttribution } from "./save-attribution";
import { saveEntries } from "./save-entries";
import { beginMovedRows, endMovedRows } from "./save-merges";
import { roundsBy, type StoredFact } from "./stored-fact";

const MILESTONE_SHAPE = `project_id integer, kind text, status text, occurred_on date, stat_month integer, details jsonb, patch jsonb,
  imported boolean, recorded_at timestamptz, recorded_by_id integer, approved_at timestamptz, approved_by_id integer, return_reason text`;

/** The last state of each touched milestone: a pending row is updated, otherwise a new row begins. */
async function saveMilestones(db: Database, facts: readonly StoredFact[]): Promise<void> {
  const rows = new Map<string, Record<string, unknown>>();
  for (const { fact, projectId, after, recordedAt, actorId } of facts) {
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
      stat_month: approved ? m.statMonth : null,
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

async function saveRemovals(db: Database, facts: readonly StoredFact[]): Promise<void> {
  const rows = facts.flatMap(({ fact, recordedAt, actorId }) =>
    fact.type === "EvidenceRemoved"
      ? [{ link_id: fact.linkId, removed_by_id: actorId, removed_at: recordedAt }]
      : [],
  );
  const columns = { link_id: "integer", removed_by_id: "integer", removed_at: "timestamptz" };
  await insertRows(db, "evidence_removal", columns, rows);
}

/** People, tags and investors are replaced as a whole; the facts keep what was there before. */
async function saveSets(db: Database, facts: readonly StoredFact[]): Promise<void> {
  const roundsOf = (list: keyof MergeLists) =>
    roundsBy(
      facts.filter((f) => listsIn(f.fact)[list] !== undefined),
      (f) => f.projectId,
    );
  for (const round of roundsOf("team")) await replaceTeams(db, round);
  for (const round of roundsOf("tags")) await replaceTags(db, round);
  for (const round of roundsOf("investors")) await replaceInvestors(db, round);
}

async function replaceTeams(db: Database, round: readonly StoredFact[]): Promise<void> {
  await db.$executeRawUnsafe(
    `UPDATE project_member m SET valid_to = x.day FROM json_to_recordset($1::json) AS x(project_id integer, day date)
      WHERE m.project_id = x.project_id AND m.valid_to IS NULL`,
    JSON.stringify(round.map((f) => ({ project_id: f.projectId, day: f.occurredOn }))),
  );
  const rows = round.flatMap(({ fact, projectId, occurredOn }) =>
    (listsIn(fact).team ?? []).map((m) => ({
      project_id: projectId,
      role: m.role,
      person_name: m.personName,
      account_id: m.accountId,
      valid_from: occurredOn,
    })),
  );
  const columns = {
    project_id: "integer",
    role: "text",
    person_name: "text",
    account_id: "integer",
    valid_from: "date",
  };
  await insertRows(db, "project_member", columns, rows);
}

const idsOf = (round: readonly StoredFact[]): number[] => round.map((f) => f.projectId);

async function replaceTags(db: Database, round: readonly StoredFact[]): Promise<void> {
  await db.$executeRawUnsafe("DELETE FROM project_engine WHERE project_id = ANY($1::int[])", idsOf(round));
  await db.$executeRawUnsafe(
    "DELETE FROM project_linked_chain WHERE project_id = ANY($1::int[])",
    idsOf(round),
  );
  const engines = round.flatMap(({ fact, projectId }) =>
    (listsIn(fact).tags?.engineIds ?? []).map((id) => ({ project_id: projectId, engine_id: id })),
  );
  const chains = round.flatMap(({ fact, projectId }) =>
    (listsIn(fact).tags?.linkedChainIds ?? []).map((id) => ({ project_id: projectId, chain_id: id })),
  );
  await insertRows(db, "project_engine", { project_id: "integer", engine_id: "integer" }, engines);
  await insertRows(db, "project_linked_chain", { project_id: "integer", chain_id: "integer" }, chains);
}

async function replaceInvestors(db: Database, round: readonly StoredFact[]): Promise<void> {
  await db.$executeRawUnsafe("DELETE FROM project_investor WHERE project_id = ANY($1::int[])", idsOf(round));
  const rows = round.flatMap(({ fact, projectId }) =>
    (listsIn(fact).investors ?? []).map((i) => ({
      project_id: projectId,
      enterprise_id: i.enterpriseId,
      share_basis_points: i.shareBasisPoints,
    })),
  );
  const columns = { project_id: "integer", enterprise_id: "integer", share_basis_points: "integer" };
  await insertRows(db, "project_investor", columns, rows);
}

const VOIDED = ["milestone", "agreement", "arrival", "investment"];

async function voidRows(db: Database, facts: readonly StoredFact[]): Promise<void> {
  const undone = facts.filter((f) => f.fact.type === "ImportUndone");
  const [first] = undone;
  if (!first) return;
  const ids = undone.map((f) => f.projectId);
  await carrying(db, () => endAll(db, ids, first.recordedAt));
}

async function endAll(db: Database, ids: readonly number[], at: string): Promise<void> {
  for (const table of VOIDED) {
    await db.$executeRawUnsafe(
      `DELETE FROM "${table}" WHERE project_id = ANY($1) AND status <> 'approved'`,
      ids,
    );
    await db.$executeRawUnsafe(
      `UPDATE "${table}" SET voided_at = $2::timestamptz WHERE project_id = ANY($1) AND status = 'approved' AND voided_at IS NULL`,
      ids,
      at,
    );
  }
}

/** All typed rows of one write. */
export async function saveRows(db: Database, facts: readonly StoredFact[]): Promise<void> {
  await endMovedRows(db, facts);
  await saveMilestones(db, facts);
  await beginMovedRows(db, facts);
  for (const ledger of ["agreement", "arrival", "investment"] as const) await saveEntries(db, ledger, facts);
  await saveFollowUps(db, facts);
  await saveEvidence(db, facts);
  await saveRemovals(db, facts);
  await saveSets(db, facts);
  await saveAttribution(db, facts);
  await voidRows(db, facts);
}
