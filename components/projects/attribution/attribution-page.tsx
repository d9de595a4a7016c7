"use client";
/** 异议与流转: what waits for me, what is under way, what is over; and the shares of a unit. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { z } from "zod";
import { EmptyState } from "@/components/shared/empty-state";
import { FailureState } from "@/components/shared/failure-state";
import { PageHeader } from "@/components/shared/page-header";
import { useTRPC } from "@/components/shared/trpc";
import { urlParam } from "@/components/shared/url-state";
import { useUrlState } from "@/components/shared/use-url-state";
import { Segmented } from "@/components/ui/segmented";
import { SkeletonLines } from "@/components/ui/skeleton";
import { LinkTabs } from "@/components/ui/tabs";
import { type Page, SHOWS } from "@/server/contracts/attribution";
import { DisputeLine } from "./dispute-line";
import { PageTurner } from "./page-turner";
import { TransferLine } from "./transfer-line";
import { UnitShares } from "./unit-shares";

const PAGE = 50;
const TABS = { disputes: "首报异议", transfers: "流转", shares: "归属份额" } as const;
type Tab = keyof typeof TABS;
const SHOW_NAME = { open: "进行中", mine: "待我办", closed: "已办结" } as const;
const ATTRIBUTION_URL = {
  tab: urlParam(z.enum(Object.keys(TABS) as [Tab, ...Tab[]]), "disputes"),
  show: urlParam(z.enum(SHOWS), "open"),
  page: urlParam(z.coerce.number<string>().int().min(1).max(2000), 1),
};

const EMPTY: Record<"disputes" | "transfers", { title: string; words: string }> = {
  disputes: {
    title: "没有首报异议",
    words: "登记线索时提示“疑似重复”，或在本单位线索页看到疑似重复的，可以对首报提出异议。",
  },
  transfers: { title: "没有流转", words: "不适合本单位的项目，由科长在项目页“归属与流转”中提出。" },
};

export function AttributionPage() {
  const [{ tab, show, page }, setUrl] = useUrlState(ATTRIBUTION_URL);
  const asked = { show, offset: (page - 1) * PAGE, limit: PAGE };
  const turn = (next: number) => setUrl({ page: next });
  return (
    <>
      <PageHeader title="异议与流转" note="首报归谁、份额怎样划分；项目在全区统计中只计一次。">
        <LinkTabs
          label="异议与流转"
          tabs={(Object.keys(TABS) as Tab[]).map((key) => ({
            href: key === "disputes" ? "/attribution" : `/attribution?tab=${key}`,
            label: TABS[key],
            current: key === tab,
          }))}
        />
      </PageHeader>
      {tab === "shares" ? (
        <UnitShares page={page} onTurn={turn} />
      ) : (
        <>
          <div className="mb-2">
            <Segmented
              label="看哪些"
              value={show}
              onChange={(value) => setUrl({ show: value, page: 1 })}
              options={SHOWS.map((value) => ({ value, label: SHOW_NAME[value] }))}
            />
          </div>
          {tab === "disputes" ? (
            <Disputes asked={asked} page={page} onTurn={turn} />
          ) : (
            <Transfers asked={asked} page={page} onTurn={turn} />
          )}
        </>
      )}
    </>
  );
}

interface ListProps {
  asked: { show: (typeof SHOWS)[number]; offset: number; limit: number };
  page: number;
  onTurn: (page: number) => void;
}

function Disputes({ asked, ...turning }: ListProps) {
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.attribution.disputes.queryOptions(asked),
    placeholderData: keepPreviousData,
  });
  return (
    <Listed
      what="disputes"
      data={query.data}
      error={query.error}
      onRetry={() => void query.refetch()}
      line={(dispute) => <DisputeLine key={dispute.id} dispute={dispute} />}
      {...turning}
    />
  );
}

function Transfers({ asked, ...turning }: ListProps) {
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.attribution.transfers.queryOptions(asked),
    placeholderData: keepPreviousData,
  });
  return (
    <Listed
      what="transfers"
      data={query.data}
      error={query.error}
      onRetry={() => void query.refetch()}
      line={(transfer) => <TransferLine key={transfer.id} transfer={transfer} />}
      {...turning}
    />
  );
}

interface ListedProps<Row> {
  what: "disputes" | "transfers";
  data: Page<Row> | undefined;
  error: unknown;
  onRetry: () => void;
  line: (row: Row) => ReactNode;
  page: number;
  onTurn: (page: number) => void;
}

function Listed<Row>({ what, data, error, onRetry, line, page, onTurn }: ListedProps<Row>) {
  if (error) return <FailureState error={error} onRetry={onRetry} />;
  if (!data) return <SkeletonLines lines={6} />;
  if (data.rows.length === 0) return <EmptyState title={EMPTY[what].title}>{EMPTY[what].words}</EmptyState>;
  return (
    <>
      <ul aria-label={TABS[what]} className="divide-y divide-line rounded-md border border-line bg-surface">
        {data.rows.map(line)}
      </ul>
      <PageTurner total={data.total} page={page} size={PAGE} onTurn={onTurn} />
    </>
  );
}
