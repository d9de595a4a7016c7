/** The roles of the bureau and what they are called. */
export const ROLES = [
  "officer",
  "section-head",
  "director",
  "chain-leader",
  "task-force",
  "lead-department",
  "street",
  "statistician",
  "supervision",
  "district-leader",
  "account-admin",
  "security-admin",
  "audit-admin",
] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_NAME: Record<Role, string> = {
  officer: "招商科员",
  "section-head": "科长",
  director: "局长",
  "chain-leader": "链长",
  "task-force": "专班成员",
  "lead-department": "主办部门",
  street: "街道园区",
  statistician: "统计",
  supervision: "督查室",
  "district-leader": "区领导",
  "account-admin": "系统管理员",
  "security-admin": "安全管理员",
  "audit-admin": "审计管理员",
};
