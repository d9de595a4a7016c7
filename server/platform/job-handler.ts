import type { Actor } from "@/server/domain/permissions";

export interface JobScene {
  jobId: number;
  input: unknown;
  /** The person who asked, with today's rights. */
  actor: Actor;
  now: Date;
  /** Progress 0–100 and what is being done; throws when the person cancelled. */
  report(progress: number, message: string): Promise<void>;
}

/** Does one job; what it returns is kept as the job's result (JSON). */
export type JobHandler = (scene: JobScene) => Promise<unknown>;
