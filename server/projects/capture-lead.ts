/** 登记线索: a lead is a project at its first milestone. */
import "server-only";
import type { z } from "zod";
import type { captureLead as input } from "@/server/contracts/project";
import { checkAmounts } from "@/server/domain/check-amounts";
import { dayOf } from "@/server/domain/periods";
import { can } from "@/server/domain/permissions";
import { basicsSchema } from "@/server/domain/project-facts";
import { Refusal, refuseAt } from "@/server/domain/refusals";
import { acceptUscc, findOrCreateEnterprise } from "@/server/enterprises";
import { record, type WriteContext } from "@/server/record/record";
import { acceptIndustry } from "./edit-project";
import { projectNumbers } from "./project-numbers";

/** Registers a lead; the server's second decides the first report (首报). Returns the new project's id and number. */
export async function captureLead(
  context: WriteContext,
  lead: z.output<typeof input>,
): Promise<{ id: number; number: string; version: number }> {
  const { actor } = context;
  if (!can(actor, "project:capture")) throw new Refusal("not-permitted");
  const today = dayOf(context.now);
  if (lead.nextDueOn !== null && lead.nextDueOn < today)
    throw refuseAt("bad-day", "nextDueOn", "下一步日期不能早于今天");
  const { requestId, usccReason, investorUscc, ...given } = lead;
  return record(
    { ...context, requestId },
    {
      action: "project:capture",
      projectIds: [],
      async decide({ db, rules }) {
        const uscc = acceptUscc(investorUscc, usccReason);
        const investorId = await findOrCreateEnterprise(db, {
          name: lead.investorName,
          uscc: investorUscc,
          usccReason,
          province: lead.originProvince,
          city: lead.originCity,
          kind: lead.investorKind,
        });
        const basics = basicsSchema.parse({
          ...given,
          investorId,
          investorUscc: uscc,
          industryCode: lead.industryCode && acceptIndustry(lead.industryCode),
          ownerId: actor.id,
          ownerUnitId: actor.unitId,
        });
        const [number] = await projectNumbers(db, today, 1);
        if (number === undefined) throw new Error("no number for the project");
        checkAmounts({ intendedFen: lead.intendedFen }, {}, basics, rules, "");
        return [
          {
            id: null,
            facts: [
              {
                fact: {
                  type: "LeadCaptured",
                  v: 1,
                  number,
                  basics,
                  reporterName: actor.name,
                  reportingUnitId: actor.unitId,
                  firstReportedAt: context.now.toISOString(),
                  imported: false,
                },
              },
            ],
          },
        ];
      },
      answer: ([state]) => {
        if (!state) throw new Error("no project was recorded");
        return { id: state.id, number: state.number, version: state.version };
      },
    },
  );
}
