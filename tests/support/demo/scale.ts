/** The demo district at the size of the bench: told and stored batch by batch, so that memory stays bounded. */
import pg from "pg";
import type { Day } from "@/server/domain/periods";
import type { Database, Sql } from "@/server/platform/database";
import { environment } from "@/server/platform/environment";
import { type District, demoDistrict } from "./district";
import * as store from "./store";

export interface Scale {
  projects: number;
  /** Rows of the three ledgers together, to within a percent. */
  ledgerRows: number;
  years: number;
  today: Day;
  seed?: number;
  /** Called after each batch with what was told so far. */
  progress?: (projects: number, ledgerRows: number) => void;
}

const BATCH = 250;
/** One lane stores while the next batch is told for the other. */
const LANES = 2;
/** Projects told beforehand, evenly over the years, to know how many ledger rows are still to come. */
const SAMPLE = 2000;

const rowsIn = (district: District): number => {
  const { agreement, arrival, investment } = district.idsTaken();
  return agreement + arrival + investment;
};

/** The calls by which rows are stored, straight on a connection: an ORM's own work would be a quarter of the time. */
const through = (client: pg.Client): Database =>
  ({
    $executeRaw: async ({ text, values }: Sql) => (await client.query(text, values)).rowCount ?? 0,
    $executeRawUnsafe: async (statement: string, ...values: unknown[]) =>
      (await client.query(statement, values)).rowCount ?? 0,
    $queryRawUnsafe: async (statement: string, ...values: unknown[]) =>
      (await client.query(statement, values)).rows,
  }) as unknown as Database;

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: environment.databaseUrl });
  await client.connect();
  // Waiting for the disk at each commit would be most of the time, and a bench database is not kept.
  await client.query("SET synchronous_commit = off");
  return client;
}

async function inTransaction(client: pg.Client, work: (db: Database) => Promise<unknown>): Promise<void> {
  await client.query("BEGIN");
  await work(through(client));
  await client.query("COMMIT");
}

async function storeBase(db: Database, district: District, scale: Scale): Promise<void> {
  const openedAt = `${Number(scale.today.slice(0, 4)) - scale.years + 1}-01-01T01:00:00Z`;
  await store.storeSettings(db, district);
  await store.storeBureau(db, district, openedAt);
  await store.storeAnchors(db, district.anchors, openedAt);
  await store.storeFiles(db, district, environment.dataDirectory, 1, openedAt);
}

/** What share of the months of investment to keep from a project on, so that the ledgers end up with the wished number of rows. */
function steering(district: District, scale: Scale): (done: number) => number {
  const size = Math.min(SAMPLE, scale.projects);
  const weight = scale.projects / size;
  const others = new Float64Array(size + 1);
  const investment = new Float64Array(size + 1);
  for (let i = size - 1; i >= 0; i -= 1) {
    const rows = district.rowsOf(Math.floor(i * weight));
    others[i] = (others[i + 1] ?? 0) + rows.others * weight;
    investment[i] = (investment[i + 1] ?? 0) + rows.investment * weight;
  }
  return (done) => {
    const at = Math.min(size, Math.floor(done / weight));
    const missing = scale.ledgerRows - rowsIn(district) - (others[at] ?? 0);
    return Math.min(1, Math.max(0, missing / Math.max(1, investment[at] ?? 1)));
  };
}

/**
 * Drops the indexes that only make reading fast; gives the statements that bring them back. Those stay by which a write finds what
 * its project has already: without them each batch would read through everything before it.
 */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      WHERE NOT i.indisunique AND c.relnamespace = 'public'::regnamespace
        AND pg_get_indexdef(i.indexrelid) NOT LIKE '%USING btree (project_id%'`,
  );
  for (const { name } of rows) await client.query(`DROP INDEX "${name}"`);
  return rows.map((r) => r.definition);
}

async function restoreIndexes(client: pg.Client, definitions: readonly string[]): Promise<void> {
  await client.query("SET maintenance_work_mem = '256MB'");
  for (const definition of definitions) await client.query(definition);
}

/** Tells batch after batch. Enterprises are committed before their projects: those of a later batch may name them. */
async function storeProjects(district: District, scale: Scale, clients: readonly pg.Client[]): Promise<void> {
  const lanes: Promise<void>[] = clients.map(() => Promise.resolve());
  const shareFrom = steering(district, scale);
  let done = 0;
  for (let turn = 0; done < scale.projects; turn += 1) {
    district.keepInvestment(shareFrom(done));
    const told = store.tellNext(district, BATCH);
    done += told.histories.length;
    const lane = turn % clients.length;
    const client = clients[lane] as pg.Client;
    await lanes[lane];
    await store.storeEnterprises(through(client), told);
    lanes[lane] = inTransaction(client, (db) => store.storeTold(db, told));
    lanes[lane]?.catch(() => undefined);
    scale.progress?.(done, rowsIn(district));
  }
  await Promise.all(lanes);
}

/** Fills the empty database of DATABASE_URL; gives what it holds. */
export async function seedScale(scale: Scale): Promise<{ projects: number; ledgerRows: number }> {
  const { projects, today, years, seed } = scale;
  const district = demoDistrict({
    projects,
    today,
    years,
    detail: "brief",
    ...(seed === undefined ? {} : { seed }),
  });
  const clients = await Promise.all(Array.from({ length: LANES }, connect));
  try {
    const [first] = clients as [pg.Client];
    await inTransaction(first, (db) => storeBase(db, district, scale));
    const indexes = await dropIndexes(first);
    await storeProjects(district, scale, clients);
    await restoreIndexes(first, indexes);
    await store.advanceSequences(through(first));
    // As autovacuum leaves a database that has stood for a day; without it every index-only scan would visit the table.
    await first.query("VACUUM (ANALYZE)");
  } finally {
    await Promise.all(clients.map((c) => c.end()));
  }
  return { projects, ledgerRows: rowsIn(district) };
}
