/** Makes the chains and departments that a ledger names and the bureau does not have yet; withdraws them again. */
import "server-only";
import type { LedgerField } from "@/server/contracts/import";
import type { ImportWord } from "@/server/contracts/import-batch";
import type { Day } from "@/server/domain/periods";
import { type Database, reserveIds, rowOf, rowsOf, sql } from "@/server/platform/database";
import { valuesOf } from "./history/row-values";
import type { RowDetail } from "./merging/judge-rows";
import { firstUnit } from "./words";

/** The word that most rows of a chain give in a column; "" when none does. */
function usual(rows: readonly RowDetail[], field: LedgerField): string {
  const counts = new Map<string, number>();
  for (const { row } of rows) {
    const word = valuesOf(row).text(field);
    if (word !== "") counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "";
}

/** Category and leader are taken from the ledger where it has them; both begin before anything it reports. */
async function makeChain(
  db: Database,
  name: string,
  rows: readonly RowDetail[],
  since: Day,
): Promise<number> {
  const [known] = await rowsOf<{ id: number }>(
    db,
    sql`UPDATE chain SET active = TRUE WHERE name = ${name} RETURNING id`,
  );
  if (known) return known.id;
  const [id] = await reserveIds(db, "chain", 1);
  if (id === undefined) throw new Error("no id for the chain");
  await db.$executeRaw(
    sql`INSERT INTO chain (id, code, name, hue, position) VALUES (${id}, ${`chain-${id}`}, ${name}, ${(id - 1) % 7}, ${id})`,
  );
  const category = usual(rows, "category").match(/承接|创新/)?.[0];
  if (category)
    await db.$executeRaw(
      sql`INSERT INTO chain_category (chain_id, category, valid_from) VALUES (${id}, ${category}, ${since}::date)`,
    );
  const leader = usual(rows, "chainLeader").slice(0, 60);
  if (leader)
    await db.$executeRaw(
      sql`INSERT INTO chain_appointment (chain_id, role, person_name, valid_from) VALUES (${id}, 'leader', ${leader}, ${since}::date)`,
    );
  return id;
}

async function makeUnit(db: Database, name: string): Promise<number> {
  const { id } = await rowOf<{ id: number }>(
    db,
    sql`INSERT INTO unit (name, kind, position) VALUES (${name}, 'department', 999)
      ON CONFLICT (name) DO UPDATE SET active = TRUE RETURNING id`,
  );
  return id;
}

export interface MadeNames {
  /** Word → id, or null for a word that leads nowhere. */
  chains: Map<string, number | null>;
  units: Map<string, number | null>;
  newChains: { id: number; name: string }[];
  newUnits: { id: number; name: string }[];
}

/** Ids behind every word of the rows that go in; what is new is made, what no row needs is not. */
export async function makeNames(
  db: Database,
  words: { chains: readonly ImportWord[]; units: readonly ImportWord[] },
  rows: readonly RowDetail[],
  since: Day,
): Promise<MadeNames> {
  const made: MadeNames = { chains: new Map(), units: new Map(), newChains: [], newUnits: [] };
  for (const { word, target } of words.chains) {
    const mine = rows.filter((r) => r.row.project.chain === word);
    if (target === "new" && mine.length > 0)
      made.newChains.push({ id: await makeChain(db, word, mine, since), name: word });
    made.chains.set(
      word,
      target === "new" ? (made.newChains.find((c) => c.name === word)?.id ?? null) : target,
    );
  }
  const used = new Set(rows.map((r) => firstUnit(r.row.project.dept)));
  for (const { word, target } of words.units) {
    if (target === "new" && used.has(word)) made.newUnits.push({ id: await makeUnit(db, word), name: word });
    made.units.set(
      word,
      target === "new" ? (made.newUnits.find((u) => u.name === word)?.id ?? null) : target,
    );
  }
  return made;
}

/** Chains and units made by an import that nothing alive uses any more leave the lists again. */
export async function withdrawNames(
  db: Database,
  chainIds: readonly number[],
  unitIds: readonly number[],
): Promise<void> {
  const alive = sql`(p.off_state IS NULL OR p.off_state <> 'withdrawn')`;
  await db.$executeRaw(
    sql`UPDATE chain c SET active = FALSE WHERE c.id = ANY(${[...chainIds]}::int[])
      AND NOT EXISTS (SELECT 1 FROM project p WHERE p.chain_id = c.id AND ${alive})`,
  );
  await db.$executeRaw(
    sql`UPDATE unit u SET active = FALSE WHERE u.id = ANY(${[...unitIds]}::int[])
      AND NOT EXISTS (SELECT 1 FROM account a WHERE a.unit_id = u.id)
      AND NOT EXISTS (SELECT 1 FROM project p WHERE ${alive} AND u.id IN (p.lead_unit_id, p.reporting_unit_id, p.owner_unit_id, p.street_unit_id))`,
  );
}
