/** 首报异议, 流转 and 归属份额: what is sent, and what the screens receive. */
import { z } from "zod";
import type { Share, Side } from "@/server/domain/attribution-facts";
import type { DisputeStep } from "@/server/domain/dispute-state";
import type { TransferStep } from "@/server/domain/transfer";
import { id, text } from "./kit";
import { requestIdSchema } from "./project";
import { typedLead } from "./project-list";

const version = z.number().int();
const MOST_WORDS = 1000;

export const raiseDispute = z.object({
  requestId: requestIdSchema,
  /** The project whose first report is disputed; the challenger need not see it. */
  projectId: id,
  /** His own project that is suspected to be the same, or else the lead as he typed it. */
  ownProjectId: id.nullable().default(null),
  lead: typedLead.nullable().default(null),
  statement: text(MOST_WORDS),
});

const disputeRef = { requestId: requestIdSchema, disputeId: id, expectedVersion: version };
const shares = z
  .array(z.object({ unitId: id, basisPoints: z.number({ error: "请填写份额" }).int("份额最多两位小数") }))
  .max(10, "份额最多分给十个单位");

export const closeEvidence = z.object({ ...disputeRef, note: text(MOST_WORDS) });
export const mediateDispute = z.object({
  ...disputeRef,
  agreed: z.boolean({ error: "请选择调解结果" }),
  shares,
  note: text(MOST_WORDS),
});
export const consentToDispute = z.object({ ...disputeRef, agreed: z.boolean(), note: text(MOST_WORDS) });
export const ruleDispute = z.object({ ...disputeRef, shares, reason: text(MOST_WORDS) });
export const appealDispute = z.object({ ...disputeRef, reason: text(MOST_WORDS) });
export const withdrawDispute = z.object({ ...disputeRef, reason: text(MOST_WORDS) });

export const disputeById = z.object({ id });

export const proposeTransfer = z.object({
  requestId: requestIdSchema,
  projectId: id,
  expectedVersion: version,
  toUnitId: z.number({ error: "请选择接收单位" }).pipe(id),
  keptBasisPoints: z.number({ error: "请填写份额" }).int("份额最多两位小数"),
  reason: text(MOST_WORDS),
});
const transferRef = { requestId: requestIdSchema, transferId: id, expectedVersion: version };
export const answerTransfer = z.object({
  ...transferRef,
  accepted: z.boolean(),
  ownerId: id.nullable().default(null),
  note: text(MOST_WORDS),
});
export const decideTransfer = z.object({ ...transferRef, approved: z.boolean(), note: text(MOST_WORDS) });
export const withdrawTransfer = z.object({ ...transferRef, reason: text(MOST_WORDS) });

export const SHOWS = ["open", "mine", "closed"] as const;
export const listAttribution = z.object({
  show: z.enum(SHOWS).default("open"),
  offset: z.number().int().min(0).max(100_000).default(0),
  limit: z.number().int().min(1).max(100).default(50),
});
export const unitShares = z.object({
  /** Of which unit; null is his own, and every unit for who reads all of them. Nobody else may ask of another. */
  unitId: id.nullable().default(null),
  offset: z.number().int().min(0).max(100_000).default(0),
  limit: z.number().int().min(1).max(100).default(50),
});

export interface NamedShare extends Share {
  unit: string;
}

/** A project by name for who may see it; null for others. */
export type SeenProject = { id: number; name: string } | null;

export interface DisputeRow {
  id: number;
  step: DisputeStep;
  dueOn: string | null;
  raisedOn: string;
  challengerUnit: string;
  respondentUnit: string;
  project: SeenProject;
  ownProject: SeenProject;
  shares: NamedShare[];
  /** The reader is the one who has to do something. */
  mine: boolean;
}

export interface DisputePaper {
  linkId: number;
  name: string;
  mediaType: string;
  size: number;
  attachedAt: string;
}

export interface DisputeSide {
  unitId: number;
  unit: string;
  closed: boolean;
  papers: number;
  /** Null for who may know only how many there are. */
  files: DisputePaper[] | null;
}

export interface DisputeRights {
  side: Side | null;
  attach: boolean;
  mediate: boolean;
  consent: boolean;
  rule: boolean;
  appeal: boolean;
  withdraw: boolean;
}

export interface AttributionEntry {
  version: number;
  at: string;
  who: string;
  title: string;
  text: string;
  reason: string;
  due: { label: string; on: string } | null;
}

export interface DisputeCard {
  id: number;
  version: number;
  projectId: number;
  step: DisputeStep;
  dueOn: string | null;
  raisedOn: string;
  challenger: DisputeSide;
  respondent: DisputeSide;
  project: SeenProject;
  ownProject: SeenProject;
  /** The challenger has a project of his own; without one he disputes by the lead as he typed it. */
  ownRegistered: boolean;
  proposed: NamedShare[];
  shares: NamedShare[] | null;
  entries: AttributionEntry[];
  rights: DisputeRights;
}

export interface TransferRow {
  id: number;
  version: number;
  step: TransferStep;
  dueOn: string | null;
  proposedOn: string;
  proposedBy: string;
  fromUnit: string;
  toUnit: string;
  toUnitId: number;
  keptBasisPoints: number;
  reason: string;
  ownerName: string | null;
  project: SeenProject;
  /** What the receiver decides on; null where the project may not be seen. */
  about: { chain: string | null; investor: string; content: string; amountFen: number | null } | null;
  rights: { answer: boolean; decide: boolean; withdraw: boolean };
  mine: boolean;
}

export interface ShareRow {
  projectId: number;
  unitId: number;
  unit: string;
  project: SeenProject;
  basisPoints: number;
  effectiveOn: string;
  source: "dispute" | "transfer";
  sourceId: number;
}

export interface Page<Row> {
  total: number;
  rows: Row[];
}

/** 首报与归属 on the page of a project. */
export interface ProjectAttribution {
  shares: (NamedShare & { effectiveOn: string; source: "dispute" | "transfer" })[];
  disputes: DisputeRow[];
  transfers: TransferRow[];
  mayPropose: boolean;
}
