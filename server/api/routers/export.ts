/** Exports: asked for, watched, cancelled. The file itself comes from /api/exports/[id]. */
import "server-only";
import * as contract from "@/server/contracts/export";
import { exportPastProjects as pastOrder } from "@/server/contracts/past-projects";
import { exportRates as rateOrder } from "@/server/contracts/rates";
import { exportForm, previewForm } from "@/server/contracts/ready-form";
import { exportTargets as targetOrder } from "@/server/contracts/target-desk";
import {
  cancelExport,
  exportEntries,
  exportHistory,
  exportMonth,
  exportPastProjects,
  exportProgress,
  exportProjects,
  exportRates,
  exportReadyForm,
  exportTargets,
  exportView,
  previewReadyForm,
} from "@/server/exports";
import { permit, router } from "../trpc";

export const exportRouter = router({
  month: permit("statistics:export")
    .input(contract.exportMonth)
    .mutation(({ ctx, input }) => exportMonth(ctx, input)),
  projects: permit("project:export")
    .input(contract.exportProjects)
    .mutation(({ ctx, input }) => exportProjects(ctx, input)),
  rates: permit("statistics:export")
    .input(rateOrder)
    .mutation(({ ctx, input }) => exportRates(ctx, input)),
  targets: permit("statistics:export")
    .input(targetOrder)
    .mutation(({ ctx, input }) => exportTargets(ctx, input)),
  pastProjects: permit("statistics:export")
    .input(pastOrder)
    .mutation(({ ctx, input }) => exportPastProjects(ctx, input)),
  view: permit("project:export")
    .input(contract.exportView)
    .mutation(({ ctx, input }) => exportView(ctx, input)),
  entries: permit("project:export")
    .input(contract.exportEntries)
    .mutation(({ ctx, input }) => exportEntries(ctx, input)),
  form: permit("project:export")
    .input(exportForm)
    .mutation(({ ctx, input }) => exportReadyForm(ctx, input)),
  formPreview: permit("project:export")
    .input(previewForm)
    .query(({ ctx, input }) => previewReadyForm(ctx, input)),
  progress: permit("project:export")
    .input(contract.exportJob)
    .query(({ ctx, input }) => exportProgress(ctx, input.id)),
  history: permit("project:export").query(({ ctx }) => exportHistory(ctx)),
  cancel: permit("project:export")
    .input(contract.exportJob)
    .mutation(({ ctx, input }) => cancelExport(ctx, input.id)),
});
