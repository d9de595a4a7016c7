/** 修改密码: one's own, with the present one; every other session of the account ends. */
import "server-only";
import type { z } from "zod";
import type { changePassword as input } from "@/server/contracts/account";
import { Refusal, refuseAt } from "@/server/domain/refusals";
import { type Database, database } from "@/server/platform/database";
import { appendAudit } from "@/server/record/audit";
import { checkPassword, hashPassword, refuseUsed, remembered, verifyPassword } from "./passwords";
import type { SessionActor } from "./session-actor";
import { beginAttempt, endFailures, lockAfterFailures } from "./sign-in";

/** The present password is guessed at here as well as at the door: the same count, the same lock, the same trace. */
async function requirePassword(actor: SessionActor, hash: string, given: string, now: Date): Promise<void> {
  if (!(await beginAttempt(actor.id, now))) throw new Refusal("locked");
  if (await verifyPassword(hash, given)) return endFailures(actor.id);
  await lockAfterFailures(actor.id, now);
  const line = { action: "account:change-password", subjectKind: "account", subjectId: String(actor.id) };
  await database.$transaction((tx) =>
    appendAudit(tx as unknown as Database, actor, now, [{ ...line, outcome: "refused" }]),
  );
  throw refuseAt("bad-input", "present", "原密码不正确");
}

export async function changePassword(
  { actor, now }: { actor: SessionActor; now: Date },
  { present, next }: z.output<typeof input>,
): Promise<{ changed: true }> {
  const account = await database.account.findUniqueOrThrow({ where: { id: actor.id } });
  await requirePassword(actor, account.passwordHash, present, now);
  checkPassword(next, account.username, "next");
  const used = [account.passwordHash, ...account.passwordHistory];
  await refuseUsed(used, next, "next");
  const passwordHash = await hashPassword(next);
  await database.$transaction(async (tx) => {
    await tx.account.update({
      where: { id: actor.id },
      data: {
        passwordHash,
        passwordSetAt: now,
        mustChangePassword: false,
        passwordHistory: remembered(used),
      },
    });
    await tx.accountSession.updateMany({
      where: { accountId: actor.id, id: { not: actor.sessionId }, endedAt: null },
      data: { endedAt: now },
    });
    await appendAudit(tx as unknown as Database, actor, now, [
      { action: "account:change-password", subjectKind: "account", subjectId: String(actor.id) },
    ]);
  });
  return { changed: true };
}
