import type { PortfolioProject } from "@/server/contracts/leaver";

/** Who takes what: everything, the projects of one department, or a single project; the narrower choice counts. */
export interface Receivers {
  all: string | null;
  byUnit: Record<string, string | null>;
  byProject: Record<number, string | null>;
}
export const noReceivers: Receivers = { all: null, byUnit: {}, byProject: {} };

export const NO_UNIT = "未定主办部门";
export const unitOf = (project: Pick<PortfolioProject, "leadUnit">): string => project.leadUnit ?? NO_UNIT;

export const receiverOf = (
  receivers: Receivers,
  project: Pick<PortfolioProject, "id" | "leadUnit">,
): string | null => receivers.byProject[project.id] ?? receivers.byUnit[unitOf(project)] ?? receivers.all;

/** The projects by department, those without one last; within it as they came. */
export function byLeadUnit(projects: readonly PortfolioProject[]): [string, PortfolioProject[]][] {
  const groups = new Map<string, PortfolioProject[]>();
  for (const project of projects)
    groups.set(unitOf(project), [...(groups.get(unitOf(project)) ?? []), project]);
  return [...groups].sort(([a], [b]) => Number(a === NO_UNIT) - Number(b === NO_UNIT));
}
