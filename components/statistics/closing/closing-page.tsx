"use client";
/** 月度关账: where each month stands, what holds the chosen one up, and the two signatures that close it. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import Link from "next/link";
import { FailureState } from "@/components/shared/failure-state";
import { formatMonth } from "@/components/shared/format";
import { PageHeader } from "@/components/shared/page-header";
import { Section } from "@/components/shared/section";
import { useTRPC } from "@/components/shared/trpc";
import { useUrlState } from "@/components/shared/use-url-state";
import { Badge, type Tone } from "@/components/ui/badge";
import { Skeleton } from "@/components/ui/skeleton";
import type { MonthDesk } from "@/server/contracts/month-close";
import { isClosed, type MonthState } from "@/server/domain/month-close";
import { MONTH_STATES } from "@/server/domain/month-states";
import { addMonths, type StatMonth } from "@/server/domain/periods";
import { MonthStrip } from "../month-strip";
import { CloseRecord } from "./close-record";
import { CLOSING_URL } from "./closing-url";
import { HindranceList } from "./hindrance-list";
import { LaterCorrections } from "./later-corrections";
import { MonthMoves } from "./month-moves";
import { RestatingPanel } from "./restating-panel";
import { SigningPanel } from "./signing-panel";
import { VersionDifference } from "./version-difference";

export function ClosingPage({ present }: { present: StatMonth }) {
  const trpc = useTRPC();
  const [url, setUrl] = useUrlState(CLOSING_URL);
  // What is closed is the month that has ended.
  const month = url.month ?? addMonths(present, -1);
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...trpc.statistics.closing.queryOptions({ month }),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="flex flex-col gap-3">
      <PageHeader
        title="月度关账"
        note="开放 → 截止 → 审核 → 关账 → 已上报。统计与局长两人签署同一组数字后关账，关账后不再改动，差错在以后月份冲减或补报。"
      />
      {error ? <FailureState error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <div
          aria-busy={isPlaceholderData || undefined}
          className="grid grid-cols-[minmax(0,1fr)] items-start gap-3 lg:grid-cols-[13rem_minmax(0,1fr)]"
        >
          <MonthList
            months={data.months}
            current={month}
            onChoose={(next) => setUrl({ month: next, compare: null })}
          />
          <div className="flex min-w-0 flex-col gap-3">
            <MonthPanel desk={data} />
            <CloseRecord closes={data.closes} />
          </div>
        </div>
      ) : error ? null : (
        <Skeleton className="h-96 w-full" />
      )}
    </div>
  );
}

const STATE_TONE: Record<MonthState, Tone> = {
  open: "neutral",
  cutoff: "warn",
  review: "accent",
  closed: "ok",
  reported: "ok",
};

interface MonthListProps {
  months: MonthDesk["months"];
  current: StatMonth;
  onChoose: (month: StatMonth) => void;
}

const MonthList = ({ months, current, onChoose }: MonthListProps) => (
  <nav aria-label="统计月" className="overflow-hidden rounded-md border border-line bg-surface">
    <ul className="max-lg:thin-scroll max-lg:flex max-lg:overflow-x-auto">
      {months.map(({ month, state }) => (
        <li key={month} className="max-lg:shrink-0 lg:border-t lg:border-line lg:first:border-t-0">
          <button
            type="button"
            aria-current={month === current ? "true" : undefined}
            onClick={() => onChoose(month)}
            className={clsx(
              "flex min-h-9 w-full items-center justify-between gap-3 px-3 whitespace-nowrap focus-visible:-outline-offset-2",
              month === current ? "bg-accent-soft font-medium text-accent" : "hover:bg-sunken",
            )}
          >
            {formatMonth(month)}
            <Badge tone={STATE_TONE[state]}>{MONTH_STATES[state]}</Badge>
          </button>
        </li>
      ))}
    </ul>
  </nav>
);

function MonthPanel({ desk }: { desk: MonthDesk }) {
  const { month, state } = desk;
  const [{ compare }] = useUrlState(CLOSING_URL);
  const mine = desk.closes.filter((c) => c.month === month);
  const version = mine[0]?.version;
  const compared = compare !== null && mine.some((c) => c.version === compare) ? compare : null;
  return (
    <>
      <Section
        title={formatMonth(month)}
        note={<MonthStrip state={state} />}
        actions={<MonthMoves desk={desk} />}
      >
        <p className="text-muted">{STATE_WORDS[state]}</p>
        {desk.differs ? null : <LaterCorrections corrections={desk.corrections} />}
        <p className="mt-1">
          <Link href={`/statistics?month=${month}`} className="text-accent hover:underline">
            看本月月报
          </Link>
        </p>
      </Section>
      {isClosed(state) ? (
        <>
          {desk.differs && version ? <RestatingPanel desk={desk} version={version} /> : null}
          {compared ? (
            <Section title={`第${compared - 1}版与第${compared}版比较`}>
              <VersionDifference month={month} from={compared - 1} to={compared} />
            </Section>
          ) : null}
        </>
      ) : (
        <>
          <HindranceList desk={desk} />
          <SigningPanel desk={desk} />
        </>
      )}
    </>
  );
}

const STATE_WORDS: Record<MonthState, string> = {
  open: "填报中。本月发生的合同、到位、开工和投资审核通过后计入本月。",
  cutoff: "已到填报截止。请各单位停止补录，统计开始清点未审核的填报。",
  review: "审核中。提醒和错误处理完后，由统计与局长分别签署；后签的一方签署即关账。",
  closed: "已关账。数字、分组、人员、目标和口径都已存档，不再改动；之后的差错作为冲减或补报计入以后月份。",
  reported: "已关账并上报。",
};
