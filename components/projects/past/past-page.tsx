"use client";
/** 项目（时点）: the list and the board as they stood when an earlier day ended. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { PageTurner } from "@/components/projects/attribution/page-turner";
import { ExportButton } from "@/components/shared/export-button";
import { FailureState } from "@/components/shared/failure-state";
import { formatAmountShort, formatCount, formatDay } from "@/components/shared/format";
import { KnownDayChoice, KnownDayStrip } from "@/components/shared/known-day";
import { PageHeader } from "@/components/shared/page-header";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import { useUrlState } from "@/components/shared/use-url-state";
import { useCan } from "@/components/shared/viewer";
import { Skeleton } from "@/components/ui/skeleton";
import { PAST_PAGE, type PastProjects } from "@/server/contracts/past-projects";
import { type Day, dayOf } from "@/server/domain/periods";
import { PastBoard } from "./past-board";
import { PastFilter } from "./past-filter";
import { PastRows } from "./past-rows";
import { orderOf, PAST_URL, type PastUrl, pageOf } from "./past-url";
import { changesWords } from "./past-words";

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
  const onDay = (known: Day | null) => (known === null ? router.push("/projects") : narrow({ known }));
  return (
    <div className="flex flex-col">
      <PageHeader
        title="项目（时点）"
        trail={[{ href: "/projects", label: "项目" }]}
        note={data ? sentence(data) : formatDay(order.knownOn, "words")}
        actions={<Actions order={order} onDay={onDay} />}
      />
      <KnownDayStrip
        knownOn={order.knownOn}
        onChange={onDay}
        present="名称、编号为现在登记的；负责人、下一步和亮灯不按天保存，不在表内"
      />
      <PastFilter url={url} onChange={narrow} />
      {error ? <FailureState error={error} onRetry={() => void refetch()} /> : null}
      {data && !error ? (
        <div aria-busy={isPlaceholderData || undefined}>
          <PastBoard heads={data.heads} column={url.column} onColumn={(column) => narrow({ column })} />
          {data.rows.length > 0 ? (
            <PastRows rows={data.rows} />
          ) : (
            <p className="py-8 text-center text-muted">这一天没有这样的项目。</p>
          )}
          <PageTurner
            total={data.total}
            page={url.page}
            size={PAST_PAGE}
            onTurn={(page) => setUrl({ page })}
          />
        </div>
      ) : error ? null : (
        <Skeleton className="h-96 w-full" />
      )}
    </div>
  );
}

/** "2026年3月31日结束时 214 个项目、126.0亿；此后 31 个阶段变化，新增 5 个。" */
function sentence({ knownOn, heads, changes }: PastProjects): string {
  const count = heads.reduce((n, head) => n + head.count, 0);
  const fen = heads.reduce((n, head) => n + head.amountFen, 0);
  return `${formatDay(knownOn, "words")}结束时 ${formatCount(count)} 个项目、${formatAmountShort(fen)}；此后${changesWords(changes)}。`;
}

function Actions({ order, onDay }: { order: ReturnType<typeof orderOf>; onDay: (day: Day | null) => void }) {
  const client = useTRPCClient();
  const exports = useCan("statistics:export");
  return (
    <>
      <KnownDayChoice knownOn={order.knownOn} onChange={onDay} />
      {exports ? (
        <ExportButton
          label="导出工作簿"
          start={(requestId) => client.export.pastProjects.mutate({ requestId, ...order })}
        />
      ) : null}
    </>
  );
}
