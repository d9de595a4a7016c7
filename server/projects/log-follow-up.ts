/** 跟进: contacts, visits and notes. */
import "server-only";
import type { z } from "zod";
import type { logFollowUp as input } from "@/server/contracts/project";
import { refuseAt } from "@/server/domain/refusals";
import type { WriteContext } from "@/server/record/record";
import { type ChangedProject, changeProject } from "./change-project";

export function logFollowUp(
  context: WriteContext,
  followUp: z.output<typeof input>,
): Promise<ChangedProject> {
  const { requestId, projectId, ...given } = followUp;
  return changeProject(context, {
    action: "follow-up:log",
    requestId,
    projectId,
    decide: (_, { today }) => {
      if (given.on > today) throw refuseAt("future-day", "on");
      if (given.nextOn !== null && given.nextOn < today)
        throw refuseAt("bad-day", "nextOn", "下一步日期不能早于今天");
      return [{ fact: { type: "FollowUpLogged", v: 1, ...given }, occurredOn: given.on }];
    },
  });
}
