import type { BasicsField } from "@/server/domain/project-facts";

export interface BasicsGroup {
  id: string;
  title: string;
  fields: readonly BasicsField[];
}

/** What a project is, in the parts in which it is read and edited. */
export const BASICS_GROUPS: readonly BasicsGroup[] = [
  { id: "progress", title: "进展", fields: ["progress", "difficulty", "nextStep", "nextDueOn"] },
  {
    id: "project",
    title: "项目",
    fields: ["name", "chainId", "nature", "sector", "industryCode", "sensitivity", "content"],
  },
  {
    id: "investor",
    title: "投资方与联系人",
    fields: [
      "investorName",
      "investorUscc",
      "investorKind",
      "originProvince",
      "originCity",
      "source",
      "introducer",
      "contactName",
      "contactPhone",
    ],
  },
  {
    id: "place",
    title: "落地",
    fields: [
      "companyName",
      "companyUscc",
      "projectCode",
      "leadUnitId",
      "streetUnitId",
      "address",
      "landMode",
      "landAreaCentiMu",
      "statisticsCode",
    ],
  },
  {
    id: "plan",
    title: "金额与计划",
    fields: [
      "intendedFen",
      "plannedTotalFen",
      "plannedFixedFen",
      "agreedOutsideFen",
      "filedTotalFen",
      "yearPlanFen",
      "plannedSignOn",
      "plannedStartOn",
      "plannedCompletionOn",
    ],
  },
];

export const CONTACT_FIELDS: readonly BasicsField[] = ["contactName", "contactPhone"];
