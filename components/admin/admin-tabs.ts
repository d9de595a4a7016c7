/** The pages of 管理 and who may open each. */
import { type Action, type Actor, can } from "@/server/domain/permissions";

export const ADMIN_TABS = [
  { id: "accounts", label: "账号", action: "account:manage" },
  { id: "units", label: "部门与街道", action: "unit:edit" },
  { id: "chains", label: "产业链", action: "chain:edit" },
  { id: "targets", label: "目标", action: "target:edit" },
  { id: "rates", label: "汇率", action: "rate:read" },
  { id: "rules", label: "设置", action: "setting:edit" },
  { id: "security", label: "安全策略", action: "security:edit" },
  { id: "audit", label: "审计日志", action: "audit:read" },
] as const satisfies readonly { id: string; label: string; action: Action }[];

export type AdminTab = (typeof ADMIN_TABS)[number]["id"];

export const adminTabsOf = (viewer: Pick<Actor, "role">) => ADMIN_TABS.filter((t) => can(viewer, t.action));
