/** 账号管理: only the account administrator, who sees no business. Every change is audited and ends the sessions it must. */
import "server-only";
import type { z } from "zod";
import * as contract from "@/server/contracts/account";
import { UNIT_KINDS } from "@/server/contracts/organisation";
import { ROLES, type Role } from "@/server/domain/permissions";
import { Refusal, refuseAt } from "@/server/domain/refusals";
import { type Database, database, Prisma } from "@/server/platform/database";
import { byPinyin } from "@/server/platform/pinyin-order";
import { type AuditLine, appendAudit } from "@/server/record/audit";
import { once } from "@/server/record/receipts";
import type { WriteContext } from "@/server/record/record";
import { accountsOfPeople } from "./console-account";
import { checkPassword, hashPassword, remembered } from "./passwords";

export interface AccountLine {
  id: number;
  username: string;
  displayName: string;
  post: string;
  role: string;
  unitId: number | null;
  unitName: string | null;
  active: boolean;
  locked: boolean;
  mustChangePassword: boolean;
  lastSeenAt: string | null;
  /** Projects that he is in charge of: how many, never which. */
  projects: number;
}

export async function listAccounts({ now }: { now: Date }): Promise<AccountLine[]> {
  const rows = await database.account.findMany({
    where: accountsOfPeople,
    include: {
      _count: {
        select: {
          ownedProjects: { where: { OR: [{ offState: null }, { offState: { not: "withdrawn" } }] } },
        },
      },
      unit: true,
      sessions: { orderBy: { lastSeenAt: "desc" }, take: 1 },
    },
  });
  return rows.sort(byRankUnitName).map((a) => ({
    id: a.id,
    username: a.username,
    displayName: a.displayName,
    post: a.post,
    role: a.role,
    unitId: a.unitId,
    unitName: a.unit?.name ?? null,
    active: a.active,
    locked: a.lockedUntil !== null && a.lockedUntil > now,
    mustChangePassword: a.mustChangePassword,
    lastSeenAt: a.sessions[0]?.lastSeenAt.toISOString() ?? null,
    projects: a._count.ownedProjects,
  }));
}

interface Listed {
  active: boolean;
  role: string;
  displayName: string;
  username: string;
  unit: { kind: string; position: number; id: number } | null;
}

/** Those in service first, then by role, by unit as the list of units has it, and by name in pinyin. */
function byRankUnitName(a: Listed, b: Listed): number {
  const kinds = Object.keys(UNIT_KINDS);
  const place = ({ active, role, unit }: Listed) => [
    active ? 0 : 1,
    ROLES.indexOf(role as Role),
    unit ? kinds.indexOf(unit.kind) : kinds.length,
    unit?.position ?? 0,
    unit?.id ?? 0,
  ];
  const [mine, other] = [place(a), place(b)];
  const differs = mine.findIndex((value, i) => value !== other[i]);
  if (differs >= 0) return (mine[differs] ?? 0) - (other[differs] ?? 0);
  return byPinyin(a.displayName, b.displayName) || byPinyin(a.username, b.username);
}

function requireUnit(given: Parameters<typeof contract.lacksUnit>[0]): void {
  if (contract.lacksUnit(given)) throw refuseAt("bad-input", "unitId", contract.UNIT_MISSING);
}

/** Names and posts of those in service, for appointments. */
export async function listPeople(): Promise<{ id: number; name: string; post: string; role: string }[]> {
  const rows = await database.account.findMany({ where: { active: true } });
  rows.sort((a, b) => byPinyin(a.displayName, b.displayName) || a.id - b.id);
  return rows.map((a) => ({ id: a.id, name: a.displayName, post: a.post, role: a.role }));
}

/** Runs a change of one account with its audit entry, both or neither. */
async function change<T>(
  context: WriteContext,
  action: string,
  work: (tx: Database) => Promise<{ answer: T; line: AuditLine }>,
): Promise<T> {
  try {
    return await database.$transaction(async (tx) => {
      const db = tx as unknown as Database;
      return await once(db, context, action, async () => {
        const { answer, line } = await work(db);
        await appendAudit(db, context.actor, context.now, [line]);
        return answer;
      });
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") {
      throw refuseAt("duplicate", "username", "该账号已存在");
    }
    throw error;
  }
}

/** Nobody signs in with the accounts in which the program itself writes: as nobody sees them, nobody changes them. */
async function accountOfPerson(db: Pick<Database, "account">, id: number) {
  const account = await db.account.findFirst({ where: { id, ...accountsOfPeople } });
  if (!account) throw new Refusal("not-found");
  return account;
}

const lineFor = (action: string, id: number, label: string, after?: unknown): AuditLine => ({
  action,
  subjectKind: "account",
  subjectId: String(id),
  subjectLabel: label,
  after,
});

/** Makes an account with a first password that must be changed at the first login. */
export async function createAccount(
  context: WriteContext,
  input: z.output<typeof contract.createAccount>,
): Promise<{ id: number }> {
  const { password, requestId, ...given } = input;
  requireUnit(given);
  checkPassword(password, input.username);
  const passwordHash = await hashPassword(password);
  // The digest of the whole request would hold the password to whoever guesses: the receipt knows the rest alone.
  const asked = { ...context, requestId, content: JSON.stringify(given) };
  return change(asked, "account:create", async (tx) => {
    const account = await tx.account.create({ data: { ...given, passwordHash, mustChangePassword: true } });
    return {
      answer: { id: account.id },
      line: lineFor("account:create", account.id, account.username, { role: account.role }),
    };
  });
}

/** Changes name, post, role, unit or standing. An account that loses standing or changes role is signed out at once. */
export async function editAccount(
  context: WriteContext,
  input: z.output<typeof contract.editAccount>,
): Promise<{ id: number }> {
  const { accountId, ...given } = input;
  requireUnit(given);
  if (accountId === context.actor.id && (!given.active || given.role !== context.actor.role)) {
    throw new Refusal("bad-state", { message: "不能停用自己或改变自己的角色" });
  }
  return change(context, "account:edit", async (tx) => {
    const before = await accountOfPerson(tx, accountId);
    const after = await tx.account.update({ where: { id: accountId }, data: given });
    if (!after.active || after.role !== before.role) await endSessions(tx, accountId, context.now);
    const changed = (Object.keys(given) as (keyof typeof given)[]).filter((k) => before[k] !== after[k]);
    return {
      answer: { id: accountId },
      line: {
        ...lineFor(
          "account:edit",
          accountId,
          after.username,
          Object.fromEntries(changed.map((k) => [k, after[k]])),
        ),
        before: Object.fromEntries(changed.map((k) => [k, before[k]])),
      },
    };
  });
}

export async function resetPassword(
  context: WriteContext,
  input: z.output<typeof contract.resetPassword>,
): Promise<{ id: number }> {
  const known = await accountOfPerson(database, input.accountId);
  checkPassword(input.password, known.username);
  const passwordHash = await hashPassword(input.password);
  return change(context, "account:reset-password", async (tx) => {
    await tx.account.update({
      where: { id: known.id },
      data: {
        passwordHash,
        passwordSetAt: context.now,
        passwordHistory: remembered([known.passwordHash, ...known.passwordHistory]),
        mustChangePassword: true,
        failedAttempts: 0,
        lockedUntil: null,
      },
    });
    await endSessions(tx, known.id, context.now);
    return { answer: { id: known.id }, line: lineFor("account:reset-password", known.id, known.username) };
  });
}

export function unlockAccount(
  context: WriteContext,
  input: z.output<typeof contract.unlockAccount>,
): Promise<{ id: number }> {
  return change(context, "account:unlock", async (tx) => {
    const { id } = await accountOfPerson(tx, input.accountId);
    const account = await tx.account.update({
      where: { id },
      data: { failedAttempts: 0, lockedUntil: null },
    });
    return { answer: { id: account.id }, line: lineFor("account:unlock", account.id, account.username) };
  });
}

const endSessions = (tx: Database, accountId: number, now: Date) =>
  tx.accountSession.updateMany({ where: { accountId, endedAt: null }, data: { endedAt: now } });
