/** The enterprises behind many names and codes at once: an import brings thousands. */
import "server-only";
import { enterpriseKey, judgeUscc, normaliseUscc } from "@/server/domain/identity";
import { type Database, reserveIds, rowsOf, sql } from "@/server/platform/database";
import { type EnterpriseIdentity, giveCodes, insertEnterprises } from "./find-or-create-enterprise";

/** A code of the right shape; codes of a wrong shape stay with the ledger's own row. */
export function keepableUscc(raw: string | null): string | null {
  const code = normaliseUscc(raw ?? "");
  return code !== "" && judgeUscc(code) !== "wrong-shape" ? code : null;
}

interface KnownEnterprise {
  id: number;
  uscc: string | null;
  name_key: string;
}

class Register {
  private readonly byCode = new Map<string, KnownEnterprise>();
  private readonly byName = new Map<string, KnownEnterprise[]>();
  readonly given: { id: number; uscc: string }[] = [];

  constructor(known: readonly KnownEnterprise[]) {
    for (const enterprise of known) this.add(enterprise);
  }

  add(enterprise: KnownEnterprise): void {
    if (enterprise.uscc !== null) this.byCode.set(enterprise.uscc, enterprise);
    this.byName.set(enterprise.name_key, [...(this.byName.get(enterprise.name_key) ?? []), enterprise]);
  }

  /** By code first; by name where the codes do not contradict each other. */
  find(uscc: string | null, key: string): KnownEnterprise | null {
    const coded = uscc === null ? undefined : this.byCode.get(uscc);
    if (coded) return coded;
    const named = this.byName.get(key)?.find((e) => uscc === null || e.uscc === null || e.uscc === uscc);
    if (!named) return null;
    if (uscc !== null && named.uscc === null) {
      named.uscc = uscc;
      this.byCode.set(uscc, named);
      this.given.push({ id: named.id, uscc });
    }
    return named;
  }
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
  const known = await rowsOf<KnownEnterprise>(
    db,
    sql`SELECT id, uscc, name_key FROM enterprise WHERE name_key = ANY(${keys}) OR uscc = ANY(${codes}) ORDER BY id`,
  );
  const register = new Register(known);
  const fresh: Parameters<typeof insertEnterprises>[1][number][] = [];
  const spare = await reserveIds(db, "enterprise", keys.length + codes.length);
  const ids = identities.map((identity) => {
    const key = enterpriseKey(identity.name);
    const found = register.find(identity.uscc, key);
    if (found) return found.id;
    const id = spare.shift();
    if (id === undefined) throw new Error("no id for the enterprise");
    register.add({ id, uscc: identity.uscc, name_key: key });
    fresh.push({ ...identity, id });
    return id;
  });
  const codeOf = new Map(register.given.map((g) => [g.id, g.uscc]));
  await insertEnterprises(
    db,
    fresh.map((f) => ({ ...f, uscc: f.uscc ?? codeOf.get(f.id) ?? null })),
  );
  await giveCodes(
    db,
    register.given.filter((g) => known.some((k) => k.id === g.id)),
  );
  return { ids, created: fresh.length };
}
