/** Accounts in whose names the program itself writes: they stand in histories and in the audit log, nobody signs in with them. */
import "server-only";
import { randomUUID } from "node:crypto";
import type { Actor } from "@/server/domain/permissions";
import { database, rowOf, rowsOf, sql } from "@/server/platform/database";
import { hashPassword } from "./passwords";

const CONSOLE = "ledger-import";
const UPKEEP = "upkeep";

/** Accounts of people: what a first run counts. */
export const accountsOfPeople = { username: { notIn: [CONSOLE, UPKEEP] } };

async function serviceId(username: string, name: string): Promise<number> {
  const [known] = await rowsOf<{ id: number }>(
    database,
    sql`SELECT id FROM account WHERE username = ${username}`,
  );
  if (known) return known.id;
  const passwordHash = await hashPassword(randomUUID());
  const { id } = await rowOf<{ id: number }>(
    database,
    sql`INSERT INTO account (username, display_name, role, password_hash, active, must_change_password)
      VALUES (${username}, ${name}, 'statistician', ${passwordHash}, FALSE, FALSE)
      ON CONFLICT (username) DO UPDATE SET username = excluded.username RETURNING id`,
  );
  return id;
}

async function serviceActor(username: string, name: string): Promise<Actor> {
  const id = await serviceId(username, name);
  return { id, name, role: "statistician", unitId: null, chainIds: [], address: "" };
}

/** The command line that takes in a ledger. */
export const consoleActor = (): Promise<Actor> => serviceActor(CONSOLE, "命令行迁入");
/** The worker that keeps deadlines. */
export const upkeepActor = (): Promise<Actor> => serviceActor(UPKEEP, "系统时限");
