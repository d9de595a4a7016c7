"use client";
/** What two versions of a month differ in. */
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { FailureState } from "@/components/shared/failure-state";
import { useTRPC } from "@/components/shared/trpc";
import { Skeleton } from "@/components/ui/skeleton";
import type { StatMonth } from "@/server/domain/periods";
import { ChangedFigures, ChangedRows, DifferenceWords } from "../difference-tables";

interface VersionDifferenceProps {
  month: StatMonth;
  from: number;
  /** Null: what the month would say if it were closed today. */
  to: number | null;
  /** Further words under the sentence. */
  children?: ReactNode;
}

export function VersionDifference({ month, from, to, children }: VersionDifferenceProps) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.statistics.versions.queryOptions({ month, from, to, cut: "chain" }),
  );
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-40 w-full" />;
  return (
    <div className="flex flex-col gap-3">
      <DifferenceWords
        {...data}
        since={to === null ? "关账后" : `第${from}版之后、第${to}版之前`}
        rowsAre="产业链"
      />
      {children}
      <ChangedFigures
        figures={data.figures}
        rowsAre="产业链"
        was={`第${from}版`}
        is={to === null ? "现在" : `第${to}版`}
      />
      <ChangedRows rows={data.rows} unlisted={data.unlisted} rowsAre="产业链" />
    </div>
  );
}
