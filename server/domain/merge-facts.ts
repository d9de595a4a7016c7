/**
 * The facts of merging two projects and of splitting them again. Each holds all that it moved, so that the fold needs no
 * other project and a split finds everything as it was.
 */
import { z } from "zod";
import { MILESTONES } from "./milestones";
import { anyRowSchema, basicsPatchSchema, day, LEDGERS, nullable } from "./project-values";

const id = z.number().int();
const fen = z.number().int();
const kind = z.enum(MILESTONES);

const side = z.object({ id, number: z.string(), name: z.string() });
/** A project as another one names it. */
export type MergeSide = z.infer<typeof side>;

const milestone = z.object({
  kind,
  status: z.enum(["submitted", "approved", "returned", "withdrawn"]),
  occurredOn: day,
  statMonth: nullable(z.number().int()),
  patch: basicsPatchSchema,
  details: z.record(z.string(), z.unknown()),
  imported: z.boolean(),
  recordedById: id,
});
export type CarriedMilestone = z.infer<typeof milestone>;

/** An approved row under a new id: the one it comes from stays where it was, and ends. */
const entry = z.object({
  ledger: z.enum(LEDGERS),
  entryId: id,
  fromEntryId: id,
  row: anyRowSchema,
  statMonth: z.number().int(),
  opening: z.boolean(),
  correctionOfId: nullable(id),
  recordedById: id,
});
export type CarriedEntry = z.infer<typeof entry>;

const entryRef = z.object({ ledger: z.enum(LEDGERS), entryId: id });

const lists = z.object({
  team: z.array(z.object({ role: z.string(), personName: z.string(), accountId: nullable(id) })).optional(),
  tags: z.object({ engineIds: z.array(id), linkedChainIds: z.array(id) }).optional(),
  investors: z.array(z.object({ enterpriseId: id, shareBasisPoints: nullable(z.number().int()) })).optional(),
});
/** Lists that are replaced as a whole; what is absent stays as it is. */
export type MergeLists = z.infer<typeof lists>;

const firstReport = z.object({
  reporterName: z.string(),
  reportingUnitId: nullable(id),
  firstReportedAt: z.string(),
});

const off = nullable(
  z.object({
    state: z.enum(["held", "ended", "lost", "withdrawn"]),
    since: day,
    reason: z.string(),
    reviewOn: nullable(day),
  }),
);

/** What both a merge and a split do to the project that stays. */
const onSurvivor = {
  v: z.literal(1),
  from: side,
  /** Those that the other one had taken in before. */
  also: z.array(side),
  reason: z.string(),
  before: basicsPatchSchema,
  after: basicsPatchSchema,
  listsBefore: lists,
  listsAfter: lists,
  /** Null: it stays as it is. */
  firstReport: nullable(firstReport),
  /** Real contacts of the other one. */
  contacts: z.number().int(),
  /** Milestones that stand from now on. */
  milestones: z.array(milestone),
};

export const MERGE_FACTS = [
  z.object({
    type: z.literal("Absorbed"),
    ...onSurvivor,
    formerReport: firstReport,
    /** Own milestones that give way to those of the other one. */
    replaced: z.array(milestone),
    entries: z.array(entry),
    /** Rows of the other one that stand here already, with the row that counts. */
    same: z.array(z.object({ ledger: z.enum(LEDGERS), entryId: id, sameAsId: id })),
  }),
  z.object({
    type: z.literal("Parted"),
    ...onSurvivor,
    /** Milestones that go with the other one. */
    gone: z.array(kind),
    entries: z.array(entryRef),
    /** What the approved rows that stay come to. */
    sums: z.object({
      frameworkFen: nullable(fen),
      contractFen: nullable(fen),
      arrivedFen: fen,
      investedFen: fen,
    }),
  }),
  z.object({
    type: z.literal("MergedInto"),
    v: z.literal(1),
    into: side,
    reason: z.string(),
    off,
    milestones: z.array(milestone),
    entries: z.array(entry),
  }),
  z.object({
    type: z.literal("SplitOff"),
    v: z.literal(1),
    from: side,
    reason: z.string(),
    off,
    milestones: z.array(milestone),
    entries: z.array(entry),
  }),
] as const;

/** The enterprise behind a project is now another record of it: one was merged into the other, or they were split again. */
export const RELINK_FACT = z.object({
  type: z.literal("InvestorRelinked"),
  v: z.literal(1),
  from: z.object({ id, name: z.string() }),
  into: z.object({ id, name: z.string() }),
  reason: z.string(),
  before: basicsPatchSchema,
  after: basicsPatchSchema,
  listsBefore: lists,
  listsAfter: lists,
});
export type RelinkFact = z.infer<typeof RELINK_FACT>;

export type MergeFact = z.infer<(typeof MERGE_FACTS)[number]>;
export type AbsorbedFact = Extract<MergeFact, { type: "Absorbed" }>;
export type PartedFact = Extract<MergeFact, { type: "Parted" }>;
export type MergedIntoFact = Extract<MergeFact, { type: "MergedInto" }>;
export type SplitOffFact = Extract<MergeFact, { type: "SplitOff" }>;
