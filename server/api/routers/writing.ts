/** 出稿: templates, texts and their verification. Documents come and go at /api/writing. */
import "server-only";
import * as contract from "@/server/contracts/writing";
import { exportReport } from "@/server/exports";
import { listTemplates, previewReport, reportWords, retireTemplate, verifyText } from "@/server/reports";
import { permit, router } from "../trpc";

export const writingRouter = router({
  templates: permit("statistics:read").query(({ ctx }) => listTemplates(ctx)),
  words: permit("statistics:read")
    .input(contract.reportWords)
    .query(({ ctx, input }) => reportWords(ctx, input.month)),
  preview: permit("statistics:read")
    .input(contract.previewReport)
    .query(({ ctx, input }) => previewReport(ctx, input)),
  write: permit("statistics:export")
    .input(contract.writeReport)
    .mutation(({ ctx, input }) => exportReport(ctx, input)),
  // Writes nothing: a text is too long for the address that a question has.
  verify: permit("statistics:read")
    .input(contract.verifyText)
    .mutation(({ ctx, input }) => verifyText(ctx, input)),
  retire: permit("form:edit")
    .input(contract.retireTemplate)
    .mutation(({ ctx, input }) => retireTemplate(ctx, input)),
});
