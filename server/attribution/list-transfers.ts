/** 流转 as a list. Who is asked to take a project on sees enough of it to decide; everybody else what he may see anyway. */
import "server-only";
import type { z } from "zod";
import type { listAttribution, Page, TransferRow } from "@/server/contracts/attribution";
import type { Day } from "@/server/domain/periods";
import { type Actor, can, scopeOf } from "@/server/domain/permissions";
import type { Transfer } from "@/server/domain/transfer";
import { database, rowsOf, type Sql, sql } from "@/server/platform/database";
import { maskedFor, projectsFor } from "@/server/projects";
import { namesNow, unitIn } from "./names";
import { transferRights } from "./transfer-verbs";
import { transferTurn } from "./whose-turn";

interface Stored
  extends Pick<Transfer, "id" | "step" | "fromUnitId" | "toUnitId" | "keptBasisPoints" | "reason"> {
  total: number;
  version: number;
  dueOn: Day | null;
  proposedOn: Day;
  proposedById: number;
  ownerId: number | null;
  projectId: number;
  name: string;
  seen: boolean;
  chainId: number | null;
  investor: string;
  content: string;
  amountFen: number | null;
  mine: boolean;
}

const transfersFor = (actor: Actor): Sql => {
  const scope = scopeOf(actor, "attribution:read");
  if (scope === "all") return sql`TRUE`;
  return scope === "unit" && actor.unitId !== null
    ? sql`(t.from_unit_id = ${actor.unitId} OR t.to_unit_id = ${actor.unitId})`
    : sql`FALSE`;
};

/** What lies in his scope, and an open offer to his unit when he is the one who answers. Never a sensitive lead of others. */
const seenBy = (actor: Actor): Sql => {
  const whole = sql`(${projectsFor(actor, "project:read", "few")} AND NOT ${maskedFor(actor, "few")})`;
  if (!can(actor, "transfer:answer") || actor.unitId === null) return whole;
  return sql`(${whole} OR (t.to_unit_id = ${actor.unitId} AND t.step IN ('answer', 'approval') AND p.sensitivity <> 'sensitive'))`;
};

export async function transferRows(
  actor: Actor,
  today: Day,
  where: Sql,
  { offset, limit }: { offset: number; limit: number },
): Promise<Page<TransferRow>> {
  const rows = await rowsOf<Stored>(
    database,
    sql`SELECT count(*) OVER ()::int AS total, t.id, t.step, t.due_on::text AS "dueOn", t.proposed_on::text AS "proposedOn",
        t.proposed_by_id AS "proposedById", t.from_unit_id AS "fromUnitId", t.to_unit_id AS "toUnitId",
        t.kept_basis_points AS "keptBasisPoints", t.reason, t.owner_id AS "ownerId", p.id AS "projectId", p.name,
        ${seenBy(actor)} AS seen, p.chain_id AS "chainId", p.investor_name AS investor, p.content,
        coalesce(p.contract_fen, p.planned_total_fen, p.intended_fen) AS "amountFen", ${transferTurn(actor, today)} AS mine,
        (SELECT max(f.version) FROM project_fact f WHERE f.project_id = t.project_id AND f.type LIKE 'Transfer%'
          AND (f.payload->>'transferId')::int = t.id) AS version
      FROM transfer t JOIN project p ON p.id = t.project_id
      WHERE p.off_state IS DISTINCT FROM 'withdrawn' AND ${transfersFor(actor)} AND ${where}
      ORDER BY t.due_on NULLS LAST, t.changed_at DESC, t.id DESC OFFSET ${offset} LIMIT ${limit}`,
  );
  const names = await namesNow(today);
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      id: row.id,
      version: row.version,
      step: row.step,
      dueOn: row.dueOn,
      proposedOn: row.proposedOn,
      proposedBy: names.account(row.proposedById) ?? "",
      fromUnit: unitIn(names, row.fromUnitId),
      toUnit: unitIn(names, row.toUnitId),
      toUnitId: row.toUnitId,
      keptBasisPoints: row.keptBasisPoints,
      reason: row.reason,
      ownerName: names.account(row.ownerId),
      project: row.seen ? { id: row.projectId, name: row.name } : null,
      about: row.seen
        ? {
            chain: names.chain(row.chainId)?.name ?? null,
            investor: row.investor,
            content: row.content,
            amountFen: row.amountFen,
          }
        : null,
      rights: transferRights(actor, row),
      mine: row.mine,
    })),
  };
}

export function listTransfers(
  actor: Actor,
  { show, ...page }: z.output<typeof listAttribution>,
  today: Day,
): Promise<Page<TransferRow>> {
  const open = sql`t.step IN ('answer', 'approval')`;
  const where = { open, mine: transferTurn(actor, today), closed: sql`NOT ${open}` }[show];
  return transferRows(actor, today, where, page);
}

/** Units that have somebody to take a project on. */
export const receivers = (): Promise<{ id: number; name: string }[]> =>
  rowsOf(
    database,
    sql`SELECT u.id, u.name FROM unit u WHERE u.active AND EXISTS (SELECT 1 FROM account a WHERE a.unit_id = u.id AND a.active
      AND a.role IN ('section-head', 'lead-department', 'street')) ORDER BY u.position, u.id`,
  );
