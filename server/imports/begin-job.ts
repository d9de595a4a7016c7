/** Asks the worker for the next step of a batch and remembers which job does it. */
import "server-only";
import { type Database, sql } from "@/server/platform/database";
import { enqueueJob } from "@/server/platform/jobs";

export const IMPORT_JOB_KINDS = ["import-try", "import-commit", "import-undo"] as const;
export type ImportJobKind = (typeof IMPORT_JOB_KINDS)[number];

export interface ImportJobInput {
  batchId: number;
  reason?: string;
  force?: boolean;
  /** Of the form that asked; repeating it finds this job. */
  requestId?: string;
}

export async function beginJob(
  db: Pick<Database, "$queryRaw" | "$executeRaw">,
  { kind, actorId, ...input }: ImportJobInput & { kind: ImportJobKind; actorId: number },
): Promise<number> {
  const jobId = await enqueueJob(db, { kind, actorId, input });
  await db.$executeRaw(sql`UPDATE import_batch SET job_id = ${jobId} WHERE id = ${input.batchId}`);
  return jobId;
}
