/** What waits for this reader's 通过 or 退回: ledger rows and milestones, with all that one needs to decide beside each. */
import "server-only";
import type { z } from "zod";
import type { EntryPaper, reviewQueue as input } from "@/server/contracts/ledger";
import type { Fen } from "@/server/domain/amounts";
import { type LedgerSums, ledgerWarnings } from "@/server/domain/ledger-warnings";
import { MILESTONES, type Milestone } from "@/server/domain/milestones";
import { type Day, dayOf } from "@/server/domain/periods";
import { type Action, type Actor, can } from "@/server/domain/permissions";
import type { AgreementRow, ArrivalRow, InvestmentRow, Ledger } from "@/server/domain/project-facts";
import { EVIDENCE_KINDS, type EvidenceKind, type Gate, type Rules } from "@/server/domain/rules";
import { database, Prisma, rowsOf, type Sql, sql } from "@/server/platform/database";
import { maskedFor, projectsFor } from "@/server/projects";
import { rulesInForce } from "@/server/record/load-rules";
import { ROW_JSON } from "@/server/record/row-json";
import { papersOfEntry, papersWhere } from "./entry-papers";
import { SUM_COLUMNS } from "./ledger-sums";
import { tableOf } from "./load-entries";

export interface QueueFrame extends LedgerSums {
  id: number;
  /** Of the row; of the project for a milestone. */
  version: number;
  projectId: number;
  projectNumber: string;
  projectName: string;
  chainName: string | null;
  chainHue: number | null;
  contractFen: Fen | null;
  arrivedFen: Fen;
  submittedAt: string;
  submittedBy: string;
  /** The reader had a hand in it and may not approve it. */
  own: boolean;
  /** Papers of the row itself; of a milestone what its gate asks for. */
  evidence: EntryPaper[];
  /** Bank papers that hang on the project and name no row: for comparison, they prove none in particular. */
  projectEvidence: EntryPaper[];
  mayAttach: boolean;
  warnings: string[];
}
type Kinds = { arrival: ArrivalRow; investment: InvestmentRow; agreement: AgreementRow };
export type QueueEntry = {
  [L in Ledger]: QueueFrame & { kind: L; row: Kinds[L]; correctionOfId: number | null };
}[Ledger];
export interface QueueMilestone extends QueueFrame {
  kind: "milestone";
  milestone: Milestone;
  occurredOn: Day;
  patch: Record<string, unknown>;
  details: Record<string, unknown>;
}
export type QueueLine = QueueEntry | QueueMilestone;

const APPROVAL: Record<Exclude<Gate["approval"], "none">, Action> = {
  section: "milestone:approve-section",
  director: "milestone:approve-director",
  statistics: "milestone:approve-statistics",
};

const PROJECT_COLUMNS = sql`e.project_id AS "projectId", p.number AS "projectNumber", p.name AS "projectName", c.name AS "chainName",
  c.hue AS "chainHue", p.contract_fen AS "contractFen", p.arrived_fen AS "arrivedFen", ${SUM_COLUMNS}`;

/** Condition over `e` (a milestone row) and `p`: pending, and its approval is mine to give. Null when I give none. */
export function myMilestones(actor: Actor, rules: Rules): Sql | null {
  const mine = (Object.keys(APPROVAL) as (keyof typeof APPROVAL)[]).flatMap((level) => {
    const kinds = MILESTONES.filter((m) => rules.gates[m].approval === level);
    if (kinds.length === 0 || !can(actor, APPROVAL[level])) return [];
    return [sql`(e.kind IN (${Prisma.join(kinds)}) AND ${projectsFor(actor, APPROVAL[level])})`];
  });
  if (mine.length === 0) return null;
  return sql`(e.status = 'submitted' AND e.voided_at IS NULL AND p.off_state IS NULL AND NOT ${maskedFor(actor)}
    AND (${Prisma.join(mine, " OR ")}))`;
}

const namedPaper = (paper: EntryPaper): EntryPaper => ({
  ...paper,
  kind: EVIDENCE_KINDS[paper.kind as EvidenceKind] ?? "其他材料",
});

type RawLine<Line> = Omit<Line, "submittedAt" | "warnings"> & { submittedAt: Date };
const finished = <Line extends QueueFrame>(raw: RawLine<Line>, rules: Rules): Line =>
  ({
    ...raw,
    submittedAt: raw.submittedAt.toISOString(),
    evidence: raw.evidence.map(namedPaper),
    projectEvidence: raw.projectEvidence.map(namedPaper),
    warnings: ledgerWarnings(raw, rules).map((w) => w.message),
  }) as unknown as Line;

async function waitingEntries(
  actor: Actor,
  ledger: Ledger,
  limit: number,
  rules: Rules,
): Promise<QueueEntry[]> {
  const rows = await rowsOf<RawLine<QueueEntry>>(
    database,
    sql`SELECT ${ledger} AS kind, e.id, e.version, e.correction_of_id AS "correctionOfId", ${ROW_JSON[ledger]} AS row, ${PROJECT_COLUMNS},
        e.submitted_at AS "submittedAt", coalesce(authors.last_name, r.display_name, '') AS "submittedBy",
        (e.recorded_by_id = ${actor.id} OR coalesce(${actor.id} = ANY(authors.ids), FALSE)) AS own,
        ${papersOfEntry(actor, ledger)} AS evidence, ${projectsFor(actor, "evidence:attach")} AS "mayAttach",
        ${papersWhere(actor, sql`l.project_id = e.project_id AND l.requirement = 'bank-voucher' AND l.subject_id IS NULL`)} AS "projectEvidence"
      FROM ${tableOf(ledger)} e JOIN project p ON p.id = e.project_id LEFT JOIN chain c ON c.id = p.chain_id
        LEFT JOIN account r ON r.id = e.recorded_by_id LEFT JOIN LATERAL (
          SELECT array_agg(DISTINCT f.actor_id) AS ids, (array_agg(a.display_name ORDER BY f.version DESC))[1] AS last_name
          FROM project_fact f JOIN account a ON a.id = f.actor_id WHERE f.project_id = e.project_id
            AND f.type IN ('EntryDrafted', 'EntrySubmitted') AND f.payload->>'ledger' = ${ledger}
            AND (f.payload->>'entryId')::int = e.id) authors ON TRUE
      WHERE e.status = 'submitted' AND e.voided_at IS NULL AND ${projectsFor(actor, "entry:review")} AND NOT ${maskedFor(actor)}
      ORDER BY e.submitted_at, e.id LIMIT ${limit}`,
  );
  return rows.map((row) => finished(row, rules));
}

const withoutContacts = ({ contactName: _, contactPhone: __, ...patch }: Record<string, unknown>) => patch;

async function waitingMilestones(actor: Actor, limit: number, rules: Rules): Promise<QueueMilestone[]> {
  const mine = myMilestones(actor, rules);
  if (!mine) return [];
  const rows = await rowsOf<RawLine<QueueMilestone>>(
    database,
    sql`SELECT 'milestone' AS kind, e.id, p.version, e.kind AS milestone, e.occurred_on::text AS "occurredOn", e.patch, e.details,
        ${PROJECT_COLUMNS}, e.recorded_at AS "submittedAt", coalesce(r.display_name, '') AS "submittedBy",
        e.recorded_by_id = ${actor.id} AS own, FALSE AS "mayAttach", '[]'::json AS "projectEvidence",
        ${papersWhere(actor, sql`l.project_id = e.project_id`)} AS evidence
      FROM milestone e JOIN project p ON p.id = e.project_id LEFT JOIN chain c ON c.id = p.chain_id
        LEFT JOIN account r ON r.id = e.recorded_by_id
      WHERE ${mine} ORDER BY e.recorded_at, e.id LIMIT ${limit}`,
  );
  return rows.map((row) => {
    const asked = new Set<string>(rules.gates[row.milestone].evidence.flat());
    const patch = can(actor, "contact:read") ? row.patch : withoutContacts(row.patch);
    return finished({ ...row, patch, evidence: row.evidence.filter((e) => asked.has(e.kind)) }, rules);
  });
}

export interface ReviewQueue {
  lines: QueueLine[];
  counts: Record<Ledger | "milestone", number>;
}

/** Oldest first. `counts` are of everything that waits, whatever kind is asked for. */
export async function reviewQueue(
  actor: Actor,
  { kind, limit }: z.output<typeof input>,
  now: Date,
): Promise<ReviewQueue> {
  const rules = await rulesInForce(database, dayOf(now));
  const ledgers: Ledger[] = can(actor, "entry:review") ? ["arrival", "investment", "agreement"] : [];
  const [entries, milestones, counts] = await Promise.all([
    Promise.all(
      ledgers.filter((l) => !kind || kind === l).map((l) => waitingEntries(actor, l, limit, rules)),
    ),
    !kind || kind === "milestone" ? waitingMilestones(actor, limit, rules) : [],
    waitingCounts(actor, rules),
  ]);
  const lines: QueueLine[] = [...entries.flat(), ...milestones];
  lines.sort((a, b) => a.submittedAt.localeCompare(b.submittedAt));
  return { lines: lines.slice(0, limit), counts };
}

export async function waitingCounts(actor: Actor, rules: Rules): Promise<ReviewQueue["counts"]> {
  const of = (
    table: Ledger,
  ) => sql`(SELECT count(*) FROM ${tableOf(table)} e JOIN project p ON p.id = e.project_id
    WHERE e.status = 'submitted' AND e.voided_at IS NULL AND ${projectsFor(actor, "entry:review")} AND NOT ${maskedFor(actor)})`;
  const mine = myMilestones(actor, rules) ?? sql`FALSE`;
  const [counts] = await rowsOf<ReviewQueue["counts"]>(
    database,
    sql`SELECT ${of("arrival")} AS arrival, ${of("investment")} AS investment, ${of("agreement")} AS agreement,
      (SELECT count(*) FROM milestone e JOIN project p ON p.id = e.project_id WHERE ${mine}) AS milestone`,
  );
  return counts ?? { arrival: 0, investment: 0, agreement: 0, milestone: 0 };
}
