/** What is open beside the figures of a month: lists of projects, and what does not add up. Read only where a text asks for it. */
import "server-only";
import { type CheckLevel, checkOf } from "@/server/domain/checkup";
import type { StatMonth } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { examineForAll } from "@/server/statistics";
import type { ReportScene } from "@/server/statistics/report-scene";
import type { FigureAsks } from "./figure-asks";
import { type ProjectListings, projectLists } from "./project-lists";

export interface OpenWork {
  lists: ProjectListings;
  /** Findings that nobody has dealt with, by their level; null where nobody asked. */
  checks: Record<CheckLevel, number> | null;
}
export const NOTHING_OPEN: OpenWork = { lists: new Map(), checks: null };

/** The same for everybody who may read statistics: no finding is told, only how many there are. */
async function checksOf(month: StatMonth, now: Date): Promise<Record<CheckLevel, number>> {
  const counts = { error: 0, warning: 0, hint: 0 };
  for (const { check, open } of await examineForAll(month, now, 1)) counts[checkOf(check).level] += open;
  return counts;
}

export async function openWork(
  asking: { actor: Actor; now: Date },
  { month, scene: { closed } }: { month: StatMonth; scene: Pick<ReportScene, "closed"> },
  { lists, checks }: Pick<FigureAsks, "lists" | "checks">,
): Promise<OpenWork> {
  const [listed, counted] = await Promise.all([
    projectLists(asking, { month, known: closed?.at ?? null }, lists),
    checks ? checksOf(month, asking.now) : null,
  ]);
  return { lists: listed, checks: counted };
}
