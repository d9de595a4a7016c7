/** The worker process: takes jobs one after another, so that long work never slows a page. */
import "server-only";
import { actorById } from "@/server/accounts";
import { Refusal } from "@/server/domain/refusals";
import { systemNow } from "@/server/platform/clock";
import { claimJob, failJob, finishJob, JobCancelled, type JobRow, reportJob } from "@/server/platform/jobs";
import { log } from "@/server/platform/log";
import { watchDuplicates } from "@/server/projects/watch-duplicates";
import { refillPasts } from "@/server/record/past-of-project";
import { refillLikeness } from "@/server/record/refill-likeness";
import { JOB_HANDLERS } from "./job-handlers";
import { upkeep } from "./upkeep";

/** A job that took its worker down twice would take down the third. */
const MOST_ATTEMPTS = 2;
const IDLE_MS = 400;
const AFTER_FAULT_MS = 3000;
/** So many times as long as the quiet work took is rested after it. */
const REST = 3;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function perform(job: JobRow): Promise<void> {
  if (job.attempts > MOST_ATTEMPTS)
    return failJob(job.id, "处理时两次中断，多半是内容太大：请拆成几份再试，或告诉管理员");
  const handler = JOB_HANDLERS[job.kind];
  const actor = await actorById(job.actorId, systemNow());
  if (!handler || !actor) return failJob(job.id, "账号已停用或任务类型未知");
  try {
    const report = (progress: number, message: string) => reportJob(job.id, progress, message);
    await finishJob(
      job.id,
      await handler({ jobId: job.id, input: job.input, actor, now: systemNow(), report }),
    );
  } catch (error) {
    if (error instanceof JobCancelled) return;
    if (error instanceof Refusal) return failJob(job.id, error.message);
    if (error instanceof RangeError)
      return failJob(job.id, "金额合计超出可以计算的范围，请核对金额列的单位（元、万元还是亿元）");
    log.error("job failed", error, { jobId: job.id, kind: job.kind });
    await failJob(job.id, "任务未能完成，请稍后重试");
  }
}

let refilled = false;

/** A little of what nobody waits for, and a rest after it: people are at work on the same machine. */
async function quietWork(): Promise<void> {
  const began = performance.now();
  const more = refilled ? await watchDuplicates() : (await refillLikeness()) || (await refillPasts());
  if (!refilled && !more) refilled = true;
  await pause(more ? Math.min(IDLE_MS, REST * (performance.now() - began)) : IDLE_MS);
}

async function run(): Promise<never> {
  for (;;) {
    try {
      const job = await claimJob(Object.keys(JOB_HANDLERS));
      if (job) await perform(job);
      // What is due is done between jobs too; what nobody waits for only while there are none.
      const due = await upkeep(systemNow());
      if (!job && !due) await quietWork();
    } catch (error) {
      log.error("worker", error);
      await pause(AFTER_FAULT_MS);
    }
  }
}

// The parent's end is the worker's end: no orphan keeps the database busy.
process.on("disconnect", () => process.exit(0));
await run();
