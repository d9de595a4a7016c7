/** 离任移交: everything that a person has in hand, to one or several others. */
import { z } from "zod";
import { MOST_IN_PORTFOLIO } from "@/server/domain/leaver";
import type { Milestone } from "@/server/domain/milestones";
import type { KeptProjects } from "./bulk-edit";
import { id } from "./kit";
import { requestIdSchema } from "./project";

export const portfolioOf = z.object({ personId: id });
export const handOverPortfolio = z.object({
  requestId: requestIdSchema,
  personId: id,
  /** Each in the version that was shown, with who takes it over. */
  projects: z
    .array(z.object({ id, version: z.number().int(), receiverId: id }))
    .min(1, "没有要移交的项目")
    .max(MOST_IN_PORTFOLIO, `一次最多移交 ${MOST_IN_PORTFOLIO} 个项目`)
    .refine((projects) => new Set(projects.map((p) => p.id)).size === projects.length, "同一个项目选了两次"),
});

export interface PortfolioProject {
  id: number;
  version: number;
  number: string;
  name: string;
  stage: Milestone;
  leadUnit: string | null;
  /** He is in charge; otherwise he only serves in its team. */
  owns: boolean;
  serves: boolean;
  nextStep: string;
  nextDueOn: string | null;
}

export interface Portfolio {
  name: string;
  unitName: string | null;
  active: boolean;
  projects: PortfolioProject[];
  /** Projects of his that the reader cannot hand over. */
  kept: KeptProjects[];
}
