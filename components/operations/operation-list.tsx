"use client";
/** 操作记录: what was done to many projects at once, with its author and whether it still stands. */
import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { z } from "zod";
import { EmptyState } from "@/components/shared/empty-state";
import { FailureState } from "@/components/shared/failure-state";
import { formatCount, formatInstant } from "@/components/shared/format";
import { PageHeader } from "@/components/shared/page-header";
import { Section } from "@/components/shared/section";
import { useTRPC } from "@/components/shared/trpc";
import { urlParam } from "@/components/shared/url-state";
import { useUrlState } from "@/components/shared/use-url-state";
import { useViewer } from "@/components/shared/viewer";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { SkeletonLines } from "@/components/ui/skeleton";
import type { OperationLine } from "@/server/contracts/operation";
import type { OperationKind } from "@/server/domain/operations";
import { scopeOf } from "@/server/domain/permissions";
import { kindWord, StateBadge } from "./operation-words";

const GROUPS = ["all", "import", "bulk", "hand", "merge", "undo"] as const;
const KINDS: Record<(typeof GROUPS)[number], OperationKind[] | undefined> = {
  all: undefined,
  import: ["import", "import-undo"],
  bulk: ["bulk-edit", "edit-cells"],
  hand: ["hand-over", "leaver"],
  merge: ["project-merge", "enterprise-merge"],
  undo: ["undo", "redo"],
};
const OPERATIONS_URL = {
  kind: urlParam(z.enum(GROUPS), "all"),
  whose: urlParam(z.enum(["all", "mine"]), "all"),
};
const PAGE = 50;

export function OperationList() {
  const trpc = useTRPC();
  const all = scopeOf(useViewer(), "operation:read") === "all";
  const [url, setUrl] = useUrlState(OPERATIONS_URL);
  const kinds = KINDS[url.kind];
  const list = useInfiniteQuery(
    trpc.operation.list.infiniteQueryOptions(
      { ...(kinds ? { kinds } : {}), mine: url.whose === "mine", limit: PAGE },
      {
        initialCursor: 0,
        getNextPageParam: (last, pages) =>
          pages.length * PAGE < last.total ? pages.length * PAGE : undefined,
      },
    ),
  );
  const rows = list.data?.pages.flatMap((page) => page.operations) ?? [];
  const total = list.data?.pages[0]?.total;
  return (
    <>
      <PageHeader
        title="操作记录"
        note="一次改动多个项目的操作都记在这里，可以查看改了什么、撤销，也可以恢复。"
      >
        <div className="flex flex-wrap items-center gap-2">
          <div className="thin-scroll max-w-full overflow-x-auto">
            <Segmented
              label="种类"
              value={url.kind}
              onChange={(kind) => setUrl({ kind })}
              options={[
                { value: "all", label: "全部" },
                { value: "import", label: "导入" },
                { value: "bulk", label: "批量修改" },
                { value: "hand", label: "指派与移交" },
                { value: "merge", label: "合并" },
                { value: "undo", label: "撤销与恢复" },
              ]}
            />
          </div>
          {all ? (
            <Segmented
              label="谁的操作"
              value={url.whose}
              onChange={(whose) => setUrl({ whose })}
              options={[
                { value: "all", label: "所有人" },
                { value: "mine", label: "我的" },
              ]}
            />
          ) : null}
        </div>
      </PageHeader>
      <Section
        title={all && url.whose === "all" ? "全部操作" : "我的操作"}
        note={total ? `${formatCount(total)} 次` : null}
        flush
      >
        {list.error ? <FailureState error={list.error} onRetry={() => void list.refetch()} /> : null}
        {!list.data && !list.error ? <SkeletonLines lines={6} className="p-3" /> : null}
        {list.data ? <OperationTable rows={rows} narrowed={url.kind !== "all"} /> : null}
        {list.hasNextPage ? (
          <div className="border-t border-line p-3 text-center">
            <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              更早的操作
            </Button>
          </div>
        ) : null}
      </Section>
    </>
  );
}

function OperationTable({ rows, narrowed }: { rows: readonly OperationLine[]; narrowed: boolean }) {
  if (rows.length === 0)
    return (
      <EmptyState title={narrowed ? "没有这类操作" : "还没有批量操作"}>
        在项目列表里勾选项目，可以批量修改、批量指派；做过的操作会记在这里。
      </EmptyState>
    );
  return (
    <table aria-label="操作记录" className="w-full text-left">
      <thead className="bg-sunken text-sm text-muted">
        <tr className="[&>th]:px-3 [&>th]:py-2 [&>th]:font-medium [&>th]:whitespace-nowrap">
          <th scope="col">操作</th>
          <th scope="col" className="max-md:hidden">
            种类
          </th>
          <th scope="col" className="figure">
            项目（个）
          </th>
          <th scope="col">状态</th>
          <th scope="col" className="max-md:hidden">
            操作人
          </th>
          <th scope="col" className="max-md:hidden">
            时间
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="border-t border-line hover:bg-sunken [&>td]:px-3 [&>td]:py-2">
            <td className="w-2/5">
              <Link
                href={`/operations/${row.id}`}
                className="font-medium [overflow-wrap:anywhere] hover:underline"
              >
                {row.name}
              </Link>
              <span className="block text-sm text-faint md:hidden">
                {row.by} · {formatInstant(new Date(row.at))}
              </span>
            </td>
            <td className="whitespace-nowrap max-md:hidden">{kindWord(row.kind)}</td>
            <td className="figure">{formatCount(row.projects)}</td>
            <td>
              <StateBadge state={row.state} />
            </td>
            <td className="max-md:hidden">{row.by}</td>
            <td className="whitespace-nowrap max-md:hidden">{formatInstant(new Date(row.at))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
