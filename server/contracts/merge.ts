/** 合并项目: two projects side by side, what is chosen, and where a merged one went. */
import { z } from "zod";
import type { EntrySums, LiveEntry, SameEntry } from "@/server/domain/merging";
import { MILESTONES, type Milestone } from "@/server/domain/milestones";
import type { OperationField } from "@/server/domain/operations";
import { LEDGERS } from "@/server/domain/project-facts";
import type { FieldType } from "@/server/domain/project-fields";
import { id, text } from "./kit";
import { requestIdSchema } from "./project";

const pair = { keepId: id, giveId: id };
const twoOfThem = {
  check: ({ keepId, giveId }: { keepId: number; giveId: number }) => keepId !== giveId,
  otherwise: { path: ["giveId"], error: "请选择两个不同的项目" },
};
export const mergeScene = z.object(pair).refine(twoOfThem.check, twoOfThem.otherwise);

/** More rows than any ledger of one project has. */
const MOST_ROWS = 5000;
export const mergeProjects = z
  .object({
    requestId: requestIdSchema,
    ...pair,
    /** Versions of both as the page showed them. */
    keepVersion: z.number().int(),
    giveVersion: z.number().int(),
    /** Things taken from the one that gives way; all others stay the survivor's. */
    fields: z.array(z.string().max(40)).max(80),
    /** Lists of which both parts stay. */
    joined: z.array(z.enum(["team", "tags", "investors"])).max(3),
    /** Milestones of both on different days: those that stand as the other one has them. */
    milestones: z.array(z.enum(MILESTONES)).max(MILESTONES.length),
    same: z.array(z.object({ ledger: z.enum(LEDGERS), entryId: id, sameAsId: id })).max(MOST_ROWS),
    reason: text(500).default(""),
  })
  .refine(twoOfThem.check, twoOfThem.otherwise);
export type MergeChoices = Pick<z.output<typeof mergeProjects>, "fields" | "joined" | "milestones" | "same">;

export const mergedById = z.object({ id });

type Shown = string | number | null;

export interface MergeProject {
  id: number;
  number: string;
  name: string;
  version: number;
  stage: Milestone;
  off: "held" | "ended" | "lost" | null;
  firstReporter: string;
  firstReportedAt: string;
  followUps: number;
  papers: number;
}

export interface MergeField {
  field: OperationField;
  label: string;
  type: FieldType;
  keep: Shown;
  give: Shown;
  /** What is proposed: the survivor's, or the other's where the survivor has none. */
  proposed: "keep" | "give";
  /** A list: both parts can stay. */
  list: boolean;
}

export interface MergeMilestone {
  kind: Milestone;
  keepOn: string | null;
  giveOn: string;
  choice: "carry" | "either" | "same";
}

export interface MergeScene {
  keep: MergeProject;
  give: MergeProject;
  /** The one that gives way was reported earlier: who reported first comes from it. */
  earlier: boolean;
  fields: MergeField[];
  milestones: MergeMilestone[];
  entries: { keep: LiveEntry[]; give: LiveEntry[] };
  same: SameEntry[];
  sums: { keep: EntrySums; give: EntrySums };
  obstacles: string[];
  /** Something of it counts in a closed month: a reason is needed. */
  closed: boolean;
}

/** Where a project went that is asked for by its own address. */
export interface MergedTrace {
  id: number;
  number: string;
  name: string;
  version: number;
  by: string;
  /** ISO instant. */
  at: string;
  reason: string;
  into: { id: number; number: string; name: string };
  operationId: number | null;
}
