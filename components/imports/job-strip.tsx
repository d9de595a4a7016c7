"use client";
/** What the worker does at this moment, or how its last try ended when it came to nothing. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { ImportJob } from "@/server/contracts/import-batch";
import { isUnderWay, JOB_WORD } from "./import-words";
import type { Batch } from "./use-import-batch";

export function JobStrip({ batch }: { batch: Batch }) {
  const { job } = batch.scene;
  if (job === null || job.state === "done") return null;
  return isUnderWay(job) ? <Running job={job} id={batch.scene.id} /> : <Stopped batch={batch} job={job} />;
}

function Running({ job, id }: { job: ImportJob; id: number }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const [asked, setAsked] = useState(false);
  const [refused, setRefused] = useState(false);
  const word = JOB_WORD[job.kind];
  // A commit and an undo are one transaction each: once begun they end by themselves.
  const stoppable = job.kind === "import-try" || job.state === "waiting";
  const cancel = async () => {
    setAsked(true);
    const answer = await client.import.cancel.mutate({ jobId: job.id }).catch(() => null);
    setRefused(!answer?.cancelled);
    await cache.invalidateQueries(trpc.import.scene.queryFilter({ id }));
    setAsked(false);
  };
  return (
    <div className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 rounded-md border border-accent-line bg-accent-soft px-3 py-1.5">
      <progress aria-label={`${word}进度`} className="h-2 w-32" max={100} value={job.progress} />
      <span role="status" className="min-w-0 flex-1 text-sm text-accent">
        {job.state === "waiting" ? `${word}正在排队` : job.message || `正在${word}`}…
        {refused ? "没有取消：只有发起人可以取消，写入开始后也不能取消。" : null}
      </span>
      {stoppable ? (
        <Button size="sm" busy={asked} onClick={() => void cancel()}>
          取消{word}
        </Button>
      ) : null}
    </div>
  );
}

function Stopped({ batch, job }: { batch: Batch; job: ImportJob }) {
  const { scene, change } = batch;
  const word = JOB_WORD[job.kind];
  const cancelled = job.state === "cancelled";
  const retries = job.kind !== "import-undo" && scene.state !== "committed" && scene.state !== "undone";
  return (
    <div
      role={cancelled ? "status" : "alert"}
      className={
        cancelled
          ? "flex flex-wrap items-center gap-3 rounded-md border border-line-strong bg-sunken px-3 py-2"
          : "flex flex-wrap items-center gap-3 rounded-md border border-late/35 bg-late-soft px-3 py-2 text-late"
      }
    >
      <span className="min-w-0 flex-1">
        {cancelled
          ? `${word}已取消${scene.summary ? "，下面仍是上一次的结果" : "，还没有结果"}。`
          : `${word}没有完成：${job.message}。没有写入任何内容。`}
      </span>
      {retries ? (
        <Button size="sm" onClick={() => change((choices) => ({ ...choices }))}>
          重新试算
        </Button>
      ) : null}
    </div>
  );
}

/** Said where the figures stand while newer ones are on the way. */
export const StaleNotice = () => <Notice>正在按新的选择重新试算，结果稍后更新。</Notice>;
