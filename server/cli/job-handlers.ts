/** Which verb does which kind of job. */
import "server-only";
import type { JobHandler } from "@/server/platform/job-handler";

export const JOB_HANDLERS: Record<string, JobHandler> = {};
