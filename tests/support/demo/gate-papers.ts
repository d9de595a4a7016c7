/** What is handed in at each gate: fields of the project and details of the milestone. */
import { FEN_PER_WAN } from "@/server/domain/amounts";
import type { Milestone } from "@/server/domain/milestones";
import { addDays, addMonths, monthOfDay } from "@/server/domain/periods";
import type { BasicsPatch } from "@/server/domain/project-facts";
import { chainOf } from "./bureau-chains";
import type { Course, Step } from "./course";
import type { Random } from "./random";
import type { Subject } from "./subject";

/** The gates ask for a chain; what turns out to belong to none is moved out of the chains after the signature. */
export const chainAtGate = (subject: Subject): number =>
  subject.chain?.id ??
  chainOf(
    subject.template.sector === "一产" || subject.template.engines.includes("生物经济")
      ? "barbecue"
      : "machine-tools",
  ).id;

const VERDICTS = [
  "跟进：符合产业链补链方向，投资主体有实力",
  "跟进：与现有链主企业形成配套，建议重点洽谈",
  "跟进：建议控制用地规模，分期实施",
  "跟进：企业资信良好，需进一步核实能耗",
];
const CHECKERS = [
  "区住建局质监站 杜长林 站长",
  "区发改局投资科 康岩 科长",
  "装备制造园区 谷春燕 主任",
  "区投资促进局 高岩松 科长",
];

/** Project fields that come with a milestone. */
export function patchAt(milestone: Milestone, subject: Subject, course: Course, random: Random): BasicsPatch {
  const { template } = subject;
  const code = course.capturedAt;
  switch (milestone) {
    case "negotiation":
      return {
        chainId: chainAtGate(subject),
        leadUnitId: subject.leadUnit.id,
        plannedSignOn: addDays(course.steps.negotiation?.on ?? course.plannedStartOn, random.int(40, 150)),
      };
    case "contract":
      return {
        plannedTotalFen: subject.plannedFen,
        plannedFixedFen: subject.fixedFen,
        agreedOutsideFen: subject.outsideFen,
        plannedStartOn: course.plannedStartOn,
        plannedCompletionOn: course.plannedCompletionOn,
        streetUnitId: subject.street.id,
      };
    case "registration":
      return { companyName: subject.companyName, companyUscc: subject.companyUscc };
    case "filing": {
      const on = course.steps.filing?.on ?? course.plannedStartOn;
      const group = `${on.slice(2, 4)}${on.slice(5, 7)}`;
      return {
        projectCode: `${group}-230203-04-${template.equipment > 0.65 ? "03" : "01"}-${String((code / 1000 + subject.index * 7) % 1_000_000).padStart(6, "0")}`,
        filedTotalFen: subject.filedFen,
        industryCode: template.industryCode,
      };
    }
    case "land":
      return {
        streetUnitId: subject.street.id,
        landMode: template.land,
        address: subject.address,
        ...(template.land === "无需用地" ? {} : { landAreaCentiMu: subject.areaCentiMu }),
      };
    case "statistics":
      return {
        statisticsCode: `230203${(course.steps.start?.on ?? "2024").slice(0, 4)}${String(subject.index + 1).padStart(6, "0")}`,
      };
    default:
      return {};
  }
}

const paper = (kind: string, step: Step, subject: Subject) =>
  `建投促${kind}〔${step.on.slice(0, 4)}〕${String((subject.index % 180) + 1)}号`;

/** Details of the milestone itself. */
export function detailsAt(
  milestone: Milestone,
  subject: Subject,
  step: Step,
  random: Random,
): Record<string, unknown> {
  switch (milestone) {
    case "negotiation":
      return { verdict: random.pick(VERDICTS) };
    case "framework":
      return {
        amountFen: subject.frameworkFen,
        validUntil: addDays(step.on, 365),
        documentNumber: paper("框", step, subject),
        event: step.event,
      };
    case "contract":
      return {
        amountFen: subject.contractFen,
        documentNumber: paper("合", step, subject),
        event: step.event,
      };
    case "start":
      return { checker: random.pick(CHECKERS) };
    case "statistics":
      return { entryMonth: String(addMonths(monthOfDay(step.on), 0)) };
    case "full-capacity": {
      const wan = subject.plannedFen / FEN_PER_WAN;
      return {
        output: `年产值${Math.round(wan * random.between(0.8, 1.8))}万元，纳税${Math.round(wan * random.between(0.02, 0.06))}万元，就业${random.int(28, 420)}人`,
      };
    }
    default:
      return {};
  }
}
