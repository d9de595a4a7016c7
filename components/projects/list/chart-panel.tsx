"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useEffect, useState } from "react";
import { type Bar, Bars, Columns } from "@/components/charts/bars";
import { chainColor } from "@/components/shared/chain-dot";
import { FailureState } from "@/components/shared/failure-state";
import { formatAmount, formatCount, formatMonth } from "@/components/shared/format";
import { useTRPC } from "@/components/shared/trpc";
import { Amount, UnitWord, useUnit } from "@/components/shared/unit-switch";
import { isDeedKey } from "@/components/shared/use-deed-keys";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import type { ProjectFilter } from "@/server/contracts/project";
import { CHART_CUTS, type ChartCut, type ProjectGroup } from "@/server/contracts/project-view";
import { monthsBetween } from "@/server/domain/periods";
import { STALE_MS } from "./use-project-pages";

const TITLES: Record<ChartCut, string> = {
  chain: "按产业链",
  signedMonth: "按签约年月",
  province: "按来源省份",
};
/** Columns narrower than this say nothing: the months before them stand in the table. */
const MOST_MONTHS = 36;
const MOST_PROVINCES = 12;

type Measure = "count" | "amount";

/** T turns bars into their figures and back. */
function useTableKey(onTurn: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "t" || !isDeedKey(event)) return;
      event.preventDefault();
      onTurn();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [onTurn]);
}

interface ChartPanelProps {
  filter: ProjectFilter;
  onClose: () => void;
}

/** The list's own rows as bars: by chain, by month of signing, by province. */
export function ChartPanel({ filter, onClose }: ChartPanelProps) {
  const trpc = useTRPC();
  const [measure, setMeasure] = useState<Measure>("count");
  const [table, setTable] = useState(false);
  const [turn] = useState(() => () => setTable((now) => !now));
  useTableKey(turn);
  const asked = useQuery(
    trpc.project.chart.queryOptions({ filter }, { staleTime: STALE_MS, placeholderData: keepPreviousData }),
  );
  return (
    <section
      aria-label="图表"
      className="thin-scroll flex max-h-full shrink-0 flex-col overflow-y-auto rounded-md border border-line bg-surface p-3 sm:w-80"
    >
      <div className="mb-2 flex items-center gap-2">
        <Segmented
          label="图表的数"
          value={measure}
          onChange={setMeasure}
          options={[
            { value: "count", label: "个数" },
            { value: "amount", label: "计划总投资" },
          ]}
        />
        <Button size="sm" variant="ghost" aria-pressed={table} aria-keyshortcuts="T" onClick={turn}>
          {table ? "看图" : "数据表"}
        </Button>
        <IconButton
          label="关闭图表"
          size="sm"
          className="ml-auto"
          icon={<X aria-hidden className="size-4" />}
          onClick={onClose}
        />
      </div>
      {asked.data ? (
        <div aria-busy={asked.isPlaceholderData} className="aria-busy:opacity-55">
          {CHART_CUTS.map((cut) => (
            <Cut key={cut} cut={cut} groups={asked.data[cut]} measure={measure} table={table} />
          ))}
        </div>
      ) : asked.error ? (
        <FailureState error={asked.error} onRetry={() => void asked.refetch()} />
      ) : (
        <Skeleton className="h-64 w-full" />
      )}
    </section>
  );
}

interface CutProps {
  cut: ChartCut;
  groups: readonly ProjectGroup[];
  measure: Measure;
  table: boolean;
}

function Cut({ cut, groups, measure, table }: CutProps) {
  const { unit } = useUnit();
  const title = TITLES[cut];
  const bars = groups.map(
    (group): Bar => ({
      id: group.key,
      label: group.label,
      value: measure === "count" ? group.count : group.plannedTotalFen,
      text:
        measure === "count" ? `${formatCount(group.count)} 个` : formatAmount(group.plannedTotalFen, unit),
      ...(cut === "chain" ? { color: chainColor(group.hue) } : {}),
    }),
  );
  return (
    <div className="mt-2">
      <h2 className="mb-1 text-sm font-medium text-muted">
        {title}
        {measure === "amount" && !table ? (
          <span className="ml-1 text-xs font-normal text-faint">
            <UnitWord />
          </span>
        ) : null}
      </h2>
      {groups.length === 0 ? (
        <p className="text-sm text-faint">没有可画的项目</p>
      ) : table ? (
        <Figures title={title} groups={groups} />
      ) : cut === "signedMonth" ? (
        <Columns label={title} bars={everyMonth(bars).slice(-MOST_MONTHS)} />
      ) : (
        <Bars label={title} bars={cut === "province" ? mostThenRest(bars) : bars} />
      )}
      {!table && cut === "province" && groups.length > MOST_PROVINCES ? (
        <p className="mt-0.5 text-xs text-faint">另有 {groups.length - MOST_PROVINCES} 个来源见数据表</p>
      ) : null}
    </div>
  );
}

const mostThenRest = (bars: readonly Bar[]): Bar[] =>
  [...bars].sort((a, b) => b.value - a.value).slice(0, MOST_PROVINCES);

/** A month without a signing has its place in the course of time as well. */
function everyMonth(bars: readonly Bar[]): Bar[] {
  const known = new Map(bars.map((bar) => [Number(bar.id), bar]));
  const [first, last] = [bars[0], bars.at(-1)];
  if (!first || !last) return [];
  return monthsBetween(Number(first.id), Number(last.id)).map(
    (month) => known.get(month) ?? { id: String(month), label: formatMonth(month), value: 0, text: "无" },
  );
}

function Figures({ title, groups }: { title: string; groups: readonly ProjectGroup[] }) {
  return (
    <table aria-label={title} className="w-full text-sm">
      <thead className="text-xs text-faint">
        <tr>
          <th scope="col" className="py-0.5 text-left font-normal">
            {title.slice(1)}
          </th>
          <th scope="col" className="py-0.5 text-right font-normal">
            个数
          </th>
          <th scope="col" className="py-0.5 text-right font-normal">
            计划总投资（
            <UnitWord />）
          </th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <tr key={group.key} className="border-t border-line">
            <th scope="row" className="py-0.5 text-left font-normal">
              {group.label}
            </th>
            <td className="figure text-right">{formatCount(group.count)}</td>
            <td className="figure text-right">
              <Amount fen={group.plannedTotalFen} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
