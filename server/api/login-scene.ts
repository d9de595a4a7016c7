/** What a stranger may know: the name over the door, and whether anybody lives here yet. */
import "server-only";
import { accountsOfPeople } from "@/server/accounts";
import { dayOf } from "@/server/domain/periods";
import { systemNow } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { rulesInForce } from "@/server/record/load-rules";

export async function loginScene(): Promise<{ district: string; bureau: string; empty: boolean }> {
  const [rules, account] = await Promise.all([
    rulesInForce(database, dayOf(systemNow())),
    database.account.findFirst({ where: accountsOfPeople, select: { id: true } }),
  ]);
  return { district: rules.district.name, bureau: rules.district.bureau, empty: account === null };
}
