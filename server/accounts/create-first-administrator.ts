/** The first-run page: names the district of an empty bureau and makes its account administrator, once. */
import "server-only";
import type { z } from "zod";
import type { createFirstAdministrator as input } from "@/server/contracts/account";
import { Refusal } from "@/server/domain/refusals";
import { startingRules } from "@/server/domain/rules";
import { type Database, database, sql } from "@/server/platform/database";
import { appendAudit } from "@/server/record/audit";
import { accountsOfPeople } from "./console-account";
import { checkPassword, hashPassword } from "./passwords";

/** Old projects of a new bureau lie in the same district. */
const FROM_THE_BEGINNING = new Date("2000-01-01");

// Keeps two browsers on the first-run page from both becoming the first.
const FIRST_RUN_LOCK = 20261125;

export async function createFirstAdministrator(
  context: { now: Date },
  { username, displayName, password, districtName, homeProvince, homeCity }: z.output<typeof input>,
): Promise<{ username: string }> {
  checkPassword(password, username);
  const passwordHash = await hashPassword(password);
  return database.$transaction(async (tx) => {
    await tx.$executeRaw(sql`SELECT pg_advisory_xact_lock(${FIRST_RUN_LOCK})`);
    if ((await tx.account.count({ where: accountsOfPeople })) > 0)
      throw new Refusal("not-permitted", { message: "系统已启用，请用账号登录" });
    const account = await tx.account.create({
      data: { username, displayName, role: "account-admin", passwordHash, mustChangePassword: false },
    });
    const district = { ...startingRules.district, name: districtName, homeProvince, homeCity };
    await tx.setting.create({
      data: { key: "district", value: district, effectiveFrom: FROM_THE_BEGINNING, setById: account.id },
    });
    const actor = { id: account.id, name: displayName, address: "" };
    await appendAudit(tx as unknown as Database, actor, context.now, [
      {
        action: "account:first-run",
        subjectKind: "account",
        subjectId: String(account.id),
        subjectLabel: username,
        after: district,
      },
    ]);
    return { username };
  });
}
