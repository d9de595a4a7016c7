/** From a session id to the person who acts; nothing is cached, so a blocked account is out at once. */
import "server-only";
import { dayOf } from "@/server/domain/periods";
import type { Actor, Role } from "@/server/domain/permissions";
import { database, rowsOf, sql, steadyRowsOf } from "@/server/platform/database";
import { rulesOfStamp, rulesStamp } from "@/server/record/load-rules";

export interface SessionActor extends Actor {
  sessionId: string;
  post: string;
  unitName: string | null;
  mustChangePassword: boolean;
}

const SEEN_STEP_MS = 60_000;

/** The actor behind a session; null when the session ended or idled out, or the account is inactive. */
export async function sessionActor(
  sessionId: string,
  address: string,
  now: Date,
): Promise<SessionActor | null> {
  const today = dayOf(now);
  const [row] = await steadyRowsOf<{
    id: number;
    name: string;
    post: string;
    role: Role;
    unit_id: number | null;
    unit_name: string | null;
    must_change: boolean;
    last_seen_at: Date;
    chain_ids: number[] | null;
    rules_stamp: number;
  }>(
    sql`SELECT a.id, a.display_name AS name, a.post, a.role, a.unit_id, u.name AS unit_name, a.must_change_password AS must_change,
        s.last_seen_at, ${rulesStamp} AS rules_stamp,
        (SELECT array_agg(DISTINCT c.chain_id) FROM chain_appointment c WHERE c.account_id = a.id
          AND c.valid_from <= ${today}::date AND (c.valid_to IS NULL OR c.valid_to >= ${today}::date)) AS chain_ids
      FROM account_session s JOIN account a ON a.id = s.account_id LEFT JOIN unit u ON u.id = a.unit_id
      WHERE s.id = ${sessionId} AND s.ended_at IS NULL AND a.active`,
  );
  if (!row) return null;
  const idle = now.getTime() - row.last_seen_at.getTime();
  const { session } = await rulesOfStamp(database, today, row.rules_stamp);
  if (idle > session.idleMinutes * 60_000) return null;
  if (idle > SEEN_STEP_MS) {
    await database.accountSession.updateMany({ where: { id: sessionId }, data: { lastSeenAt: now } });
  }
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    unitId: row.unit_id,
    chainIds: row.chain_ids ?? [],
    address,
    sessionId,
    post: row.post,
    unitName: row.unit_name,
    mustChangePassword: row.must_change,
  };
}

/** The person behind an account id, for work that goes on after the request; null when the account is inactive. */
export async function actorById(accountId: number, now: Date): Promise<Actor | null> {
  const today = dayOf(now);
  const [row] = await rowsOf<Actor>(
    database,
    sql`SELECT a.id, a.display_name AS name, a.role, a.unit_id AS "unitId", '' AS address,
        coalesce((SELECT array_agg(DISTINCT c.chain_id) FROM chain_appointment c WHERE c.account_id = a.id
          AND c.valid_from <= ${today}::date AND (c.valid_to IS NULL OR c.valid_to >= ${today}::date)), '{}') AS "chainIds"
      FROM account a WHERE a.id = ${accountId} AND a.active`,
  );
  return row ?? null;
}
