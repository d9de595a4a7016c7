/** Who sends a request, from its headers alone: the same for the pages' framework and for a bare server. */
import "server-only";
import { type SessionActor, sessionActor } from "@/server/accounts";
import { systemNow } from "@/server/platform/clock";
import { environment } from "@/server/platform/environment";
import { sessionIdIn } from "./verified-tokens";

export const cookieName = () =>
  environment.secureCookies ? "__Secure-next-auth.session-token" : "next-auth.session-token";

/**
 * The caller's address as the nearest proxy saw it. Only the last entry is that proxy's own; what stands before it is
 * whatever the caller sent, and the audit log must not repeat it.
 */
export const addressOf = (given: Headers): string =>
  (given.get("x-forwarded-for")?.split(",").at(-1) ?? given.get("x-real-ip") ?? "").trim().slice(0, 64);

/** The actor behind a request's cookie, or null. */
export async function actorOf(cookie: string | undefined, address: string): Promise<SessionActor | null> {
  if (!cookie || !environment.authSecret) return null;
  const sessionId = await sessionIdIn(cookie, environment.authSecret, systemNow());
  return sessionId === null ? null : sessionActor(sessionId, address, systemNow());
}

/** The session cookie in a Cookie header. */
function sessionCookieIn(header: string | null): string | undefined {
  const name = `${cookieName()}=`;
  return header
    ?.split(/;\s*/)
    .find((part) => part.startsWith(name))
    ?.slice(name.length);
}

/** What a procedure knows of its caller. */
export async function apiContextOf(
  request: Pick<Request, "headers">,
): Promise<{ actor: SessionActor | null; now: Date }> {
  const cookie = sessionCookieIn(request.headers.get("cookie"));
  return { actor: await actorOf(cookie, addressOf(request.headers)), now: systemNow() };
}

/** A write that another site's page sends: the cookie is SameSite=Lax, and this closes what is left. */
export function isForeignWrite(request: Pick<Request, "method" | "headers">): boolean {
  const origin = request.headers.get("origin");
  if (request.method === "GET" || origin === null) return false;
  // A sandboxed page sends "null": no address at all, and certainly not ours.
  return !URL.canParse(origin) || new URL(origin).host !== request.headers.get("host");
}
