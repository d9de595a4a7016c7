/** PostgreSQL: one pool a process, one Prisma client on it, and the few SQL conveniences that the questions need. */
import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { environment } from "./environment";
import { Prisma, PrismaClient } from "./generated/prisma/client";
import { statementNames } from "./statement-names";

function connect(): PrismaClient {
  const adapter = new PrismaPg(
    { connectionString: environment.databaseUrl, max: environment.poolSize },
    { statementNameGenerator: statementNames() },
  );
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 60_000 } });
}

const holder = globalThis as unknown as { chainleadDatabase?: PrismaClient };

/** The client of this process; made on first use so that a build needs no database. */
export const database: PrismaClient = new Proxy({} as PrismaClient, {
  get(_, property) {
    holder.chainleadDatabase ??= connect();
    const value = Reflect.get(holder.chainleadDatabase, property);
    return typeof value === "function" ? value.bind(holder.chainleadDatabase) : value;
  },
});

export { Prisma };
export const sql = Prisma.sql;
export type Sql = Prisma.Sql;
/** Either the client or a transaction of it. */
export type Database = Pick<PrismaClient, "$queryRaw" | "$executeRaw"> &
  Omit<PrismaClient, "$connect" | "$disconnect" | "$on" | "$extends" | "$transaction">;

/** bigint → number (checked), so that amounts in fen arrive as whole numbers. */
function plain(value: unknown): unknown {
  if (typeof value !== "bigint") return value;
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`beyond 2^53: ${value}`);
  return number;
}

/**
 * Rows of a hand-written query. `Row` is what the SELECT names; int8 arrives as number, dates must be cast to text in
 * the SELECT, sums must be cast to bigint.
 */
export async function rowsOf<Row>(db: Pick<Database, "$queryRaw">, query: Sql): Promise<Row[]> {
  const rows = await db.$queryRaw<Record<string, unknown>[]>(query);
  for (const row of rows) for (const key in row) row[key] = plain(row[key]);
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
