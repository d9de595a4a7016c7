/** 开通清单: what a new bureau sets up before its first lead, and which of it is done. */
import { type Action, can, ROLE_NAME, ROLES, type Role } from "./permissions";

/** What stands in the tables. The roles are those of accounts in service. */
export interface SetupCounts {
  units: number;
  roles: readonly Role[];
  chains: number;
  chainsWithoutLeader: number;
  rates: number;
  targets: number;
  projects: number;
}

export interface SetupStep {
  id: string;
  title: string;
  /** What it is for, or what is still missing. */
  note: string;
  href: string;
  /** Who may do it. */
  action: Action;
  done: boolean;
}

/** Without these nobody sets up chains, reviews figures or reports leads. */
const NEEDED: readonly (readonly Role[])[] = [["director"], ["statistician"], ["section-head"], ["officer"]];

const missingRoles = (present: readonly Role[]): string =>
  NEEDED.filter((any) => !any.some((role) => present.includes(role)))
    .map((any) => any.map((role) => ROLE_NAME[role]).join("或"))
    .join("、");

function chainNote({ chains, chainsWithoutLeader }: SetupCounts): string {
  if (chains === 0) return "建立本区产业链，并确定每条链的链长";
  return chainsWithoutLeader > 0
    ? `${chains} 条产业链，其中 ${chainsWithoutLeader} 条未定链长`
    : `${chains} 条产业链，链长已定`;
}

/** In the order in which one needs the other. */
export function setupSteps(counts: SetupCounts): SetupStep[] {
  const missing = missingRoles(counts.roles);
  return [
    {
      id: "units",
      title: "单位",
      note: counts.units > 0 ? `${counts.units} 个` : "建立科室、主办部门、街道和园区",
      href: "/admin/units",
      action: "unit:edit",
      done: counts.units > 0,
    },
    {
      id: "accounts",
      title: "账号",
      note: missing ? `还没有${missing}的账号` : "各主要角色已有账号",
      href: "/admin/accounts",
      action: "account:manage",
      done: missing === "",
    },
    {
      id: "chains",
      title: "产业链与链长",
      note: chainNote(counts),
      href: "/admin/chains",
      action: "chain:edit",
      done: counts.chains > 0 && counts.chainsWithoutLeader === 0,
    },
    {
      id: "rates",
      title: "汇率",
      note: counts.rates > 0 ? "已录入" : "外资到位按月折算，先录入美元等币种的汇率",
      href: "/admin/rates",
      action: "rate:edit",
      done: counts.rates > 0,
    },
    {
      id: "targets",
      title: "目标",
      note: counts.targets > 0 ? "已下达" : "下达年度目标，月报才有完成率和位次",
      href: "/admin/targets",
      action: "target:edit",
      done: counts.targets > 0,
    },
    {
      id: "import",
      title: "导入历史台账",
      note: counts.projects > 0 ? "系统中已有项目" : "手工台账先试算、再导入；没有台账的，登记第一条线索即可",
      href: "/imports",
      action: "import:run",
      done: counts.projects > 0,
    },
  ];
}

/** 局长、统计: who may do a step, for those who may not. */
export const setupDoers = (action: Action): string =>
  ROLES.filter((role) => can({ role }, action))
    .map((role) => ROLE_NAME[role])
    .join("、");
