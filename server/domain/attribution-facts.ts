/** Facts about whose a lead is: the dispute over a first report (首报异议) and the transfer (流转). Part of the closed union. */
import { z } from "zod";

const day = z.string();
const unit = z.number().int();
const deadlineSchema = z.object({ dueOn: day, headOn: day, directorOn: day });

/** A unit's part of the credit; the parts of a project add up to 10,000. */
export const shareSchema = z.object({ unitId: unit, basisPoints: z.number().int() });
export type Share = z.infer<typeof shareSchema>;

export const SIDES = ["challenger", "respondent"] as const;
export type Side = (typeof SIDES)[number];
const side = z.enum(SIDES);

const dispute = { v: z.literal(1), disputeId: z.number().int() };
const transfer = { v: z.literal(1), transferId: z.number().int() };

export const ATTRIBUTION_FACTS = [
  z.object({
    type: z.literal("DisputeRaised"),
    ...dispute,
    /** The challenger's own project, when he has registered one. */
    ownProjectId: z.number().int().nullable(),
    challengerId: z.number().int(),
    challengerUnitId: unit,
    respondentUnitId: unit,
    statement: z.string(),
    evidence: deadlineSchema,
    /** Runs when the time for evidence has run out. */
    mediation: deadlineSchema,
  }),
  z.object({
    type: z.literal("DisputeEvidenceClosed"),
    ...dispute,
    side,
    note: z.string(),
    /** Set by the second side. */
    mediation: deadlineSchema.nullable(),
  }),
  z.object({
    type: z.literal("DisputeMediated"),
    ...dispute,
    agreed: z.boolean(),
    shares: z.array(shareSchema),
    note: z.string(),
    consent: deadlineSchema.nullable(),
    /** Runs at once without an agreement, or when nobody consents in time. */
    ruling: deadlineSchema,
  }),
  z.object({
    type: z.literal("DisputeConsented"),
    ...dispute,
    agreed: z.boolean(),
    shares: z.array(shareSchema),
    note: z.string(),
    ruling: deadlineSchema.nullable(),
  }),
  z.object({
    type: z.literal("DisputeRuled"),
    ...dispute,
    shares: z.array(shareSchema),
    reason: z.string(),
    /** Until when it may be reconsidered; null when that has been done. */
    appeal: deadlineSchema.nullable(),
  }),
  z.object({
    type: z.literal("DisputeAppealed"),
    ...dispute,
    side,
    reason: z.string(),
    ruling: deadlineSchema,
  }),
  z.object({ type: z.literal("DisputeWithdrawn"), ...dispute, reason: z.string() }),
  z.object({
    type: z.literal("TransferProposed"),
    ...transfer,
    proposedById: z.number().int(),
    fromUnitId: unit,
    toUnitId: unit,
    /** What the giving unit keeps of its own part. */
    keptBasisPoints: z.number().int(),
    reason: z.string(),
    answer: deadlineSchema,
  }),
  z.object({
    type: z.literal("TransferAnswered"),
    ...transfer,
    accepted: z.boolean(),
    /** Who takes it on in the receiving unit. */
    ownerId: z.number().int().nullable(),
    note: z.string(),
    approval: deadlineSchema.nullable(),
  }),
  z.object({
    type: z.literal("TransferDecided"),
    ...transfer,
    approved: z.boolean(),
    ownerId: z.number().int().nullable(),
    ownerUnitId: unit.nullable(),
    shares: z.array(shareSchema),
    note: z.string(),
  }),
  z.object({ type: z.literal("TransferWithdrawn"), ...transfer, reason: z.string() }),
] as const;

export type AttributionFact = z.infer<(typeof ATTRIBUTION_FACTS)[number]>;
export type DisputeFact = Extract<AttributionFact, { disputeId: number }>;
export type TransferFact = Extract<AttributionFact, { transferId: number }>;

const TYPES: ReadonlySet<string> = new Set(ATTRIBUTION_FACTS.map((schema) => schema.shape.type.value));
export const isAttribution = <F extends { type: string }>(fact: F): fact is Extract<F, AttributionFact> =>
  TYPES.has(fact.type);
