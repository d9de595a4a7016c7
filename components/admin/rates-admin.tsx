"use client";
/** 汇率: one sheet a year; rows are the currencies of the ledger, columns the months. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FailureState } from "@/components/shared/failure-state";
import { newRequestId } from "@/components/shared/request-id";
import { Section } from "@/components/shared/section";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import { useViewer } from "@/components/shared/viewer";
import { EntryGrid } from "@/components/table/entry-grid";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { TextField } from "@/components/ui/text-field";
import { CURRENCIES, type Currency } from "@/server/contracts/ledger";
import { RATED_CURRENCIES, rateCell } from "@/server/domain/exchange-rates";
import { dayOf, monthLabel, monthOfDay, statMonth, yearOf } from "@/server/domain/periods";
import { can } from "@/server/domain/permissions";
import { useRateSheet } from "./use-rate-sheet";

const EMPTY = { rateMicro: null, source: "", lock: null };
const ROWS = RATED_CURRENCIES.map((id) => ({ id: id as string, label: `${CURRENCIES[id]} ${id}` }));
/** Six decimals everywhere, so that the points stand under each other. */
const alignedRate = (rateMicro: number) => (rateMicro / 100_000_000).toFixed(6);
const wordsOf = (cell: string) => {
  const [currency, month] = cell.split("/");
  return `${CURRENCIES[currency as Currency]} ${monthLabel(Number(month))}`;
};

export function RatesAdmin() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const mayEdit = can(useViewer(), "rate:edit");
  const thisYear = yearOf(monthOfDay(dayOf(new Date())));
  const [year, setYear] = useState(thisYear);
  const [source, setSource] = useState("");
  const { data, error, refetch } = useQuery(trpc.admin.exchangeRates.queryOptions({ year }));
  const sheet = useRateSheet(async (changes) => {
    try {
      await client.admin.saveExchangeRates.mutate({ requestId: newRequestId(), changes });
    } finally {
      // Also after a refusal: what stands now is what the person has to compare with.
      await cache.invalidateQueries(trpc.admin.exchangeRates.queryFilter());
    }
  });
  const stored = new Map(data?.cells.map((c) => [c.cell, c]));
  const at = (rowId: string, columnId: string) => stored.get(rateCell(rowId, Number(columnId))) ?? EMPTY;
  return (
    <Section
      title="汇率"
      note={`1 单位外币折合人民币（元）；${mayEdit ? "改动即存，并记入审计日志" : "由统计录入"}`}
      actions={
        <>
          {mayEdit ? (
            <div className="w-64 shrink-0">
              <TextField
                aria-label="来源"
                placeholder="来源（可不填），如 当月中间价均值"
                maxLength={60}
                value={source}
                onChange={(e) => setSource(e.target.value)}
              />
            </div>
          ) : null}
          <Select
            aria-label="年份"
            value={String(year)}
            onChange={(e) => setYear(Number(e.target.value))}
            options={[4, 3, 2, 1, 0].map((back) => ({
              value: String(thisYear - back),
              label: `${thisYear - back}年`,
            }))}
          />
        </>
      }
    >
      {error ? <FailureState error={error} onRetry={() => void refetch()} /> : null}
      <Refusals refusals={sheet.refusals} busy={sheet.busy} onAgain={sheet.again} />
      {data ? (
        <EntryGrid
          key={year}
          label={`${year}年汇率`}
          corner="币种"
          rowHeaderWidth={130}
          columns={Array.from({ length: 12 }, (_, m) => ({
            id: String(statMonth(year, m + 1)),
            header: `${m + 1}月`,
            width: 80,
            locked: !mayEdit || statMonth(year, m + 1) > data.presentMonth,
          }))}
          rows={ROWS}
          value={(rowId, columnId) => {
            const { rateMicro } = at(rowId, columnId);
            const typed = sheet.text(rateCell(rowId, Number(columnId)));
            return typed ?? (rateMicro === null ? "" : alignedRate(rateMicro));
          }}
          locked={(rowId, columnId) => at(rowId, columnId).lock !== null}
          changed={(rowId, columnId) => sheet.text(rateCell(rowId, Number(columnId))) !== undefined}
          problem={(rowId, columnId) => sheet.problem(rateCell(rowId, Number(columnId)))}
          onChange={(changes) =>
            sheet.change(
              changes.map(({ rowId, columnId, value }) => [
                rateCell(rowId, Number(columnId)),
                value,
                at(rowId, columnId),
              ]),
              source,
            )
          }
        />
      ) : error ? null : (
        <Skeleton className="h-96 w-full" />
      )}
      <Foot
        mayEdit={mayEdit}
        sources={data?.cells.map((c) => c.source) ?? []}
        busy={sheet.busy}
        unsaved={sheet.unsaved}
      />
    </Section>
  );
}

interface RefusalsProps {
  refusals: readonly { cell: string; refusal: string }[];
  busy: boolean;
  onAgain: () => void;
}

/** The same reason is said once, with the cells that it holds for. */
function Refusals({ refusals, busy, onAgain }: RefusalsProps) {
  if (refusals.length === 0) return null;
  const reasons = [...new Set(refusals.map((r) => r.refusal))];
  return (
    <Notice tone="late" className="mb-2 flex items-start gap-3">
      <div className="min-w-0 flex-1">
        {reasons.map((reason) => {
          const cells = refusals.filter((r) => r.refusal === reason).map((r) => wordsOf(r.cell));
          const more = cells.length > 3 ? ` 等 ${cells.length} 项` : "";
          return (
            <p key={reason}>
              {cells.slice(0, 3).join("、")}
              {more}：{reason}
            </p>
          );
        })}
      </div>
      <Button size="sm" disabled={busy} onClick={onAgain}>
        再存一次
      </Button>
    </Notice>
  );
}

interface FootProps {
  mayEdit: boolean;
  sources: readonly string[];
  busy: boolean;
  unsaved: number;
}

function Foot({ mayEdit, sources, busy, unsaved }: FootProps) {
  const counts = new Map<string, number>();
  for (const source of sources) if (source !== "") counts.set(source, (counts.get(source) ?? 0) + 1);
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-1 text-sm text-muted">
      <p className="min-w-0 flex-1">
        {mayEdit ? "灰格不能改：月份未到、已关账，或已有审核通过的资金按此汇率折算。" : ""}
        {counts.size > 0 ? `来源：${[...counts].map(([s, n]) => `${s}（${n} 项）`).join("、")}` : ""}
      </p>
      <p aria-live="polite">{busy ? "正在保存…" : unsaved > 0 ? `${unsaved} 处未保存` : ""}</p>
    </div>
  );
}
