/** Whether the database answers. */
import "server-only";
import { database, rowOf, sql } from "@/server/platform/database";
import { log } from "@/server/platform/log";

export async function isHealthy(): Promise<boolean> {
  try {
    return (await rowOf<{ one: number }>(database, sql`SELECT 1 AS one`)).one === 1;
  } catch (error) {
    log.error("health check failed", error);
    return false;
  }
}
