"use client";
import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import type { ExportJob } from "@/server/contracts/export";
import { dayOf } from "@/server/domain/periods";
import { formatCount, formatDay } from "./format";
import { useTRPC, useTRPCClient } from "./trpc";

const STATE_WORD: Record<ExportJob["state"], string> = {
  waiting: "排队中",
  running: "正在导出",
  done: "已完成",
  failed: "未完成",
  cancelled: "已取消",
};
const POLL_MS = 2000;

const sizeWord = (bytes: number): string =>
  bytes < 1_048_576
    ? `${formatCount(Math.max(1, Math.round(bytes / 1024)))} KB`
    : `${(bytes / 1_048_576).toFixed(1)} MB`;

/** One's own exports: how far, how large, until when, and the file again for who may still have it. */
export function ExportHistory({ className }: { className?: string }) {
  const trpc = useTRPC();
  const { data: jobs } = useQuery({ ...trpc.export.history.queryOptions(), refetchInterval: POLL_MS });
  if (!jobs || jobs.length === 0) return null;
  return (
    <section aria-label="我的导出" className={className}>
      <h2 className="mb-1 text-sm font-medium text-muted">我的导出</h2>
      <ul className="thin-scroll flex max-h-72 flex-col overflow-y-auto">
        {jobs.map((job) => (
          <HistoryLine key={job.id} job={job} />
        ))}
      </ul>
    </section>
  );
}

function HistoryLine({ job }: { job: ExportJob }) {
  const client = useTRPCClient();
  const under = job.state === "waiting" || job.state === "running";
  const facts = [
    STATE_WORD[job.state],
    under ? `${job.progress}%` : null,
    job.rows === null ? null : `${formatCount(job.rows)} 行`,
    job.bytes === null ? null : sizeWord(job.bytes),
    job.expiresAt === null ? null : `${formatDay(dayOf(new Date(job.expiresAt)))} 前可下载`,
  ];
  const said = job.withheld ?? (job.state === "failed" ? job.message : null);
  return (
    <li className="flex min-h-9 shrink-0 items-center gap-2 border-t border-line py-1 text-sm first:border-t-0">
      <span className="min-w-0 flex-1">
        <span className="block truncate" title={job.fileName ?? undefined}>
          {job.fileName ?? "导出"}
        </span>
        <span className="block text-xs text-faint">{facts.filter(Boolean).join(" · ")}</span>
        {said ? <span className="block text-xs text-late">{said}</span> : null}
      </span>
      {under ? (
        <Button size="sm" onClick={() => void client.export.cancel.mutate({ id: job.id })}>
          取消
        </Button>
      ) : null}
      {job.state === "done" && !job.withheld ? (
        <a className="shrink-0 underline" href={`/api/exports/${job.id}`} download>
          下载
        </a>
      ) : null}
    </li>
  );
}
