/** The rooms of the desk that a role may enter. */
import { type Action, type Actor, can } from "@/server/domain/permissions";
import type { NavGroup, NavItem } from "./nav-entries";

const ROOMS: (NavItem & { action: Action; group: string })[] = [
  {
    href: "/desk",
    label: "工作台",
    icon: "desk",
    keywords: "gongzuotai gzt",
    action: "desk:read",
    group: "日常",
  },
  {
    href: "/projects",
    label: "项目",
    icon: "projects",
    keywords: "xiangmu xm",
    action: "project:read",
    group: "日常",
  },
  {
    href: "/ledger",
    label: "台账",
    icon: "ledger",
    keywords: "taizhang tz",
    action: "entry:read",
    group: "日常",
  },
  {
    href: "/statistics",
    label: "统计",
    icon: "statistics",
    keywords: "tongji yuebao tj yb",
    action: "statistics:read",
    group: "日常",
  },
  {
    href: "/pool",
    label: "公海",
    icon: "pool",
    keywords: "gonghai gh renling",
    action: "pool:read",
    group: "日常",
  },
  {
    href: "/attribution",
    label: "异议与流转",
    icon: "attribution",
    keywords: "yiyiyuliuzhuan yylz guishu shoubao",
    action: "attribution:read",
    group: "日常",
  },
  {
    href: "/chains",
    label: "产业链",
    icon: "chains",
    keywords: "chanyelian cyl",
    action: "chain:read",
    group: "日常",
  },
  {
    href: "/enterprises",
    label: "企业",
    icon: "enterprises",
    keywords: "qiye qy",
    action: "enterprise:read",
    group: "日常",
  },
  {
    href: "/imports",
    label: "导入",
    icon: "imports",
    keywords: "daoru dr taizhang",
    action: "import:run",
    group: "日常",
  },
  {
    href: "/operations",
    label: "操作记录",
    icon: "operations",
    keywords: "caozuojilu czjl chexiao",
    action: "operation:read",
    group: "日常",
  },
  {
    href: "/admin",
    label: "管理",
    icon: "admin",
    keywords: "guanli gl",
    action: "self:manage",
    group: "管理",
  },
];

const ADMIN: Action[] = [
  "account:manage",
  "unit:edit",
  "chain:edit",
  "target:edit",
  "rate:read",
  "setting:edit",
  "security:edit",
  "audit:read",
];

export function deskNav(viewer: Pick<Actor, "role">): NavGroup[] {
  const mine = ROOMS.filter((room) =>
    room.href === "/admin" ? ADMIN.some((a) => can(viewer, a)) : can(viewer, room.action),
  );
  return ["日常", "管理"]
    .map((label) => ({
      label,
      items: mine
        .filter((room) => room.group === label)
        .map(({ href, label: name, icon, keywords }) => ({
          href,
          label: name,
          icon,
          ...(keywords ? { keywords } : {}),
        })),
    }))
    .filter((group) => group.items.length > 0);
}

/** Where a role begins its day. */
export const homeOf = (viewer: Pick<Actor, "role">): string =>
  can(viewer, "desk:read") ? "/desk" : "/admin";
