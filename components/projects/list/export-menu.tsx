"use client";

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useState } from "react";
import { ExportButton } from "@/components/shared/export-button";
import { formatCount, formatDay } from "@/components/shared/format";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import { Segmented } from "@/components/ui/segmented";
import type { ExportJob, ExportView } from "@/server/contracts/export";
import { dayOf } from "@/server/domain/periods";

type Seen = Pick<ExportView, "filter" | "sort" | "descending" | "group" | "columns">;

interface ExportMenuProps {
  view: Seen;
  /** How many rows there are; undefined until they are counted. */
  count: number | undefined;
}

const FORMATS = [
  { value: "xlsx", label: "Excel", format: "xlsx", encoding: "utf-8" },
  { value: "csv", label: "CSV（UTF-8）", format: "csv", encoding: "utf-8" },
  { value: "csv-gb", label: "CSV（GB18030）", format: "csv", encoding: "gb18030" },
] as const;
type FormatId = (typeof FORMATS)[number]["value"];

/** 导出▾: what is on the screen, the whole 台账, and what was exported before. */
export function ExportMenu({ view, count }: ExportMenuProps) {
  const client = useTRPCClient();
  const [chosen, setChosen] = useState<FormatId>("xlsx");
  const { format, encoding } = FORMATS.find((one) => one.value === chosen) ?? FORMATS[0];
  return (
    <Popover
      label="导出"
      align="end"
      className="w-[min(460px,calc(100vw-16px))]"
      trigger={<Button icon={<Download aria-hidden className="size-4" />}>导出</Button>}
    >
      <div className="flex flex-col gap-3">
        <div className="flex flex-col gap-2">
          <p className="text-sm text-muted">
            所见即所得：{count === undefined ? "" : `${formatCount(count)} 个项目，`}
            {view.columns.length} 列{view.group === null ? "" : "，带分组小计"}，条件与先后同屏幕一致。
          </p>
          <div className="flex flex-wrap items-center gap-2">
            <Segmented label="文件格式" value={chosen} onChange={setChosen} options={FORMATS} />
            <ExportButton
              label="导出当前视图"
              start={(requestId) => client.export.view.mutate({ requestId, ...view, format, encoding })}
            />
          </div>
        </div>
        <div className="flex flex-wrap items-center justify-between gap-2 border-t border-line pt-2">
          <span className="text-sm text-muted">按上报格式的 48 列台账</span>
          <ExportButton
            label="导出台账"
            start={(requestId) => client.export.projects.mutate({ requestId, filter: view.filter })}
          />
        </div>
        <ExportHistory />
      </div>
    </Popover>
  );
}

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
function ExportHistory() {
  const trpc = useTRPC();
  const { data: jobs } = useQuery({ ...trpc.export.history.queryOptions(), refetchInterval: POLL_MS });
  if (!jobs || jobs.length === 0) return null;
  return (
    <section aria-label="我的导出" className="border-t border-line pt-2">
      <h2 className="mb-1 text-sm font-medium text-muted">我的导出</h2>
      <ul className="thin-scroll flex max-h-60 flex-col overflow-y-auto">
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
    <li className="flex min-h-9 items-center gap-2 border-t border-line py-1 text-sm first:border-t-0">
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
