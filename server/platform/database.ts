/** PostgreSQL: one pool a process, one Prisma client on it, and the few SQL conveniences that the questions need. */
import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { environment } from "./environment";
import { Prisma, PrismaClient } from "./generated/prisma/client";
import { log } from "./log";
import { statementNames } from "./statement-names";

interface Connected {
  pool: pg.Pool;
  steady: pg.Pool;
  client: PrismaClient;
  nameOf: (query: { sql: string }) => string;
}

function poolOf(size: number, prepare: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: environment.databaseUrl,
    max: size,
    onConnect: async (session) => void (await session.query(prepare)),
  });
  // A session that ends while nobody uses it: the pool opens another when one is needed.
  pool.on("error", (error) => log.warn("idle database session ended", { error: error.message }));
  return pool;
}

// Prisma reads and writes instants without their offset: in a session of another zone they would move by hours.
const UTC = "SET TIME ZONE 'UTC'";

function connect(): Connected {
  const pool = poolOf(environment.poolSize, UTC);
  const steady = poolOf(
    Math.ceil(environment.poolSize / 3),
    `${UTC}; SET plan_cache_mode = force_generic_plan`,
  );
  const nameOf = statementNames();
  const adapter = new PrismaPg(pool, { statementNameGenerator: nameOf });
  const client = new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 60_000 } });
  return { pool, steady, client, nameOf };
}

const holder = globalThis as unknown as { chainleadDatabase?: Connected };

/** Made on first use so that a build needs no database. */
function connected(): Connected {
  holder.chainleadDatabase ??= connect();
  return holder.chainleadDatabase;
}

/** The client of this process. */
export const database: PrismaClient = new Proxy({} as PrismaClient, {
  get(_, property) {
    const { client } = connected();
    const value = Reflect.get(client, property);
    return typeof value === "function" ? value.bind(client) : value;
  },
});

/** Ends every session of this process: a command would otherwise wait for them to idle out. The next question begins anew. */
export async function closeDatabase(): Promise<void> {
  const open = holder.chainleadDatabase;
  if (!open) return;
  holder.chainleadDatabase = undefined;
  await open.client.$disconnect();
  await Promise.all([open.pool.end(), open.steady.end()]);
}

export { Prisma };
export const sql = Prisma.sql;
export type Sql = Prisma.Sql;
/** Either the client or a transaction of it. */
export type Database = Pick<PrismaClient, "$queryRaw" | "$executeRaw"> &
  Omit<PrismaClient, "$connect" | "$disconnect" | "$on" | "$extends" | "$transaction">;

/** int8 → number (checked), so that amounts in fen arrive as whole numbers. */
function wholeNumber(value: bigint | string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`beyond 2^53: ${value}`);
  return number;
}

/** What the driver would read otherwise than Prisma does. */
const PARSERS: Record<number, (text: string) => unknown> = {
  [pg.types.builtins.INT8]: wholeNumber,
  [pg.types.builtins.DATE]: (text) => new Date(text),
  [pg.types.builtins.NUMERIC]: (text) => new Prisma.Decimal(text),
};
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: "text" | "binary") =>
    PARSERS[oid] ?? pg.types.getTypeParser(oid, format as "text"),
};

async function ask<Row>(pool: pg.Pool, { text, values }: Sql): Promise<Row[]> {
  const name = connected().nameOf({ sql: text });
  return (await pool.query({ name, text, values, types })).rows as Row[];
}

/**
 * Rows of a question whose best plan is the same whatever its values are: planned once a session instead of every time,
 * which for a page of the list is half of the database's work.
 */
export const steadyRowsOf = <Row>(query: Sql): Promise<Row[]> => ask(connected().steady, query);

/**
 * Rows of a hand-written query. `Row` is what the SELECT names; int8 arrives as number, dates must be cast to text in
 * the SELECT, sums must be cast to bigint. Outside a transaction the question goes to the driver itself: Prisma's way to
 * it costs more than many an answer (docs/performance.md).
 */
export async function rowsOf<Row>(db: Pick<Database, "$queryRaw">, query: Sql): Promise<Row[]> {
  if (db === database) return ask(connected().pool, query);
  const rows = await db.$queryRaw<Record<string, unknown>[]>(query);
  for (const row of rows)
    for (const key in row) if (typeof row[key] === "bigint") row[key] = wholeNumber(row[key]);
  return rows as Row[];
}

/** The first row of a query that must return one. */
export async function rowOf<Row>(db: Pick<Database, "$queryRaw">, query: Sql): Promise<Row> {
  const [row] = await rowsOf<Row>(db, query);
  if (row === undefined) throw new Error("query returned no row");
  return row;
}

/** Column name → PostgreSQL type, in the order of the insert. */
export type ColumnTypes = Record<string, string>;

const BATCH = 2000;

/**
 * Inserts many rows in few statements: one JSON parameter a batch, spread by json_to_recordset. Ten times faster than
 * row-by-row and safe for NULLs, arrays and jsonb. `tail` is appended (ON CONFLICT …, RETURNING …).
 */
export async function insertRows(
  db: Pick<Database, "$executeRawUnsafe">,
  table: string,
  columns: ColumnTypes,
  rows: readonly object[],
  tail = "",
): Promise<void> {
  const names = Object.keys(columns);
  const list = names.map((n) => `"${n}"`).join(", ");
  const shape = names.map((n) => `"${n}" ${columns[n]}`).join(", ");
  const statement = `INSERT INTO "${table}" (${list}) SELECT ${list} FROM json_to_recordset($1::json) AS x(${shape}) ${tail}`;
  for (let i = 0; i < rows.length; i += BATCH) {
    await db.$executeRawUnsafe(statement, JSON.stringify(rows.slice(i, i + BATCH)));
  }
}

/** Ids for rows that are about to be inserted, from the table's own sequence. */
export async function reserveIds(
  db: Pick<Database, "$queryRawUnsafe">,
  table: string,
  count: number,
): Promise<number[]> {
  if (count === 0) return [];
  const rows = await db.$queryRawUnsafe<{ id: bigint }[]>(
    `SELECT nextval(pg_get_serial_sequence($1, 'id')) AS id FROM generate_series(1, $2::int)`,
    table,
    count,
  );
  return rows.map((r) => Number(r.id));
}
