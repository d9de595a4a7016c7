/** A fact on its way into the tables, with the frame that the record adds. */
import type { Fact } from "@/server/domain/project-facts";
import type { ProjectState } from "@/server/domain/project-state";

export interface StoredFact {
  projectId: number;
  version: number;
  fact: Fact;
  occurredOn: string;
  /** ISO instant at which the system learnt of it. */
  recordedAt: string;
  actorId: number;
  /** State of the project after the whole write. */
  after: ProjectState;
}

/** Splits into rounds in which each key occurs once at most, in order: a round can be one statement. */
export function roundsBy<T>(items: readonly T[], keyOf: (item: T) => number): T[][] {
  const seen = new Map<number, number>();
  const rounds: T[][] = [];
  for (const item of items) {
    const round = seen.get(keyOf(item)) ?? 0;
    seen.set(keyOf(item), round + 1);
    const present = rounds[round];
    if (present) present.push(item);
    else rounds[round] = [item];
  }
  return rounds;
}
