/** 修改项目资料. Only what differs becomes a fact. */
import "server-only";
import type { z } from "zod";
import type { editProject as input } from "@/server/contracts/project";
import { requireReasonForClosed } from "@/server/domain/closed-figures";
import { judgeProjectCode, PROJECT_CODE_SHAPE } from "@/server/domain/identity";
import { readIndustry } from "@/server/domain/industries";
import { editBasics } from "@/server/domain/pipeline";
import type { BasicsPatch } from "@/server/domain/project-facts";
import { refuseAt } from "@/server/domain/refusals";
import { acceptUscc } from "@/server/enterprises";
import type { WriteContext } from "@/server/record/record";
import { type ChangedProject, changeProject } from "./change-project";
import { requireContactRights } from "./project-subject";

/** The industry code in the standard's form; refuses what no division bears. */
export function acceptIndustry(raw: string): string {
  const industry = readIndustry(raw);
  if (!industry)
    throw refuseAt("bad-code", "industryCode", "没有这个行业代码，请按国民经济行业分类（GB/T 4754）选择");
  return industry.code;
}

/** Brings codes in a patch to their stored form; refuses those that cannot be one. */
export function cleanPatch(patch: BasicsPatch, reason: string): BasicsPatch {
  const clean = { ...patch };
  if (patch.companyUscc) clean.companyUscc = acceptUscc(patch.companyUscc, reason, "companyUscc");
  if (patch.investorUscc) clean.investorUscc = acceptUscc(patch.investorUscc, reason, "investorUscc");
  if (patch.projectCode) {
    clean.projectCode = patch.projectCode.trim();
    if (judgeProjectCode(clean.projectCode) === "wrong-shape") {
      throw refuseAt("bad-code", "projectCode", PROJECT_CODE_SHAPE);
    }
  }
  if (patch.industryCode) clean.industryCode = acceptIndustry(patch.industryCode);
  return clean;
}

export function editProject(context: WriteContext, edit: z.output<typeof input>): Promise<ChangedProject> {
  return changeProject(context, {
    action: "project:edit",
    requestId: edit.requestId,
    projectId: edit.projectId,
    expectedVersion: edit.expectedVersion,
    decide: (state, { rules, firstOpenMonth }) => {
      const patch = cleanPatch(edit.patch as BasicsPatch, edit.reason);
      requireContactRights(context.actor, state, patch);
      const facts = editBasics(state, patch, rules, edit.reason);
      requireReasonForClosed(state, patch, firstOpenMonth, edit.reason);
      return facts.map((fact) => ({ fact }));
    },
  });
}
