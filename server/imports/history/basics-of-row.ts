/** What a project is, from a ledger row; ids of what its words lead to are passed in. */
import type { LedgerRow } from "@/server/contracts/import";
import { judgeProjectCode } from "@/server/domain/identity";
import { INDUSTRY_SECTIONS, industrySection } from "@/server/domain/industries";
import { type Basics, basicsSchema } from "@/server/domain/project-facts";
import { valuesOf } from "./row-values";

/** What the words of a row lead to. */
export interface RowLinks {
  chainId: number | null;
  leadUnitId: number | null;
  reportingUnitId: number | null;
  streetUnitId: number | null;
  /** Unit that answers for the project when the ledger names none. */
  ownerUnitId: number | null;
  investorId: number | null;
  /** Null when the code has the wrong shape. */
  investorUscc: string | null;
  engineIds: number[];
  otherInvestorIds: number[];
}

const LAND_MODES = ["出让", "租赁", "划拨", "自有"];

/** A code or the name of a division: "3421", "C34", "专用设备制造业" → the code; null when it is neither. */
export function industryCodeOf(text: string): string | null {
  if (/^[A-Ta-t]?\d{2,4}$/.test(text)) return industrySection(text) === null ? null : text.toUpperCase();
  for (const [letter, section] of Object.entries(INDUSTRY_SECTIONS)) {
    if (section.name === text) return letter;
    const division = Object.entries(section.divisions).find(([, name]) => name === text);
    if (division) return division[0];
  }
  return null;
}

/** "王经理 13800000000" → name and phone. */
function splitContact(text: string): { contactName: string; contactPhone: string } {
  const phone = /(?:\+?86[- ]?)?(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})/.exec(text);
  const name = (phone ? text.replace(phone[0], "") : text).replace(/[\s:：,，、;；()（）]+/g, " ").trim();
  return { contactName: name.slice(0, 60), contactPhone: phone?.[1] ?? "" };
}

export function basicsOfRow(row: LedgerRow, links: RowLinks): Basics {
  const values = valuesOf(row);
  const { project, amounts } = row;
  const code = values.text("projectCode");
  const codeFits = judgeProjectCode(code) === "current" || judgeProjectCode(code) === "older";
  return basicsSchema.parse({
    name: project.name,
    content: values.text("content"),
    chainId: links.chainId,
    leadUnitId: links.leadUnitId,
    streetUnitId: links.streetUnitId,
    ownerUnitId: links.ownerUnitId,
    source: "台账导入",
    nature: values.text("nature"),
    industryCode: industryCodeOf(values.text("industry")),
    investorId: links.investorId,
    investorName: project.company ?? "",
    investorUscc: links.investorUscc,
    investorKind: values.text("investorKind"),
    originProvince: project.province ?? "",
    originCity: project.city ?? "",
    companyName: values.text("projectCompany"),
    projectCode: codeFits ? code : null,
    address: values.text("place"),
    landMode: LAND_MODES.find((mode) => values.text("land").includes(mode)) ?? "",
    ...splitContact(values.text("contact")),
    intendedFen: amounts.totalFen,
    plannedTotalFen: amounts.totalFen,
    plannedFixedFen: amounts.fixedFen,
    agreedOutsideFen: values.fen("outsideAgreed"),
    yearPlanFen: values.fen("yearPlan"),
    plannedStartOn: values.day("plannedStart"),
    plannedCompletionOn: values.day("plannedFinish"),
    progress: project.progress ?? "",
    difficulty: values.text("issues"),
    nextStep: values.text("nextSteps"),
  });
}
