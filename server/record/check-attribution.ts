/** The rows of disputes, transfers and shares compared with those that the facts make; `record:check` names what differs. */
import "server-only";
import { isAttribution } from "@/server/domain/attribution-facts";
import type { Fact } from "@/server/domain/project-facts";
import { Prisma } from "@/server/platform/database";
import { attributionOf } from "./load-attribution";
import { attributionRows } from "./save-attribution";

type Row = Record<string, unknown>;
const TABLES = ["dispute", "transfer", "attribution_share"] as const;
type Table = (typeof TABLES)[number];
export type StoredAttribution = Record<Table, Row[] | null>;

/** Of a project `p`: the rows as they stand. When a row was last touched is not compared. */
export const STORED_ATTRIBUTION = Prisma.sql`json_build_object(${Prisma.join(
  TABLES.map(
    (table) =>
      Prisma.sql`${Prisma.raw(`'${table}'`)}, (SELECT json_agg(to_jsonb(r) - 'changed_at') FROM ${Prisma.raw(table)} r
        WHERE r.project_id = p.id)`,
  ),
)})`;

export interface TypedDifference {
  /** Table, key and column; without a column the whole row is there on one side only. */
  field: string;
  stored: unknown;
  byFacts: unknown;
}

/** A share has no id: its version and its unit name it. */
const keyOf = (row: Row): string => (row.id === undefined ? `${row.version}.${row.unit_id}` : String(row.id));

function differing(table: Table, stored: readonly Row[], byFacts: readonly Row[]): TypedDifference[] {
  const [has, should] = [stored, byFacts].map((rows) => new Map(rows.map((row) => [keyOf(row), row])));
  return [...new Set([...(has?.keys() ?? []), ...(should?.keys() ?? [])])].flatMap((key) => {
    const [row, right] = [has?.get(key) ?? null, should?.get(key) ?? null];
    const field = `${table}.${key}`;
    if (!row || !right) return [{ field, stored: row, byFacts: right }];
    return Object.keys(right)
      .filter((column) => (row[column] ?? null) !== (right[column] ?? null))
      .map((column) => ({ field: `${field}.${column}`, stored: row[column], byFacts: right[column] }));
  });
}

/** `facts` in the order of their versions, none missing. */
export function attributionDifferences(
  projectId: number,
  facts: readonly [fact: Fact, occurredOn: string, actorId: number, recordedAt: string, operation: boolean][],
  stored: StoredAttribution,
): TypedDifference[] {
  const steps = facts.flatMap(([fact, on, actorId, at], i) =>
    isAttribution(fact) ? [{ fact, on, actorId, at: new Date(at), version: i + 1 }] : [],
  );
  const right = attributionRows(projectId, attributionOf(steps));
  return TABLES.flatMap((table) => differing(table, stored[table] ?? [], right[table]));
}
