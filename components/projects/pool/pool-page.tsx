"use client";
/** 公海: leads that nobody holds, the latest first, each to be claimed at once. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { z } from "zod";
import { ChainDot } from "@/components/shared/chain-dot";
import { EmptyState } from "@/components/shared/empty-state";
import { FailureState } from "@/components/shared/failure-state";
import { formatCount } from "@/components/shared/format";
import { PageHeader } from "@/components/shared/page-header";
import { useTRPC } from "@/components/shared/trpc";
import { Amount } from "@/components/shared/unit-switch";
import { urlParam } from "@/components/shared/url-state";
import { useUrlState } from "@/components/shared/use-url-state";
import { useViewer } from "@/components/shared/viewer";
import { Button } from "@/components/ui/button";
import { SkeletonLines } from "@/components/ui/skeleton";
import { TextField } from "@/components/ui/text-field";
import type { PoolLead } from "@/server/contracts/lead";
import { NOTICE_REASON } from "@/server/domain/ownership";
import { can } from "@/server/domain/permissions";
import { StageMark } from "../list/project-marks";
import { ClaimButton } from "./claim-button";

const PAGE = 50;
const POOL_URL = {
  q: urlParam(z.string().max(60), ""),
  page: urlParam(z.coerce.number<string>().int().min(1).max(2000), 1),
};

export function PoolPage() {
  const trpc = useTRPC();
  const viewer = useViewer();
  const [{ q, page }, setUrl] = useUrlState(POOL_URL);
  const { data, error, refetch } = useQuery({
    ...trpc.project.pool.queryOptions({ q, offset: (page - 1) * PAGE, limit: PAGE }),
    placeholderData: keepPreviousData,
  });
  const pages = Math.ceil((data?.total ?? 0) / PAGE);
  return (
    <>
      <PageHeader title="公海" note={data ? `${formatCount(data.total)} 条线索无人承办` : undefined} />
      <div className="mb-2 flex flex-wrap items-center gap-3">
        <div className="w-full sm:w-72">
          <TextField
            type="search"
            aria-label="搜索公海线索"
            placeholder="名称、投资方、拼音首字母"
            maxLength={60}
            defaultValue={q}
            onChange={(event) => setUrl({ q: event.target.value.trim(), page: 1 }, "replace")}
          />
        </div>
        {pages > 1 ? (
          <span className="ml-auto flex items-center gap-2 text-sm text-muted">
            <Button size="sm" disabled={page <= 1} onClick={() => setUrl({ page: page - 1 })}>
              上一页
            </Button>
            {page} / {pages}
            <Button size="sm" disabled={page >= pages} onClick={() => setUrl({ page: page + 1 })}>
              下一页
            </Button>
          </span>
        ) : null}
      </div>
      {error ? <FailureState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonLines lines={8} /> : null}
      {data && data.leads.length === 0 ? (
        <EmptyState title={q ? "没有找到线索" : "公海里没有线索"}>
          {q ? "换个名称或拼音试试" : "久无进展的线索预告期满后进入公海，也可以由承办人主动放出。"}
        </EmptyState>
      ) : null}
      {data && data.leads.length > 0 ? (
        <ul aria-label="公海线索" className="divide-y divide-line rounded-md border border-line bg-surface">
          {data.leads.map((lead) => (
            <PoolItem key={lead.id} lead={lead} mayClaim={can(viewer, "pool:claim")} />
          ))}
        </ul>
      ) : null}
    </>
  );
}

function PoolItem({ lead, mayClaim }: { lead: PoolLead; mayClaim: boolean }) {
  const why = [NOTICE_REASON[lead.reason], lead.note].filter(Boolean).join("：");
  const reporter = [lead.reportingUnit, lead.reporter].filter(Boolean).join(" ");
  return (
    <li className="flex items-start gap-3 px-3 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium break-words">{lead.name}</span>
          <StageMark stage={lead.stage} offState={null} />
        </p>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-3 text-sm text-muted">
          {lead.chain ? <ChainDot index={lead.chainHue} name={lead.chain} /> : <span>未定产业链</span>}
          <Amount fen={lead.intendedFen} trim withUnit />
          <span>
            {lead.investorName}
            {lead.originProvince ? `（${lead.originProvince}）` : ""}
          </span>
        </p>
        {lead.content ? <p className="mt-0.5 line-clamp-2 text-sm">{lead.content}</p> : null}
        <p className="mt-0.5 flex flex-wrap gap-x-3 text-sm text-faint">
          <span>
            {lead.pooledOn} 进入，{why}
          </span>
          <span>首报 {reporter}</span>
          {lead.formerOwner ? <span>原承办 {lead.formerOwner}</span> : null}
        </p>
      </div>
      {mayClaim ? <ClaimButton id={lead.id} name={lead.name} /> : null}
    </li>
  );
}
