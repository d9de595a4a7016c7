/** What facts carry: the basics of a project, and the rows of its ledgers. */
import { z } from "zod";

export const day = z.string();
const fen = z.number().int();
export const nullable = <T extends z.ZodType>(type: T) => type.nullable();

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

export const anyRowSchema = z.union([agreementRowSchema, arrivalRowSchema, investmentRowSchema]);
