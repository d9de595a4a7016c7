/** 批量指派: which projects, to whom, and what would happen. */
import { z } from "zod";
import { MOST_HANDED_OVER } from "@/server/domain/hand-over";
import { id } from "./kit";
import { projectFilter, requestIdSchema } from "./project";

const TOO_MANY = `一次最多指派 ${MOST_HANDED_OVER} 个项目`;
const eachOnce = (ids: readonly number[]) => new Set(ids).size === ids.length;
const TWICE = "同一个项目选了两次";

export const matchingIds = z.object({ filter: projectFilter.default({}) });
export const previewHandOver = z.object({
  ids: z.array(id).min(1, "请先选择项目").max(MOST_HANDED_OVER, TOO_MANY).refine(eachOnce, TWICE),
  ownerId: id,
});
export const handOver = z.object({
  requestId: requestIdSchema,
  ownerId: id,
  /** Each with the person in charge as the preview showed him. */
  projects: z
    .array(z.object({ id, ownerId: id.nullable() }))
    .min(1, "没有要改动的项目")
    .max(MOST_HANDED_OVER, TOO_MANY)
    .refine((projects) => eachOnce(projects.map((p) => p.id)), TWICE),
});

export interface HandOverPreview {
  /** Projects that would change hands. */
  change: { id: number; ownerId: number | null }[];
  /** Those that are the person's already. */
  already: number;
  /** Those that stay, by reason, with the names of some. */
  kept: { why: string; count: number; names: string[] }[];
  ownerName: string;
  ownerUnitName: string | null;
}
