/**
 * The list of projects and the board as of the end of an earlier day, from what is kept of every project for every day: stage,
 * chain, amounts, units, origin. Who is in charge, the next step and the light are kept for no day and so are not shown.
 */
import "server-only";
import type {
  PastFilter,
  PastHead,
  PastProject,
  PastProjects,
  PastProjectsInput,
} from "@/server/contracts/past-projects";
import { BOARD_COLUMNS, type BoardColumnId } from "@/server/contracts/project-list";
import { type Day, dayOf } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { nameBook, nameVersion } from "@/server/organisation";
import { database, Prisma, rowOf, rowsOf, type Sql, sql } from "@/server/platform/database";
import { searchMatch } from "@/server/platform/search-match";
import { boardAmountOf, maskedFor, noteSensitiveAmong, projectsFor } from "@/server/projects";
import { atEndOf, type Knowledge, projects, requirePast, unknownThen } from "./knowledge";

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

const ANYTHING_MOVED = sql`(${STAGE_MOVED} OR ${AMOUNT_MOVED} OR ${CHAIN_MOVED})`;

/** Whether a row stands in the chain, department and street that are asked for; null when none is. */
function placeOf(row: "p" | "n", { chainId, leadUnitId, streetUnitId }: PastFilter): Sql | null {
  const of = (column: string, id: number | undefined) =>
    id === undefined
      ? []
      : [Prisma.raw(`${row}.${column} IS NOT DISTINCT FROM ${id === 0 ? "NULL" : String(id)}`)];
  const all = [
    ...of("chain_id", chainId),
    ...of("lead_unit_id", leadUnitId),
    ...of("street_unit_id", streetUnitId),
  ];
  return all.length === 0 ? null : sql`(${Prisma.join(all, " AND ")})`;
}

const searched = ({ q }: PastFilter): Sql | null => {
  const found = q ? searchMatch("p", q) : null;
  return found && sql`p.id IN (SELECT p.id FROM project p WHERE ${found})`;
};

const allOf = (...conditions: (Sql | null)[]): Sql =>
  Prisma.join(
    conditions.filter((condition) => condition !== null),
    " AND ",
  );
const readable = (actor: Actor): Sql => projectsFor(actor, "project:read");
const open = (actor: Actor): Sql => sql`${readable(actor)} AND NOT ${maskedFor(actor)}`;

interface HeadRow extends PastHead {
  hidden: number;
}

const NOTHING: PastHead["changes"] = { stage: 0, amount: 0, chain: 0, withdrawn: 0, changed: 0 };

/** The board of that day and what has become of its projects, and how many of them may not be told. */
async function headsOf(actor: Actor, known: string, filter: PastFilter) {
  const told = sql`NOT ${maskedFor(actor)}`;
  const of = (condition: Sql) => sql`count(*) FILTER (WHERE ${told} AND ${condition})`;
  const found = await rowsOf<HeadRow>(
    database,
    sql`SELECT ${columnOf("p")} AS "column", count(*) FILTER (WHERE ${told})::int AS count,
        coalesce(sum(${boardAmountOf("p")}) FILTER (WHERE ${told}), 0)::bigint AS "amountFen", count(*) FILTER (WHERE NOT ${told})::int AS hidden,
        json_build_object('withdrawn', ${of(sql`n.off_state = 'withdrawn'`)},
          'stage', ${of(sql`n.off_state IS DISTINCT FROM 'withdrawn' AND ${STAGE_MOVED}`)}, 'amount', ${of(AMOUNT_MOVED)},
          'chain', ${of(CHAIN_MOVED)}, 'changed', ${of(ANYTHING_MOVED)}) AS changes
      FROM ${pastAndPresent(known)} WHERE ${allOf(readable(actor), searched(filter), placeOf("p", filter))} GROUP BY 1`,
  );
  // Of what may not be told only the chain may be asked for.
  const tells = !filter.q && filter.leadUnitId === undefined && filter.streetUnitId === undefined;
  const heads = BOARD_COLUMNS.map((column): PastHead => {
    const head = found.find((one) => one.column === column);
    return head
      ? { column, count: head.count, amountFen: head.amountFen, changes: head.changes }
      : { column, count: 0, amountFen: 0, changes: NOTHING };
  });
  return { heads, hidden: tells ? found.reduce((n, head) => n + head.hidden, 0) : 0 };
}

/** What came into the list since. */
async function cameSince(actor: Actor, known: string, filter: PastFilter) {
  const [here, there] = [placeOf("p", filter), placeOf("n", filter)];
  const mine = [open(actor), searched(filter)];
  const movedIn = sql`SELECT count(*)::int FROM ${pastAndPresent(known)} WHERE ${allOf(...mine, here && sql`NOT ${here}`, there)}`;
  return rowOf<Pick<PastProjects, "fresh" | "movedIn">>(
    database,
    sql`SELECT (SELECT count(*)::int FROM project p WHERE ${allOf(unknownThen(known), ...mine, here)}) AS fresh,
      ${here === null ? sql`0` : sql`(${movedIn})`} AS "movedIn"`,
  );
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
  const where = allOf(
    open(actor),
    searched(filter),
    placeOf("p", filter),
    filter.changed ? ANYTHING_MOVED : null,
    column === undefined ? null : sql`${columnOf("p")} = ${column}`,
  );
  const rows = await rowsOf<Bare>(
    database,
    sql`SELECT p.id, n.number, n.name, p.chain_id AS "chainId", p.stage, p.off_state AS "offState", ${boardAmountOf("p")} AS "amountFen",
        p.contract_on::text AS "contractOn", p.start_on::text AS "startOn", p.origin_province AS "originProvince",
        p.lead_unit_id AS "leadUnitId", p.street_unit_id AS "streetUnitId", ${nameVersion} AS version,
        json_build_object('chainId', n.chain_id, 'stage', n.stage, 'offState', n.off_state, 'amountFen', ${boardAmountOf("n")}) AS now
      FROM ${pastAndPresent(known)} WHERE ${where} ORDER BY ${ORDER} OFFSET ${offset} LIMIT ${limit}`,
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
  const [{ heads, hidden }, { came, rows }] = await Promise.all([
    headsOf(actor, known, filter),
    (async () => ({
      came: await cameSince(actor, known, filter),
      rows: await pastPage(actor, known, { filter, column, offset, limit }, dayOf(now)),
    }))(),
  ]);
  await noteSensitiveAmong(
    actor,
    rows.map((row) => row.id),
  );
  const asked = column === undefined ? heads : heads.filter((head) => head.column === column);
  const total = asked.reduce((n, head) => n + (filter.changed ? head.changes.changed : head.count), 0);
  return { knownOn, heads, hidden, ...came, rows, total };
}
