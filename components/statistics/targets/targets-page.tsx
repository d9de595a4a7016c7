"use client";
/** 目标: how far everybody has come, what the months left need, what the past says, and 红黑榜. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ExportButton } from "@/components/shared/export-button";
import { FailureState } from "@/components/shared/failure-state";
import { formatInstant, NONE, UNIT_LABEL } from "@/components/shared/format";
import { KnownDayChoice, KnownDayStrip } from "@/components/shared/known-day";
import { PageHeader } from "@/components/shared/page-header";
import { PrintButton } from "@/components/shared/print-button";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import { UnitSwitch, useUnit } from "@/components/shared/unit-switch";
import { useUrlState } from "@/components/shared/use-url-state";
import { useCan, useViewer } from "@/components/shared/viewer";
import { Notice } from "@/components/ui/badge";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { TARGET_CUTS, type TargetCut } from "@/server/contracts/target-desk";
import { monthStateWords } from "@/server/domain/month-states";
import { monthLabel, monthOfDay, type StatMonth } from "@/server/domain/periods";
import {
  isAmountIndicator,
  TARGET_INDICATOR_NAMES,
  TARGET_INDICATORS,
  type TargetIndicator,
} from "@/server/domain/statistics-columns";
import { SCORE_METHODS } from "@/server/domain/target-scores";
import { TARGET_GOAL_NAMES, TARGET_GOALS, type TargetGoal } from "@/server/domain/target-spans";
import { MonthSteps } from "../month-steps";
import { PrintSignatures, PrintTitle } from "../print-title";
import type { TargetDesk } from "../statistics-types";
import { BoardView } from "./board-view";
import { TargetDrawer } from "./target-drawer";
import { TargetsTable } from "./targets-table";
import { TARGETS_URL } from "./targets-url";

export function TargetsPage({ present }: { present: StatMonth }) {
  const trpc = useTRPC();
  const [url, setUrl] = useUrlState(TARGETS_URL);
  const last = url.known === null ? present : Math.min(present, monthOfDay(url.known));
  const asked = {
    // As of an earlier day there were no later months.
    month: Math.min(url.month ?? last, url.known === null ? Number.POSITIVE_INFINITY : last),
    cut: url.cut,
    indicator: url.indicator,
    goal: url.goal,
  };
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...trpc.statistics.targets.queryOptions({
      ...asked,
      ...(url.known === null ? {} : { knownOn: url.known }),
    }),
    placeholderData: keepPreviousData,
  });
  const { data: odds } = useQuery({
    ...trpc.statistics.targetOdds.queryOptions(asked),
    enabled: url.view === "progress" && url.known === null,
  });
  return (
    <div className="flex flex-col gap-3">
      <div className="no-print">
        <PageHeader
          title="目标"
          note={data ? noteOf(data) : "目标、进度、推演与红黑榜"}
          actions={<Month month={asked.month} desk={data} last={Math.max(last, asked.month)} />}
        />
      </div>
      <Choices />
      {url.known === null ? null : (
        <KnownDayStrip
          knownOn={url.known}
          onChange={(known) => setUrl({ known, row: null })}
          present="目标是当时下达的，人员和名称为现在登记的，推演和红黑榜只看现在"
        />
      )}
      {error ? <FailureState error={error} onRetry={() => void refetch()} /> : null}
      {data && !error ? (
        <div aria-busy={isPlaceholderData || undefined} className="flex flex-col gap-2">
          <PaperHead desk={data} board={url.view === "board"} />
          {url.view === "board" && url.known === null ? (
            <BoardView asked={asked} />
          ) : (
            <>
              {data.counted === null ? (
                <Notice>{TARGET_GOALS[data.goal]}从7月算起，本月还没有进度。</Notice>
              ) : null}
              <TargetsTable
                desk={data}
                odds={url.known === null ? (odds ?? null) : {}}
                onOpen={(row) => setUrl({ row })}
              />
              <Notes desk={data} />
            </>
          )}
          <PrintFoot desk={data} />
        </div>
      ) : error ? null : (
        <Skeleton className="h-96 w-full" />
      )}
      {data && url.row !== null && !isPlaceholderData ? (
        <TargetDrawer desk={data} rowKey={url.row} onClose={() => setUrl({ row: null })} />
      ) : null}
    </div>
  );
}

/** "2026年7—10月 · 下半年力争 · 签约金额 · 序时进度 66.67%". */
const noteOf = ({ counted, month, goal, indicator, schedule, state }: TargetDesk): string =>
  [
    counted ? monthLabel(counted.to, counted.from) : monthLabel(month),
    TARGET_GOALS[goal],
    TARGET_INDICATORS[indicator],
    `序时进度 ${schedule ?? NONE}%`,
    monthStateWords(state),
  ].join(" · ");

function Month({ month, desk, last }: { month: StatMonth; desk: TargetDesk | undefined; last: StatMonth }) {
  const [{ goal, known }, setUrl] = useUrlState(TARGETS_URL);
  const client = useTRPCClient();
  const exports = useCan("statistics:export");
  const go = (to: StatMonth) => setUrl({ month: to, row: null });
  return (
    <>
      <MonthSteps month={month} first={desk?.months.first} last={last} onMonth={go} />
      <PrintButton paper="A4" />
      {exports ? (
        <ExportButton
          label="导出工作簿"
          start={(requestId) =>
            client.export.targets.mutate({
              requestId,
              month,
              goal,
              ...(known === null ? {} : { knownOn: known }),
            })
          }
        />
      ) : null}
    </>
  );
}

const VIEWS = [
  { value: "progress", label: "进度" },
  { value: "board", label: "红黑榜" },
] as const;

function Choices() {
  const [url, setUrl] = useUrlState(TARGETS_URL);
  return (
    <div className="no-print flex flex-wrap items-center gap-2">
      <Segmented
        label="看什么"
        value={url.known === null ? url.view : "progress"}
        onChange={(view) => setUrl({ view, known: null, row: null })}
        options={VIEWS}
      />
      <Select
        aria-label="指标"
        value={url.indicator}
        onChange={(e) => setUrl({ indicator: e.target.value as TargetIndicator, row: null })}
        options={TARGET_INDICATOR_NAMES.map((value) => ({ value, label: TARGET_INDICATORS[value] }))}
      />
      <Select
        aria-label="目标种类"
        value={url.goal}
        onChange={(e) => setUrl({ goal: e.target.value as TargetGoal, row: null })}
        options={TARGET_GOAL_NAMES.map((value) => ({ value, label: TARGET_GOALS[value] }))}
      />
      <Select
        aria-label="分表"
        value={url.cut}
        onChange={(e) => setUrl({ cut: e.target.value as TargetCut, row: null })}
        options={Object.entries(TARGET_CUTS).map(([value, label]) => ({ value, label }))}
      />
      <KnownDayChoice
        knownOn={url.known}
        onChange={(known) => setUrl({ known, view: "progress", row: null })}
      />
      <span className="sm:hidden">
        <UnitSwitch />
      </span>
    </div>
  );
}

function Notes({ desk }: { desk: TargetDesk }) {
  const off = desk.rows.filter((row) => row.scheduleBasis === "plan-off").map((row) => row.name);
  return (
    <div className="text-sm text-muted">
      {off.length > 0 ? <p>月度计划不全或合计与年度目标不符，序时按月均匀计算：{off.join("、")}。</p> : null}
      <p>
        完成率＝累计完成÷目标<span className="print:hidden">，条上的竖线为序时进度</span>
        ；超欠序时＝完成率－序时进度，先相减后取整。得分：
        {SCORE_METHODS[desk.rules.scoring]}
        ，本项{desk.rules.marks[desk.indicator]}
        分。位次按完成率，没有目标的不排位。推演只看本区往年同口径的月度节奏，不代表承诺。
      </p>
    </div>
  );
}

function PaperHead({ desk, board }: { desk: TargetDesk; board: boolean }) {
  const { unit } = useUnit();
  const { district, bureau, cut, indicator } = desk;
  return (
    <div className="print-only">
      <PrintTitle
        title={`${district}${TARGET_INDICATORS[indicator]}${board ? "红黑榜" : `目标完成情况（${TARGET_CUTS[cut]}）`}`}
        district={district}
        bureau={bureau}
        middle={noteOf(desk)}
        right={isAmountIndicator(indicator) ? `金额单位：${UNIT_LABEL[unit]}` : "单位：个"}
      />
    </div>
  );
}
const timeWords = ({ closed, knownOn, asOf }: TargetDesk): string =>
  [
    ...(knownOn === null ? [] : [`${knownOn} 日终所知`]),
    ...(closed
      ? [`关账第${closed.version}版`]
      : knownOn === null
        ? [`数据时点 ${formatInstant(new Date(asOf))}`]
        : []),
  ].join("，");

function PrintFoot({ desk }: { desk: TargetDesk }) {
  const viewer = useViewer();
  return (
    <div className="print-only">
      <PrintSignatures />
      <p className="mt-2 border-t border-line pt-1 text-[8pt]">
        {desk.district}
        {desk.bureau} · {viewer.name} 打印 · {timeWords(desk)} · 内部资料，请勿外传
      </p>
    </div>
  );
}
