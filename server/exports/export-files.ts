/** Where finished exports lie, under the number of their job, and until when. */
import "server-only";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { environment } from "@/server/platform/environment";

const KEPT_DAYS = 7;
const DAY_MS = 86_400_000;

export type ExportFormat = "xlsx" | "csv" | "docx";

const folder = () => path.join(environment.dataDirectory, "exports");
export const fileOf = (jobId: number, format: ExportFormat) => path.join(folder(), `${jobId}.${format}`);

/** A file is kept for a week from its making; it holds what its owner was allowed to see then. */
export const expiryOf = (finishedAt: Date): Date => new Date(finishedAt.getTime() + KEPT_DAYS * DAY_MS);

/** Makes room: files whose week is over go. */
async function clearExpired(now: Date): Promise<void> {
  for (const name of await readdir(folder())) {
    const file = path.join(folder(), name);
    const { mtime } = await stat(file);
    if (expiryOf(mtime) <= now) await rm(file, { force: true });
  }
}

/** Runs the writer on the job's file; a file of a failed or cancelled export does not stay. */
export async function intoFile<Answer>(
  jobId: number,
  format: ExportFormat,
  now: Date,
  write: (path: string) => Promise<Answer>,
): Promise<Answer> {
  await mkdir(folder(), { recursive: true });
  await clearExpired(now);
  const target = fileOf(jobId, format);
  try {
    return await write(target);
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  }
}
