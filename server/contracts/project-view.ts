/** 视图: what a saved way of looking at the list of projects holds, who may open it, and how it is asked for. */
import { z } from "zod";
import { ROLES, type Role } from "@/server/domain/permissions";
import { id, text } from "./kit";
import { listProjects, PROJECT_SORTS, projectFilter, requestIdSchema } from "./project";

/** The columns of the list in the order of their definition; screens, views and exports name them by these ids. */
export const PROJECT_COLUMNS = {
  name: "项目名称",
  chain: "产业链",
  leader: "链长",
  stage: "阶段",
  plannedTotal: "计划总投资",
  arrived: "到位",
  invested: "固投",
  stageSince: "在本阶段",
  late: "灯",
  nextDue: "下一步 / 到期",
  firstReporter: "首报",
  number: "项目编号",
  investor: "投资方",
  origin: "来源地",
  owner: "承办人",
  leadUnit: "主办部门",
  street: "街道园区",
  intended: "意向投资",
  contractOn: "签约日期",
  startOn: "开工日期",
  firstReported: "首报日期",
  company: "项目公司",
  projectCode: "项目代码",
} as const;
export type ProjectColumnId = keyof typeof PROJECT_COLUMNS;
export const PROJECT_COLUMN_IDS = Object.keys(PROJECT_COLUMNS) as [ProjectColumnId, ...ProjectColumnId[]];

/** By what the list can be put into groups. */
export const PROJECT_GROUPS = {
  chain: "产业链",
  stage: "阶段",
  province: "来源省份",
  leadUnit: "主办部门",
  street: "街道园区",
  owner: "承办人",
  light: "灯",
  signedMonth: "签约年月",
  startMonth: "开工年月",
} as const;
export type ProjectGroupBy = keyof typeof PROJECT_GROUPS;
export const PROJECT_GROUP_IDS = Object.keys(PROJECT_GROUPS) as [ProjectGroupBy, ...ProjectGroupBy[]];
export const groupBySchema = z.enum(PROJECT_GROUP_IDS);

/** Key of the group whose projects have no value, and of the one that gathers leads which hide theirs. */
export const NO_VALUE = "none";
export const HIDDEN_VALUE = "masked";

export const groupKeySchema = text(60).min(1);
export const groupedProjects = z.object({ filter: projectFilter.default({}), by: groupBySchema });
export const oneGroup = z.object({ by: groupBySchema, key: groupKeySchema });
export type OneGroup = z.infer<typeof oneGroup>;
/** A page of the list, or of one of its groups. */
export const listRows = listProjects.extend({ group: oneGroup.optional() });

/** One group with its subtotals over all its rows, loaded or not; masked leads count, their money does not. */
export interface ProjectGroup {
  key: string;
  label: string;
  /** Hue of a chain. */
  hue: number | null;
  count: number;
  plannedTotalFen: number;
  arrivedFen: number;
  investedFen: number;
}

export const CHART_CUTS = ["chain", "signedMonth", "province"] as const;
export type ChartCut = (typeof CHART_CUTS)[number];
export type ProjectChart = Record<ChartCut, ProjectGroup[]>;

export const DENSITIES = { compact: "紧凑", standard: "标准", loose: "宽松" } as const;
export type Density = keyof typeof DENSITIES;
export const DENSITY_IDS = Object.keys(DENSITIES) as [Density, ...Density[]];

export const viewColumn = z.object({
  id: z.enum(PROJECT_COLUMN_IDS, { error: "没有这一列" }),
  /** Pixels; absent: the width of the definition. */
  width: z.number().int().min(56, "列宽过小").max(640, "列宽过大").optional(),
  pinned: z.boolean().default(false),
});
export const viewColumns = z
  .array(viewColumn)
  .min(1, "至少要有一列")
  .max(PROJECT_COLUMN_IDS.length)
  .refine((list) => new Set(list.map((one) => one.id)).size === list.length, "同一列出现了两次");

export const viewState = z.object({
  filter: projectFilter.default({}),
  sort: z.enum(PROJECT_SORTS).default("updated"),
  descending: z.boolean().default(true),
  group: groupBySchema.nullable().default(null),
  density: z.enum(DENSITY_IDS).default("standard"),
  /** Shown columns in their order; null: as each person keeps them. */
  columns: viewColumns.nullable().default(null),
});
export type ViewState = z.infer<typeof viewState>;

/** 我的 · 共享 (to all, or to one unit) · 角色默认. */
export const VIEW_KINDS = { own: "我的", shared: "共享", role: "角色默认" } as const;
export type ViewKind = keyof typeof VIEW_KINDS;
const VIEW_KIND_IDS = Object.keys(VIEW_KINDS) as [ViewKind, ...ViewKind[]];

const audience = {
  kind: z.enum(VIEW_KIND_IDS),
  /** Of a shared view: the unit that sees it; null for everybody. */
  unitId: id.nullable().default(null),
  /** Of a default: the role it is for. */
  role: z.enum(ROLES).nullable().default(null),
};
const name = text(40).min(1, "请填写视图名称");
export const createView = z.object({ requestId: requestIdSchema, name, ...audience, state: viewState });
export const saveView = z.object({
  requestId: requestIdSchema,
  id,
  expectedVersion: z.number().int().min(1),
  name,
  ...audience,
  state: viewState,
});
export const removeView = z.object({
  requestId: requestIdSchema,
  id,
  expectedVersion: z.number().int().min(1),
});
export type CreateView = z.output<typeof createView>;

/** A view as the bar shows it. */
export interface SavedView {
  id: number;
  version: number;
  name: string;
  kind: ViewKind;
  unitId: number | null;
  unitName: string | null;
  role: Role | null;
  ownerName: string | null;
  mine: boolean;
  /** Whether this person may change or remove it. */
  editable: boolean;
  state: ViewState;
  /** What it once held and what is gone since, in words; opened without it. */
  missing: string[];
}
