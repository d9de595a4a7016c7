/**
 * The closed union of facts in a project's history. A fact is never changed; a new shape gets a new `v`.
 */
import { z } from "zod";
import { ATTRIBUTION_FACTS } from "./attribution-facts";
import { MILESTONES } from "./milestones";

const day = z.string();
const fen = z.number().int();
const nullable = <T extends z.ZodType>(type: T) => type.nullable();

/** What a project is, apart from its history. Amounts in fen; days as ISO text. */
export const basicsSchema = z.object({
  name: z.string(),
  content: z.string().default(""),
  chainId: nullable(z.number().int()).default(null),
  leadUnitId: nullable(z.number().int()).default(null),
  streetUnitId: nullable(z.number().int()).default(null),
  ownerId: nullable(z.number().int()).default(null),
  ownerUnitId: nullable(z.number().int()).default(null),
  sensitivity: z.enum(["open", "internal", "sensitive"]).default("internal"),
  source: z.string().default(""),
  introducer: z.string().default(""),
  nature: z.string().default(""),
  industryCode: nullable(z.string()).default(null),
  sector: nullable(z.string()).default(null),
  investorId: nullable(z.number().int()).default(null),
  investorName: z.string().default(""),
  investorUscc: nullable(z.string()).default(null),
  investorKind: z.string().default(""),
  originProvince: z.string().default(""),
  originCity: z.string().default(""),
  companyName: z.string().default(""),
  companyUscc: nullable(z.string()).default(null),
  projectCode: nullable(z.string()).default(null),
  address: z.string().default(""),
  landMode: z.string().default(""),
  landAreaCentiMu: nullable(z.number().int()).default(null),
  statisticsCode: nullable(z.string()).default(null),
  contactName: z.string().default(""),
  contactPhone: z.string().default(""),
  intendedFen: nullable(fen).default(null),
  plannedTotalFen: nullable(fen).default(null),
  plannedFixedFen: nullable(fen).default(null),
  agreedOutsideFen: nullable(fen).default(null),
  filedTotalFen: nullable(fen).default(null),
  yearPlanFen: nullable(fen).default(null),
  plannedSignOn: nullable(day).default(null),
  plannedStartOn: nullable(day).default(null),
  plannedCompletionOn: nullable(day).default(null),
  progress: z.string().default(""),
  difficulty: z.string().default(""),
  nextStep: z.string().default(""),
  nextDueOn: nullable(day).default(null),
});
export type Basics = z.infer<typeof basicsSchema>;
export type BasicsField = keyof Basics;
export const basicsPatchSchema = z.object(
  Object.fromEntries(
    // An optional default would fill in every field that a patch leaves out, and so blank it: the default is taken off.
    Object.entries(basicsSchema.shape).map(([k, t]) => [
      k,
      (t instanceof z.ZodDefault ? t.unwrap() : t).optional(),
    ]),
  ) as unknown as { [K in BasicsField]: z.ZodOptional<(typeof basicsSchema.shape)[K]> },
);
export type BasicsPatch = Partial<Basics>;

export const LEDGERS = ["agreement", "arrival", "investment"] as const;
export type Ledger = (typeof LEDGERS)[number];

/** One row of a ledger as a fact carries it. Which columns a ledger uses is fixed by `ledger-entries.ts`. */
export const agreementRowSchema = z.object({
  kind: z.enum(["framework", "contract", "supplement"]),
  signedOn: day,
  amountFen: fen,
  agreedOutsideFen: nullable(fen).default(null),
  documentNumber: z.string().default(""),
  counterpart: z.string().default(""),
  event: z.string().default(""),
  validUntil: nullable(day).default(null),
  note: z.string().default(""),
});
export type AgreementRow = z.infer<typeof agreementRowSchema>;

export const arrivalRowSchema = z.object({
  arrivedOn: day,
  payerName: z.string().default(""),
  sourceProvince: z.string(),
  currency: z.string().default("CNY"),
  /** Original currency × 100. */
  originalCents: z.number().int(),
  amountFen: fen,
  outsideFen: fen,
  insideFen: fen,
  foreignFen: fen,
  useKind: z.enum(["fixed", "working"]).default("fixed"),
  voucherKind: z.string().default(""),
  voucherNumber: z.string().default(""),
  note: z.string().default(""),
});
export type ArrivalRow = z.infer<typeof arrivalRowSchema>;

export const investmentRowSchema = z.object({
  month: z.number().int(),
  basis: z.enum(["official", "dispatch"]),
  constructionFen: nullable(fen).default(null),
  installationFen: nullable(fen).default(null),
  equipmentFen: nullable(fen).default(null),
  otherFen: nullable(fen).default(null),
  totalFen: fen,
  note: z.string().default(""),
});
export type InvestmentRow = z.infer<typeof investmentRowSchema>;

export interface LedgerRows {
  agreement: AgreementRow;
  arrival: ArrivalRow;
  investment: InvestmentRow;
}

const entryRef = { ledger: z.enum(LEDGERS), entryId: z.number().int() };
const anyRow = z.union([agreementRowSchema, arrivalRowSchema, investmentRowSchema]);
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
    v: z.literal(1),
    kind: z.enum(["visit", "reception", "meeting", "call", "message", "feedback", "note"]),
    on: day,
    summary: z.string(),
    people: z.string(),
    nextStep: z.string(),
    nextOn: nullable(day),
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
  ...ATTRIBUTION_FACTS,
]);
export type Fact = z.infer<typeof factSchema>;
