/** The scope rules of domain/permissions as SQL conditions over `project p`. A property test holds the two together. */
import "server-only";
import { type Action, type Actor, type Scope, scopeOf } from "@/server/domain/permissions";
import { Prisma, type Sql, sql } from "@/server/platform/database";

const NEVER = sql`FALSE`;
const ALWAYS = sql`TRUE`;

/**
 * How many projects a question looks at: `few` (a page, one project) asks of each whether the actor is named on it; `many`
 * (a count, an export) reads all that he is named on once. For a page the second took longer than the page itself.
 */
export type Reading = "few" | "many";

const named = (actor: Actor, reading: Reading): Sql =>
  reading === "few"
    ? sql`(p.owner_id = ${actor.id} OR (SELECT TRUE FROM project_member m
        WHERE m.account_id = ${actor.id} AND m.project_id = p.id AND m.valid_to IS NULL LIMIT 1))`
    : sql`(p.owner_id = ${actor.id} OR p.id IN (SELECT project_id FROM project_member WHERE account_id = ${actor.id} AND valid_to IS NULL))`;
/** The same as a set to look up: where nothing else opens a project, only these rows are read at all. */
const amongNamed = (actor: Actor): Sql =>
  sql`p.id IN (SELECT o.id FROM project o WHERE o.owner_id = ${actor.id}
    UNION ALL SELECT project_id FROM project_member WHERE account_id = ${actor.id} AND valid_to IS NULL)`;
const ofUnit = (actor: Actor): Sql =>
  actor.unitId === null
    ? NEVER
    : sql`(p.owner_unit_id = ${actor.unitId} OR p.reporting_unit_id = ${actor.unitId})`;

/**
 * Condition for a scope. The alias of the project table must be `p`. Of alternatives the cheapest stands first: it decides
 * for most rows, and the list of named projects is not even read.
 */
export function scopeWhere(actor: Actor, scope: Scope, reading: Reading = "many"): Sql {
  switch (scope) {
    case "none":
      return NEVER;
    case "all":
      return ALWAYS;
    case "own":
      return amongNamed(actor);
    case "unit":
      return sql`(${ofUnit(actor)} OR ${named(actor, reading)})`;
    case "unit+signed":
      return sql`(p.contract_on IS NOT NULL OR ${ofUnit(actor)} OR ${named(actor, reading)})`;
    case "chain":
      return actor.chainIds.length === 0
        ? amongNamed(actor)
        : sql`(p.chain_id IN (${Prisma.join(actor.chainIds)}) OR ${named(actor, reading)})`;
    case "host":
      return actor.unitId === null
        ? amongNamed(actor)
        : sql`(p.lead_unit_id = ${actor.unitId} OR ${ofUnit(actor)} OR ${named(actor, reading)})`;
    case "place":
      return actor.unitId === null
        ? amongNamed(actor)
        : sql`(p.street_unit_id = ${actor.unitId} OR ${ofUnit(actor)} OR ${named(actor, reading)})`;
  }
}

/** Projects on which the actor may perform the action; withdrawn ones never. */
export const projectsFor = (actor: Actor, action: Action, reading: Reading = "many"): Sql =>
  sql`((p.off_state IS NULL OR p.off_state <> 'withdrawn') AND ${scopeWhere(actor, scopeOf(actor, action), reading)})`;

/** True where only chain, size and first reporter may be shown: the rule `isMasked`. */
export function maskedFor(actor: Actor, reading: Reading = "many"): Sql {
  if (actor.role === "director") return NEVER;
  const opened =
    actor.role === "section-head" && actor.unitId !== null
      ? sql`p.owner_unit_id IS NOT DISTINCT FROM ${actor.unitId}`
      : actor.role === "chain-leader" && actor.chainIds.length > 0
        ? sql`coalesce(p.chain_id IN (${Prisma.join(actor.chainIds)}), FALSE)`
        : NEVER;
  return sql`(p.sensitivity = 'sensitive' AND p.contract_on IS NULL AND NOT (coalesce(${named(actor, reading)}, FALSE) OR ${opened}))`;
}

/** True where contact persons and phones may be shown. */
export const contactsFor = (actor: Actor, reading: Reading = "many"): Sql =>
  scopeWhere(actor, scopeOf(actor, "contact:read"), reading);
