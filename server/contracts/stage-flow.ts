/** 阶段存量与流量: what is asked and answered. */
import { z } from "zod";
import {
  FLOW_COLUMN_NAMES,
  FLOW_STAGE_NAMES,
  type FlowLine,
  type FlowStage,
} from "@/server/domain/stage-flow";
import { id } from "./kit";
import { daySchema } from "./project";

export const stageFlow = z.object({
  /** 期初 and 期末 are what was known when these days ended; `to` null: what is known now. */
  from: daySchema,
  to: daySchema.nullable(),
  /** Null: the whole district. */
  chainId: id.nullable().default(null),
});
export type StageFlowInput = z.output<typeof stageFlow>;

export const stageFlowRows = z.object({
  ...stageFlow.shape,
  stage: z.enum(FLOW_STAGE_NAMES),
  column: z.enum(FLOW_COLUMN_NAMES),
});

export interface StageFlow {
  from: string;
  to: string | null;
  /** Chains that can be looked at alone. */
  chains: { id: number; name: string }[];
  lines: FlowLine[];
}

/** Projects whose stage is not that of their furthest approved milestone: the flow cannot be explained by papers. */
export interface UnexplainedStages {
  count: number;
  /** The first that the person may read; `on` null: now. */
  list: { projectId: number; number: string; name: string; on: string | null }[];
}

export interface StageFlowRows {
  rows: {
    projectId: number;
    number: string;
    name: string;
    from: FlowStage | null;
    to: FlowStage | null;
    fromFen: number;
    toFen: number;
  }[];
  /** Of projects that the person may not read, and beyond the first of them. */
  unlisted: number;
}
