/** 操作记录: which operations there were, what each changed, and what taking one back would do. */
import { z } from "zod";
import type { EnterpriseThing } from "@/server/domain/enterprise-merging";
import {
  OPERATION_KINDS,
  type OperationField,
  type OperationKind,
  type OperationState,
} from "@/server/domain/operations";
import type { FieldType } from "@/server/domain/project-fields";
import type { KeptProjects } from "./bulk-edit";
import { id, idOrZero, text } from "./kit";
import { requestIdSchema } from "./project";
import type { ValueChange } from "./project-card";

const PAGE = 50;
const kinds = Object.keys(OPERATION_KINDS) as [OperationKind, ...OperationKind[]];

export const listOperations = z.object({
  kinds: z.array(z.enum(kinds)).max(kinds.length).optional(),
  mine: z.boolean().default(false),
  /** The number already read. */
  cursor: z.number().int().min(0).max(1_000_000).default(0),
  limit: z.number().int().min(1).max(200).default(PAGE),
});
export const operationById = z.object({ id });
export const operationChanges = z.object({
  id,
  /** The number already read. */
  cursor: z.number().int().min(0).max(1_000_000).default(0),
  limit: z.number().int().min(1).max(200).default(PAGE),
});

/** Two thousand projects with every field that many can have in common. */
const MOST_DECISIONS = 40_000;
export const undoOperation = z.object({
  requestId: requestIdSchema,
  id,
  reason: text(500).default(""),
  decisions: z
    .array(
      z.object({
        /** 0 where it is about an enterprise. */
        projectId: idOrZero,
        enterpriseId: id.optional(),
        field: z.string().max(40),
        /** Of the later change that was seen. */
        version: z.number().int(),
        take: z.enum(["now", "before"]),
      }),
    )
    .max(MOST_DECISIONS)
    .default([]),
});

export interface OperationLine {
  id: number;
  /** One of OPERATION_KINDS, or a word of a later version. */
  kind: string;
  name: string;
  by: string;
  /** ISO instant. */
  at: string;
  projects: number;
  state: OperationState;
}

export interface OperationList {
  operations: OperationLine[];
  total: number;
}

export interface OperationCard extends OperationLine {
  reason: string;
  /** The import that it came from, when it is one and the reader may open it. */
  importId: number | null;
  /** What it takes back. */
  undoes: OperationLine | null;
  /** What took it back, latest first. */
  undoneBy: OperationLine[];
  /** Whether the reader may try to take it back here. */
  mayUndo: boolean;
  /** What stayed when it was done, with the reason. */
  kept: { projectId: number; enterpriseId?: number; name: string | null; label: string; why: string }[];
  /** What it changed on enterprises that the reader may know of. */
  enterprises: { id: number; name: string; changes: ValueChange[] }[];
}

export interface OperationChange {
  projectId: number;
  /** Null where the reader may not see the project. */
  number: string | null;
  name: string | null;
  changes: ValueChange[];
}

type Shown = string | number | null;
export interface Overlap {
  /** 0 where it is about an enterprise. */
  projectId: number;
  enterpriseId?: number;
  number: string;
  name: string;
  field: OperationField | EnterpriseThing;
  label: string;
  type: FieldType;
  before: Shown;
  after: Shown;
  now: Shown;
  by: string;
  at: string;
  version: number;
}

export interface UndoPlan {
  /** What goes back without asking. */
  back: { projects: number; fields: number };
  /** What stands as before already. */
  already: number;
  overlaps: Overlap[];
  kept: KeptProjects[];
  /** Some of it moves figures of a closed month: a reason is needed. */
  closed: boolean;
}
