/** What the tests need of database-roles.mjs. */
import type { Client } from "pg";

export function ensureRole(client: Client, role: string, password: string): Promise<void>;
export function ensureGrants(database: { url: string; ownerUrl: string }): Promise<void>;
