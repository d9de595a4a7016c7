/** 疑似重复 as section heads and directors look through it. */
import { z } from "zod";
import type { Certainty } from "@/server/domain/likeness-words";
import type { Milestone, OffState } from "@/server/domain/milestones";
import { id, text } from "./kit";
import { requestIdSchema } from "./project";

export const DUPLICATE_VIEWS = ["open", "dismissed"] as const;
export const listDuplicates = z.object({
  show: z.enum(DUPLICATE_VIEWS).default("open"),
  offset: z.number().int().min(0).max(1_000_000).default(0),
  limit: z.number().int().min(1).max(100).default(20),
});
export const dismissDuplicate = z
  .object({
    requestId: requestIdSchema,
    firstId: id,
    secondId: id,
    reason: text(200).min(2, "请写明为什么不是同一项目"),
  })
  .refine(({ firstId, secondId }) => firstId !== secondId, { path: ["secondId"], error: "请选择两个项目" });

export const restoreDuplicate = z.object({ requestId: requestIdSchema, firstId: id, secondId: id });

/** One of the two; what the person may not see of it is null. */
export interface PairSide {
  id: number;
  name: string | null;
  number: string | null;
  stage: Milestone | null;
  offState: OffState | null;
  investorName: string | null;
  amountFen: number | null;
  ownerName: string | null;
  firstReporter: string | null;
  firstReportedOn: string;
}

export interface DuplicatePair {
  certainty: Certainty;
  reasons: string[];
  /** The one that was reported first. */
  earlier: PairSide;
  later: PairSide;
  dismissed: { by: string; on: string; reason: string } | null;
}

export interface DuplicateList {
  total: number;
  pairs: DuplicatePair[];
}
