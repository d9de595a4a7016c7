/**
 * The list of projects and the board as of the end of an earlier day, from what is kept of every project for every day: stage,
 * chain, amounts, units, origin. Who is in charge, the next step and the light are kept for no day and so are not shown.
 */
import "server-only";
import type {
  PastChanges,
  PastFilter,
  PastProject,
  PastProjects,
  PastProjectsInput,
} from "@/server/contracts/past-projects";
import { BOARD_COLUMNS, type BoardColumnId, type BoardHead } from "@/server/contracts/project-list";
import { type Day, dayOf } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { nameBook, nameVersion } from "@/server/organisation";
import { database, Prisma, rowOf, rowsOf, type Sql, sql } from "@/server/platform/database";
import { searchMatch } from "@/server/platform/search-match";
import { boardAmountOf, maskedFor, noteSensitiveAmong, projectsFor } from "@/server/projects";
import { atEndOf, type Knowledge, projects, requirePast } from "./knowledge";

interface Asking {
  actor: Actor;
  now: Date;
}

/** Where a row of the projects stands on the board. */
const columnOf = (alias: "p" | "n"): Sql => Prisma.raw(`coalesce(${alias}.off_state, ${alias}.stage)`);
const STAGE_MOVED = sql`${columnOf("p")} IS DISTINCT FROM ${columnOf("n")}`;
const AMOUNT_MOVED = sql`${boardAmountOf("p")} IS DISTINCT FROM ${boardAmountOf("n")}`;
const CHAIN_MOVED = sql`p.chain_id IS DISTINCT FROM n.chain_id`;

/**
 * `p`, the projects as they stood with the owners of today, beside `n`, what they are now. Whether somebody may know of one
 * follows the stage of that day and the secrecy that is the stricter.
 */
const pastAndPresent = (known: Knowledge): Sql =>
  sql`${projects(known)} k JOIN project n ON n.id = k.id,
    LATERAL (SELECT k.*, n.owner_id, n.owner_unit_id, n.reporting_unit_id) p`;

function conditionsOf(actor: Actor, filter: PastFilter): Sql[] {
  const found = filter.q ? searchMatch("p", filter.q) : null;
  return [
    projectsFor(actor, "project:read"),
    sql`NOT ${maskedFor(actor)}`,
    found && sql`p.id IN (SELECT p.id FROM project p WHERE ${found})`,
    filter.chainId === undefined
      ? null
      : filter.chainId === 0
        ? sql`p.chain_id IS NULL`
        : sql`p.chain_id = ${filter.chainId}`,
    filter.leadUnitId === undefined ? null : sql`p.lead_unit_id = ${filter.leadUnitId}`,
    filter.streetUnitId === undefined ? null : sql`p.street_unit_id = ${filter.streetUnitId}`,
    filter.changed ? sql`(${STAGE_MOVED} OR ${AMOUNT_MOVED} OR ${CHAIN_MOVED})` : null,
  ].filter((condition) => condition !== null);
}

/** The board of that day and what has become of its projects. */
async function headsOf(actor: Actor, known: Knowledge, filter: PastFilter) {
  const where = Prisma.join(conditionsOf(actor, filter), " AND ");
  type Head = BoardHead & Omit<PastChanges, "fresh">;
  const found = await rowsOf<Head>(
    database,
    sql`SELECT ${columnOf("p")} AS "column", count(*)::int AS count, coalesce(sum(${boardAmountOf("p")}), 0)::bigint AS "amountFen",
        count(*) FILTER (WHERE n.off_state = 'withdrawn')::int AS withdrawn,
        count(*) FILTER (WHERE n.off_state IS DISTINCT FROM 'withdrawn' AND ${STAGE_MOVED})::int AS stage,
        count(*) FILTER (WHERE ${AMOUNT_MOVED})::int AS amount, count(*) FILTER (WHERE ${CHAIN_MOVED})::int AS chain
      FROM ${pastAndPresent(known)} WHERE ${where} GROUP BY 1`,
  );
  const sum = (of: keyof Omit<PastChanges, "fresh">) => found.reduce((n, head) => n + head[of], 0);
  const heads = BOARD_COLUMNS.map((column): BoardHead => {
    const head = found.find((one) => one.column === column);
    return { column, count: head?.count ?? 0, amountFen: head?.amountFen ?? 0 };
  });
  const changes = {
    stage: sum("stage"),
    amount: sum("amount"),
    chain: sum("chain"),
    withdrawn: sum("withdrawn"),
  };
  return { heads, changes };
}

/** How many of the projects of today were not yet known then. */
async function freshSince(actor: Actor, known: Knowledge, filter: PastFilter): Promise<number> {
  const where = Prisma.join(conditionsOf(actor, { ...filter, changed: false }), " AND ");
  const { count } = await rowOf<{ count: number }>(
    database,
    sql`SELECT count(*)::int AS count FROM project p
      WHERE NOT EXISTS (SELECT 1 FROM ${projects(known)} k WHERE k.id = p.id) AND ${where}`,
  );
  return count;
}

const ORDER = sql`"amountFen" DESC NULLS LAST, p.id DESC`;

interface PageOf {
  filter: PastFilter;
  column?: BoardColumnId | undefined;
  offset: number;
  limit: number;
}

type Bare = Omit<PastProject, "chainName" | "chainHue" | "leadUnitName" | "streetName" | "now"> & {
  chainId: number | null;
  leadUnitId: number | null;
  streetUnitId: number | null;
  now: Pick<PastProject, "stage" | "offState" | "amountFen"> & { chainId: number | null };
  version: number;
};

/** Some of the projects of that day, the largest first, with their names of today. */
export async function pastPage(
  actor: Actor,
  known: Knowledge,
  page: PageOf,
  today: Day,
): Promise<PastProject[]> {
  const { filter, column, offset, limit } = page;
  const conditions = conditionsOf(actor, filter);
  if (column !== undefined) conditions.push(sql`${columnOf("p")} = ${column}`);
  const rows = await rowsOf<Bare>(
    database,
    sql`SELECT p.id, n.number, n.name, p.chain_id AS "chainId", p.stage, p.off_state AS "offState", ${boardAmountOf("p")} AS "amountFen",
        p.contract_on::text AS "contractOn", p.start_on::text AS "startOn", p.origin_province AS "originProvince",
        p.lead_unit_id AS "leadUnitId", p.street_unit_id AS "streetUnitId", ${nameVersion} AS version,
        json_build_object('chainId', n.chain_id, 'stage', n.stage, 'offState', n.off_state, 'amountFen', ${boardAmountOf("n")}) AS now
      FROM ${pastAndPresent(known)} WHERE ${Prisma.join(conditions, " AND ")} ORDER BY ${ORDER} OFFSET ${offset} LIMIT ${limit}`,
  );
  const names = await nameBook(rows[0]?.version ?? null, today);
  const chained = <T extends { chainId: number | null }>({ chainId, ...rest }: T) => {
    const chain = names.chain(chainId);
    return { ...rest, chainName: chain?.name ?? null, chainHue: chain?.hue ?? null };
  };
  return rows.map(({ version: _read, leadUnitId, streetUnitId, now, ...row }) => ({
    ...chained(row),
    leadUnitName: names.unit(leadUnitId),
    streetName: names.unit(streetUnitId),
    now: chained(now),
  }));
}

/** Throws when the day has not ended, or the actor may not ask for an earlier one. */
export async function pastProjects(
  { actor, now }: Asking,
  { knownOn, filter, column, offset, limit }: PastProjectsInput,
): Promise<PastProjects> {
  requirePast({ actor, now }, knownOn);
  const known = atEndOf(knownOn);
  const [{ heads, changes }, { fresh, rows }] = await Promise.all([
    headsOf(actor, known, filter),
    (async () => ({
      fresh: await freshSince(actor, known, filter),
      rows: await pastPage(actor, known, { filter, column, offset, limit }, dayOf(now)),
    }))(),
  ]);
  await noteSensitiveAmong(
    actor,
    rows.map((row) => row.id),
  );
  const asked = column === undefined ? heads : heads.filter((head) => head.column === column);
  const total = asked.reduce((n, head) => n + head.count, 0);
  return { knownOn, heads, changes: { ...changes, fresh }, rows, total };
}
