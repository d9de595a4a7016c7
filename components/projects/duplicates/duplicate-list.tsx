"use client";
/** 疑似重复: pairs that may be one project, the most certain first, to be looked through. */
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { EmptyState } from "@/components/shared/empty-state";
import { FailureState } from "@/components/shared/failure-state";
import { readFailure } from "@/components/shared/form-problems";
import { PageHeader } from "@/components/shared/page-header";
import { newRequestId } from "@/components/shared/request-id";
import { Section } from "@/components/shared/section";
import { useTRPC } from "@/components/shared/trpc";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { SkeletonLines } from "@/components/ui/skeleton";
import type { DuplicatePair } from "@/server/contracts/duplicates";
import { DismissDialog } from "./dismiss-dialog";
import { PairCard } from "./pair-card";

const PAGE = 20;
type View = "open" | "dismissed";

const askFor = ({ earlier, later }: DuplicatePair) => ({
  requestId: newRequestId(),
  firstId: earlier.id,
  secondId: later.id,
});

export function DuplicateList() {
  const trpc = useTRPC();
  const [show, setShow] = useState<View>("open");
  const [offset, setOffset] = useState(0);
  const [dismissing, setDismissing] = useState<DuplicatePair | null>(null);
  const { data, error, refetch } = useQuery(
    trpc.project.duplicates.queryOptions(
      { show, offset, limit: PAGE },
      { staleTime: 0, placeholderData: keepPreviousData },
    ),
  );
  const restore = useMutation(
    trpc.project.restoreDuplicate.mutationOptions({ onSuccess: () => void refetch() }),
  );
  const turn = (view: View) => {
    setShow(view);
    setOffset(0);
  };
  return (
    <>
      <PageHeader
        title="疑似重复"
        trail={[{ href: "/projects", label: "项目" }]}
        note="系统逐个比对得出，由您核对：合并，或认定不是同一项目。同一投资方的不同项目不在其中。"
        actions={
          <Segmented
            label="看哪些"
            value={show}
            onChange={turn}
            options={[
              { value: "open", label: "待核对" },
              { value: "dismissed", label: "已认定不是" },
            ]}
          />
        }
      />
      <Section
        title={show === "open" ? "待核对" : "已认定不是同一项目"}
        note={data ? `${data.total} 对` : null}
        flush
      >
        {restore.error ? (
          <Notice tone="late" className="m-3">
            {readFailure(restore.error).message}
          </Notice>
        ) : null}
        {error ? <FailureState error={error} onRetry={() => void refetch()} /> : null}
        {!data && !error ? <SkeletonLines lines={8} className="p-3" /> : null}
        {data?.total === 0 ? (
          <EmptyState title={show === "open" ? "没有待核对的疑似重复" : "还没有认定过"} />
        ) : null}
        <ul className="divide-y divide-line">
          {data?.pairs.map((pair) => (
            <PairCard
              key={`${pair.earlier.id} ${pair.later.id}`}
              pair={pair}
              onDismiss={show === "open" ? () => setDismissing(pair) : undefined}
              onRestore={show === "dismissed" ? () => restore.mutate(askFor(pair)) : undefined}
            />
          ))}
        </ul>
        {data && data.total > PAGE ? <Pages total={data.total} offset={offset} onTurn={setOffset} /> : null}
      </Section>
      {dismissing ? (
        <DismissDialog pair={dismissing} onClose={() => setDismissing(null)} onDone={() => void refetch()} />
      ) : null}
    </>
  );
}

function Pages({
  total,
  offset,
  onTurn,
}: {
  total: number;
  offset: number;
  onTurn: (offset: number) => void;
}) {
  return (
    <div className="flex items-center justify-end gap-2 border-t border-line px-3 py-2 text-sm text-muted">
      <span>
        {offset + 1}–{Math.min(total, offset + PAGE)} / {total}
      </span>
      <Button size="sm" disabled={offset === 0} onClick={() => onTurn(Math.max(0, offset - PAGE))}>
        上一页
      </Button>
      <Button size="sm" disabled={offset + PAGE >= total} onClick={() => onTurn(offset + PAGE)}>
        下一页
      </Button>
    </div>
  );
}
