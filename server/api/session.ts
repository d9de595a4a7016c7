/** next-auth: Credentials and a signed token that carries only a session id; the session itself lives in the database. */
import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { cache } from "react";
import { type SessionActor, sessionActor, signIn, signOut } from "@/server/accounts";
import { Refusal } from "@/server/domain/refusals";
import { systemNow } from "@/server/platform/clock";
import { environment } from "@/server/platform/environment";
import { log } from "@/server/platform/log";
import { sessionIdIn } from "./verified-tokens";

const TWELVE_HOURS = 12 * 60 * 60;
const cookieName = () =>
  environment.secureCookies ? "__Secure-next-auth.session-token" : "next-auth.session-token";

/**
 * The caller's address as the nearest proxy saw it. Only the last entry is that proxy's own; what stands before it is
 * whatever the caller sent, and the audit log must not repeat it.
 */
export const addressOf = (given: Headers): string =>
  (given.get("x-forwarded-for")?.split(",").at(-1) ?? given.get("x-real-ip") ?? "").trim().slice(0, 64);

export const authOptions: NextAuthOptions = {
  session: { strategy: "jwt", maxAge: TWELVE_HOURS },
  pages: { signIn: "/login", error: "/login" },
  providers: [
    Credentials({
      credentials: { username: {}, password: {} },
      async authorize(credentials) {
        try {
          const username = String(credentials?.username ?? "").slice(0, 100);
          const password = String(credentials?.password ?? "").slice(0, 200);
          const address = addressOf(await headers());
          const { sessionId, accountId, name } = await signIn({ username, password, address }, systemNow());
          return { id: String(accountId), name, sessionId };
        } catch (error) {
          // next-auth shows the message of an Error to the form; only our own words may travel.
          if (error instanceof Refusal) throw new Error(error.message);
          log.error("sign-in failed", error);
          throw new Error("系统出现问题，请稍后再试");
        }
      },
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) =>
      user ? { sub: user.id, sid: (user as { sessionId?: string }).sessionId } : token,
    session: ({ session }) => session,
  },
  events: {
    async signOut({ token }) {
      if (typeof token?.sid === "string") await signOut(token.sid, systemNow());
    },
  },
};

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

/** The actor of the page being rendered, or null. Asked once a request. */
export const currentActor = cache(async (): Promise<SessionActor | null> => {
  const jar = await cookies();
  return actorOf(jar.get(cookieName())?.value, addressOf(await headers()));
});

/** The actor of the page being rendered; sends strangers to the login page, and first-timers to their password. */
export async function requireActor(): Promise<SessionActor> {
  const actor = await currentActor();
  if (!actor) redirect("/login");
  if (actor.mustChangePassword) redirect("/password");
  return actor;
}

/** What a procedure knows of its caller. */
export async function apiContextOf(request: Request): Promise<{ actor: SessionActor | null; now: Date }> {
  const cookie = sessionCookieIn(request.headers.get("cookie"));
  return { actor: await actorOf(cookie, addressOf(request.headers)), now: systemNow() };
}

/** A write that another site's page sends: the cookie is SameSite=Lax, and this closes what is left. */
export function isForeignWrite(request: Request): boolean {
  const origin = request.headers.get("origin");
  if (request.method === "GET" || origin === null) return false;
  // A sandboxed page sends "null": no address at all, and certainly not ours.
  return !URL.canParse(origin) || new URL(origin).host !== request.headers.get("host");
}
