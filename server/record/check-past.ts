/** What was known of a project before, compared with what its facts say; `record:check` names what differs. */
import "server-only";
import { type Database, Prisma, sql } from "@/server/platform/database";
import type { TypedDifference } from "./check-attribution";
import { type KnownFact, PAST_COLUMNS, type Past, pastOf, savePasts } from "./past-of-project";

type Row = Record<string, unknown>;
/** Null for a project whose past is still to be made. */
export interface StoredPast {
  since: string | null;
  rows: Row[] | null;
}

/** Of a project `p`: its past as it stands. */
export const STORED_PAST = Prisma.sql`json_build_object('since', p.known_since, 'rows',
  (SELECT json_agg(to_jsonb(r) ORDER BY r.known_to) FROM project_past r WHERE r.project_id = p.id))`;

const instant = (value: unknown) => new Date(String(value)).toISOString();
const words = (row: Row): string =>
  JSON.stringify(
    Object.entries(PAST_COLUMNS).map(([name, type]) =>
      type === "timestamptz" ? instant(row[name]) : (row[name] ?? null),
    ),
  );
/** What was changed and changed back at one instant leaves two rows that say the same: they are one. */
function joined(rows: readonly Row[]): Row[] {
  const out: Row[] = [];
  for (const row of rows) {
    const last = out.at(-1);
    const same =
      last &&
      words({ ...last, known_from: 0, known_to: 0 }) === words({ ...row, known_from: 0, known_to: 0 });
    if (last && same) out[out.length - 1] = { ...last, known_to: row.known_to };
    else out.push(row);
  }
  return out;
}

export function pastDifferences(
  id: number,
  facts: readonly KnownFact[],
  stored: StoredPast,
): TypedDifference[] {
  if (stored.since === null) return [];
  const right = pastOf(id, facts);
  const [has, should] = [joined(stored.rows ?? []).map(words), joined(right.rows).map(words)];
  const since = instant(stored.since) === instant(right.knownSince);
  if (since && has.join() === should.join()) return [];
  const at = should.findIndex((text, i) => text !== has[i]);
  return [
    {
      field: "project_past",
      stored: has[at < 0 ? should.length : at] ?? stored.since,
      byFacts: should[at < 0 ? should.length : at] ?? right.knownSince,
    },
  ];
}

/** Makes the past of one locked project anew. */
export async function remakePast(db: Database, id: number, facts: readonly KnownFact[]): Promise<void> {
  await db.$executeRaw(sql`DELETE FROM project_past WHERE project_id = ${id}`);
  await savePasts(db, new Map<number, Past>([[id, pastOf(id, facts)]]));
}
