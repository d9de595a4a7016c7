"use client";
/** The address of an enterprise that was merged still leads to where it went. */
import { useQuery } from "@tanstack/react-query";
import { EmptyState } from "@/components/shared/empty-state";
import { FailureState } from "@/components/shared/failure-state";
import { formatInstant } from "@/components/shared/format";
import { PageHeader } from "@/components/shared/page-header";
import { useTRPC } from "@/components/shared/trpc";
import { ButtonLink } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";

interface Props {
  id: number;
  /** What the card itself answered. */
  error: unknown;
  onRetry: () => void;
}

export function MergedNotice({ id, error, onRetry }: Props) {
  const trpc = useTRPC();
  const { data: trace, isPending } = useQuery(trpc.enterprise.trace.queryOptions({ id }));
  if (isPending) return <Skeleton className="h-96 w-full" />;
  if (!trace) return <FailureState error={error} onRetry={onRetry} />;
  return (
    <>
      <PageHeader trail={[{ href: "/enterprises", label: "企业" }]} title={trace.name} />
      <EmptyState
        title={`已并入“${trace.into.name}”`}
        action={<ButtonLink href={`/enterprises/${trace.into.id}`}>打开“{trace.into.name}”</ButtonLink>}
      >
        {trace.by} {formatInstant(new Date(trace.at))} 合并，原来的名称留作曾用名。
      </EmptyState>
    </>
  );
}
