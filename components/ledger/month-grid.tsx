"use client";
/** All my projects in one month: the quick way to fill in a month. Fifty projects a page. */
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useMemo } from "react";
import { ChainDot } from "@/components/shared/chain-dot";
import { EmptyState } from "@/components/shared/empty-state";
import { FailureState } from "@/components/shared/failure-state";
import { useTRPC } from "@/components/shared/trpc";
import { mayLeave } from "@/components/shared/use-unsaved-guard";
import { useUrlState } from "@/components/shared/use-url-state";
import { type EntryColumn, EntryGrid } from "@/components/table/entry-grid";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { MonthField } from "@/components/ui/month-field";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { ENTRY_STATUS_NAME } from "@/server/domain/ledger-entries";
import { addMonths, monthLabel, type StatMonth } from "@/server/domain/periods";
import type { MonthSheet } from "./ledger-types";
import { LEDGER_URL } from "./ledger-url";
import { SaveBar, SlotReason, useSheetKeys } from "./save-bar";
import {
  fenOfText,
  fieldChanged,
  isSettled,
  PARTS,
  type Slot,
  type SlotField,
  sheetSum,
  sumOfTexts,
  textOfFen,
  totalIsSum,
} from "./sheet-slots";
import { useSlots } from "./use-slots";

const PAGE = 50;

export function MonthGrid({ thisMonth }: { thisMonth: StatMonth }) {
  const trpc = useTRPC();
  const [place, setUrl] = useUrlState(LEDGER_URL);
  /** Every choice shows another sheet. */
  const setPlace = (next: Parameters<typeof setUrl>[0]) => {
    if (mayLeave()) setUrl(next);
  };
  const { basis } = place;
  const month = place.month ?? thisMonth;
  const page = place.page ?? 1;
  const input = { month, basis, offset: (page - 1) * PAGE, limit: PAGE, missing: place.missing === "1" };
  const { data, error, refetch } = useQuery(trpc.ledger.monthSheet.queryOptions(input));
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <MonthField
          label="月份"
          value={month}
          max={thisMonth}
          onChange={(next) => setPlace({ month: next, page: null })}
        />
        <Button
          size="sm"
          aria-label="上一月"
          onClick={() => setPlace({ month: addMonths(month, -1), page: null })}
        >
          ‹
        </Button>
        <Button
          size="sm"
          aria-label="下一月"
          disabled={month >= thisMonth}
          onClick={() => setPlace({ month: addMonths(month, 1), page: null })}
        >
          ›
        </Button>
        <Segmented
          label="口径"
          value={basis}
          onChange={(next) => setPlace({ basis: next, page: null })}
          options={[
            { value: "official", label: "统计数" },
            { value: "dispatch", label: "调度数" },
          ]}
        />
        <Checkbox
          label="只看未填"
          checked={place.missing === "1"}
          onChange={(e) => setPlace({ missing: e.target.checked ? "1" : "0", page: null })}
        />
        {data ? (
          <span className="text-sm text-muted">
            应报 {data.owing} 个 · 未填 {data.missing} 个
            {month < data.firstOpenMonth ? " · 该月已关账，补报计入最早的开放月份" : ""}
          </span>
        ) : null}
      </div>
      {error ? <FailureState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton className="h-96 w-full" /> : null}
      {data && data.lines.length === 0 ? (
        <EmptyState title={place.missing === "1" ? `${monthLabel(month)}已全部填报` : "没有应填报的项目"}>
          {basis === "official"
            ? "已开工、未竣工的项目每月填报固定资产投资。"
            : "已签约的项目可以填报调度数。"}
        </EmptyState>
      ) : null}
      {data && data.lines.length > 0 ? (
        <Sheet key={`${month}/${basis}/${page}`} sheet={data} month={month} basis={basis} />
      ) : null}
      {data && data.total > PAGE ? (
        <Pager page={page} pages={Math.ceil(data.total / PAGE)} onPage={(next) => setPlace({ page: next })} />
      ) : null}
    </div>
  );
}

function Pager({ page, pages, onPage }: { page: number; pages: number; onPage: (page: number) => void }) {
  return (
    <div className="flex items-center justify-end gap-2 text-sm text-muted">
      <Button size="sm" disabled={page <= 1} onClick={() => onPage(page - 1)}>
        上一页
      </Button>
      {page} / {pages}
      <Button size="sm" disabled={page >= pages} onClick={() => onPage(page + 1)}>
        下一页
      </Button>
    </div>
  );
}

const columnsOf = (basis: "official" | "dispatch"): EntryColumn[] => [
  ...(basis === "official"
    ? PARTS.map((part) => ({ id: part.field as string, header: part.label, width: 108 }))
    : []),
  { id: "totalFen", header: basis === "official" ? "合计" : "调度数", width: 104 },
  { id: "previous", header: "上月", width: 92, locked: true },
  { id: "yearToDate", header: "本年累计", width: 100, locked: true },
  { id: "plan", header: "计划总投资", width: 100, locked: true },
];

function Sheet({
  sheet,
  month,
  basis,
}: {
  sheet: MonthSheet;
  month: StatMonth;
  basis: "official" | "dispatch";
}) {
  const slots = useMemo<Slot[]>(
    () =>
      sheet.lines.map((line) => ({
        id: String(line.projectId),
        projectId: line.projectId,
        month,
        basis,
        entry: line.entry,
      })),
    [sheet, month, basis],
  );
  const byId = new Map(slots.map((slot, at) => [slot.id, { slot, line: sheet.lines[at] }]));
  const typing = useSlots(slots);
  const keys = useSheetKeys((submit) => void typing.save(submit));
  const columns = useMemo(() => columnsOf(basis), [basis]);
  const read = (rowId: string, columnId: string): string => {
    const line = byId.get(rowId)?.line;
    if (!line) return "";
    if (columnId === "previous") return textOfFen(line.previousFen);
    if (columnId === "plan") return textOfFen(line.plannedTotalFen);
    if (columnId === "yearToDate")
      return textOfFen(line.earlierFen + sumOfTexts([typing.text(rowId, "totalFen")]));
    return typing.text(rowId, columnId as SlotField);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys rise from the cells of the sheet.
    <div className="flex min-h-0 flex-1 flex-col gap-2" onKeyDown={keys}>
      <EntryGrid
        label={`${monthLabel(month)}固定资产投资`}
        corner={`项目 · 万元`}
        rowHeaderWidth={256}
        columns={columns}
        rows={sheet.lines.map((line) => ({
          id: String(line.projectId),
          label: line.name,
          header: <LineHead line={line} />,
        }))}
        value={read}
        locked={(rowId, columnId) => {
          const slot = byId.get(rowId)?.slot;
          return !slot || isSettled(slot) || (columnId === "totalFen" && totalIsSum(slot, typing.edits));
        }}
        changed={(rowId, columnId) => {
          const slot = byId.get(rowId)?.slot;
          return (
            slot !== undefined &&
            columns.some((c) => c.id === columnId && !c.locked) &&
            fieldChanged(slot, columnId as SlotField, typing.edits)
          );
        }}
        problem={(rowId, columnId) => typing.problem(rowId, columnId as SlotField)}
        footer={(columnId) => {
          const texts = slots
            .map((slot) => read(slot.id, columnId))
            .filter((text) => fenOfText(text) != null);
          return sheetSum(texts.length === 0 ? null : sumOfTexts(texts));
        }}
        onChange={(changes) =>
          typing.change(
            changes.map(({ rowId, columnId, value }) => ({
              slotId: rowId,
              field: columnId as SlotField,
              value,
            })),
          )
        }
      />
      <SaveBar {...typing} blocked={typing.unreadable} onSave={(submit) => void typing.save(submit)} />
      <SlotReason slots={typing} />
    </div>
  );
}

function LineHead({ line }: { line: MonthSheet["lines"][number] }) {
  const status = line.entry?.status;
  return (
    <span className="flex w-[240px] items-center gap-2">
      <ChainDot index={line.chainHue} />
      <Link
        href={`/ledger?project=${line.projectId}&tab=investment`}
        tabIndex={-1}
        title={line.name}
        className="min-w-0 flex-1 truncate hover:underline"
      >
        {line.name}
      </Link>
      {status ? (
        <span
          className={`text-xs whitespace-nowrap ${status === "returned" ? "text-late" : "text-faint"}`}
          title={line.entry?.returnReason ?? undefined}
        >
          {ENTRY_STATUS_NAME[status]}
        </span>
      ) : null}
    </span>
  );
}
