"use client";
/** How far the projects' lights and duties are with the rules in force. */
import { useQuery } from "@tanstack/react-query";
import { formatCount, formatInstant } from "@/components/shared/format";
import { useTRPC } from "@/components/shared/trpc";
import { Notice } from "@/components/ui/badge";

const WHILE_BEHIND_MS = 1500;

export function ClockRefreshStrip() {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.admin.clockRefresh.queryOptions(undefined, {
      refetchInterval: ({ state }) => (state.data?.behind ? WHILE_BEHIND_MS : false),
    }),
  );
  if (!data) return null;
  if (data.behind)
    return (
      <Notice tone="warn">
        <span role="status">
          正在按现行规定更新各项目的灯和时限：{formatCount(data.seen)} / {formatCount(data.total)}
        </span>
      </Notice>
    );
  if (!data.finishedAt) return null;
  return (
    <p role="status" className="text-sm text-muted">
      各项目的灯和时限已按现行规定更新：{formatInstant(new Date(data.finishedAt))} 核对{" "}
      {formatCount(data.total)} 个，改动 {formatCount(data.changed)} 个
    </p>
  );
}
