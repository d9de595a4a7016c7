/** 登录: verifies the password, counts failures, locks, and opens a session. */
import "server-only";
import { randomUUID } from "node:crypto";
import { dayOf } from "@/server/domain/periods";
import { Refusal } from "@/server/domain/refusals";
import { type Database, database } from "@/server/platform/database";
import { appendAudit } from "@/server/record/audit";
import { rulesInForce } from "@/server/record/load-rules";
import { hashPassword, verifyPassword } from "./passwords";

export interface SignedIn {
  sessionId: string;
  accountId: number;
  name: string;
}

/** Takes as long for an unknown account as for a known one. */
let decoy: Promise<string> | undefined;

/**
 * Opens a session, or refuses: the same words for an unknown account, a wrong password and an inactive account;
 * `locked` after too many failures, until the lock runs out.
 */
export async function signIn(
  input: { username: string; password: string; address: string },
  now: Date,
): Promise<SignedIn> {
  const username = input.username.trim().toLowerCase();
  const account = await database.account.findUnique({ where: { username } });
  const actor = {
    id: account?.id ?? null,
    name: account?.displayName ?? username.slice(0, 40),
    address: input.address,
  };
  const note = (action: string, outcome: "ok" | "refused") =>
    database.$transaction((tx) =>
      appendAudit(tx as unknown as Database, actor, now, [
        { action, subjectKind: "account", subjectId: String(account?.id ?? username.slice(0, 40)), outcome },
      ]),
    );
  if (account?.lockedUntil && account.lockedUntil > now) {
    await note("account:sign-in-locked", "refused");
    throw new Refusal("locked");
  }
  decoy ??= hashPassword(randomUUID());
  const right = await verifyPassword(account?.passwordHash ?? (await decoy), input.password);
  if (!account || !right || !account.active) {
    if (account) await countFailure(account.id, now);
    await note("account:sign-in-failed", "refused");
    throw new Refusal("not-signed-in", { message: "账号或密码不正确" });
  }
  const sessionId = randomUUID();
  await database.$transaction([
    database.account.update({ where: { id: account.id }, data: { failedAttempts: 0, lockedUntil: null } }),
    database.accountSession.create({
      data: { id: sessionId, accountId: account.id, startedAt: now, lastSeenAt: now, address: input.address },
    }),
  ]);
  await note("account:sign-in", "ok");
  return { sessionId, accountId: account.id, name: account.displayName };
}

async function countFailure(accountId: number, now: Date): Promise<void> {
  const { session } = await rulesInForce(database, dayOf(now));
  const { failedAttempts } = await database.account.update({
    where: { id: accountId },
    data: { failedAttempts: { increment: 1 } },
    select: { failedAttempts: true },
  });
  if (failedAttempts >= session.attempts) {
    const lockedUntil = new Date(now.getTime() + session.lockMinutes * 60_000);
    await database.account.update({ where: { id: accountId }, data: { lockedUntil, failedAttempts: 0 } });
  }
}

export async function signOut(sessionId: string, now: Date): Promise<void> {
  await database.accountSession.updateMany({
    where: { id: sessionId, endedAt: null },
    data: { endedAt: now },
  });
}
