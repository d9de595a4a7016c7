/** 表内修改: which fields of a project are edited in the list itself, and how many cells at once. */
import type { BasicsField } from "./project-facts";

/** How many cells one operation may change. */
export const MOST_CELLS = 2000;

/** The fields that stand in columns of the list. Stages, lights and sums follow from other things. */
export const CELL_FIELDS = [
  "name",
  "chainId",
  "leadUnitId",
  "streetUnitId",
  "investorName",
  "originProvince",
  "originCity",
  "companyName",
  "projectCode",
  "intendedFen",
  "plannedTotalFen",
  "nextStep",
  "nextDueOn",
] as const satisfies readonly BasicsField[];
export type CellField = (typeof CELL_FIELDS)[number];
