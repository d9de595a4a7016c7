/**
 * The closed union of facts in a project's history. A fact is never changed; a new shape gets a new `v`.
 */
import { z } from "zod";
import { ATTRIBUTION_FACTS } from "./attribution-facts";
import { MERGE_FACTS, RELINK_FACT } from "./merge-facts";
import { MILESTONES } from "./milestones";
import {
  anyRowSchema as anyRow,
  basicsPatchSchema,
  basicsSchema,
  day,
  LEDGERS,
  nullable,
} from "./project-values";

export {
  type AgreementRow,
  type ArrivalRow,
  agreementRowSchema,
  type Basics,
  type BasicsField,
  type BasicsPatch,
  basicsSchema,
  type InvestmentRow,
  LEDGERS,
  type Ledger,
  type LedgerRows,
} from "./project-values";

const entryRef = { ledger: z.enum(LEDGERS), entryId: z.number().int() };
const milestone = z.enum(MILESTONES);

export const factSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("LeadCaptured"),
    v: z.literal(1),
    number: z.string(),
    basics: basicsSchema,
    reporterName: z.string(),
    reportingUnitId: nullable(z.number().int()),
    firstReportedAt: z.string(),
    imported: z.boolean(),
  }),
  z.object({
    type: z.literal("BasicsEdited"),
    v: z.literal(1),
    before: basicsPatchSchema,
    after: basicsPatchSchema,
    reason: z.string(),
  }),
  z.object({
    type: z.literal("MilestoneSubmitted"),
    v: z.literal(1),
    milestone,
    occurredOn: day,
    patch: basicsPatchSchema,
    details: z.record(z.string(), z.unknown()),
    reason: z.string(),
  }),
  z.object({
    type: z.literal("MilestoneApproved"),
    v: z.literal(1),
    milestone,
    occurredOn: day,
    statMonth: z.number().int(),
    patch: basicsPatchSchema,
    details: z.record(z.string(), z.unknown()),
    imported: z.boolean(),
  }),
  z.object({ type: z.literal("MilestoneReturned"), v: z.literal(1), milestone, reason: z.string() }),
  z.object({ type: z.literal("MilestoneWithdrawn"), v: z.literal(1), milestone }),
  z.object({
    type: z.literal("LeftMainLine"),
    v: z.literal(1),
    to: z.enum(["held", "ended", "lost"]),
    on: day,
    reasonCode: z.string(),
    reason: z.string(),
    reviewOn: nullable(day),
  }),
  z.object({ type: z.literal("ReturnedToMainLine"), v: z.literal(1), on: day, reason: z.string() }),
  z.object({
    type: z.literal("FollowUpLogged"),
    v: z.literal([1, 2]),
    kind: z.enum(["visit", "reception", "meeting", "call", "message", "feedback", "note"]),
    on: day,
    summary: z.string(),
    people: z.string(),
    nextStep: z.string(),
    nextOn: nullable(day),
    /** Of the second shape: what it leaves in the project's present, when that is not all of it. */
    leaves: z.enum(["progress", "nothing"]).optional(),
  }),
  z.object({
    type: z.literal("EvidenceAttached"),
    v: z.literal(1),
    linkId: z.number().int(),
    fileId: z.number().int(),
    requirement: z.string(),
    originalName: z.string(),
    subjectKind: z.string(),
    subjectId: nullable(z.number().int()),
  }),
  z.object({
    type: z.literal("EvidenceRemoved"),
    v: z.literal(1),
    linkId: z.number().int(),
    requirement: z.string(),
    originalName: z.string(),
  }),
  z.object({
    type: z.literal("TeamSet"),
    v: z.literal(1),
    members: z.array(
      z.object({ role: z.string(), personName: z.string(), accountId: nullable(z.number().int()) }),
    ),
  }),
  z.object({
    type: z.literal("TagsSet"),
    v: z.literal(1),
    engineIds: z.array(z.number().int()),
    linkedChainIds: z.array(z.number().int()),
  }),
  z.object({
    type: z.literal("InvestorsSet"),
    v: z.literal(1),
    investors: z.array(
      z.object({ enterpriseId: z.number().int(), shareBasisPoints: nullable(z.number().int()) }),
    ),
  }),
  z.object({
    type: z.literal("EntryDrafted"),
    v: z.literal(1),
    ...entryRef,
    row: anyRow,
    correctionOfId: nullable(z.number().int()),
  }),
  z.object({ type: z.literal("EntrySubmitted"), v: z.literal(1), ...entryRef }),
  z.object({
    type: z.literal("EntryApproved"),
    v: z.literal(1),
    ...entryRef,
    row: anyRow,
    statMonth: z.number().int(),
    opening: z.boolean(),
    correctionOfId: nullable(z.number().int()),
  }),
  z.object({ type: z.literal("EntryReturned"), v: z.literal(1), ...entryRef, reason: z.string() }),
  z.object({ type: z.literal("EntryWithdrawn"), v: z.literal(1), ...entryRef }),
  z.object({ type: z.literal("EntryDiscarded"), v: z.literal(1), ...entryRef }),
  z.object({
    type: z.literal("LeadJudged"),
    v: z.literal(1),
    verdict: z.enum(["follow", "drop"]),
    reason: z.string(),
  }),
  z.object({
    type: z.literal("LapseNoticed"),
    v: z.literal(1),
    reason: z.enum(["silent", "expired"]),
    lapsesOn: day,
  }),
  z.object({ type: z.literal("ProtectionExtended"), v: z.literal(1), until: day, reason: z.string() }),
  z.object({
    type: z.literal("LapsedToPool"),
    v: z.literal(1),
    reason: z.enum(["silent", "expired", "released"]),
    note: z.string(),
    formerOwnerId: nullable(z.number().int()),
    formerUnitId: nullable(z.number().int()),
  }),
  z.object({
    type: z.literal("ClaimedFromPool"),
    v: z.literal(1),
    ownerId: z.number().int(),
    ownerUnitId: nullable(z.number().int()),
  }),
  z.object({ type: z.literal("ImportUndone"), v: z.literal(1), reason: z.string() }),
  ...MERGE_FACTS,
  RELINK_FACT,
  ...ATTRIBUTION_FACTS,
]);
export type Fact = z.infer<typeof factSchema>;
