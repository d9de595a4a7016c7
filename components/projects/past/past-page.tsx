"use client";
/** 项目（时点）: the list and the board as they stood when an earlier day ended. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { PageTurner } from "@/components/projects/attribution/page-turner";
import { ExportButton } from "@/components/shared/export-button";
import { FailureState } from "@/components/shared/failure-state";
import { formatDay } from "@/components/shared/format";
import { KnownDayChoice, KnownDayStrip } from "@/components/shared/known-day";
import { PageHeader } from "@/components/shared/page-header";
import { PrintButton } from "@/components/shared/print-button";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import { useUrlState } from "@/components/shared/use-url-state";
import { useCan, useViewer } from "@/components/shared/viewer";
import { Skeleton } from "@/components/ui/skeleton";
import { PAST_PAGE, type PastProjects } from "@/server/contracts/past-projects";
import { type Day, dayOf } from "@/server/domain/periods";
import { PastBoard } from "./past-board";
import { PastFilter } from "./past-filter";
import { PastRows } from "./past-rows";
import { orderOf, PAST_URL, type PastUrl, pageOf, presentHref } from "./past-url";
import { listedWords, pastSentence } from "./past-words";

export function PastPage() {
  const trpc = useTRPC();
  const [url, setUrl] = useUrlState(PAST_URL);
  const order = orderOf(url, dayOf(new Date()));
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...trpc.statistics.pastProjects.queryOptions({ ...order, ...pageOf(url) }),
    placeholderData: keepPreviousData,
  });
  const narrow = useCallback((changes: Partial<PastUrl>) => setUrl({ ...changes, page: 1 }), [setUrl]);
  const router = useRouter();
  // Without a day it is the list of today that is wanted.
  const onDay = (known: Day | null) => (known === null ? router.push(presentHref(url)) : narrow({ known }));
  return (
    <div className="print-wide flex flex-col print:block">
      <PageHeader
        title="项目（时点）"
        trail={[{ href: presentHref(url), label: "项目" }]}
        note={data ? pastSentence(data) : formatDay(order.knownOn, "words")}
        actions={<Actions order={order} onDay={onDay} />}
      />
      <div className="no-print">
        <KnownDayStrip
          knownOn={order.knownOn}
          onChange={onDay}
          present="名称、编号为现在登记的；负责人、下一步和亮灯不按天保存，不在表内"
        />
      </div>
      <PastFilter url={url} onChange={narrow} />
      {error ? <FailureState error={error} onRetry={() => void refetch()} /> : null}
      {data && !error ? (
        <div aria-busy={isPlaceholderData || undefined}>
          <PastBoard heads={data.heads} column={url.column} onColumn={(column) => narrow({ column })} />
          <p className="mb-1 text-sm text-muted">{listedWords(data.total, url.column, url.changed)}</p>
          {data.rows.length > 0 ? (
            <PastRows rows={data.rows} />
          ) : (
            <p className="py-8 text-center text-muted">这一天没有这样的项目。</p>
          )}
          <div className="no-print">
            <PageTurner
              total={data.total}
              page={url.page}
              size={PAST_PAGE}
              onTurn={(page) => setUrl({ page })}
            />
          </div>
          <Notes hidden={data.hidden} />
          <Foot data={data} page={url.page} />
        </div>
      ) : error ? null : (
        <Skeleton className="h-96 w-full" />
      )}
    </div>
  );
}

const NOTES =
  "金额签约前为意向投资额，签约起为计划总投资（与看板相同；阶段流转不计敏感线索的金额）。终止、流失、搁置的列在末几栏，不在主线合计内。";

const Notes = ({ hidden }: { hidden: number }) => (
  <p className="mt-2 text-sm text-faint">
    {NOTES}
    {hidden > 0 ? `另有 ${hidden} 个敏感线索您不能查看，不在各数之内。` : null}
  </p>
);

/** On paper: who printed, as of when, and which part of the list it is. */
function Foot({ data: { knownOn, total, rows }, page }: { data: PastProjects; page: number }) {
  const viewer = useViewer();
  const first = (page - 1) * PAST_PAGE + 1;
  const part =
    rows.length < total ? ` · 第 ${first}—${first + rows.length - 1} 个，共 ${total} 个，全部见工作簿` : "";
  return (
    <p className="print-only mt-2 border-t border-line pt-1 text-[9pt]">
      {viewer.name} 打印 · 数据时点 {knownOn} 日终所知{part} · 内部资料，请勿外传
    </p>
  );
}

function Actions({ order, onDay }: { order: ReturnType<typeof orderOf>; onDay: (day: Day | null) => void }) {
  const client = useTRPCClient();
  const exports = useCan("statistics:export");
  return (
    <>
      <KnownDayChoice knownOn={order.knownOn} onChange={onDay} />
      <PrintButton paper="A3 横向" />
      {exports ? (
        <ExportButton
          label="导出工作簿"
          start={(requestId) => client.export.pastProjects.mutate({ requestId, ...order })}
        />
      ) : null}
    </>
  );
}
