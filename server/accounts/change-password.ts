/** 修改密码: one's own, with the present one; every other session of the account ends. */
import "server-only";
import type { z } from "zod";
import type { changePassword as input } from "@/server/contracts/account";
import { refuseAt } from "@/server/domain/refusals";
import { type Database, database } from "@/server/platform/database";
import { appendAudit } from "@/server/record/audit";
import { checkPassword, hashPassword, verifyPassword } from "./passwords";
import type { SessionActor } from "./session-actor";

const REMEMBERED = 5;

export async function changePassword(
  { actor, now }: { actor: SessionActor; now: Date },
  { present, next }: z.output<typeof input>,
): Promise<{ changed: true }> {
  const account = await database.account.findUniqueOrThrow({ where: { id: actor.id } });
  if (!(await verifyPassword(account.passwordHash, present)))
    throw refuseAt("bad-input", "present", "原密码不正确");
  checkPassword(next, account.username, "next");
  const used = [account.passwordHash, ...account.passwordHistory];
  for (const hash of used) {
    if (await verifyPassword(hash, next))
      throw refuseAt("bad-input", "next", `不能使用最近${REMEMBERED}次用过的密码`);
  }
  const passwordHash = await hashPassword(next);
  await database.$transaction(async (tx) => {
    await tx.account.update({
      where: { id: actor.id },
      data: {
        passwordHash,
        passwordSetAt: now,
        mustChangePassword: false,
        passwordHistory: used.slice(0, REMEMBERED - 1),
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
