/**
 * A limit on failed sign-ins from one address, whatever names were tried: the lock of an account does not see someone
 * who tries one password on many. Only failures count, so that a bureau behind one address comes in as it likes.
 */
import "server-only";
import { Refusal } from "@/server/domain/refusals";
import { database, rowsOf, sql } from "@/server/platform/database";

export const ADDRESS_FAILURES = 60;
export const ADDRESS_MINUTES = 15;
const HOME_DAYS = 30;

const minutesFrom = (now: Date, minutes: number) => new Date(now.getTime() + minutes * 60_000);

/**
 * Until when an address that has failed `allowed` times stays outside; null when it has not. Only attempts that were
 * judged count, and none is meanwhile: the time never grows.
 */
async function heldUntil(address: string, now: Date, allowed: number): Promise<Date | null> {
  const [row] = await rowsOf<{ at: Date }>(
    database,
    sql`SELECT at FROM audit_entry WHERE at > ${minutesFrom(now, -ADDRESS_MINUTES)} AND at <= ${now} AND address = ${address}
        AND action = 'account:sign-in-failed'
      ORDER BY at DESC OFFSET ${allowed - 1} LIMIT 1`,
  );
  return row ? minutesFrom(row.at, ADDRESS_MINUTES) : null;
}

/**
 * Someone who has come in from here of late, and has not failed since, is let through all the same: a stranger behind
 * the same address cannot keep the bureau out.
 */
async function isAtHome(
  account: { id: number; failedAttempts: number } | null,
  address: string,
  now: Date,
): Promise<boolean> {
  if (!account || account.failedAttempts > 0) return false;
  const since = minutesFrom(now, -HOME_DAYS * 24 * 60);
  const here = { accountId: account.id, address, startedAt: { gt: since } };
  return (await database.accountSession.findFirst({ where: here, select: { id: true } })) !== null;
}

/** Whether the address was refused already since it began to be: one entry in the audit log is enough. */
async function isNoted(address: string, now: Date): Promise<boolean> {
  const since = minutesFrom(now, -ADDRESS_MINUTES);
  const noted = { at: { gt: since }, action: "account:sign-in-held", address };
  return (await database.auditEntry.findFirst({ where: noted, select: { id: true } })) !== null;
}

/**
 * Refuses while the address is held. Asked before a password is judged, and again before anything is said of it, so
 * that a burst of guesses learns no more than the allowed number of them would.
 */
export async function refuseHeldAddress(
  {
    account,
    address,
    now,
    allowed = ADDRESS_FAILURES,
  }: {
    account: { id: number; failedAttempts: number } | null;
    address: string;
    now: Date;
    allowed?: number;
  },
  note: (action: string, outcome: "refused") => Promise<unknown>,
): Promise<void> {
  const until = await heldUntil(address, now, allowed);
  if (until === null || (await isAtHome(account, address, now))) return;
  if (!(await isNoted(address, now))) await note("account:sign-in-held", "refused");
  const minutes = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000));
  throw new Refusal("locked", { message: `本机所在网络登录失败次数过多，请 ${minutes} 分钟后再试` });
}
