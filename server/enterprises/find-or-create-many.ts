/** The enterprises behind many names and codes at once: an import brings thousands. */
import "server-only";
import { enterpriseKey, judgeUscc, normaliseUscc } from "@/server/domain/identity";
import { type Database, reserveIds } from "@/server/platform/database";
import {
  type EnterpriseIdentity,
  giveCodes,
  insertEnterprises,
  type NewEnterprise,
} from "./find-or-create-enterprise";
import { registerOf } from "./register";

/** A code of the right shape; codes of a wrong shape stay with the ledger's own row. */
export function keepableUscc(raw: string | null): string | null {
  const code = normaliseUscc(raw ?? "");
  return code !== "" && judgeUscc(code) !== "wrong-shape" ? code : null;
}

/**
 * Ids in the order of `identities`, and how many enterprises were new. A known enterprise without a code receives the one
 * given. Codes must have the right shape (`keepableUscc`); a wrong check character is kept with the reason beside it.
 */
export async function findOrCreateMany(
  db: Database,
  identities: readonly (Omit<EnterpriseIdentity, "uscc"> & { uscc: string | null })[],
): Promise<{ ids: number[]; created: number }> {
  const keys = [...new Set(identities.map((i) => enterpriseKey(i.name)))];
  const codes = [...new Set(identities.flatMap((i) => i.uscc ?? []))];
  const register = await registerOf(db, keys, codes);
  const fresh: NewEnterprise[] = [];
  const spare = await reserveIds(db, "enterprise", keys.length + codes.length);
  const ids = identities.map((identity) => {
    const key = enterpriseKey(identity.name);
    const found = register.find(identity.uscc, key);
    if (found) return found.id;
    const id = spare.shift();
    if (id === undefined) throw new Error("no id for the enterprise");
    register.add({ id, uscc: identity.uscc, nameKey: key, otherKeys: [] });
    fresh.push({ ...identity, id });
    return id;
  });
  const made = new Set(fresh.map((f) => f.id));
  const codeOf = new Map(register.given.map((g) => [g.id, g.uscc]));
  await insertEnterprises(
    db,
    fresh.map((f) => ({ ...f, uscc: f.uscc ?? codeOf.get(f.id) ?? null })),
  );
  await giveCodes(
    db,
    register.given.filter((g) => !made.has(g.id)),
  );
  return { ids, created: fresh.length };
}
