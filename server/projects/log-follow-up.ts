/** 跟进: contacts, visits and notes. */
import "server-only";
import type { z } from "zod";
import type { logFollowUp as input } from "@/server/contracts/follow-up";
import { movesClosedFigures } from "@/server/domain/closed-figures";
import { requireFollowUpDays } from "@/server/domain/follow-ups";
import { editBasics } from "@/server/domain/pipeline";
import type { BasicsPatch } from "@/server/domain/project-facts";
import { Refusal } from "@/server/domain/refusals";
import type { WriteContext } from "@/server/record/record";
import { type ChangedProject, changeProject } from "./change-project";
import { mayOn, requireContactRights } from "./project-subject";

export function logFollowUp(
  context: WriteContext,
  followUp: z.output<typeof input>,
): Promise<ChangedProject> {
  const { requestId, projectId, patch = {}, expectedVersion, ...given } = followUp;
  const edits = Object.keys(patch).length > 0;
  return changeProject(context, {
    action: "follow-up:log",
    requestId,
    projectId,
    // A follow-up stands beside others'; what it changes of the project may not overwrite theirs unseen.
    ...(edits && expectedVersion !== undefined ? { expectedVersion } : {}),
    decide: (state, { today, rules, firstOpenMonth }) => {
      requireFollowUpDays(given, today);
      if (edits && !mayOn(context.actor, "project:edit", state))
        throw new Refusal("not-permitted", { message: "您可以登记跟进，但不能修改这个项目的资料" });
      if (edits && expectedVersion === undefined) throw new Refusal("bad-input");
      requireContactRights(context.actor, state, patch as BasicsPatch);
      if (movesClosedFigures(state, patch as BasicsPatch, firstOpenMonth))
        throw new Refusal("needs-reason", {
          message: "识别出的修改涉及已关账月份的分项数字，请先不采用，到项目资料中修改并填写原因",
        });
      const edited = edits ? editBasics(state, patch as BasicsPatch, rules, "由跟进内容识别") : [];
      return [
        ...edited.map((fact) => ({ fact })),
        { fact: { type: "FollowUpLogged", v: 1, ...given }, occurredOn: given.on },
      ];
    },
  });
}
