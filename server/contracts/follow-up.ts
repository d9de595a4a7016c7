/** Input of a follow-up: what happened, what comes next, and what of it is taken over into the project. */
import { z } from "zod";
import { id, text } from "./kit";
import { daySchema, projectPatch, requestIdSchema } from "./project";

export const logFollowUp = z.object({
  requestId: requestIdSchema,
  projectId: id,
  kind: z.enum(["visit", "reception", "meeting", "call", "message", "feedback", "note"]),
  on: daySchema,
  summary: text(2000).min(2, "请填写跟进内容"),
  people: text(200).default(""),
  nextStep: text(500).default(""),
  nextOn: daySchema.nullable().default(null),
  /** What the person took over from the text into the project, and the version he looked at. */
  patch: projectPatch
    .pick({
      investorName: true,
      originProvince: true,
      intendedFen: true,
      chainId: true,
      landAreaCentiMu: true,
      contactName: true,
      contactPhone: true,
    })
    .optional(),
  expectedVersion: z.number().int().optional(),
});
