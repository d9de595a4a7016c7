"use client";
/** 阶段流转: what stood at each stage on two days, what came, what went, and that it balances. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { FailureState } from "@/components/shared/failure-state";
import { PageHeader } from "@/components/shared/page-header";
import { useTRPC } from "@/components/shared/trpc";
import { useUrlState } from "@/components/shared/use-url-state";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DateField } from "@/components/ui/date-field";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import type { StageFlow } from "@/server/contracts/stage-flow";
import { addDays, dayOf } from "@/server/domain/periods";
import { FlowCards } from "./flow-cards";
import { FlowRows } from "./flow-rows";
import { FlowTable } from "./flow-table";
import { askedSpan, FLOW_URL, usualSpans } from "./flow-url";

export function FlowPage() {
  const trpc = useTRPC();
  const [url, setUrl] = useUrlState(FLOW_URL);
  const today = dayOf(new Date());
  const { from, to } = askedSpan(url, today);
  const asked = { from, to, chainId: url.chain };
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...trpc.statistics.flow.queryOptions(asked),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="flex flex-col gap-3">
      <PageHeader
        title="阶段流转"
        note="期初＋进入－离开＋金额变动＝期末，每个阶段都要平。期初、期末是当日结束时已知的在册项目，点数字看项目。"
      >
        <FlowChoice
          from={from}
          to={to}
          chain={url.chain}
          chains={data?.chains ?? []}
          onChange={(change) => setUrl({ ...change, stage: null, column: null })}
        />
      </PageHeader>
      {error ? <FailureState error={error} onRetry={() => void refetch()} /> : null}
      {data && !error ? (
        <div aria-busy={isPlaceholderData || undefined} className="flex flex-col gap-3">
          <Unexplained asked={asked} />
          <FlowCards lines={data.lines} onOpen={(stage, column) => setUrl({ stage, column })} />
          <FlowTable lines={data.lines} onOpen={(stage, column) => setUrl({ stage, column })} />
          <p className="text-sm text-muted">
            金额为计划总投资，没有的用意向投资额；敏感线索计个数，不计金额。终止、流失和撤销的不在册；搁置的单列。
          </p>
        </div>
      ) : error ? null : (
        <Skeleton className="h-96 w-full" />
      )}
      {url.stage && url.column ? (
        <FlowRows
          asked={{ ...asked, stage: url.stage, column: url.column }}
          onClose={() => setUrl({ stage: null, column: null })}
        />
      ) : null}
    </div>
  );
}

interface FlowChoiceProps {
  from: string;
  to: string | null;
  chain: number | null;
  chains: StageFlow["chains"];
  onChange: (change: { from?: string | null; to?: string | null; chain?: number | null }) => void;
}

function FlowChoice({ from, to, chain, chains, onChange }: FlowChoiceProps) {
  const today = dayOf(new Date());
  return (
    <div className="no-print flex flex-wrap items-end gap-x-3 gap-y-2">
      <Field label="期初（当日结束时）" className="w-40">
        <DateField value={from} onChange={(day) => onChange({ from: day, to })} max={addDays(today, -2)} />
      </Field>
      <Field label="期末（空为现在）" className="w-40">
        <DateField
          value={to}
          onChange={(day) => onChange({ from, to: day })}
          min={addDays(from, 1)}
          max={addDays(today, -1)}
        />
      </Field>
      <Field label="产业链" className="w-44">
        <Select
          value={chain === null ? "" : String(chain)}
          onChange={(event) =>
            onChange({ chain: event.target.value === "" ? null : Number(event.target.value) })
          }
          placeholder="全区"
          options={chains.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
      </Field>
      <div className="flex gap-1">
        {usualSpans(today).map((span) => (
          <Button key={span.label} onClick={() => onChange({ from: span.from, to: span.to })}>
            {span.label}
          </Button>
        ))}
      </div>
    </div>
  );
}

/** A stage that no approved paper explains: named, because nothing else would show it. */
function Unexplained({ asked }: { asked: { from: string; to: string | null; chainId: number | null } }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.statistics.unexplainedStages.queryOptions(asked));
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (!data || data.count === 0) return null;
  const named = data.list.slice(0, 10).map((p) => `${p.number} ${p.name}（${p.on ?? "现在"}）`);
  return (
    <Notice tone="late">
      {data.count} 个项目的阶段与当时已审核的节点不符，请告诉管理员核对：
      {named.join("、") || "都不在您可查看的范围"}
    </Notice>
  );
}
