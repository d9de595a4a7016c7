/** What the measurements share: who asks, over which connection, and what the database holds. */
import pg from "pg";
import { actorById, type SessionActor } from "@/server/accounts";
import { createCaller } from "@/server/api/root";
import type { StatMonth } from "@/server/domain/periods";
import { addMonths, dayOf, monthOfDay } from "@/server/domain/periods";
import { database, rowOf, sql } from "@/server/platform/database";
import { Client } from "./client";

export interface BenchScene {
  port: number;
  officer: Client;
  head: Client;
  statistician: Client;
  director: Client;
  actors: Record<"keyuan" | "kezhang" | "tongji", SessionActor>;
  bare: pg.Client;
  month: StatMonth;
  chainId: number;
  projectId: number;
  typed: { name: string; investorName: string; originProvince: string };
  counts: { projects: number; ledgerRows: number };
}

async function actorNamed(username: string): Promise<SessionActor> {
  const { id } = await database.account.findUniqueOrThrow({ where: { username }, select: { id: true } });
  const actor = await actorById(id, new Date());
  if (!actor) throw new Error(`${username} may not act`);
  return { ...actor, sessionId: "", post: "", unitName: null, mustChangePassword: false };
}

async function signedIn(port: number, username: string): Promise<Client> {
  const client = new Client(port);
  await client.signIn(username);
  return client;
}

/** A project that is known, with a slip in its name and its investor written another way. */
async function leadTypedAgain(id: number): Promise<BenchScene["typed"]> {
  const { name, investor, province } = await rowOf<{ name: string; investor: string; province: string }>(
    database,
    sql`SELECT name, investor_name AS investor, origin_province AS province FROM project WHERE id = ${id}`,
  );
  return {
    name: `${name.slice(0, -1)}工程`,
    investorName: investor.replace("有限公司", "有限责任公司"),
    originProvince: province,
  };
}

export async function benchScene(port: number): Promise<BenchScene> {
  const bare = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await bare.connect();
  const present = monthOfDay(dayOf(new Date()));
  const found = await rowOf<{ chain: number; project: number; projects: number; rows: number }>(
    database,
    sql`SELECT (SELECT chain_id FROM project WHERE chain_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 1) AS chain,
      (SELECT id FROM project WHERE start_on IS NOT NULL ORDER BY id DESC LIMIT 1) AS project,
      (SELECT count(*)::int FROM project) AS projects,
      ((SELECT count(*) FROM agreement) + (SELECT count(*) FROM arrival) + (SELECT count(*) FROM investment))::int AS rows`,
  );
  return {
    port,
    officer: await signedIn(port, "keyuan"),
    head: await signedIn(port, "kezhang"),
    statistician: await signedIn(port, "tongji"),
    director: await signedIn(port, "juzhang"),
    actors: {
      keyuan: await actorNamed("keyuan"),
      kezhang: await actorNamed("kezhang"),
      tongji: await actorNamed("tongji"),
    },
    bare,
    month: addMonths(present, -1),
    chainId: found.chain,
    projectId: found.project,
    typed: await leadTypedAgain(found.project),
    counts: { projects: found.projects, ledgerRows: found.rows },
  };
}

/** The same procedure without HTTP, for noting what it asks of the database. */
export function askHere(actor: SessionActor, procedure: string, input: unknown): Promise<unknown> {
  const caller = createCaller({ actor, now: new Date() }) as unknown as Record<
    string,
    Record<string, (input: unknown) => Promise<unknown>>
  >;
  const [noun = "", verb = ""] = procedure.split(".");
  const call = caller[noun]?.[verb];
  if (!call) throw new Error(`no procedure ${procedure}`);
  return call(input);
}
