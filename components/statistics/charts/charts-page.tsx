"use client";
/** 图表: the month in six pictures; every shape opens the figure it stands for, and all print on one sheet. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { Chart } from "@/components/charts/chart";
import { FailureState } from "@/components/shared/failure-state";
import { formatInstant } from "@/components/shared/format";
import { PageHeader } from "@/components/shared/page-header";
import { PrintButton } from "@/components/shared/print-button";
import { useTRPC } from "@/components/shared/trpc";
import { useNarrow } from "@/components/shared/use-narrow";
import { useUrlState } from "@/components/shared/use-url-state";
import { useViewer } from "@/components/shared/viewer";
import { Skeleton } from "@/components/ui/skeleton";
import type { ChartPlace } from "@/server/domain/charts/chart-view";
import { monthStateWords } from "@/server/domain/month-states";
import { monthLabel, type StatMonth, yearStart } from "@/server/domain/periods";
import { MonthSteps } from "../month-steps";
import type { Charts } from "../statistics-types";
import { ChartDrawer, pageOf } from "./chart-drawers";
import { ChartChoice, PlaceChoice } from "./charts-choices";
import { CHARTS_URL, readOpen, writeOpen } from "./charts-url";

export function ChartsPage({ present }: { present: StatMonth }) {
  const trpc = useTRPC();
  const viewer = useViewer();
  const phone = useNarrow();
  const [url, setUrl] = useUrlState(CHARTS_URL);
  const month = url.month ?? present;
  const own =
    viewer.role === "chain-leader" && viewer.chainIds.length === 1 ? (viewer.chainIds[0] ?? null) : null;
  const chainId = url.chain === "all" ? null : (url.chain ?? own);
  const { indicator, measure, by, stage } = url;
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...trpc.statistics.charts.queryOptions({
      month,
      chainId,
      indicator,
      measure,
      by,
      stage,
      size: phone ? "phone" : "wide",
    }),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="print-charts flex flex-col">
      <PageHeader
        title={
          <>
            <span className="print:hidden">图表</span>
            {data ? <span className="print-only">{data.district}招商引资图表</span> : null}
          </>
        }
        note={data ? noteOf(data) : monthLabel(month, yearStart(month))}
        actions={
          <>
            <PlaceChoice charts={data} chainId={chainId} />
            <MonthSteps
              month={month}
              first={data?.months.first}
              last={Math.max(present, month)}
              onMonth={(next) => setUrl({ month: next, open: [] })}
            />
            <PrintButton paper="A4 横向" />
          </>
        }
      />
      {error ? <FailureState error={error} onRetry={() => void refetch()} /> : null}
      {data && !error ? (
        <Room charts={data} chainId={chainId} stale={isPlaceholderData} />
      ) : error ? null : (
        <div className={GRID}>
          {[1, 2, 3, 4, 5, 6].map((n) => (
            <Skeleton key={n} className="h-80 w-full" />
          ))}
        </div>
      )}
    </div>
  );
}

/** As wide as the pictures are drawn for. */
const GRID = "grid grid-cols-1 gap-3 lg:grid-cols-2 min-[112.5rem]:grid-cols-3 print:grid-cols-3 print:gap-1";

const noteOf = ({ month, place, district, bureau, state, closed }: Charts): string =>
  [
    monthLabel(month, yearStart(month)),
    place === "全区" ? `${district}${bureau}` : place,
    closed ? `第${closed.version}版` : "",
    monthStateWords(state),
  ]
    .filter(Boolean)
    .join(" · ");

/** `stale`: the pictures of the question before, while those of this one are on the way. */
function Room({ charts, chainId, stale }: { charts: Charts; chainId: number | null; stale: boolean }) {
  const router = useRouter();
  const [url, setUrl] = useUrlState(CHARTS_URL);
  const open = (place: ChartPlace) => {
    const page = pageOf(place, charts, chainId);
    if (page !== null) router.push(page);
    else if (place.to === "figure" || place.to === "flow") setUrl({ open: writeOpen(place) });
  };
  const beside = readOpen(url.open);
  return (
    <>
      <div aria-busy={stale || undefined} className={GRID}>
        {charts.charts.map((chart) => (
          <Chart key={chart.id} chart={chart} choices={<ChartChoice id={chart.id} />} onOpen={open} />
        ))}
      </div>
      <PrintFoot charts={charts} />
      {beside && !stale ? (
        <ChartDrawer
          key={url.open.join()}
          place={beside}
          charts={charts}
          chainId={chainId}
          onClose={() => setUrl({ open: [] })}
        />
      ) : null}
    </>
  );
}

function PrintFoot({ charts }: { charts: Charts }) {
  const viewer = useViewer();
  return (
    <p className="print-only mt-1 text-[7.5pt] leading-tight">
      {charts.district}
      {charts.bureau} · {viewer.name} 打印 ·{" "}
      {charts.closed
        ? `关账第${charts.closed.version}版`
        : `数据时点 ${formatInstant(new Date(charts.asOf))}`}{" "}
      · 口径见月报、转化率、目标和阶段流转 · 内部资料，请勿外传
    </p>
  );
}
