/** Whose turn it is in disputes and transfers, as conditions over `dispute d JOIN project p` and `transfer t`. */
import "server-only";
import type { Day } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { type Sql, sql } from "@/server/platform/database";

const ranOut = (today: Day): Sql => sql`(d.then_step IS NOT NULL AND d.due_on < ${today}::date)`;
/** The rule `standOn` in SQL: time that ran out moves a dispute on. */
export const disputeStep = (today: Day): Sql =>
  sql`(CASE WHEN ${ranOut(today)} THEN d.then_step ELSE d.step END)`;
export const disputeDue = (today: Day): Sql =>
  sql`(CASE WHEN ${ranOut(today)} THEN d.then_due_on ELSE d.due_on END)`;
const disputeDirectorOn = (today: Day): Sql =>
  sql`(CASE WHEN ${ranOut(today)} THEN d.then_director_on ELSE d.director_on END)`;

const NEVER = sql`FALSE`;

/** A unit without a section head has nobody to mediate but the director. */
const headless = sql`NOT EXISTS (SELECT 1 FROM account h WHERE h.unit_id = d.respondent_unit_id AND h.role = 'section-head' AND h.active)`;

export function disputeTurn(actor: Actor, today: Day): Sql {
  const step = disputeStep(today);
  const { id, unitId, role } = actor;
  if (role === "director")
    return sql`(${step} IN ('ruling', 'appeal')
      OR (${step} = 'mediation' AND (${disputeDirectorOn(today)} <= ${today}::date OR ${headless})))`;
  if (unitId === null) return NEVER;
  const challenges =
    role === "officer"
      ? sql`(d.challenger_unit_id = ${unitId} AND d.challenger_id = ${id})`
      : sql`d.challenger_unit_id = ${unitId}`;
  const responds =
    role === "officer"
      ? sql`(d.respondent_unit_id = ${unitId} AND p.owner_id = ${id})`
      : sql`d.respondent_unit_id = ${unitId}`;
  if (role !== "officer" && role !== "section-head" && role !== "lead-department" && role !== "street")
    return NEVER;
  const mediates = role === "section-head" ? sql`(${step} = 'mediation' AND ${responds})` : NEVER;
  return sql`((${step} = 'evidence' AND ((${challenges} AND NOT d.challenger_closed) OR (${responds} AND NOT d.respondent_closed)))
    OR (${step} = 'consent' AND ${challenges}) OR ${mediates})`;
}

export function transferTurn({ role, unitId }: Actor, today: Day): Sql {
  if (role === "director")
    return sql`(t.step = 'approval' OR (t.step = 'answer' AND t.director_on <= ${today}::date))`;
  const answers = role === "section-head" || role === "lead-department" || role === "street";
  return answers && unitId !== null ? sql`(t.step = 'answer' AND t.to_unit_id = ${unitId})` : NEVER;
}
