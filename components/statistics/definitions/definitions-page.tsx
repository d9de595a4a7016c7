"use client";
/** 口径: every indicator with what it counts, the settings in force and a worked example; searchable, with an address each. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useEffect, useMemo } from "react";
import { z } from "zod";
import { EmptyState } from "@/components/shared/empty-state";
import { FailureState } from "@/components/shared/failure-state";
import { formatInstant } from "@/components/shared/format";
import { PageHeader } from "@/components/shared/page-header";
import { PrintButton } from "@/components/shared/print-button";
import { useTRPC } from "@/components/shared/trpc";
import { urlMonth, urlParam } from "@/components/shared/url-state";
import { useUrlState } from "@/components/shared/use-url-state";
import { useViewer } from "@/components/shared/viewer";
import { Field } from "@/components/ui/field";
import { MonthField } from "@/components/ui/month-field";
import { Skeleton } from "@/components/ui/skeleton";
import { TextField } from "@/components/ui/text-field";
import type { Definitions } from "@/server/contracts/definitions";
import { foundIndicators, type Indicator, indicators } from "@/server/domain/indicators";
import { monthLabel, type StatMonth } from "@/server/domain/periods";
import { DEFINING_RULES, settingWords } from "@/server/domain/setting-words";
import { IndicatorCard } from "./indicator-card";

const DEFINITIONS_URL = {
  month: urlMonth(),
  find: urlParam(z.string().max(60), ""),
};

export function DefinitionsPage({ present }: { present: StatMonth }) {
  const trpc = useTRPC();
  const [{ month: wished, find }, setUrl] = useUrlState(DEFINITIONS_URL);
  const month = Math.min(wished ?? present, present);
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...trpc.statistics.definitions.queryOptions({ month }),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="mx-auto w-full max-w-5xl print:block" aria-busy={isPlaceholderData || undefined}>
      <PageHeader
        title="口径"
        note={`${monthLabel(month)}施行的统计口径${data ? ` · ${data.district}${data.bureau}` : ""}`}
        actions={
          <span className="no-print flex items-center gap-2">
            <MonthField
              label="统计月"
              value={month}
              max={present}
              onChange={(next) => setUrl({ month: next === present ? null : next })}
            />
            <PrintButton />
          </span>
        }
      />
      <div className="no-print mb-3">
        <Field label="查找指标" labelHidden>
          <TextField
            before={<Search aria-hidden className="size-4 text-faint" />}
            placeholder="查找指标：签约、落地、到位、序时……"
            defaultValue={find}
            onChange={(event) => setUrl({ find: event.target.value }, "replace")}
          />
        </Field>
      </div>
      {error ? <FailureState error={error} onRetry={() => void refetch()} /> : null}
      {data && !error ? (
        <Registry definitions={data} find={find} />
      ) : error ? null : (
        <Skeleton className="h-[32rem] w-full" />
      )}
    </div>
  );
}

const inForce = (since: string | null) => (since === null ? "自启用起未修改" : `自 ${since} 起施行`);

function Registry({ definitions, find }: { definitions: Definitions; find: string }) {
  const all = useMemo(() => indicators(definitions), [definitions]);
  const shown = foundIndicators(all, find);
  useEffect(() => {
    // The browser looked for the anchor before the page was there.
    const anchor = decodeURIComponent(window.location.hash.slice(1));
    if (anchor) document.getElementById(anchor)?.scrollIntoView();
  }, []);
  if (shown.length === 0)
    return <EmptyState title="没有找到指标">换个词试试，例如“签约”“落地”“序时”。</EmptyState>;
  const groups = [...new Set(shown.map((i) => i.group))];
  return (
    <>
      <Settings definitions={definitions} />
      <nav aria-label="指标分组" className="no-print mb-4 flex flex-wrap gap-x-3 gap-y-1">
        {groups.map((group) => (
          <a
            key={group}
            href={`#${groupAnchor(group)}`}
            className="underline decoration-line-strong underline-offset-4"
          >
            {group} <span className="text-faint">{shown.filter((i) => i.group === group).length}</span>
          </a>
        ))}
      </nav>
      {groups.map((group) => (
        <Group
          key={group}
          name={group}
          indicators={shown.filter((i) => i.group === group)}
          definitions={definitions}
        />
      ))}
      <PrintedBy definitions={definitions} />
    </>
  );
}

const groupAnchor = (group: string) => `group-${group.replace(/\s/g, "")}`;

interface GroupProps {
  name: string;
  indicators: readonly Indicator[];
  definitions: Definitions;
}

const Group = ({ name, indicators: listed, definitions }: GroupProps) => (
  <section aria-labelledby={groupAnchor(name)} className="mb-5">
    <h2 id={groupAnchor(name)} className="mb-2 scroll-mt-4 text-lg font-semibold">
      {name}
    </h2>
    <div className="rounded-md border border-line bg-surface">
      {listed.map((indicator) => (
        <IndicatorCard
          key={indicator.anchor}
          indicator={indicator}
          settings={indicator.settings.map(
            (rule) =>
              `${DEFINING_RULES[rule]}：${settingWords(rule, rulesOf(definitions))}（${inForce(definitions.since[rule])}）`,
          )}
        />
      ))}
    </div>
  </section>
);

const rulesOf = ({ shape, rates }: Definitions) => ({
  tiers: [...shape.tiers],
  thresholds: {
    arrivalMinPlanFen: shape.arrivalMinPlanFen,
    investmentMinPlanFen: shape.investmentMinPlanFen,
  },
  rates,
});

/** The settings at a glance; 管理 · 设置 is where they are changed. */
const Settings = ({ definitions }: { definitions: Definitions }) => (
  <dl className="mb-4 grid gap-x-4 gap-y-1 rounded-md bg-sunken px-4 py-3 sm:grid-cols-[max-content_1fr]">
    {(Object.keys(DEFINING_RULES) as (keyof typeof DEFINING_RULES)[]).map((rule) => (
      <div key={rule} className="contents">
        <dt className="font-medium">{DEFINING_RULES[rule]}</dt>
        <dd className="text-muted">
          {settingWords(rule, rulesOf(definitions))}
          <span className="text-faint">（{inForce(definitions.since[rule])}）</span>
        </dd>
      </div>
    ))}
  </dl>
);

function PrintedBy({ definitions }: { definitions: Definitions }) {
  const viewer = useViewer();
  return (
    <p className="print-only mt-2 border-t border-line pt-1 text-[9pt]">
      {viewer.name} 打印 · 口径为{monthLabel(definitions.month)}施行的 ·{" "}
      {formatInstant(new Date(definitions.asOf))} · 内部资料，请勿外传
    </p>
  );
}
