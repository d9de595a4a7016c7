/** next-auth: Credentials and a signed token that carries only a session id; the session itself lives in the database. */
import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { cache } from "react";
import { type SessionActor, signIn, signOut } from "@/server/accounts";
import { ownAddress } from "@/server/domain/own-address";
import { Refusal } from "@/server/domain/refusals";
import { systemNow } from "@/server/platform/clock";
import { log } from "@/server/platform/log";
import { actorOf, addressOf, cookieName } from "./request-actor";

const TWELVE_HOURS = 12 * 60 * 60;

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
    redirect: ({ url, baseUrl }) => ownAddress(url, new URL(baseUrl).origin)?.href ?? baseUrl,
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

/** The actor of the page being rendered, or null. Asked once a request. */
export const currentActor = cache(async (): Promise<SessionActor | null> => {
  const jar = await cookies();
  return actorOf(jar.get(cookieName())?.value, addressOf(await headers()));
});

const loginFor = (wanted: string | null) =>
  wanted === null || wanted === "/" ? "/login" : `/login?next=${encodeURIComponent(wanted)}`;

/** The actor of the page being rendered; sends strangers to the login page, and first-timers to their password. */
export async function requireActor(): Promise<SessionActor> {
  const actor = await currentActor();
  if (!actor) redirect(loginFor((await headers()).get("x-wanted-page")));
  if (actor.mustChangePassword) redirect("/password");
  return actor;
}
