/** Which verb does which kind of job. */
import "server-only";
import { EXPORT_HANDLERS } from "@/server/exports";
import { IMPORT_HANDLERS } from "@/server/imports";
import type { JobHandler } from "@/server/platform/job-handler";

export const JOB_HANDLERS: Record<string, JobHandler> = { ...EXPORT_HANDLERS, ...IMPORT_HANDLERS };
