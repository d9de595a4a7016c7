"use client";
/** 月报: the sentence, the cuts, the table; every number opens its rows. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { z } from "zod";
import { ExportButton } from "@/components/shared/export-button";
import { FailureState } from "@/components/shared/failure-state";
import { PageHeader } from "@/components/shared/page-header";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import { urlParam } from "@/components/shared/url-state";
import { useUrlState } from "@/components/shared/use-url-state";
import { useCan } from "@/components/shared/viewer";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { LinkTabs } from "@/components/ui/tabs";
import { CUT_NAMES, CUTS } from "@/server/contracts/statistics";
import { addMonths, isStatMonth, monthLabel, type StatMonth, yearStart } from "@/server/domain/periods";
import { reportNotes } from "@/server/domain/statistics-columns";
import { FigureDrawer } from "./figure-drawer";
import { MonthSentence } from "./month-sentence";
import { ReportTable } from "./report-table";
import type { OpenFigure } from "./statistics-types";

const URL_SHAPE = {
  month: urlParam(z.coerce.number().int().refine(isStatMonth).nullable(), null),
  cut: urlParam(z.enum(CUT_NAMES), "chain"),
};
const MONTHS_OFFERED = 36;

export function MonthPage({ present }: { present: StatMonth }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const exports = useCan("statistics:export");
  const [url, setUrl] = useUrlState(URL_SHAPE);
  const [figure, setFigure] = useState<OpenFigure | null>(null);
  const open = useCallback((wanted: OpenFigure) => setFigure(wanted), []);
  const month = url.month ?? present;
  const { data, error, refetch } = useQuery({
    ...trpc.statistics.month.queryOptions({ month, cut: url.cut }),
    placeholderData: keepPreviousData,
  });
  const months = Array.from({ length: MONTHS_OFFERED }, (_, i) => addMonths(present, -i));
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHeader
        title="月报"
        note={`${monthLabel(month, yearStart(month))}${data ? ` · ${data.district}${data.bureau}` : ""}`}
        actions={
          <>
            <Select
              aria-label="统计月"
              value={String(month)}
              onChange={(event) => setUrl({ month: Number(event.target.value) })}
              options={months.map((m) => ({ value: String(m), label: monthLabel(m) }))}
            />
            {exports ? (
              <ExportButton
                label="导出工作簿"
                start={(requestId) => client.export.month.mutate({ requestId, month })}
              />
            ) : null}
          </>
        }
      />
      {error ? <FailureState error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <>
          <MonthSentence report={data} onOpen={open} />
          <LinkTabs
            label="分表"
            className="mb-2"
            tabs={CUT_NAMES.map((cut) => ({
              href: `/statistics?month=${month}&cut=${cut}`,
              label: CUTS[cut],
              current: cut === url.cut,
            }))}
          />
          <ReportTable report={data} onOpen={open} />
          <ul className="mt-2 list-disc pl-5 text-sm text-faint">
            {reportNotes(data.shape, data.month).map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
          {figure ? <FigureDrawer report={data} figure={figure} onClose={() => setFigure(null)} /> : null}
        </>
      ) : error ? null : (
        <Skeleton className="h-[32rem] w-full" />
      )}
    </div>
  );
}
