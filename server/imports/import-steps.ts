/** The steps of an import that a person asks for, and the jobs that do them. */
import "server-only";
import { z } from "zod";
import type * as contract from "@/server/contracts/import-batch";
import { Refusal } from "@/server/domain/refusals";
import { type Database, database, sql } from "@/server/platform/database";
import type { JobHandler } from "@/server/platform/job-handler";
import { cancelJob, findJob } from "@/server/platform/jobs";
import type { WriteContext } from "@/server/record/record";
import { beginJob, type ImportJobInput, type ImportJobKind } from "./begin-job";
import { commitImport } from "./commit-import";
import { loadBatch } from "./import-batch";
import { decidedRows, mergeState, requireDecided } from "./merging/decided-rows";
import { tryImport } from "./try-import";
import { undoImport } from "./undo-import";

const asked = z.object({ requestId: z.string() });

/** The same form sent once more: a lost answer, a second click after the job had ended. */
const isRequest = (jobInput: unknown, requestId: string | undefined): boolean =>
  requestId !== undefined && asked.safeParse(jobInput).data?.requestId === requestId;

/** Enqueues a step under a lock on the batch; while one step runs, no other may begin. */
async function step(
  { actor }: WriteContext,
  batchId: number,
  kind: ImportJobKind,
  input: Omit<ImportJobInput, "batchId">,
  prepare: (db: Database, state: contract.ImportState) => Promise<void>,
): Promise<{ jobId: number }> {
  return database.$transaction(async (tx) => {
    const db = tx as unknown as Database;
    const batch = await loadBatch(db, actor, batchId, true);
    const last = batch.jobId === null ? null : await tx.job.findUnique({ where: { id: batch.jobId } });
    const inVain = last?.state === "failed" || last?.state === "cancelled";
    if (last?.kind === kind && !inVain && isRequest(last.input, input.requestId)) return { jobId: last.id };
    if (last?.state === "waiting" || last?.state === "running") {
      // A second click asks for what is already under way.
      if (last.kind === kind && kind !== "import-try") return { jobId: last.id };
      if (last.kind !== "import-try") throw new Refusal("bad-state", { message: "上一步还在进行，请稍候" });
      await tx.job.update({
        where: { id: last.id },
        data: { state: "cancelled", message: "已改选", finishedAt: new Date() },
      });
    }
    await prepare(db, batch.state);
    return { jobId: await beginJob(db, { kind, actorId: actor.id, batchId, ...input }) };
  });
}

const notYet = () => new Refusal("bad-state", { message: "这一批已经导入" });

/** Keeps the choices and reads the workbook again with them. */
export const chooseImport = (context: WriteContext, input: z.output<typeof contract.chooseImport>) =>
  step(context, input.id, "import-try", {}, async (db, state) => {
    if (state === "committed" || state === "undone") throw notYet();
    await db.$executeRaw(
      // What was decided of cells has a step of its own.
      sql`UPDATE import_batch SET choices = ${JSON.stringify(input.choices)}::jsonb
          || jsonb_build_object('takes', coalesce(choices->'takes', '[]'::jsonb)) WHERE id = ${input.id}`,
    );
  });

/** What is not decided yet, or wants a reason, is said before anything is asked of the worker. */
export const requestCommit = (
  context: WriteContext,
  { id, requestId, reason = "" }: z.output<typeof contract.commitImport>,
) =>
  step(context, id, "import-commit", { requestId, reason }, async (db, state) => {
    if (state !== "tried") throw notYet();
    const batch = await loadBatch(db, context.actor, id);
    requireDecided(mergeState(await decidedRows(db, batch)), reason);
  });

export const requestUndo = (
  context: WriteContext,
  { id, reason, force, requestId }: z.output<typeof contract.undoImport>,
) =>
  step(context, id, "import-undo", { reason, force, requestId }, async (_, state) => {
    if (state !== "committed") throw new Refusal("nothing-to-undo", { message: "这一批没有导入，无可撤销" });
  });

/** Takes back what is still waiting or being read; a commit is one transaction and ends by itself. */
export async function cancelImportJob(
  { actor }: WriteContext,
  jobId: number,
): Promise<{ cancelled: boolean }> {
  const job = await findJob(jobId, actor.id);
  if (job?.kind !== "import-try" && job?.state !== "waiting") return { cancelled: false };
  return { cancelled: await cancelJob(jobId, actor.id) };
}

const jobInput = z.object({
  batchId: z.number().int(),
  reason: z.string().default(""),
  force: z.boolean().default(false),
});

export const IMPORT_HANDLERS: Record<ImportJobKind, JobHandler> = {
  "import-try": ({ input, actor, now, report }) =>
    tryImport({ actor, now }, jobInput.parse(input).batchId, report),
  // The job's number is the request's id: taken up again after a crash, it finds what it had done.
  "import-commit": async ({ jobId, input, actor, now, report }) => {
    const { batchId, reason } = jobInput.parse(input);
    await report(10, "正在导入");
    return commitImport({ actor, now, requestId: `job:${jobId}` }, batchId, reason);
  },
  "import-undo": async ({ jobId, input, actor, now, report }) => {
    await report(10, "正在撤销");
    return undoImport({ actor, now, requestId: `job:${jobId}` }, jobInput.parse(input));
  },
};
