/** Password rules and hashing (argon2id). */
import "server-only";
import { hash, verify } from "@node-rs/argon2";
import { refuseAt } from "@/server/domain/refusals";

// 19 MiB and two passes: the customary floor for argon2id on a shared server.
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, ARGON2ID);
export const verifyPassword = (stored: string, password: string): Promise<boolean> =>
  verify(stored, password).catch(() => false);

const REMEMBERED = 5;

/** Refuses one of the last passwords. `used` begins with the present one. */
export async function refuseUsed(used: readonly string[], password: string, field: string): Promise<void> {
  for (const hash of used) {
    if (await verifyPassword(hash, password))
      throw refuseAt("bad-input", field, `不能使用最近${REMEMBERED}次用过的密码`);
  }
}

/** What an account remembers beside the password that replaces the first of these. */
export const remembered = (used: readonly string[]): string[] => used.slice(0, REMEMBERED - 1);

const CLASSES = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/];

/** Refuses a weak password: at least 10 characters, three of four classes, not the account's name. */
export function checkPassword(password: string, username: string, field = "password"): void {
  if (password.length < 10 || password.length > 128) throw refuseAt("bad-input", field, "密码至少10位");
  if (CLASSES.filter((c) => c.test(password)).length < 3) {
    throw refuseAt("bad-input", field, "密码须包含大写字母、小写字母、数字、符号中的三种");
  }
  if (password.toLowerCase().includes(username.toLowerCase()))
    throw refuseAt("bad-input", field, "密码不能包含账号");
}
