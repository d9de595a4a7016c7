/** Exports as jobs: asked for by a page, made by the worker, fetched by the person who asked. Each is audited. */
import "server-only";
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import type { z } from "zod";
import * as contract from "@/server/contracts/export";
import { dayOf, monthLabel, monthOfDay, yearEnd, yearStart } from "@/server/domain/periods";
import { type Action, type Actor, can } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { type Database, database, sql } from "@/server/platform/database";
import { environment } from "@/server/platform/environment";
import type { JobHandler, JobScene } from "@/server/platform/job-handler";
import { cancelJob, enqueueJob, findJob, type JobRow, listJobs } from "@/server/platform/jobs";
import { appendAudit } from "@/server/record/audit";
import { rulesInForce } from "@/server/record/load-rules";
import type { WriteContext } from "@/server/record/record";
import { type KeptReach, keptReach, requireReach, withheld } from "./export-reach";
import { ledgerSheet } from "./ledger-sheet-rows";
import { writeMonthWorkbook } from "./month-workbook";
import { countLedgerRows } from "./project-ledger-query";
import { watermarkOf } from "./watermark";
import { writeWorkbook } from "./xlsx/write-workbook";

export const EXPORT_KINDS = ["export-month", "export-projects"] as const;
type ExportKind = (typeof EXPORT_KINDS)[number];
const ACTION: Record<ExportKind, Action> = {
  "export-month": "statistics:export",
  "export-projects": "project:export",
};

/** A finished export as the job keeps it. The file lies in the data directory under the job's own number. */
export interface ExportResult {
  fileName: string;
  bytes: number;
  reach: KeptReach;
}

async function request(context: WriteContext, kind: ExportKind, input: object): Promise<{ jobId: number }> {
  return database.$transaction(async (tx) => {
    const db = tx as unknown as Database;
    // The second of two clicks waits for the first and finds its job.
    if (context.requestId)
      await tx.$executeRaw(sql`SELECT pg_advisory_xact_lock(hashtextextended(${context.requestId}, 0))`);
    const known = context.requestId
      ? await tx.job.findFirst({
          where: {
            actorId: context.actor.id,
            kind,
            input: { path: ["requestId"], equals: context.requestId },
          },
        })
      : null;
    if (known) return { jobId: known.id };
    const jobId = await enqueueJob(db, { kind, actorId: context.actor.id, input });
    await appendAudit(db, context.actor, context.now, [
      { action: ACTION[kind], subjectKind: "export", subjectId: String(jobId), after: input },
    ]);
    return { jobId };
  });
}

export const exportMonth = (context: WriteContext, input: z.output<typeof contract.exportMonth>) =>
  request({ ...context, requestId: input.requestId }, "export-month", input);

export const exportProjects = (context: WriteContext, input: z.output<typeof contract.exportProjects>) =>
  request({ ...context, requestId: input.requestId }, "export-projects", input);

export interface ExportJob {
  id: number;
  kind: string;
  state: JobRow["state"];
  progress: number;
  message: string;
  fileName: string | null;
  bytes: number | null;
  /** Why the file is held back although it is done. */
  withheld: string | null;
  createdAt: string;
}

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
    withheld: result ? await withheld(actor, result.reach) : null,
    createdAt: job.createdAt.toISOString(),
  };
};

/** The actor's own export, with its progress. */
export async function exportProgress({ actor }: { actor: Actor }, id: number): Promise<ExportJob> {
  const job = await findJob(id, actor.id);
  if (!job) throw new Refusal("not-found");
  return shown(actor, job);
}

export const exportHistory = async ({ actor }: { actor: Actor }): Promise<ExportJob[]> =>
  Promise.all((await listJobs(actor.id, EXPORT_KINDS, 20)).map((job) => shown(actor, job)));

export async function cancelExport({ actor }: { actor: Actor }, id: number): Promise<{ cancelled: boolean }> {
  return { cancelled: await cancelJob(id, actor.id) };
}

const folder = () => path.join(environment.dataDirectory, "exports");
const fileOf = (jobId: number) => path.join(folder(), `${jobId}.xlsx`);

/** Path and name of a finished export of the actor's own, while he may still export and sees no less than it shows. */
export async function openExport(
  actor: Actor,
  id: number,
): Promise<{ path: string; fileName: string; bytes: number }> {
  const job = await findJob(id, actor.id);
  const action = job ? ACTION[job.kind as ExportKind] : undefined;
  if (job?.state !== "done" || !action) throw new Refusal("not-found");
  if (!can(actor, action))
    throw new Refusal("not-permitted", { message: "您现在的角色不能导出，这份文件不能再下载" });
  const { fileName, bytes, reach } = job.result as ExportResult;
  await requireReach(actor, reach);
  return { path: fileOf(id), fileName, bytes };
}

/** Runs the writer on the job's file; a file of a failed or cancelled export does not stay. */
async function intoFile(
  { jobId, report, actor }: Pick<JobScene, "jobId" | "report" | "actor">,
  fileName: string,
  write: (path: string) => Promise<number>,
): Promise<ExportResult> {
  await mkdir(folder(), { recursive: true });
  const target = fileOf(jobId);
  // Before the first row: whoever loses something meanwhile is measured by what he had.
  const reach = await keptReach(actor);
  try {
    const bytes = await write(target);
    // Throws when the person cancelled while the last rows were being written.
    await report(99, "保存文件");
    return { fileName, bytes, reach };
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  }
}

function requireExport(actor: Actor, action: Action): void {
  if (!can(actor, action)) throw new Refusal("not-permitted");
}

const monthJob: JobHandler = async (scene) => {
  const { input, actor, now, report } = scene;
  requireExport(actor, "statistics:export");
  const { month } = contract.exportMonth.parse(input);
  const { district } = await rulesInForce(database, dayOf(now));
  const name = `${district.name}招商引资月报（${monthLabel(month, yearStart(month))}）.xlsx`;
  return intoFile(scene, name, (target) => writeMonthWorkbook({ actor, now, month, path: target, report }));
};

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
  return intoFile(scene, `${district.name}招商引资项目台账（${dayOf(now)}）.xlsx`, (target) =>
    writeWorkbook(target, frame, [sheet]),
  );
};

export const EXPORT_HANDLERS: Record<ExportKind, JobHandler> = {
  "export-month": monthJob,
  "export-projects": projectsJob,
};
