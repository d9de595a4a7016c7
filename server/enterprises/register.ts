/** Which of the enterprises that the bureau knows a name and a code mean. */
import "server-only";
import { type Database, rowsOf, sql } from "@/server/platform/database";

interface Known {
  id: number;
  uscc: string | null;
  nameKey: string;
  /** Of 曾用名 and 简称. */
  otherKeys: string[];
}

type Index = Map<string, Known[]>;

const put = (index: Index, key: string, enterprise: Known): void => {
  if (key !== "") index.set(key, [...(index.get(key) ?? []), enterprise]);
};

/** Two codes that are known contradict each other; one says nothing against an enterprise without any. */
const agree = (a: string | null, b: string | null): boolean => a === null || b === null || a === b;

export class Register {
  private readonly byCode = new Map<string, Known>();
  private readonly byName: Index = new Map();
  private readonly byOtherName: Index = new Map();
  readonly given: { id: number; uscc: string }[] = [];

  constructor(known: readonly Known[]) {
    for (const enterprise of known) this.add(enterprise);
  }

  add(enterprise: Known): void {
    if (enterprise.uscc !== null) this.byCode.set(enterprise.uscc, enterprise);
    put(this.byName, enterprise.nameKey, enterprise);
    for (const key of new Set(enterprise.otherKeys)) put(this.byOtherName, key, enterprise);
  }

  /**
   * By code first; by present name where the codes do not contradict each other; by another name where only one enterprise
   * bears it. An enterprise without a code receives the one given.
   */
  find(uscc: string | null, key: string): Known | null {
    const coded = uscc === null ? undefined : this.byCode.get(uscc);
    if (coded) return coded;
    const found = this.named(uscc, key) ?? this.otherwiseNamed(uscc, key);
    if (found && uscc !== null && found.uscc === null) {
      found.uscc = uscc;
      this.byCode.set(uscc, found);
      this.given.push({ id: found.id, uscc });
    }
    return found;
  }

  /** Who has this code, if anybody does. */
  holderOf(uscc: string): Known | null {
    return this.byCode.get(uscc) ?? null;
  }

  /** Everybody who bears this name or bore it, whatever their codes. */
  bearersOf(key: string): number[] {
    const all = [...(this.byName.get(key) ?? []), ...(this.byOtherName.get(key) ?? [])];
    return [...new Set(all.map(({ id }) => id))];
  }

  private named(uscc: string | null, key: string): Known | null {
    const all = (this.byName.get(key) ?? []).filter((e) => agree(e.uscc, uscc));
    return all.find((e) => e.uscc === uscc) ?? all[0] ?? null;
  }

  /** A name given up may be borne by somebody else now: two who bear it are nobody. */
  private otherwiseNamed(uscc: string | null, key: string): Known | null {
    if (this.byName.has(key)) return null;
    const [one, ...more] = (this.byOtherName.get(key) ?? []).filter((e) => agree(e.uscc, uscc));
    return one && more.every((e) => e.id === one.id) ? one : null;
  }
}

/** One that was merged leads to where it went: by its own code, and by its names. */
async function survivorsOf(db: Database, gone: readonly Known[]): Promise<Known[]> {
  if (gone.length === 0) return [];
  const rows = await rowsOf<{ goneId: number; id: number; uscc: string | null }>(
    db,
    sql`SELECT g.id AS "goneId", e.id, e.uscc FROM unnest(${gone.map((g) => g.id)}::int[]) AS g(id)
      JOIN enterprise e ON e.id = surviving_enterprise(g.id)`,
  );
  const wayOf = new Map(rows.map((r) => [r.goneId, r]));
  return gone.flatMap(({ id: goneId, uscc, nameKey, otherKeys }): Known[] => {
    const way = wayOf.get(goneId);
    if (!way) return [];
    return [
      { id: way.id, uscc, nameKey: "", otherKeys: [] },
      { id: way.id, uscc: way.uscc, nameKey: "", otherKeys: [nameKey, ...otherKeys] },
    ];
  });
}

/**
 * Everybody who has one of these names, present or other, or codes; each way by its own index. Held until the transaction ends, so
 * that none of them is merged away while a project is written that points at it.
 */
export async function registerOf(
  db: Database,
  keys: readonly string[],
  codes: readonly string[],
): Promise<Register> {
  const names = keys.filter((key) => key !== "");
  const found = await rowsOf<Known & { gone: boolean }>(
    db,
    sql`SELECT e.id, e.uscc, e.name_key AS "nameKey", e.merged_into_id IS NOT NULL AS gone,
        coalesce((SELECT json_agg(n.name_key) FROM enterprise_name n
          WHERE n.enterprise_id = e.id AND n.removed_at IS NULL), '[]') AS "otherKeys"
      FROM enterprise e WHERE e.withdrawn_at IS NULL AND e.id IN (SELECT id FROM enterprise WHERE name_key = ANY(${names})
        UNION ALL SELECT id FROM enterprise WHERE uscc = ANY(${[...codes]})
        UNION ALL SELECT n.enterprise_id FROM enterprise_name n WHERE n.name_key = ANY(${names}) AND n.removed_at IS NULL)
      ORDER BY e.id FOR KEY SHARE OF e`,
  );
  const live = found.filter((one) => !one.gone);
  return new Register([
    ...live,
    ...(await survivorsOf(
      db,
      found.filter((one) => one.gone),
    )),
  ]);
}
