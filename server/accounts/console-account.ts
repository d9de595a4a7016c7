/** The account in whose name the command line writes: it stands in histories and in the audit log, nobody signs in with it. */
import "server-only";
import { randomUUID } from "node:crypto";
import type { Actor } from "@/server/domain/permissions";
import { database, rowOf, sql } from "@/server/platform/database";
import { hashPassword } from "./passwords";

const USERNAME = "ledger-import";
const NAME = "命令行迁入";

/** Accounts of people: what a first run counts. */
export const accountsOfPeople = { username: { not: USERNAME } };

export async function consoleActor(): Promise<Actor> {
  const passwordHash = await hashPassword(randomUUID());
  const { id } = await rowOf<{ id: number }>(
    database,
    sql`INSERT INTO account (username, display_name, role, password_hash, active, must_change_password)
      VALUES (${USERNAME}, ${NAME}, 'statistician', ${passwordHash}, FALSE, FALSE)
      ON CONFLICT (username) DO UPDATE SET username = excluded.username RETURNING id`,
  );
  return { id, name: NAME, role: "statistician", unitId: null, chainIds: [], address: "" };
}
