/** What hangs on one project: follow-ups, evidence, team and tags, money. Each is asked on its own by the page. */
import "server-only";
import type { EvidenceEntry } from "@/server/contracts/evidence";
import type {
  FollowUpEntry,
  FollowUpPage,
  PageOfProject,
  ProjectTeam,
  TeamCandidate,
} from "@/server/contracts/project-card";
import type { ArrivalEntry, InvestmentEntry, ProjectMoney } from "@/server/contracts/project-money";
import type { Actor } from "@/server/domain/permissions";
import { database, rowOf, rowsOf, sql } from "@/server/platform/database";
import { admit } from "./project-card-access";

/** Also those of projects that were merged into it. */
const ofProject = (id: number) =>
  sql`f.project_id = ANY(ARRAY(SELECT absorbed_by(${id}::int)) || ${id}::int)`;

/** Follow-ups, latest first; `cursor` is the number already read. */
export async function projectCardFollowUps(
  actor: Actor,
  { id, cursor, limit }: PageOfProject,
): Promise<FollowUpPage> {
  await admit(actor, "project:read", id);
  const [entries, { total }] = await Promise.all([
    rowsOf<FollowUpEntry>(
      database,
      sql`SELECT f.id, f.kind, f.occurred_on::text AS "occurredOn", f.summary, f.people, f.next_step AS "nextStep",
          f.next_on::text AS "nextOn", a.display_name AS author, to_json(f.recorded_at)#>>'{}' AS "recordedAt"
        FROM follow_up f LEFT JOIN account a ON a.id = f.author_id
        WHERE ${ofProject(id)} ORDER BY f.occurred_on DESC, f.id DESC OFFSET ${cursor} LIMIT ${limit}`,
    ),
    rowOf<{ total: number }>(
      database,
      sql`SELECT count(*)::int AS total FROM follow_up f WHERE ${ofProject(id)}`,
    ),
  ]);
  return { entries, total };
}

export async function projectCardEvidence(actor: Actor, id: number): Promise<EvidenceEntry[]> {
  await admit(actor, "evidence:read", id);
  return rowsOf<EvidenceEntry>(
    database,
    sql`SELECT l.id AS "linkId", l.requirement, l.subject_kind AS "subjectKind", l.original_name AS "originalName",
        f.media_type AS "mediaType", f.size, a.display_name AS "attachedBy", to_json(l.attached_at)#>>'{}' AS "attachedAt"
      FROM evidence_paper l JOIN evidence_file f ON f.id = l.file_id LEFT JOIN account a ON a.id = l.attached_by_id
      WHERE l.project_id = ${id} AND l.subject_kind <> 'dispute' ORDER BY l.attached_at DESC, l.id DESC`,
  );
}

export async function projectCardTeam(actor: Actor, id: number): Promise<ProjectTeam> {
  await admit(actor, "project:read", id);
  return rowOf<ProjectTeam>(
    database,
    sql`SELECT (SELECT version FROM project WHERE id = ${id}) AS version,
      (SELECT coalesce(json_agg(json_build_object('id', m.id, 'role', m.role, 'personName', m.person_name,
          'accountId', m.account_id, 'post', a.post, 'since', m.valid_from::text) ORDER BY m.id), '[]')
        FROM project_member m LEFT JOIN account a ON a.id = m.account_id
        WHERE m.project_id = ${id} AND m.valid_to IS NULL) AS members,
      (SELECT coalesce(json_agg(json_build_object('id', e.id, 'name', e.name) ORDER BY e.position, e.id), '[]')
        FROM project_engine pe JOIN engine e ON e.id = pe.engine_id WHERE pe.project_id = ${id}) AS engines,
      (SELECT coalesce(json_agg(json_build_object('id', c.id, 'name', c.name, 'hue', c.hue) ORDER BY c.position, c.id), '[]')
        FROM project_linked_chain pl JOIN chain c ON c.id = pl.chain_id WHERE pl.project_id = ${id}) AS "linkedChains",
      (SELECT coalesce(json_agg(json_build_object('id', e.id, 'name', e.name, 'uscc', e.uscc,
          'shareBasisPoints', i.share_basis_points) ORDER BY i.id), '[]')
        FROM project_investor i JOIN enterprise e ON e.id = i.enterprise_id WHERE i.project_id = ${id}) AS investors`,
  );
}

/** People of the bureau and the chains who may be named in a task force; administrators hold no business data. */
export function teamCandidates(): Promise<TeamCandidate[]> {
  return rowsOf<TeamCandidate>(
    database,
    sql`SELECT a.id, a.display_name AS name, u.name AS "unitName", a.post FROM account a LEFT JOIN unit u ON u.id = a.unit_id
      WHERE a.active AND a.role NOT IN ('account-admin', 'security-admin', 'audit-admin') ORDER BY u.position, a.id`,
  );
}

/** Arrivals and investment of the project with their state of approval, latest first. Read only: the ledger enters them. */
export async function projectCardMoney(actor: Actor, id: number): Promise<ProjectMoney> {
  await admit(actor, "entry:read", id);
  const [arrivals, investments] = await Promise.all([
    rowsOf<ArrivalEntry>(
      database,
      sql`SELECT id, status, stat_month AS "statMonth", opening, note, correction_of_id AS "correctionOfId",
          arrived_on::text AS "arrivedOn", payer_name AS "payerName", source_province AS "sourceProvince", currency,
          original_cents AS "originalCents", amount_fen AS "amountFen", voucher_number AS "voucherNumber"
        FROM arrival WHERE project_id = ${id} AND voided_at IS NULL ORDER BY arrived_on DESC, id DESC`,
    ),
    rowsOf<InvestmentEntry>(
      database,
      sql`SELECT id, status, stat_month AS "statMonth", opening, note, correction_of_id AS "correctionOfId",
          month, basis, construction_fen AS "constructionFen", installation_fen AS "installationFen",
          equipment_fen AS "equipmentFen", other_fen AS "otherFen", total_fen AS "totalFen"
        FROM investment WHERE project_id = ${id} AND voided_at IS NULL ORDER BY month DESC, basis DESC, id DESC`,
    ),
  ]);
  return { arrivals, investments };
}
