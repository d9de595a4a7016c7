/** Exports as jobs: asked for by a page, made by the worker, fetched by the person who asked. Each is audited. */
import "server-only";
import type { z } from "zod";
import type { ExportJob } from "@/server/contracts/export";
import * as contract from "@/server/contracts/export";
import type { exportOwnForm as exportOwnFormInput } from "@/server/contracts/own-form";
import type { exportPastProjects as exportPastProjectsInput } from "@/server/contracts/past-projects";
import type { exportRates as exportRatesInput } from "@/server/contracts/rates";
import { type ExportForm, exportForm } from "@/server/contracts/ready-form";
import type { exportTargets as exportTargetsInput } from "@/server/contracts/target-desk";
import type { writeReport as writeReportInput } from "@/server/contracts/writing";
import { dayOf, monthOfDay, yearEnd } from "@/server/domain/periods";
import { type Action, type Actor, can } from "@/server/domain/permissions";
import { readyForm } from "@/server/domain/ready-forms";
import { Refusal } from "@/server/domain/refusals";
import { countEntries } from "@/server/ledger/entry-list";
import { systemNow } from "@/server/platform/clock";
import { type Database, database } from "@/server/platform/database";
import type { JobHandler } from "@/server/platform/job-handler";
import { cancelJob, enqueueJob, findJob, type JobRow, jobsBefore, listJobs } from "@/server/platform/jobs";
import { appendAudit } from "@/server/record/audit";
import { rulesInForce } from "@/server/record/load-rules";
import { once } from "@/server/record/receipts";
import type { WriteContext } from "@/server/record/record";
import { type ReportOrder, reportFileName, requireReport, writeReport } from "@/server/reports";
import { dayOfReport, requirePast } from "@/server/statistics";
import { LEDGER_TITLE } from "./entry-columns";
import { writeEntryFile } from "./entry-export";
import { expiryOf, fileOf } from "./export-files";
import { requireReach, withheld } from "./export-reach";
import { formScene } from "./forms/form-scene";
import { fileNameOf, requireForm, writeReadyForm } from "./forms/ready-form";
import { ledgerSheet } from "./ledger-sheet-rows";
import { type ExportResult, made, requireExport } from "./made-export";
import { monthJob } from "./month-job";
import { fillOwnForm, ownFormFileName, requireFilling } from "./own-forms/fill-own-form";
import { pastProjectsJob } from "./past-projects-job";
import { countLedgerRows } from "./project-ledger-query";
import { ratesJob } from "./rates-job";
import { targetsJob } from "./targets-job";
import { writeViewFile } from "./view-export";
import { watermarkOf } from "./watermark";
import { writeWorkbook } from "./xlsx/write-workbook";

export const EXPORT_KINDS = [
  "export-month",
  "export-projects",
  "export-view",
  "export-entries",
  "export-form",
  "export-own-form",
  "export-rates",
  "export-targets",
  "export-past-projects",
  "export-report",
] as const;
type ExportKind = (typeof EXPORT_KINDS)[number];
/** What asking for an export and fetching it again takes; of a form, the form says it. */
const ACTION: Record<ExportKind, (input: unknown) => Action> = {
  "export-month": () => "statistics:export",
  "export-projects": () => "project:export",
  "export-view": () => "project:export",
  "export-entries": () => "project:export",
  "export-form": (input) => readyForm(exportForm.parse(input).form).action,
  "export-own-form": () => "statistics:export",
  "export-rates": () => "statistics:export",
  "export-targets": () => "statistics:export",
  "export-past-projects": () => "statistics:export",
  "export-report": () => "statistics:export",
};

/** Two clicks are one export; the same request with another content is none. */
const request = (context: WriteContext, kind: ExportKind, input: object): Promise<{ jobId: number }> =>
  database.$transaction(async (tx) => {
    const db = tx as unknown as Database;
    return once(db, context, kind, async () => {
      const jobId = await enqueueJob(db, { kind, actorId: context.actor.id, input });
      await appendAudit(db, context.actor, context.now, [
        { action: ACTION[kind](input), subjectKind: "export", subjectId: String(jobId), after: input },
      ]);
      return { jobId };
    });
  });

export async function exportMonth(context: WriteContext, input: z.output<typeof contract.exportMonth>) {
  requirePast(context, input.knownOn);
  dayOfReport(input, context.now);
  return request({ ...context, requestId: input.requestId }, "export-month", input);
}

export const exportProjects = (context: WriteContext, input: z.output<typeof contract.exportProjects>) =>
  request({ ...context, requestId: input.requestId }, "export-projects", input);

export const exportView = (context: WriteContext, input: contract.ExportView) =>
  request({ ...context, requestId: input.requestId }, "export-view", input);

export const exportEntries = (context: WriteContext, input: contract.ExportEntries) =>
  request({ ...context, requestId: input.requestId }, "export-entries", input);

export async function exportRates(context: WriteContext, input: z.output<typeof exportRatesInput>) {
  requirePast(context, input.knownOn);
  dayOfReport({ month: input.to, knownOn: input.knownOn }, context.now);
  return request({ ...context, requestId: input.requestId }, "export-rates", input);
}

/** A month that lies ahead has no figures: refused when it is asked for, not when it is made. */
export async function exportTargets(context: WriteContext, input: z.output<typeof exportTargetsInput>) {
  requirePast(context, input.knownOn);
  dayOfReport(input, context.now);
  return request({ ...context, requestId: input.requestId }, "export-targets", input);
}

export async function exportPastProjects(
  context: WriteContext,
  input: z.output<typeof exportPastProjectsInput>,
) {
  requirePast(context, input.knownOn);
  return request({ ...context, requestId: input.requestId }, "export-past-projects", input);
}

export async function exportReadyForm(context: WriteContext, input: ExportForm): Promise<{ jobId: number }> {
  requireForm(context.actor, input.form);
  return request({ ...context, requestId: input.requestId }, "export-form", input);
}
/** The version of this moment is filled, whatever comes after it. */
export async function exportOwnForm(
  context: WriteContext,
  { requestId, ...choice }: z.output<typeof exportOwnFormInput>,
): Promise<{ jobId: number }> {
  const { month, viewId } = choice;
  const order: OwnFormOrder = { requestId, month, viewId, ...(await requireFilling(context, choice)) };
  return request({ ...context, requestId }, "export-own-form", order);
}

/** A text: the template of this moment is filled with the figures of the moment in which it is written. */
export async function exportReport(
  context: WriteContext,
  { requestId, ...choice }: z.output<typeof writeReportInput>,
): Promise<{ jobId: number }> {
  const order = { requestId, ...(await requireReport(choice)) };
  return request({ ...context, requestId }, "export-report", order);
}

/** When a finished file is cleared away. */
const expiryOfJob = (job: JobRow): Date | null => (job.finishedAt === null ? null : expiryOf(job.finishedAt));
const isExpired = (job: JobRow): boolean => (expiryOfJob(job) ?? systemNow()) < systemNow();
const EXPIRED = "文件已过保存期，请重新导出";

const shown = async (actor: Actor, job: JobRow): Promise<ExportJob> => {
  const result = job.state === "done" ? (job.result as ExportResult) : null;
  return {
    id: job.id,
    kind: job.kind,
    state: job.state,
    progress: job.progress,
    message: job.message,
    fileName: result?.fileName ?? null,
    bytes: result?.bytes ?? null,
    rows: result?.rows ?? null,
    withheld: !result ? null : isExpired(job) ? EXPIRED : await withheld(actor, result.reach),
    createdAt: job.createdAt.toISOString(),
    expiresAt: result ? (expiryOfJob(job)?.toISOString() ?? null) : null,
  };
};

/** The actor's own export, with its progress. */
export async function exportProgress({ actor }: { actor: Actor }, id: number): Promise<ExportJob> {
  const job = await findJob(id, actor.id);
  if (!job) throw new Refusal("not-found");
  const before = job.state === "waiting" ? await jobsBefore(id) : 0;
  return shown(actor, before === 0 ? job : { ...job, message: `排队中，前面还有 ${before} 个` });
}

export const exportHistory = async ({ actor }: { actor: Actor }): Promise<ExportJob[]> =>
  Promise.all((await listJobs(actor.id, EXPORT_KINDS, 20)).map((job) => shown(actor, job)));

export async function cancelExport({ actor }: { actor: Actor }, id: number): Promise<{ cancelled: boolean }> {
  return { cancelled: await cancelJob(id, actor.id) };
}

/** Path and name of a finished export of the actor's own, while he may still export and sees no less than it shows. */
export async function openExport(
  actor: Actor,
  id: number,
): Promise<{ path: string; fileName: string; bytes: number }> {
  const job = await findJob(id, actor.id);
  const action = job ? ACTION[job.kind as ExportKind]?.(job.input) : undefined;
  if (job?.state !== "done" || !action) throw new Refusal("not-found");
  if (!can(actor, action))
    throw new Refusal("not-permitted", { message: "您现在的角色不能导出，这份文件不能再下载" });
  if (isExpired(job)) throw new Refusal("not-found", { message: EXPIRED });
  const { fileName, bytes, reach, format = "xlsx" } = job.result as ExportResult;
  await requireReach(actor, reach);
  return { path: fileOf(id, format), fileName, bytes };
}

const projectsJob: JobHandler = async (scene) => {
  const { input, actor, now, report } = scene;
  requireExport(actor, "project:export");
  const { filter } = contract.exportProjects.parse(input);
  const { district } = await rulesInForce(database, dayOf(now));
  const total = await countLedgerRows(actor, filter, now);
  const watermark = watermarkOf(actor, now);
  const sheet = ledgerSheet({
    title: `${district.name}招商引资项目台账`,
    note: `填报单位：${district.name}${district.bureau}　单位：万元　截至 ${dayOf(now)}　共 ${total} 个项目　线索的计划总投资为意向投资额　${watermark}`,
    actor,
    filter,
    now,
    // A paper approved after the month's close may count in a later month of the year: nothing approved is left out.
    through: yearEnd(monthOfDay(dayOf(now))),
    onRows: (n) => report((n / Math.max(1, total)) * 95, `已写入 ${n} / ${total} 行`),
  });
  const frame = {
    watermark,
    title: `${district.name}招商引资项目台账`,
    author: actor.name,
    createdAt: now,
  };
  return made(scene, `${district.name}招商引资项目台账（${dayOf(now)}）.xlsx`, async (path) => ({
    bytes: await writeWorkbook(path, frame, [sheet]),
    rows: total,
  }));
};

const viewJob: JobHandler = async (scene) => {
  const { jobId, input, actor, now, report } = scene;
  requireExport(actor, "project:export");
  const view = contract.exportView.parse(input);
  const { district } = await rulesInForce(database, dayOf(now));
  const total = await countLedgerRows(actor, view.filter, now);
  const title = `${district.name}招商引资项目`;
  const onRows = (n: number) => report((n / Math.max(1, total)) * 95, `已写入 ${n} / ${total} 行`);
  const file = { actor, view, jobId, now, title, unit: `${district.name}${district.bureau}`, total, onRows };
  const name = `${title}（${dayOf(now)}）.${view.format}`;
  return made(scene, name, (path) => writeViewFile({ ...file, path }), view.format);
};

const entriesJob: JobHandler = async (scene) => {
  const { input, actor, now, report } = scene;
  requireExport(actor, "project:export");
  const order = contract.exportEntries.parse(input);
  const { district } = await rulesInForce(database, dayOf(now));
  const total = await countEntries(actor, order.ledger, order.filter);
  const title = `${district.name}${LEDGER_TITLE[order.ledger]}`;
  const onRows = (n: number) => report((n / Math.max(1, total)) * 95, `已写入 ${n} / ${total} 行`);
  const file = { actor, order, now, title, unit: `${district.name}${district.bureau}`, total, onRows };
  const name = `${title}（${dayOf(now)}）.${order.format}`;
  return made(scene, name, (path) => writeEntryFile({ ...file, path }), order.format);
};

const formJob: JobHandler = async (scene) => {
  const { input, actor, now, report } = scene;
  const choice = exportForm.parse(input);
  requireForm(actor, choice.form);
  const form = await formScene(actor, now, choice, (n, total) =>
    report((n / Math.max(1, total)) * 95, `已写入 ${n} / ${total} 行`),
  );
  return made(scene, fileNameOf(form), async (path) => ({ bytes: await writeReadyForm(form, path) }));
};

type OwnFormOrder = Awaited<ReturnType<typeof requireFilling>> &
  Pick<z.output<typeof exportOwnFormInput>, "requestId" | "month" | "viewId">;

const ownFormJob: JobHandler = async (scene) => {
  const { input, actor, now, report } = scene;
  requireExport(actor, "statistics:export");
  const { form, formId, version, month, viewId } = input as OwnFormOrder;
  const onRows = (n: number, total: number) =>
    report((n / Math.max(1, total)) * 90, `已读取 ${n} / ${total} 个项目`);
  return made(scene, ownFormFileName(form, month), (path) =>
    fillOwnForm({ actor, now, formId, version, month, viewId, path, onRows }),
  );
};

const reportJob: JobHandler = async (scene) => {
  const { input, actor, now } = scene;
  requireExport(actor, "statistics:export");
  const order = input as ReportOrder;
  return made(scene, reportFileName(order), (path) => writeReport({ actor, now }, order, path), "docx");
};

export const EXPORT_HANDLERS: Record<ExportKind, JobHandler> = {
  "export-month": monthJob,
  "export-projects": projectsJob,
  "export-view": viewJob,
  "export-entries": entriesJob,
  "export-form": formJob,
  "export-own-form": ownFormJob,
  "export-rates": ratesJob,
  "export-targets": targetsJob,
  "export-past-projects": pastProjectsJob,
  "export-report": reportJob,
};
