/** 批量修改: which projects, what of them, and what would happen. */
import { z } from "zod";
import { BULK_FIELDS, type BulkField, MOST_EDITED } from "@/server/domain/bulk-edit";
import { id, text } from "./kit";
import { projectPatch, requestIdSchema } from "./project";
import type { ValueChange } from "./project-card";

const TOO_MANY = `一次最多修改 ${MOST_EDITED} 个项目`;
const eachOnce = (ids: readonly number[]) => new Set(ids).size === ids.length;
const TWICE = "同一个项目选了两次";

const bulkPatch = projectPatch
  .pick(Object.fromEntries(BULK_FIELDS.map((f) => [f, true])) as Record<BulkField, true>)
  .refine((patch) => Object.values(patch).some((value) => value !== undefined), "请选择要修改的内容");

export const previewBulkEdit = z.object({
  ids: z.array(id).min(1, "请先选择项目").max(MOST_EDITED, TOO_MANY).refine(eachOnce, TWICE),
  patch: bulkPatch,
});
export const bulkEdit = z.object({
  requestId: requestIdSchema,
  patch: bulkPatch,
  reason: text(500).default(""),
  /** Each in the version that the preview showed. */
  projects: z
    .array(z.object({ id, version: z.number().int() }))
    .min(1, "没有要改动的项目")
    .max(MOST_EDITED, TOO_MANY)
    .refine((projects) => eachOnce(projects.map((p) => p.id)), TWICE),
});

/** Projects that stay, by reason, with the names of some. */
export interface KeptProjects {
  why: string;
  count: number;
  names: string[];
}

export interface BulkEditPreview {
  change: {
    id: number;
    version: number;
    number: string;
    name: string;
    changes: ValueChange[];
    /** Moves figures of a closed month: needs a reason. */
    closed: boolean;
    /** Plans that look wrong with it, in words: need a reason too. */
    odd: string[];
  }[];
  unchanged: number;
  kept: KeptProjects[];
}
