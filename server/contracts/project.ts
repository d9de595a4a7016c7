/** Inputs of everything one can do with a project. Used by the forms and by the procedures. */
import { z } from "zod";
import { MOST_PROJECT_FEN } from "@/server/domain/amounts";
import { MILESTONES, OFF_REASONS } from "@/server/domain/milestones";
import { isDay } from "@/server/domain/periods";
import type { GateDetailField } from "@/server/domain/rules";
import { id, idOrZero, text } from "./kit";

/** Days that a bureau can mean; beyond them a year has slipped. */
const inOurTime = (day: string): boolean => day >= "1900-01-01" && day <= "2100-12-31";
export const daySchema = z
  .string({ error: "请填写日期" })
  .refine((day) => isDay(day) && inOurTime(day), "请填写真实存在的日期");
/** Ten times more than the pipeline takes: it asks first whether the unit slipped. */
export const MOST_FEN = 10 * MOST_PROJECT_FEN;
export const fenSchema = z
  .number({ error: "请填写金额" })
  .int("金额须精确到分")
  .min(0, "金额不能为负数")
  .max(MOST_FEN, "金额超出合理范围");
/** Made by the form when it opens; repeating it repeats the answer, not the write. */
export const requestIdSchema = z.string().regex(/^[\w-]{8,64}$/);

export const LEAD_SOURCES = [
  "外出拜访",
  "来访",
  "以商招商",
  "展会",
  "商会协会",
  "委托",
  "网络",
  "上级推送",
  "引荐",
  "其他",
] as const;
export const INVESTOR_KINDS = ["央企", "国企", "500强", "上市公司", "民企", "外资", "港澳台资"] as const;
export const NATURES = ["新建", "扩建", "技改", "迁建"] as const;
export const LAND_MODES = ["出让", "租赁厂房", "租赁楼宇", "自有", "无需用地"] as const;

export const captureLead = z.object({
  requestId: requestIdSchema,
  name: text(200).min(2, "请填写项目名称"),
  content: text(2000).default(""),
  investorName: text(200).min(2, "请填写投资方"),
  investorUscc: text(30).default(""),
  usccReason: text(200).default(""),
  originProvince: text(40).default(""),
  originCity: text(40).default(""),
  investorKind: text(20).default(""),
  chainId: id.nullable().default(null),
  industryCode: text(20).nullable().default(null),
  intendedFen: fenSchema.positive("请填写意向投资额"),
  source: text(20).default(""),
  introducer: text(60).default(""),
  contactName: text(60).default(""),
  contactPhone: text(40).default(""),
  sensitivity: z.enum(["open", "internal", "sensitive"]).default("internal"),
  nextStep: text(500).default(""),
  nextDueOn: daySchema.nullable().default(null),
});
export type CaptureLead = z.input<typeof captureLead>;

/** What may be changed of a project, within the bounds of the forms. People and investors have verbs of their own. */
export const projectPatch = z
  .object({
    name: text(200),
    content: text(2000),
    chainId: id.nullable(),
    leadUnitId: id.nullable(),
    streetUnitId: id.nullable(),
    sensitivity: z.enum(["open", "internal", "sensitive"]),
    source: text(20),
    introducer: text(60),
    nature: text(20),
    industryCode: text(20).nullable(),
    sector: text(20).nullable(),
    investorName: text(200),
    investorUscc: text(30).nullable(),
    investorKind: text(20),
    originProvince: text(40),
    originCity: text(40),
    companyName: text(200),
    companyUscc: text(30).nullable(),
    projectCode: text(40).nullable(),
    address: text(200),
    landMode: text(20),
    landAreaCentiMu: z
      .number({ error: "请填写面积" })
      .int("面积最多两位小数")
      .min(0, "面积不能为负数")
      .max(10 ** 9, "面积超出合理范围")
      .nullable(),
    statisticsCode: text(60).nullable(),
    contactName: text(60),
    contactPhone: text(40),
    intendedFen: fenSchema.nullable(),
    plannedTotalFen: fenSchema.nullable(),
    plannedFixedFen: fenSchema.nullable(),
    agreedOutsideFen: fenSchema.nullable(),
    filedTotalFen: fenSchema.nullable(),
    yearPlanFen: fenSchema.nullable(),
    plannedSignOn: daySchema.nullable(),
    plannedStartOn: daySchema.nullable(),
    plannedCompletionOn: daySchema.nullable(),
    progress: text(2000),
    difficulty: text(2000),
    nextStep: text(500),
    nextDueOn: daySchema.nullable(),
  })
  .partial();

export const editProject = z.object({
  requestId: requestIdSchema,
  projectId: id,
  expectedVersion: z.number().int(),
  patch: projectPatch,
  reason: text(500).default(""),
});

const milestoneRef = {
  requestId: requestIdSchema,
  projectId: id,
  expectedVersion: z.number().int(),
  milestone: z.enum(MILESTONES),
};
/** What a gate may ask of the milestone itself. */
const milestoneDetails = z
  .object({
    amountFen: fenSchema.nullable(),
    documentNumber: text(60).nullable(),
    validUntil: daySchema.or(z.literal("")).nullable(),
    event: text(100).nullable(),
    verdict: text(500).nullable(),
    checker: text(100).nullable(),
    entryMonth: text(20).or(z.number().int()).nullable(),
    output: text(500).nullable(),
  } satisfies Record<GateDetailField, z.ZodType>)
  .partial();

export const submitMilestone = z.object({
  ...milestoneRef,
  occurredOn: daySchema,
  patch: projectPatch.default({}),
  details: milestoneDetails.default({}),
  reason: text(500).default(""),
});
export const approveMilestone = z.object(milestoneRef);
export const withdrawMilestone = z.object(milestoneRef);
export const returnMilestone = z.object({ ...milestoneRef, reason: text(500) });

export const leaveMainLine = z.object({
  requestId: requestIdSchema,
  projectId: id,
  expectedVersion: z.number().int(),
  to: z.enum(["held", "ended", "lost"]),
  on: daySchema,
  reasonCode: z.enum(Object.keys(OFF_REASONS) as [keyof typeof OFF_REASONS, ...(keyof typeof OFF_REASONS)[]]),
  reason: text(500),
  reviewOn: daySchema.nullable().default(null),
});
export const returnToMainLine = z.object({
  requestId: requestIdSchema,
  projectId: id,
  expectedVersion: z.number().int(),
  reason: text(500),
});
export const assignOwner = z.object({
  requestId: requestIdSchema,
  projectId: id,
  expectedVersion: z.number().int(),
  ownerId: id,
});
export const setTeam = z.object({
  requestId: requestIdSchema,
  projectId: id,
  expectedVersion: z.number().int(),
  members: z
    .array(
      z.object({
        role: z.enum(["leader", "head", "member", "service"]),
        personName: text(40).min(1),
        accountId: id.nullable(),
      }),
    )
    .max(40),
});
/** Investors in the order of the screen. With an id the name and code are only what was shown; without one they are looked up or made. */
export const setInvestors = z.object({
  requestId: requestIdSchema,
  projectId: id,
  expectedVersion: z.number().int(),
  investors: z
    .array(
      z.object({
        enterpriseId: id.nullable(),
        name: text(200).min(2, "请填写投资方"),
        uscc: text(30).default(""),
        usccReason: text(200).default(""),
        shareBasisPoints: z
          .number()
          .int("股比最多两位小数")
          .min(1, "股比应大于 0")
          .max(10_000, "股比不能超过 100%")
          .nullable(),
      }),
    )
    .max(30, "最多列 30 个投资方"),
});
export type SetInvestors = z.input<typeof setInvestors>;
export const setTags = z.object({
  requestId: requestIdSchema,
  projectId: id,
  expectedVersion: z.number().int(),
  engineIds: z.array(id).max(20),
  linkedChainIds: z.array(id).max(20),
});

/** Fields a list can be sorted by. */
export const PROJECT_SORTS = [
  "updated",
  "number",
  "name",
  "stage",
  "plannedTotal",
  "intended",
  "contractOn",
  "startOn",
  "arrived",
  "invested",
  "stageSince",
  "firstReported",
  "nextDue",
  "late",
] as const;
export const LIGHTS = ["normal", "warning", "late", "none"] as const;

export const OVERDUE_DUTIES = ["owner", "head", "director"] as const;

/** Everything a list of projects can be narrowed by. Lives in the URL. */
export const projectFilter = z.object({
  q: text(60).optional(),
  chainIds: z.array(idOrZero).max(50).optional(),
  engineId: id.optional(),
  stages: z.array(z.enum(MILESTONES)).max(13).optional(),
  off: z.enum(["held", "ended", "lost", "any"]).optional(),
  leadUnitId: id.optional(),
  streetUnitId: id.optional(),
  ownerId: id.optional(),
  /** Nobody is in charge. */
  unowned: z.boolean().optional(),
  mine: z.boolean().optional(),
  province: text(40).optional(),
  /** Section or division of GB/T 4754. */
  industry: text(5).optional(),
  minFen: fenSchema.optional(),
  maxFen: fenSchema.optional(),
  signedFrom: daySchema.optional(),
  signedTo: daySchema.optional(),
  startedFrom: daySchema.optional(),
  startedTo: daySchema.optional(),
  reportedFrom: daySchema.optional(),
  reportedTo: daySchema.optional(),
  /** When the next step falls due. */
  dueFrom: daySchema.optional(),
  dueTo: daySchema.optional(),
  light: z.enum(LIGHTS).optional(),
  /** A duty of the lead is overdue; long enough for the head's desk; for the director's. */
  duty: z.enum(OVERDUE_DUTIES).optional(),
  /** Notice was given: it falls to the open pool. */
  lapsing: z.boolean().optional(),
  importId: id.optional(),
  signedNotStarted: z.boolean().optional(),
});
export type ProjectFilter = z.infer<typeof projectFilter>;

export const listProjects = z.object({
  filter: projectFilter.default({}),
  sort: z.enum(PROJECT_SORTS).default("updated"),
  descending: z.boolean().default(true),
  offset: z.number().int().min(0).max(1_000_000).default(0),
  limit: z.number().int().min(1).max(200).default(50),
});
export type ListProjects = z.infer<typeof listProjects>;
