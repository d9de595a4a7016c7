/** Inputs of what is decided about a lead before it is signed, and what the open pool shows. */
import { z } from "zod";
import type { Duty } from "@/server/domain/duties";
import type { NoticeReason } from "@/server/domain/lead-course";
import { OFF_REASONS } from "@/server/domain/milestones";
import type { Credit } from "@/server/domain/ownership";
import { id, text } from "./kit";
import { requestIdSchema } from "./project";

const leadRef = { requestId: requestIdSchema, projectId: id, expectedVersion: z.number().int() };

export const judgeLead = z.object({
  ...leadRef,
  verdict: z.enum(["follow", "drop"], { error: "请选择跟进或不跟进" }),
  reason: text(500),
  reasonCode: z
    .enum(Object.keys(OFF_REASONS) as [keyof typeof OFF_REASONS, ...(keyof typeof OFF_REASONS)[]])
    .nullable()
    .default(null),
});
export const extendProtection = z.object({ ...leadRef, reason: text(500) });
export const releaseLead = z.object({ ...leadRef, reason: text(500) });
export const claimLead = z.object({ requestId: requestIdSchema, projectId: id });

export const listPool = z.object({
  q: text(60).default(""),
  chainId: id.nullable().default(null),
  offset: z.number().int().min(0).max(100_000).default(0),
  limit: z.number().int().min(1).max(100).default(50),
});

/** A lead of the open pool: enough to decide on, without its contacts. */
export interface PoolLead {
  id: number;
  number: string;
  name: string;
  investorName: string;
  originProvince: string;
  chain: string | null;
  chainHue: number | null;
  content: string;
  intendedFen: number | null;
  stage: "lead" | "negotiation";
  reporter: string;
  reportingUnit: string | null;
  pooledOn: string;
  reason: NoticeReason | "released";
  note: string;
  formerOwner: string | null;
}
export interface Pool {
  total: number;
  leads: PoolLead[];
}

/** What runs for a lead before it is signed; of a signed one, the credit of the first reporter alone. */
export interface LeadCard {
  duties: Duty[];
  /** Nobody holds it since. */
  pooledOn: string | null;
  protectedUntil: string | null;
  extended: boolean;
  notice: { on: string; lapsesOn: string; reason: NoticeReason } | null;
  credit: Credit | null;
  judgedOn: string | null;
}
