/** 登录: verifies the password, counts failures, locks, and opens a session. */
import "server-only";
import { randomUUID } from "node:crypto";
import { dayOf } from "@/server/domain/periods";
import { Refusal } from "@/server/domain/refusals";
import { type Database, database } from "@/server/platform/database";
import { appendAudit } from "@/server/record/audit";
import { rulesInForce } from "@/server/record/load-rules";
import { ADDRESS_FAILURES, refuseHeldAddress } from "./address-limit";
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
 * `locked` after too many failures of the account or from the address, until the lock runs out.
 */
export async function signIn(
  input: { username: string; password: string; address: string },
  now: Date,
): Promise<SignedIn> {
  const username = input.username
    .replace(/\p{Cc}|\p{Cs}/gu, "")
    .trim()
    .toLowerCase();
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
  const caller = { account, address: input.address, now };
  await refuseHeldAddress(caller, note);
  if (account && !(await beginAttempt(account.id, now))) {
    await note("account:sign-in-locked", "refused");
    throw new Refusal("locked");
  }
  decoy ??= hashPassword(randomUUID());
  const right = await verifyPassword(account?.passwordHash ?? (await decoy), input.password);
  if (!account || !right || !account.active) {
    if (account) await lockAfterFailures(account.id, now);
    await note("account:sign-in-failed", "refused");
    await refuseHeldAddress({ ...caller, allowed: ADDRESS_FAILURES + 1 }, note);
    throw new Refusal("not-signed-in", { message: "账号或密码不正确" });
  }
  await refuseHeldAddress(caller, note);
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

/**
 * Counts an attempt before it is judged, so that a burst of guesses sent at once is no more than the allowed number.
 * False when the account is locked, or when the attempts that are being judged may already lock it.
 */
export async function beginAttempt(accountId: number, now: Date): Promise<boolean> {
  const { session } = await rulesInForce(database, dayOf(now));
  const begun = await database.account.updateMany({
    where: {
      id: accountId,
      failedAttempts: { lt: session.attempts },
      OR: [{ lockedUntil: null }, { lockedUntil: { lte: now } }],
    },
    data: { failedAttempts: { increment: 1 } },
  });
  // Without a lock of its own the count would stay for ever: attempts that were never judged, or a limit that was lowered.
  if (begun.count === 0) await lockAfterFailures(accountId, now);
  return begun.count === 1;
}

export async function lockAfterFailures(accountId: number, now: Date): Promise<void> {
  const { session } = await rulesInForce(database, dayOf(now));
  const lockedUntil = new Date(now.getTime() + session.lockMinutes * 60_000);
  await database.account.updateMany({
    where: { id: accountId, failedAttempts: { gte: session.attempts } },
    data: { lockedUntil, failedAttempts: 0 },
  });
}

/** The right password forgets the wrong ones before it. */
export async function endFailures(accountId: number): Promise<void> {
  await database.account.update({
    where: { id: accountId },
    data: { failedAttempts: 0, lockedUntil: null },
  });
}

export async function signOut(sessionId: string, now: Date): Promise<void> {
  await database.accountSession.updateMany({
    where: { id: sessionId, endedAt: null },
    data: { endedAt: now },
  });
}
