/**
 * Session ids of the cookies whose token was decrypted before. Deriving the key costs more than everything else in the check
 * of a session, and a token never changes; whether the session still lives is asked of the database each time.
 */
import "server-only";
import { decode } from "next-auth/jwt";

const MOST = 2000;
const known = new Map<string, { sessionId: string; expiresAtMs: number }>();

function remember(cookie: string, sessionId: string, expiresAtMs: number): void {
  const oldest = known.size >= MOST ? known.keys().next().value : undefined;
  if (oldest !== undefined) known.delete(oldest);
  known.set(cookie, { sessionId, expiresAtMs });
}

/** The session id that a cookie carries, or null when it is not ours or has expired. */
export async function sessionIdIn(cookie: string, secret: string, now: Date): Promise<string | null> {
  const found = known.get(cookie);
  if (found && found.expiresAtMs > now.getTime()) return found.sessionId;
  known.delete(cookie);
  const token = await decode({ token: cookie, secret }).catch(() => null);
  if (typeof token?.sid !== "string" || typeof token.exp !== "number") return null;
  remember(cookie, token.sid, token.exp * 1000);
  return token.sid;
}
