/** 自有表样: found, looked at, filled and retired. The workbooks themselves come and go at /api/forms. */
import "server-only";
import * as contract from "@/server/contracts/own-form";
import {
  exportOwnForm,
  formWords,
  listOwnForms,
  ownFormColumns,
  previewOwnForm,
  remapOwnForm,
  retireOwnForm,
} from "@/server/exports";
import { permit, router } from "../trpc";

export const formRouter = router({
  list: permit("statistics:export").query(({ ctx }) => listOwnForms(ctx)),
  words: permit("statistics:export")
    .input(contract.wordsOfMonth)
    .query(({ ctx, input }) => formWords(ctx, input.month)),
  preview: permit("statistics:export")
    .input(contract.previewOwnForm)
    .query(({ ctx, input }) => previewOwnForm(ctx, input)),
  fill: permit("statistics:export")
    .input(contract.exportOwnForm)
    .mutation(({ ctx, input }) => exportOwnForm(ctx, input)),
  columns: permit("form:edit")
    .input(contract.ownFormById)
    .query(({ ctx, input }) => ownFormColumns(ctx, input)),
  remap: permit("form:edit")
    .input(contract.remapOwnForm)
    .mutation(({ ctx, input }) => remapOwnForm(ctx, input)),
  retire: permit("form:edit")
    .input(contract.retireOwnForm)
    .mutation(({ ctx, input }) => retireOwnForm(ctx, input)),
});
