/** Inputs of everything one can do with a project. Used by the forms and by the procedures. */
import { z } from "zod";
import { MILESTONES, OFF_REASONS } from "@/server/domain/milestones";
import { isDay } from "@/server/domain/periods";
import { basicsPatchSchema } from "@/server/domain/project-facts";

const text = (max: number) => z.string().trim().max(max, `不能超过${max}个字`);
export const daySchema = z.string().refine(isDay, "请填写真实存在的日期");
export const fenSchema = z
  .number({ error: "请填写金额" })
  .int("金额须精确到分")
  .min(0, "金额不能为负数")
  .max(10 ** 15, "金额超出合理范围");
const id = z.number().int().positive();
/** Made by the form when it opens; repeating it repeats the answer, not the write. */
export const requestIdSchema = z.string().min(8).max(64);

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

export const editProject = z.object({
  requestId: requestIdSchema,
  projectId: id,
  expectedVersion: z.number().int(),
  patch: basicsPatchSchema.omit({ ownerId: true, ownerUnitId: true, investorId: true }),
  reason: text(500).default(""),
});

const milestoneRef = {
  requestId: requestIdSchema,
  projectId: id,
  expectedVersion: z.number().int(),
  milestone: z.enum(MILESTONES),
};
export const submitMilestone = z.object({
  ...milestoneRef,
  occurredOn: daySchema,
  patch: basicsPatchSchema.omit({ ownerId: true, ownerUnitId: true, investorId: true }).default({}),
  details: z.record(z.string().max(40), z.union([z.string().max(500), z.number(), z.null()])).default({}),
  reason: text(500).default(""),
});
export const approveMilestone = z.object(milestoneRef);
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
export const logFollowUp = z.object({
  requestId: requestIdSchema,
  projectId: id,
  kind: z.enum(["visit", "reception", "meeting", "call", "message", "note"]),
  on: daySchema,
  summary: text(2000).min(2, "请填写跟进内容"),
  people: text(200).default(""),
  nextStep: text(500).default(""),
  nextOn: daySchema.nullable().default(null),
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

/** Everything a list of projects can be narrowed by. Lives in the URL. */
export const projectFilter = z.object({
  q: text(60).optional(),
  chainIds: z.array(z.number().int()).max(50).optional(),
  engineId: id.optional(),
  stages: z.array(z.enum(MILESTONES)).max(13).optional(),
  off: z.enum(["held", "ended", "lost", "any"]).optional(),
  leadUnitId: id.optional(),
  streetUnitId: id.optional(),
  ownerId: id.optional(),
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
