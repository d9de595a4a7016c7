/**
 * What projects that were merged were called. Whoever reads the one that stays is told the other's name, unless that one is
 * a sensitive lead that is hidden from him: becoming part of something open does not make it known.
 */
import "server-only";
import type { MergeSide } from "@/server/domain/merge-facts";
import type { Actor } from "@/server/domain/permissions";
import type { Fact } from "@/server/domain/project-facts";
import { database, rowsOf, sql } from "@/server/platform/database";
import { maskedFor } from "./project-scope";

const HIDDEN_NAME = "敏感线索";

/** Which of them are hidden from the actor. */
export async function hiddenAmong(actor: Actor, ids: readonly number[]): Promise<ReadonlySet<number>> {
  if (ids.length === 0) return new Set();
  const rows = await rowsOf<{ id: number }>(
    database,
    sql`SELECT p.id FROM project p WHERE p.id = ANY(${[...ids]}::int[]) AND ${maskedFor(actor, "few")}`,
  );
  return new Set(rows.map((row) => row.id));
}

export const asKnown = <Side extends MergeSide>(side: Side, hidden: ReadonlySet<number>): Side =>
  hidden.has(side.id) ? { ...side, name: HIDDEN_NAME } : side;

/** The other project of a fact of merging; null of any other fact. */
export function otherSideOf(fact: Fact): MergeSide | null {
  switch (fact.type) {
    case "MergedInto":
      return fact.into;
    case "Absorbed":
    case "Parted":
    case "SplitOff":
      return fact.from;
    default:
      return null;
  }
}

export function factAsKnown(fact: Fact, hidden: ReadonlySet<number>): Fact {
  switch (fact.type) {
    case "MergedInto":
      return { ...fact, into: asKnown(fact.into, hidden) };
    case "Absorbed":
    case "Parted":
    case "SplitOff":
      return { ...fact, from: asKnown(fact.from, hidden) };
    default:
      return fact;
  }
}
