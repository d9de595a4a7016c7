"use client";
/** 审核: what waits for this reader, oldest first. j k walk, 空格 ticks, a 通过, r 退回. */
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useState } from "react";
import { ChainDot } from "@/components/shared/chain-dot";
import { ConfirmDialog } from "@/components/shared/confirm-dialog";
import { EmptyState } from "@/components/shared/empty-state";
import { FailureState } from "@/components/shared/failure-state";
import { formatInstant } from "@/components/shared/format";
import { useTRPC } from "@/components/shared/trpc";
import { Amount, UnitWord } from "@/components/shared/unit-switch";
import { useUrlState } from "@/components/shared/use-url-state";
import type { DataColumn } from "@/components/table/data-column";
import { DataTable } from "@/components/table/data-table";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Segmented } from "@/components/ui/segmented";
import { lacksPaper } from "@/server/domain/entry-papers";
import type { QueueLine } from "./ledger-types";
import { LEDGER_URL } from "./ledger-url";
import { amountOf, kindWord, lineKey, QUEUE_KINDS, summaryOf } from "./queue-words";
import { ReviewDetail } from "./review-detail";
import { ReviewedToast } from "./reviewed-toast";
import { useReview } from "./use-review";

/** What waits for review is never an opening amount. */
const lacksVoucher = (line: QueueLine) =>
  line.kind !== "milestone" &&
  lacksPaper({ ...line, ledger: line.kind, opening: false }, line.evidence.length);

const columns: DataColumn<QueueLine>[] = [
  { id: "kind", header: "类别", width: 76, cell: (line) => kindWord(line) },
  {
    id: "project",
    header: "项目",
    width: 150,
    grow: true,
    cell: (line) => <ChainDot index={line.chainHue} name={line.projectName} />,
  },
  { id: "summary", header: "内容", width: 214, grow: true, cell: (line) => summaryOf(line) },
  {
    id: "amount",
    header: "金额",
    unit: <UnitWord />,
    width: 104,
    align: "end",
    cell: (line) => <Amount fen={amountOf(line)} />,
  },
  {
    id: "marks",
    header: "提示",
    width: 84,
    cell: (line) => (
      <span className="flex gap-1">
        {line.warnings.length > 0 ? <Badge tone="warn">超额</Badge> : null}
        {lacksVoucher(line) ? <Badge tone="warn">缺材料</Badge> : null}
        {line.own ? <Badge>本人</Badge> : null}
      </span>
    ),
  },
  {
    id: "at",
    header: "报审",
    width: 60,
    cell: (line) => formatInstant(new Date(line.submittedAt)).slice(5, 10),
  },
];

/** A link to one row looks at it as soon as it is there; the address then forgets it. */
function useNamedLine(lines: readonly QueueLine[], lookAt: (index: number) => void): void {
  const [{ entry }, setPlace] = useUrlState(LEDGER_URL);
  useEffect(() => {
    const index = entry === null ? -1 : lines.findIndex((line) => line.id === entry);
    if (index < 0) return;
    lookAt(index);
    setPlace({ entry: null }, "replace");
  }, [entry, lines, lookAt, setPlace]);
}

export function ReviewQueue() {
  const trpc = useTRPC();
  const [place, setPlace] = useUrlState(LEDGER_URL);
  const kind = place.of;
  const { data, error, refetch } = useQuery(
    trpc.ledger.queue.queryOptions({ limit: 200, ...(kind ? { kind } : {}) }),
  );
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState(0);
  const [returning, setReturning] = useState(false);
  const lines = useMemo(() => data?.lines ?? [], [data]);
  const getRow = useCallback((index: number) => lines[index], [lines]);
  useNamedLine(lines, setAt);
  const review = useReview(() => {
    setTicked(new Set());
    setReturning(false);
  });
  const active = lines[Math.min(at, lines.length - 1)];
  const tickedLines = lines.filter((line) => ticked.has(lineKey(line)));
  const chosen = tickedLines.length > 0 ? tickedLines : active ? [active] : [];
  const approvable = chosen.filter((line) => !line.own);

  const press = (event: KeyboardEvent) => {
    const inField = (event.target as Element).closest("input,textarea,select,[role=dialog]");
    if (inField || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.repeat) return;
    if (event.key === "a" && approvable.length > 0) void review.approve(approvable);
    else if (event.key === "r" && chosen.length > 0) setReturning(true);
    else return;
    event.preventDefault();
  };
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a and r rise from the list that has the focus.
    <div className="flex min-h-0 flex-1 flex-col gap-2" onKeyDown={press}>
      <div className="flex flex-wrap items-center gap-2">
        <Segmented
          label="类别"
          value={kind ?? "all"}
          onChange={(next) => setPlace({ of: next === "all" ? null : next })}
          options={[
            { value: "all" as const, label: "全部" },
            ...(Object.keys(QUEUE_KINDS) as (keyof typeof QUEUE_KINDS)[])
              .filter((k) => k === kind || (data?.counts[k] ?? 0) > 0)
              .map((k) => ({ value: k, label: `${QUEUE_KINDS[k]} ${data?.counts[k] ?? ""}` })),
          ]}
        />
        <span className="ml-auto text-sm text-muted">
          {[
            ...(tickedLines.length > 0 ? [`已选 ${tickedLines.length} 条`] : []),
            ...(chosen.length > approvable.length
              ? [`${chosen.length - approvable.length} 条为本人填报`]
              : []),
          ].join("，")}
        </span>
        <Button
          variant="primary"
          busy={review.busy}
          disabled={approvable.length === 0}
          onClick={() => void review.approve(approvable)}
        >
          通过{approvable.length > 1 ? ` ${approvable.length} 条` : ""} <Kbd>a</Kbd>
        </Button>
        <Button disabled={chosen.length === 0} onClick={() => setReturning(true)}>
          退回{chosen.length > 1 ? ` ${chosen.length} 条` : ""} <Kbd>r</Kbd>
        </Button>
      </div>
      <div className="flex min-h-0 flex-1 flex-col gap-3 lg:flex-row">
        <DataTable<QueueLine>
          label="待审核"
          className="min-h-60"
          columns={kind ? columns.filter((column) => column.id !== "kind") : columns}
          rowCount={lines.length}
          loading={!data}
          getRow={getRow}
          rowId={lineKey}
          rowName={(line) => line.projectName}
          ticked={ticked}
          onTickedChange={setTicked}
          onActiveChange={(_, index) => setAt(index)}
          empty={<EmptyState title="没有待您审核的内容">填报人报审后，会按先后出现在这里。</EmptyState>}
        />
        {active ? (
          <aside
            aria-label="审核内容"
            className="thin-scroll shrink-0 overflow-y-auto rounded-md border border-line bg-surface p-3 lg:w-[380px]"
          >
            <ReviewDetail line={active} refusal={review.refused[lineKey(active)]} />
          </aside>
        ) : null}
      </div>
      <ReviewedToast reviewed={review.reviewed} onClose={review.forget} />
      <ConfirmDialog
        open={returning}
        onOpenChange={setReturning}
        title={
          chosen.length > 1
            ? `退回 ${chosen.length} 条`
            : `退回${chosen[0] ? `：${summaryOf(chosen[0])}` : ""}`
        }
        confirmLabel="退回"
        danger
        busy={review.busy}
        reasonLabel="退回原因"
        error={returning ? (Object.values(review.refused)[0] ?? null) : null}
        onConfirm={(reason) => void review.sendBack(chosen, reason)}
      >
        填报人会在工作台看到原因，改好后可以再报。
      </ConfirmDialog>
    </div>
  );
}
