/** 搁置, 终止, 流失, and the way back from 搁置. */
import "server-only";
import type { z } from "zod";
import type {
  leaveMainLine as leaveInput,
  returnToMainLine as returnInput,
} from "@/server/contracts/project";
import * as pipeline from "@/server/domain/pipeline";
import type { WriteContext } from "@/server/record/record";
import { type ChangedProject, changeProject } from "./change-project";

export function leaveMainLine(
  context: WriteContext,
  input: z.output<typeof leaveInput>,
): Promise<ChangedProject> {
  const { requestId, projectId, expectedVersion, ...leaving } = input;
  return changeProject(context, {
    action: "project:leave",
    requestId,
    projectId,
    expectedVersion,
    decide: (state, { today }) =>
      pipeline.leaveMainLine(state, leaving, today).map((fact) => ({ fact, occurredOn: leaving.on })),
  });
}

export function returnToMainLine(
  context: WriteContext,
  input: z.output<typeof returnInput>,
): Promise<ChangedProject> {
  return changeProject(context, {
    action: "project:leave",
    requestId: input.requestId,
    projectId: input.projectId,
    expectedVersion: input.expectedVersion,
    decide: (state, { today }) =>
      pipeline.returnToMainLine(state, today, input.reason, today).map((fact) => ({ fact })),
  });
}
