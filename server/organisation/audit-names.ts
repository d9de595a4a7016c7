/** Names of the things that entries of the audit log point at by id: one query a page. */
import "server-only";
import { database, rowsOf, sql } from "@/server/platform/database";

/** "unit:3" → 招商一科 */
export type AuditNames = Record<string, string>;

interface Pointing {
  subjectKind: string;
  subjectId: string;
  before: unknown;
  after: unknown;
}

const KINDS = ["account", "unit", "chain", "appointment", "anchor", "engine"] as const;
type Kind = (typeof KINDS)[number];

const KIND_OF_FIELD: Record<string, Kind | undefined> = {
  accountId: "account",
  ownerId: "account",
  unitId: "unit",
  leadUnitId: "unit",
  streetUnitId: "unit",
  chainId: "chain",
  chainIds: "chain",
  appointmentId: "appointment",
  enterpriseId: "anchor",
  engineId: "engine",
};
const KIND_OF_SUBJECT: Record<string, Kind | undefined> = {
  account: "account",
  unit: "unit",
  chain: "chain",
};

/** Ids in a value, however deep; a target names its chain or unit in its key: 2026/year/annual/chain/3/outsideFen. */
function* refsIn(value: unknown, field = ""): Generator<string> {
  const kind = KIND_OF_FIELD[field];
  if (typeof value === "number" && kind) yield `${kind}:${value}`;
  else if (Array.isArray(value)) for (const one of value) yield* refsIn(one, field);
  else if (value !== null && typeof value === "object")
    for (const [key, inner] of Object.entries(value)) {
      const target = /\/(chain|unit)\/(\d{1,9})\//.exec(key);
      if (target) yield `${target[1]}:${target[2]}`;
      yield* refsIn(inner, key);
    }
}

function refsOf({ subjectKind, subjectId, before, after }: Pointing): Set<string> {
  const kind = KIND_OF_SUBJECT[subjectKind];
  const subject = kind && /^\d{1,9}$/.test(subjectId) ? [`${kind}:${subjectId}`] : [];
  return new Set([...subject, ...refsIn(before), ...refsIn(after)]);
}

/**
 * The names that each entry needs. Projects keep their numbers, and enterprises that lead no chain their ids: who reads
 * the log sees no business, and a name can give a sensitive lead away.
 */
export async function auditNames(entries: readonly Pointing[]): Promise<AuditNames[]> {
  const wanted = entries.map(refsOf);
  const all = [...new Set(wanted.flatMap((refs) => [...refs]))];
  const ids = (kind: Kind) =>
    all.flatMap((ref) => (ref.startsWith(`${kind}:`) ? [Number(ref.slice(kind.length + 1))] : []));
  const rows =
    all.length === 0
      ? []
      : await rowsOf<{ ref: string; name: string }>(
          database,
          sql`SELECT 'account:' || id AS ref, display_name AS name FROM account WHERE id = ANY(${ids("account")}::int[])
            UNION ALL SELECT 'unit:' || id, name FROM unit WHERE id = ANY(${ids("unit")}::int[])
            UNION ALL SELECT 'chain:' || id, name FROM chain WHERE id = ANY(${ids("chain")}::int[])
            UNION ALL SELECT 'engine:' || id, name FROM engine WHERE id = ANY(${ids("engine")}::int[])
            UNION ALL SELECT 'anchor:' || e.id, e.name FROM enterprise e WHERE e.id = ANY(${ids("anchor")}::int[])
              AND EXISTS (SELECT 1 FROM chain_anchor c WHERE c.enterprise_id = e.id)
            UNION ALL SELECT 'appointment:' || p.id, coalesce(a.display_name, nullif(p.person_name, ''), u.name, '')
              FROM chain_appointment p LEFT JOIN account a ON a.id = p.account_id LEFT JOIN unit u ON u.id = p.unit_id
              WHERE p.id = ANY(${ids("appointment")}::int[])`,
        );
  const names = new Map(rows.map(({ ref, name }) => [ref, name]));
  return wanted.map((refs) =>
    Object.fromEntries([...refs].flatMap((ref) => (names.has(ref) ? [[ref, names.get(ref) ?? ""]] : []))),
  );
}
