"use client";
/** 数据体检: what does not add up in the bureau's own data, by check, with the numbers, the reason and the way to mend it. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { EmptyState } from "@/components/shared/empty-state";
import { FailureState } from "@/components/shared/failure-state";
import { formatDay, formatMonth } from "@/components/shared/format";
import { PageHeader } from "@/components/shared/page-header";
import { Section } from "@/components/shared/section";
import { useTRPC } from "@/components/shared/trpc";
import { useUrlState } from "@/components/shared/use-url-state";
import { Badge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { CheckedFindings, Checkup } from "@/server/contracts/checkup";
import { CHECK_LEVEL_NAMES, CHECK_LEVELS, type CheckLevel, checkOf } from "@/server/domain/checkup";
import type { StatMonth } from "@/server/domain/periods";
import { CheckupFilters } from "./checkup-filters";
import { CHECKUP_URL } from "./checkup-url";
import { FindingLine } from "./finding-line";

const TONE: Record<CheckLevel, Tone> = { error: "late", warning: "warn", hint: "neutral" };

export function CheckupPage({ present }: { present: StatMonth }) {
  const trpc = useTRPC();
  const [url, setUrl] = useUrlState(CHECKUP_URL);
  const { chain, level, check } = url;
  const month = url.month ?? present;
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...trpc.statistics.checkup.queryOptions({ month, chainId: chain, level, check, mine: url.mine === "1" }),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="flex flex-col gap-3">
      <PageHeader
        title="数据体检"
        note={`${formatMonth(month)}月报的数字，和全部项目、台账、凭证现在的样子。错误须改正，其中涉及当月已计入的，关账前必须清零；提醒核实无误的可以认可。`}
      >
        <CheckupFilters present={present} checkup={data} />
      </PageHeader>
      {error ? <FailureState error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <div aria-busy={isPlaceholderData || undefined} className="flex flex-col gap-3">
          <Findings checkup={data} onOpen={(id) => setUrl({ check: id, level: null })} />
        </div>
      ) : error ? null : (
        <Skeleton className="h-96 w-full" />
      )}
    </div>
  );
}

function Findings({
  checkup,
  onOpen,
}: {
  checkup: Checkup;
  onOpen: (check: CheckedFindings["check"]) => void;
}) {
  const shown = CHECK_LEVEL_NAMES.flatMap((level) =>
    checkup.checks.filter((c) => checkOf(c.check).level === level && c.findings.length > 0),
  );
  if (shown.length === 0)
    return (
      <div className="rounded-md border border-line bg-surface">
        <EmptyState title="没有发现问题">
          {checkup.whole
            ? "分项与合计、累计与本月、比率、凭证、金额和日期都已核对。"
            : "您看得到的项目里，凭证、金额、日期和归类都已核对。"}
        </EmptyState>
      </div>
    );
  return shown.map((c) => (
    <CheckSection key={c.check} checked={c} month={checkup.month} onOpen={() => onOpen(c.check)} />
  ));
}

interface CheckSectionProps {
  checked: CheckedFindings;
  month: StatMonth;
  onOpen: () => void;
}

function CheckSection({ checked, month, onOpen }: CheckSectionProps) {
  const { check, open, accepted, oldest, findings } = checked;
  const { name, level, looks, why, mend } = checkOf(check);
  const left = open + accepted - findings.length;
  return (
    <Section
      title={
        <span className="inline-flex items-center gap-2">
          <Badge tone={TONE[level]}>{CHECK_LEVELS[level]}</Badge>
          {name}
        </span>
      }
      note={[
        `${open} 处`,
        ...(accepted > 0 ? [`已核实 ${accepted} 处`] : []),
        ...(oldest === null ? [] : [`最早自 ${formatDay(oldest)}`]),
      ].join(" · ")}
      flush
    >
      <p className="px-3 py-1.5 text-sm text-muted">
        {looks}。{why}。<span className="text-ink">改法：{mend}。</span>
      </p>
      <ul>
        {findings.map((finding) => (
          <FindingLine key={finding.subject} check={check} month={month} finding={finding} />
        ))}
      </ul>
      {left > 0 ? (
        <p className="border-t border-line px-3 py-1.5 text-sm text-muted">
          另有 {left} 处。
          {findings.length < 200 ? (
            <Button size="sm" variant="ghost" onClick={onOpen}>
              只看这一项
            </Button>
          ) : null}
        </p>
      ) : null}
    </Section>
  );
}
