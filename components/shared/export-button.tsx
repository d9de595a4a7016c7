"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { readFailure } from "./form-problems";
/** Starts an export, shows how far it is, lets it be cancelled, and hands over the file. */
import { newRequestId } from "./request-id";
import { useTRPC, useTRPCClient } from "./trpc";

interface ExportButtonProps {
  label: string;
  /** Asks the server for the export; the id makes a double click harmless. */
  start: (requestId: string) => Promise<{ jobId: number }>;
}

const ENDED = new Set(["done", "failed", "cancelled"]);
const POLL_MS = 700;

function download(href: string): void {
  const link = document.createElement("a");
  link.href = href;
  link.download = "";
  link.click();
}

export function ExportButton({ label, start }: ExportButtonProps) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const [jobId, setJobId] = useState<number | null>(null);
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const handed = useRef<number | null>(null);
  const { data: job } = useQuery({
    ...trpc.export.progress.queryOptions({ id: jobId ?? 0 }),
    enabled: jobId !== null,
    refetchInterval: ({ state }) => (state.data && ENDED.has(state.data.state) ? false : POLL_MS),
  });
  const running = asking || (jobId !== null && !(job && ENDED.has(job.state)));
  useEffect(() => {
    if (job?.state !== "done" || job.withheld || handed.current === job.id) return;
    handed.current = job.id;
    download(`/api/exports/${job.id}`);
  }, [job]);
  const begin = async () => {
    setAsking(true);
    setProblem(null);
    try {
      setJobId((await start(newRequestId())).jobId);
    } catch (error) {
      setProblem(readFailure(error).message);
    } finally {
      setAsking(false);
    }
  };
  const said = problem ?? (job?.state === "failed" ? job.message : (job?.withheld ?? null));
  return (
    <span className="inline-flex items-center gap-2">
      {running ? (
        <>
          <progress aria-label="导出进度" className="h-2 w-24" max={100} value={job?.progress ?? 0} />
          <span className="text-sm text-muted" role="status">
            {job?.message || "正在准备"}
          </span>
          <Button size="sm" onClick={() => jobId !== null && void client.export.cancel.mutate({ id: jobId })}>
            取消
          </Button>
        </>
      ) : (
        <Button onClick={() => void begin()}>{label}</Button>
      )}
      {job?.state === "done" && !job.withheld ? (
        <a className="text-sm underline" href={`/api/exports/${job.id}`} download>
          再次下载
        </a>
      ) : null}
      {said ? (
        <span role="alert" className="text-sm text-late">
          {said}
        </span>
      ) : null}
    </span>
  );
}
