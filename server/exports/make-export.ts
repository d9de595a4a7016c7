/** The file of an export as its job makes it. */
import "server-only";
import type { JobScene } from "@/server/platform/job-handler";
import { type ExportFormat, intoFile } from "./export-files";
import { type KeptReach, keptReach } from "./export-reach";

/** A finished export as the job keeps it. The file lies in the data directory under the job's own number. */
export interface ExportResult {
  fileName: string;
  bytes: number;
  reach: KeptReach;
  /** Projects in it; files from before these were noted are workbooks. */
  rows?: number;
  format?: ExportFormat;
}

/** What a writer leaves behind; the size alone where it counts no projects. */
type Written = { bytes: number; rows?: number };

/** Makes the file of a job, and notes how far its owner could see. */
export async function made(
  { jobId, report, actor, now }: JobScene,
  fileName: string,
  write: (path: string) => Promise<Written>,
  format: ExportFormat = "xlsx",
): Promise<ExportResult> {
  // Before the first row: whoever loses something meanwhile is measured by what he had.
  const reach = await keptReach(actor);
  return intoFile(jobId, format, now, async (path) => {
    const written = await write(path);
    // Throws when the person cancelled while the last rows were being written.
    await report(99, "保存文件");
    return { fileName, reach, format, ...written };
  });
}
