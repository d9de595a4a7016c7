"use client";
/** 产业链: all chains side by side, grouped by category, with their people and their pipeline. */
import { useQuery } from "@tanstack/react-query";
import { FailureState } from "@/components/shared/failure-state";
import { PageHeader } from "@/components/shared/page-header";
import { Section } from "@/components/shared/section";
import { useTRPC } from "@/components/shared/trpc";
import { Skeleton } from "@/components/ui/skeleton";
import type { ChainLine } from "./chain-types";
import { type PipelineLine, PipelineTable } from "./pipeline-table";

const lineOf = (c: ChainLine): PipelineLine => ({
  key: String(c.id),
  name: c.name,
  href: `/chains/${c.id}`,
  hue: c.hue,
  leader: c.leader,
  departments: c.leadDepartments.join("、"),
  pipeline: c.pipeline,
});

export function ChainList() {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.chain.overview.queryOptions());
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  const categories = [...new Set((data?.chains ?? []).map((c) => c.category))];
  return (
    <>
      <PageHeader title="产业链" note="链长牵头 + 工作专班 + 主办部门；数字为当前在册，不含终止、流失" />
      {data ? (
        <div className="flex flex-col gap-4">
          {categories.map((category) => (
            <Section
              key={category}
              flush
              title={category ? `${category}产业链` : "其他产业链"}
              note={`${data.chains.filter((c) => c.category === category).length} 条`}
            >
              <PipelineTable lines={data.chains.filter((c) => c.category === category).map(lineOf)} />
            </Section>
          ))}
          <Section flush title="全区" note="各链与未归链之和">
            <PipelineTable
              lines={[
                { key: "others", name: "未归链", pipeline: data.others },
                { key: "total", name: "合计", pipeline: data.total, strong: true },
              ]}
            />
          </Section>
        </div>
      ) : (
        <Skeleton className="h-96 w-full" />
      )}
    </>
  );
}
