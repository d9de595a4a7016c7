/** Inputs of exports, and what their maker is told of them. */
import { z } from "zod";
import { LEDGERS } from "@/server/domain/project-facts";
import { id } from "./kit";
import { entryFilter } from "./ledger";
import { daySchema, PROJECT_SORTS, projectFilter, requestIdSchema } from "./project";
import { groupBySchema, PROJECT_COLUMN_IDS } from "./project-view";
import { statMonthSchema } from "./statistics";

export const exportMonth = z
  .object({
    requestId: requestIdSchema,
    month: statMonthSchema,
    /** Of a closed month: this version as it was closed, and nothing of today. */
    version: z.number().int().min(1).max(1000).optional(),
    /** Only what was known when this day ended: the tables of figures, without the ledger of today. */
    knownOn: daySchema.optional(),
  })
  .refine(({ version, knownOn }) => version === undefined || knownOn === undefined, {
    path: ["knownOn"],
    message: "关账的版本是当时存下的，不能再选时点",
  });
export const exportProjects = z.object({ requestId: requestIdSchema, filter: projectFilter.default({}) });
export const exportJob = z.object({ id });
/** A list as it stands on somebody's screen: the same rows in the same order, columns and groups. */
export const exportView = z.object({
  requestId: requestIdSchema,
  filter: projectFilter.default({}),
  sort: z.enum(PROJECT_SORTS).default("updated"),
  descending: z.boolean().default(true),
  group: groupBySchema.nullable().default(null),
  columns: z
    .array(z.enum(PROJECT_COLUMN_IDS, { error: "没有这一列" }))
    .min(1, "至少要有一列")
    .max(PROJECT_COLUMN_IDS.length)
    .refine((ids) => new Set(ids).size === ids.length, "同一列出现了两次"),
  format: z.enum(["xlsx", "csv"]).default("xlsx"),
  /** Of a csv: UTF-8 with its mark, or what older office programs read without asking. */
  encoding: z.enum(["utf-8", "gb18030"]).default("utf-8"),
});
export type ExportView = z.output<typeof exportView>;
/** A ledger as it stands on somebody's screen: the rows that its filter finds, in their order. */
export const exportEntries = z.object({
  requestId: requestIdSchema,
  ledger: z.enum(LEDGERS, { error: "没有这本台账" }),
  filter: entryFilter.default({}),
  format: z.enum(["xlsx", "csv"]).default("xlsx"),
  encoding: z.enum(["utf-8", "gb18030"]).default("utf-8"),
});
export type ExportEntries = z.output<typeof exportEntries>;
/** As it stands in the address of the file. */
export const exportFileId = z.coerce.number().pipe(id);

/** An export as the person who asked for it finds it again. */
export interface ExportJob {
  id: number;
  kind: string;
  state: "waiting" | "running" | "done" | "failed" | "cancelled";
  progress: number;
  message: string;
  fileName: string | null;
  bytes: number | null;
  /** Projects in the file, or rows of a ledger; null where it does not list them, and in files from before they were counted. */
  rows: number | null;
  /** Why the file is held back although it is done. */
  withheld: string | null;
  createdAt: string;
  /** When the file is cleared away; null while there is none. */
  expiresAt: string | null;
}
