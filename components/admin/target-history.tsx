"use client";
/** 调整记录: who changed which target of the year, from what to what, and why. */
import { useQuery } from "@tanstack/react-query";
import { formatInstant, NONE } from "@/components/shared/format";
import { Section } from "@/components/shared/section";
import { useTRPC } from "@/components/shared/trpc";
import { SimpleTable } from "@/components/table/simple-table";
import { targetKindWord } from "./setup-words";
import { headerOf, rowIdOf, shownTarget, type TargetScope } from "./target-sheet";

export function TargetHistory({ year, scopes }: { year: number; scopes: readonly TargetScope[] }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.admin.targetHistory.queryOptions({ year }));
  if (!data || data.length === 0) return null;
  const names = new Map(scopes.map((scope) => [rowIdOf(scope), scope.name]));
  return (
    <Section title="调整记录" note={`${year}年，最近 ${data.length} 条`} flush className="mt-3">
      <SimpleTable
        label="目标调整记录"
        rows={data}
        rowId={(line) => line.id}
        columns={[
          { header: "时间", cell: (line) => formatInstant(new Date(line.at)) },
          { header: "谁", cell: (line) => line.name },
          {
            header: "目标",
            cell: (line) =>
              `${names.get(`${line.scopeKind}/${line.scopeId}`) ?? "已停用的单位"} · ${targetKindWord(line.span, line.kind)} · ${headerOf(line.indicator)}`,
          },
          {
            header: "原为",
            align: "end",
            cell: (line) => shownTarget(line.indicator, line.before),
          },
          {
            header: "改为",
            align: "end",
            cell: (line) => shownTarget(line.indicator, line.after),
          },
          { header: "依据", cell: (line) => line.reason || NONE },
        ]}
      />
    </Section>
  );
}
