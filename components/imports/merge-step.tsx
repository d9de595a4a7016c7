"use client";
/** 改动核对: what the workbook would change of known projects, field by field, and the conflicts to be decided. */
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { FailureState } from "@/components/shared/failure-state";
import { formatCount } from "@/components/shared/format";
import { Section } from "@/components/shared/section";
import { useTRPC } from "@/components/shared/trpc";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { SkeletonLines } from "@/components/ui/skeleton";
import type { ImportRowView } from "@/server/contracts/import-batch";
import { RowChangeList } from "./row-change-list";
import type { Batch } from "./use-import-batch";

const PAGE = 50;

export function MergeStep({ batch, changed }: { batch: Batch; changed: number }) {
  const [conflictsOnly, setConflictsOnly] = useState(false);
  const { merge } = batch.scene;
  const asks = merge.conflicts > 0;
  return (
    <Section
      title="改动核对"
      note={`${formatCount(changed)} 个已有项目${batch.open ? `，将改 ${formatCount(merge.fields)} 处` : ""}`}
      actions={
        asks && batch.open ? (
          <>
            <Button size="sm" variant="ghost" onClick={() => void batch.decide({ all: "theirs" })}>
              冲突全部保留库中
            </Button>
            <Button size="sm" variant="ghost" onClick={() => void batch.decide({ all: "mine" })}>
              冲突全部用我的
            </Button>
          </>
        ) : null
      }
      flush
    >
      {asks && batch.open ? (
        <div className="flex flex-wrap items-center gap-3 border-b border-line px-3 py-2">
          <div className="min-w-0 flex-[1_1_18rem]">
            <Notice tone={merge.undecided > 0 ? "warn" : "ok"}>
              {merge.undecided > 0
                ? `${merge.conflicts} 处在导出之后也被他人改过，还有 ${merge.undecided} 处没有选定；选定之前不能导入。`
                : `${merge.conflicts} 处冲突都已选定。`}
            </Notice>
          </div>
          <Checkbox
            label="只看有冲突的"
            checked={conflictsOnly}
            onChange={(event) => setConflictsOnly(event.target.checked)}
          />
        </div>
      ) : null}
      <ChangedRows batch={batch} show={conflictsOnly && asks ? "conflicts" : "changed"} />
    </Section>
  );
}

function ChangedRows({ batch, show }: { batch: Batch; show: "changed" | "conflicts" }) {
  const trpc = useTRPC();
  const rows = useInfiniteQuery({
    ...trpc.import.rows.infiniteQueryOptions(
      { id: batch.scene.id, show, limit: PAGE },
      {
        getNextPageParam: (last, pages) => {
          const read = pages.reduce((n, page) => n + page.rows.length, 0);
          return last.rows.length > 0 && read < last.total ? read : undefined;
        },
      },
    ),
    placeholderData: keepPreviousData,
  });
  if (rows.error) return <FailureState error={rows.error} onRetry={() => void rows.refetch()} />;
  if (!rows.data) return <SkeletonLines lines={6} className="p-3" />;
  return (
    <>
      <ul
        aria-label="有改动的项目"
        className="thin-scroll max-h-[32rem] divide-y divide-line overflow-y-auto"
      >
        {rows.data.pages.flatMap((page) =>
          page.rows.map((row) => (
            <li key={`${row.sheet} ${row.row}`} className="flex min-w-0 flex-col gap-1.5 px-3 py-2">
              <RowHead row={row} />
              <RowChangeList batch={batch} row={row} />
            </li>
          )),
        )}
      </ul>
      {rows.hasNextPage ? (
        <div className="border-t border-line p-2">
          <Button size="sm" busy={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
            再看 {PAGE} 个
          </Button>
        </div>
      ) : null}
    </>
  );
}

const RowHead = ({ row }: { row: ImportRowView }) => (
  <div className="flex flex-wrap items-baseline gap-x-2">
    <Link href={`/projects/${row.projectId}`} className="font-medium hover:underline">
      {row.project.name}
    </Link>
    <span className="text-sm text-faint">
      {row.projectNumber} · {row.sheet} 第 {row.row} 行
    </span>
  </div>
);
