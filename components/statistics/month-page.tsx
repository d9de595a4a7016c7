"use client";
/** 月报: the sentence, the cuts, the table; every number opens its rows. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { ExportButton } from "@/components/shared/export-button";
import { FailureState } from "@/components/shared/failure-state";
import { formatInstant } from "@/components/shared/format";
import { KnownDayChoice } from "@/components/shared/known-day";
import { PageHeader } from "@/components/shared/page-header";
import { PrintButton } from "@/components/shared/print-button";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import { useUrlState } from "@/components/shared/use-url-state";
import { useCan } from "@/components/shared/viewer";
import { Skeleton } from "@/components/ui/skeleton";
import { type Day, firstDayOf, monthLabel, type StatMonth, yearStart } from "@/server/domain/periods";
import { reportNotes } from "@/server/domain/statistics-columns";
import { openingNotes } from "@/server/domain/statistics-opening";
import { CloseNotices } from "./close-notices";
import { FigureDrawer } from "./figure-drawer";
import { placedGroups } from "./figure-places";
import { KnownDayNotice } from "./known-day";
import { MonthSentence } from "./month-sentence";
import { MonthSteps } from "./month-steps";
import { MonthStrip } from "./month-strip";
import { PrintSheet } from "./print-sheet";
import { ReportDigest } from "./report-digest";
import { ReportTable } from "./report-table";
import { ColumnChoice, CompareSwitch, CutTabs } from "./report-tools";
import { REPORT_URL, readFigure, writeFigure } from "./report-url";
import type { OpenFigure, Report } from "./statistics-types";

export function MonthPage({ present }: { present: StatMonth }) {
  const trpc = useTRPC();
  const [{ month: wished, cut, indicator, compare, version, known }, setUrl] = useUrlState(REPORT_URL);
  const month = wished ?? present;
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...trpc.statistics.month.queryOptions({
      month,
      cut,
      indicator,
      compare: compare === "last",
      ...(version === null ? {} : { version }),
      ...(known === null ? {} : { knownOn: known }),
    }),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="flex flex-1 flex-col sm:min-h-0 print:block">
      <div className="no-print">
        <PageHeader
          title="月报"
          marks={data ? <MonthMarks report={data} /> : null}
          note={`${monthLabel(month, yearStart(month))}${data ? ` · ${data.district}${data.bureau}` : ""}`}
          actions={
            <Actions
              month={month}
              first={data?.months.first}
              last={Math.max(present, month)}
              known={known}
              version={version}
              onMonth={(next) => setUrl({ month: next, version: null, known: null, figure: [] })}
            />
          }
        />
      </div>
      {error ? <FailureState error={error} onRetry={() => void refetch()} /> : null}
      {data && !error ? (
        <ReportBody report={data} stale={isPlaceholderData} />
      ) : error ? null : (
        <Skeleton className="h-[32rem] w-full" />
      )}
    </div>
  );
}

/** How far the month has come, and of a closed one, whose figures these are. */
const MonthMarks = ({ report: { state, closed } }: { report: Report }) => (
  <>
    <MonthStrip state={state} />
    {closed ? (
      <span className="text-sm text-muted" title={`校验码 ${closed.hash}`}>
        第{closed.version}版{closed.version < closed.versions ? `（共${closed.versions}版）` : ""} ·{" "}
        {closed.signers.map((s) => s.name).join("、")} {formatInstant(new Date(closed.at))} 关账
      </span>
    ) : null}
  </>
);

interface ActionsProps {
  month: StatMonth;
  first: StatMonth | undefined;
  last: StatMonth;
  known: Day | null;
  /** An earlier version of a closed month, by itself. */
  version: number | null;
  onMonth: (month: StatMonth) => void;
}

function Actions({ month, first, last, known, version, onMonth }: ActionsProps) {
  const client = useTRPCClient();
  const exports = useCan("statistics:export");
  return (
    <>
      <MonthSteps month={month} first={first} last={last} onMonth={onMonth} />
      <PrintButton paper="A3 横向" />
      {exports ? (
        <ExportButton
          label="导出工作簿"
          start={(requestId) =>
            client.export.month.mutate({
              requestId,
              month,
              ...(known === null ? {} : { knownOn: known }),
              ...(version === null ? {} : { version }),
            })
          }
        />
      ) : null}
    </>
  );
}

/** `stale`: the figures of the question before, while those of this one are on the way. */
function ReportBody({ report, stale }: { report: Report; stale: boolean }) {
  const [url, setUrl] = useUrlState(REPORT_URL);
  const { shape } = report;
  const compared = url.compare === "last" && report.rows.some((r) => Object.keys(r.compared).length > 0);
  const groups = useMemo(() => {
    const chosen = placedGroups(shape, url.hide, compared);
    // Targets do not compare: alone, they would leave a table without columns.
    return chosen.length > 0 ? chosen : placedGroups(shape, [], compared);
  }, [shape, url.hide, compared]);
  const open = useCallback((figure: OpenFigure) => setUrl({ figure: writeFigure(figure) }), [setUrl]);
  const figure = readFigure(url.figure);
  return (
    <>
      <div aria-busy={stale || undefined} className="no-print flex flex-1 flex-col sm:min-h-0">
        <MonthSentence report={report} onOpen={open} />
        <KnownDayNotice report={report} onChange={(day) => setUrl({ known: day, figure: [] })} />
        <CloseNotices report={report} />
        <div className="mb-2 flex shrink-0 flex-wrap items-end justify-between gap-x-4 gap-y-2">
          <CutTabs cut={report.cut} />
          <div className="flex items-center gap-2 max-sm:hidden">
            <CompareSwitch value={url.compare} onChange={(compare) => setUrl({ compare, figure: [] })} />
            <KnownDayChoice
              knownOn={report.knownOn}
              first={firstDayOf(report.month)}
              hint="须早于今天，且不早于所看的月份"
              onChange={(day) => setUrl({ known: day, version: null, figure: [] })}
            />
            <ColumnChoice
              shape={shape}
              hidden={url.hide}
              onHide={(hide) => setUrl({ hide }, "replace")}
              onIndicator={(indicator) => setUrl({ indicator, figure: [] })}
            />
          </div>
        </div>
        <ReportDigest report={report} onOpen={open} />
        <div className="flex min-h-0 shrink flex-col max-sm:hidden">
          <ReportTable report={report} groups={groups} compare={compared} onOpen={open} />
        </div>
        <Legend report={report} compare={compared} />
        <Notes report={report} />
      </div>
      <PrintSheet report={report} groups={groups} compare={compared} />
      {figure && !stale ? (
        <FigureDrawer
          key={url.figure.join()}
          report={report}
          figure={figure}
          onClose={() => setUrl({ figure: [] })}
        />
      ) : null}
    </>
  );
}

/** What the mark at a figure means; only beside a table that has one. */
const Legend = ({ report, compare }: { report: Report; compare: boolean }) =>
  openingNotes(report.rows, compare).map((note) => (
    <p key={note} className="mt-2 shrink-0 text-sm text-muted max-sm:hidden">
      {note}
    </p>
  ));

function Notes({ report }: { report: Report }) {
  return (
    <details className="mt-2 shrink-0 text-sm text-faint">
      <summary className="cursor-pointer rounded-sm py-0.5 text-muted">口径说明</summary>
      <ul className="mt-1 list-disc pl-5">
        {reportNotes(report.shape, report.month).map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </details>
  );
}
