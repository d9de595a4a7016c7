"use client";
/** 转化率: a window of signings, what became of them, every figure opening its projects. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { ExportButton } from "@/components/shared/export-button";
import { FailureState } from "@/components/shared/failure-state";
import { KnownDayChoice, KnownDayStrip } from "@/components/shared/known-day";
import { PageHeader } from "@/components/shared/page-header";
import { PrintButton } from "@/components/shared/print-button";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import { useUrlState } from "@/components/shared/use-url-state";
import { useCan } from "@/components/shared/viewer";
import { Badge } from "@/components/ui/badge";
import { Skeleton } from "@/components/ui/skeleton";
import { monthLabel, monthOfDay, type StatMonth } from "@/server/domain/periods";
import { windowLabel } from "@/server/domain/rate-windows";
import { rateLabels, rateNotes } from "@/server/domain/rates";
import { RateDrawer } from "./rate-drawer";
import { RatesCards } from "./rates-cards";
import { RatesPrint } from "./rates-print";
import { RatesSentence } from "./rates-sentence";
import { RatesTable } from "./rates-table";
import { CutLinks, RateChoices, WindowFields } from "./rates-tools";
import type { Rates } from "./rates-types";
import { askedWindow, type OpenRate, RATES_URL, readRate, writeRate } from "./rates-url";

export function RatesPage({ present }: { present: StatMonth }) {
  const trpc = useTRPC();
  const [url, setUrl] = useUrlState(RATES_URL);
  const asked = { ...askedWindow(url, present), cut: url.cut };
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...trpc.statistics.rates.queryOptions(asked),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="flex flex-1 flex-col sm:min-h-0 print:block">
      <div className="no-print">
        <PageHeader
          title="转化率"
          marks={data ? <Marks rates={data} /> : null}
          note={data ? `${spanOf(data)} · ${data.district}${data.bureau}` : windowLabel(asked)}
          actions={<Actions asked={asked} />}
        />
        <WindowFields
          asked={asked}
          present={url.known === null ? present : Math.min(present, monthOfDay(url.known))}
          first={data?.months.first}
          onChange={setUrl}
        />
      </div>
      {error ? <FailureState error={error} onRetry={() => void refetch()} /> : null}
      {data && !error ? (
        <Body rates={data} stale={isPlaceholderData} />
      ) : error ? null : (
        <Skeleton className="h-[32rem] w-full" />
      )}
    </div>
  );
}

/** 2026年1—6月签约，截至2026年11月末. */
const spanOf = ({ from, to, cutoff, way }: Rates): string =>
  way === "period"
    ? windowLabel({ from, to })
    : `${windowLabel({ from, to })}签约，截至${monthLabel(cutoff)}末`;

const Marks = ({ rates }: { rates: Rates }) =>
  rateLabels(rates).map((label) => (
    <Badge key={label} tone="warn">
      {label}
    </Badge>
  ));

function Actions({ asked }: { asked: ReturnType<typeof askedWindow> & { cut: Rates["cut"] } }) {
  const client = useTRPCClient();
  const exports = useCan("statistics:export");
  return (
    <>
      <PrintButton paper="A3 横向" />
      {exports ? (
        <ExportButton
          label="导出工作簿"
          start={(requestId) => client.export.rates.mutate({ requestId, ...asked })}
        />
      ) : null}
    </>
  );
}

/** `stale`: the figures of the question before, while those of this one are on the way. */
function Body({ rates, stale }: { rates: Rates; stale: boolean }) {
  const [url, setUrl] = useUrlState(RATES_URL);
  const open = useCallback((figure: OpenRate) => setUrl({ figure: writeRate(figure) }), [setUrl]);
  const figure = useMemo(() => readRate(url.figure), [url.figure]);
  return (
    <>
      <div aria-busy={stale || undefined} className="no-print flex flex-1 flex-col sm:min-h-0">
        <RatesSentence rates={rates} measure={url.measure} onOpen={open} />
        {rates.knownOn === null ? null : (
          <KnownDayStrip
            knownOn={rates.knownOn}
            onChange={(known) => setUrl({ known, figure: [] })}
            present="人员和名称为现在登记的"
          />
        )}
        {rates.warnings.map((warning) => (
          <p key={warning} className="mb-2 shrink-0 text-sm text-warn">
            {warning}
          </p>
        ))}
        <div className="mb-2 flex shrink-0 flex-wrap items-end justify-between gap-x-4 gap-y-2">
          <CutLinks cut={rates.cut} />
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <RateChoices />
            <KnownDayChoice
              knownOn={rates.knownOn}
              onChange={(known) => setUrl({ known, cutoff: null, figure: [] })}
            />
          </div>
        </div>
        <RatesCards rates={rates} measure={url.measure} onOpen={open} />
        <RatesTable rates={rates} measure={url.measure} onOpen={open} />
        <Notes rates={rates} />
      </div>
      <RatesPrint rates={rates} measure={url.measure} />
      {figure && !stale ? (
        <RateDrawer
          key={url.figure.join()}
          rates={rates}
          figure={figure}
          onClose={() => setUrl({ figure: [] })}
        />
      ) : null}
    </>
  );
}

const Notes = ({ rates }: { rates: Rates }) => (
  <details className="mt-2 shrink-0 text-sm text-faint">
    <summary className="cursor-pointer rounded-sm py-0.5 text-muted">口径说明</summary>
    <ul className="mt-1 list-disc pl-5">
      {rateNotes(rates, rates.settings.since).map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  </details>
);
