"use client";
/** A project that was merged into another one: its address still leads somewhere, and its history stays readable. */
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { EmptyState } from "@/components/shared/empty-state";
import { formatInstant } from "@/components/shared/format";
import { PageHeader } from "@/components/shared/page-header";
import { useTRPC } from "@/components/shared/trpc";
import { useCan } from "@/components/shared/viewer";
import { Badge, Notice } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { SkeletonLines } from "@/components/ui/skeleton";
import type { MergedTrace } from "@/server/contracts/merge";
import { HistorySection } from "./history-section";

const TRAIL = [{ href: "/projects", label: "项目" }];

export function MissingPage({ id }: { id: number }) {
  const trpc = useTRPC();
  const { data, isPending } = useQuery(trpc.project.merged.queryOptions({ id }));
  if (isPending) return <SkeletonLines lines={4} />;
  if (data) return <MergedPage trace={data} />;
  return (
    <>
      <PageHeader title="项目详情" trail={TRAIL} />
      <EmptyState title="没有找到这个项目" action={<ButtonLink href="/projects">回到项目</ButtonLink>}>
        编号有误、已经撤销，或不在您的查看范围内。
      </EmptyState>
    </>
  );
}

function MergedPage({ trace }: { trace: MergedTrace }) {
  const operations = useCan("project:merge");
  const { into, by, at, reason, operationId } = trace;
  return (
    <>
      <PageHeader
        title={trace.name}
        trail={TRAIL}
        marks={<Badge>已并入</Badge>}
        note={trace.number}
        actions={
          <>
            {operations && operationId !== null ? (
              <ButtonLink href={`/operations/${operationId}`}>查看这次合并</ButtonLink>
            ) : null}
            <ButtonLink variant="primary" href={`/projects/${into.id}`}>
              打开 {into.number}
            </ButtonLink>
          </>
        }
      />
      <div className="flex flex-col gap-3">
        <Notice>
          <p className="break-words">
            已并入{" "}
            <Link href={`/projects/${into.id}`} className="font-medium text-accent hover:underline">
              {into.name}（{into.number}）
            </Link>
            。{by}，{formatInstant(new Date(at))}
            {reason ? `：${reason}` : ""}。台账、材料和跟进都在那里，以下是合并之前的历史。
          </p>
        </Notice>
        <HistorySection card={trace} />
      </div>
    </>
  );
}
