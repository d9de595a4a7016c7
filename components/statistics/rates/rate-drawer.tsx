"use client";
/** The projects behind a rate with the days on which they met what it asks; they add up to it. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { EmptyState } from "@/components/shared/empty-state";
import { FailureState } from "@/components/shared/failure-state";
import { formatCount, UNIT_LABEL } from "@/components/shared/format";
import { useTRPC } from "@/components/shared/trpc";
import { useUnit } from "@/components/shared/unit-switch";
import { Drawer } from "@/components/ui/drawer";
import { SkeletonLines } from "@/components/ui/skeleton";
import { rateAnchor } from "@/server/domain/indicators";
import { ARRIVAL_BASES } from "@/server/domain/rate-rules";
import { definitionOf, GROUP_NAME, RATE_MEASURES, rateLabels, rateWords } from "@/server/domain/rates";
import { DrawerPages } from "../drawer-pages";
import { RateProjects } from "./rate-projects";
import { rateText, sideText } from "./rate-text";
import type { Drilled, Rates } from "./rates-types";
import type { OpenRate } from "./rates-url";

const PAGE = 50;

interface RateDrawerProps {
  rates: Rates;
  figure: OpenRate;
  onClose: () => void;
}

export function RateDrawer({ rates, figure, onClose }: RateDrawerProps) {
  const trpc = useTRPC();
  const [offset, setOffset] = useState(0);
  const { from, to, cutoff, way, withoutEnded, cut, knownOn } = rates;
  const { data, error, refetch } = useQuery({
    ...trpc.statistics.drillRate.queryOptions({
      from,
      to,
      way,
      withoutEnded,
      cut,
      ...(way === "cohort" ? { cutoff } : {}),
      ...(knownOn === null ? {} : { knownOn }),
      ...figure,
      offset,
      limit: PAGE,
    }),
    placeholderData: keepPreviousData,
  });
  const row = rates.rows.find((r) => r.key === figure.rowKey);
  if (!row) return null;
  const words = rateWords(rates.settings.rules)[figure.rate];
  const share = row.rates[figure.rate][figure.measure];
  const labels = [...(words.only === "money" ? [] : [RATE_MEASURES[figure.measure]]), ...rateLabels(rates)];
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      width="xl"
      title={`${row.name} · ${words.name}${labels.length > 0 ? `（${labels.join("，")}）` : ""}：${rateText(share)}`}
      description={definitionOf(words, rates.way)}
    >
      <p className="mb-3 flex flex-wrap gap-x-3 text-sm text-faint">
        <span>口径{rates.settings.since ? `自 ${rates.settings.since} 起施行` : "自启用起未修改"}</span>
        <Link
          href={`/statistics/definitions?month=${rates.cutoff}#${rateAnchor(figure.rate)}`}
          className="underline"
        >
          口径详解
        </Link>
      </p>
      {error ? <FailureState error={error} onRetry={() => void refetch()} /> : null}
      {data ? <Behind drill={data} /> : error ? null : <SkeletonLines lines={8} />}
      {data ? (
        <DrawerPages offset={offset} page={PAGE} count={data.visible.count} onTurn={setOffset} />
      ) : null}
    </Drawer>
  );
}

function Behind({ drill }: { drill: Drilled }) {
  const { unit } = useUnit();
  const words = rateWords(drill.settings.rules)[drill.rate];
  if (drill.figure === null)
    return (
      <EmptyState title="这里没有这个数">
        {words.only === "count" ? "线索没有协议金额。" : "剔除终止后不计算解约率。"}
      </EmptyState>
    );
  if (drill.total.count === 0)
    return <EmptyState title="没有计入的项目">期内没有{GROUP_NAME[words.group]}，比率记“—”。</EmptyState>;
  const below =
    words.only === "money" ? ARRIVAL_BASES[drill.settings.rules.arrivalBase] : GROUP_NAME[words.group];
  const unitWord = drill.money ? ` ${UNIT_LABEL[unit]}` : " 个";
  return (
    <>
      <p className="mb-3 rounded-md bg-sunken px-3 py-2">
        {words.condition} {sideText(drill.money, drill.total.part, unit)}
        {unitWord} ÷ {below} {sideText(drill.money, drill.total.whole, unit)}
        {unitWord} = {rateText(drill.figure)}
        {drill.money ? `（${formatCount(drill.total.count)} 个项目）` : ""}
      </p>
      <RateProjects drill={drill} />
    </>
  );
}
