"use client";
/** 审计日志: newest first, and a check of the whole chain of hashes. */
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { FailureState } from "@/components/shared/failure-state";
import { formatInstant, NONE } from "@/components/shared/format";
import { Section } from "@/components/shared/section";
import { useTRPC } from "@/components/shared/trpc";
import { SimpleTable } from "@/components/table/simple-table";
import { Badge, Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DateField } from "@/components/ui/date-field";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { TextField } from "@/components/ui/text-field";
import { AuditContent } from "./audit-content";
import { auditSubject } from "./audit-story";
import { AUDIT_GROUPS, auditActionWord } from "./audit-words";

export function AuditAdmin() {
  const trpc = useTRPC();
  const [filter, setFilter] = useState<{ actor?: string; action?: string; from?: string; to?: string }>({});
  const log = useInfiniteQuery(
    trpc.admin.auditLog.infiniteQueryOptions(
      { ...filter, limit: 100 },
      {
        getNextPageParam: (page) => (page.length === 100 ? page.at(-1)?.id : undefined),
        initialCursor: undefined,
      },
    ),
  );
  const verify = useMutation(trpc.admin.verifyAudit.mutationOptions());
  if (log.error) return <FailureState error={log.error} onRetry={() => void log.refetch()} />;
  const rows = log.data?.pages.flat() ?? [];
  const set = (change: Partial<typeof filter>) =>
    setFilter((f) => Object.fromEntries(Object.entries({ ...f, ...change }).filter(([, v]) => v)));
  return (
    <Section
      title="审计日志"
      note="谁、何时、何地、对何对象、做了什么；只能追加，逐条哈希相连"
      flush
      actions={
        <Button size="sm" disabled={verify.isPending} onClick={() => verify.mutate()}>
          {verify.isPending ? "正在校验…" : "校验完整性"}
        </Button>
      }
    >
      {verify.data ? (
        <Notice tone={verify.data.brokenAt === null ? "ok" : "late"} className="m-3">
          {verify.data.brokenAt === null
            ? `已校验 ${verify.data.entries} 条，哈希链完整`
            : `第 ${verify.data.brokenAt} 条与哈希不符，请立即核查`}
        </Notice>
      ) : null}
      <div className="grid gap-2 p-3 sm:grid-cols-4">
        <TextField
          aria-label="人员"
          placeholder="人员"
          value={filter.actor ?? ""}
          onChange={(e) => set({ actor: e.target.value })}
        />
        <Select
          aria-label="操作"
          placeholder="全部操作"
          options={AUDIT_GROUPS}
          value={filter.action ?? ""}
          onChange={(e) => set({ action: e.target.value })}
        />
        <DateField
          aria-label="自"
          value={filter.from ?? null}
          onChange={(from) => set({ from: from ?? "" })}
        />
        <DateField aria-label="至" value={filter.to ?? null} onChange={(to) => set({ to: to ?? "" })} />
      </div>
      {log.data ? (
        <SimpleTable
          label="审计日志"
          rows={rows}
          rowId={(r) => r.id}
          columns={[
            {
              header: "时间",
              cell: (r) => (
                <span className="whitespace-nowrap tabular-nums">{formatInstant(new Date(r.at))}</span>
              ),
            },
            { header: "人员", cell: (r) => <span className="whitespace-nowrap">{r.actorName}</span> },
            {
              header: "操作",
              cell: (r) => (
                <span title={r.action} className="whitespace-nowrap">
                  {auditActionWord(r.action)}
                </span>
              ),
            },
            {
              header: "对象",
              cell: (r) => <span className="break-words">{auditSubject(r)}</span>,
            },
            {
              header: "内容",
              cell: (r) => <AuditContent entry={r} />,
            },
            { header: "地址", wide: true, cell: (r) => r.address || NONE },
            {
              header: "结果",
              cell: (r) =>
                r.outcome === "ok" ? (
                  "成功"
                ) : (
                  <Badge tone="warn">{r.outcome === "refused" ? "拒绝" : "失败"}</Badge>
                ),
            },
          ]}
        />
      ) : (
        <Skeleton className="h-96 w-full" />
      )}
      {log.hasNextPage ? (
        <div className="p-3 text-center">
          <Button disabled={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            更早的记录
          </Button>
        </div>
      ) : null}
    </Section>
  );
}
