"use client";
/** The projects behind one cell: where they came from, where they went. */
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { FailureState } from "@/components/shared/failure-state";
import { formatAmount, formatAmountWithUnit, type ScreenUnit } from "@/components/shared/format";
import { useTRPC } from "@/components/shared/trpc";
import { useUnit } from "@/components/shared/unit-switch";
import { SimpleTable } from "@/components/table/simple-table";
import { Drawer } from "@/components/ui/drawer";
import { SkeletonLines } from "@/components/ui/skeleton";
import type { StageFlowRows } from "@/server/contracts/stage-flow";
import { flowAnchor } from "@/server/domain/flow-indicators";
import {
  AT_FIRST,
  FLOW_COLUMNS,
  FLOW_STAGES,
  type FlowColumn,
  type FlowStage,
} from "@/server/domain/stage-flow";

interface FlowRowsProps {
  asked: { from: string; to: string | null; chainId: number | null; stage: FlowStage; column: FlowColumn };
  onClose: () => void;
}

const placed = (stage: FlowStage | null): string => (stage === null ? "—" : FLOW_STAGES[stage]);

/** What the listed projects come to, as the cell has it. */
function summary(
  rows: readonly StageFlowRows["rows"][number][],
  column: FlowColumn,
  unit: ScreenUnit,
): string {
  const of = (r: StageFlowRows["rows"][number]) =>
    column === "revalued" ? r.toFen - r.fromFen : AT_FIRST.includes(column) ? r.fromFen : r.toFen;
  const fen = rows.reduce((sum, row) => sum + of(row), 0);
  return `列出 ${rows.length} 个项目，${column === "revalued" ? "金额变动" : "金额"}合计 ${formatAmountWithUnit(fen, unit)}`;
}

export function FlowRows({ asked, onClose }: FlowRowsProps) {
  const trpc = useTRPC();
  const { unit } = useUnit();
  const { data, error, refetch } = useQuery(trpc.statistics.flowRows.queryOptions(asked));
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      width="xl"
      title={`${FLOW_STAGES[asked.stage]} · ${FLOW_COLUMNS[asked.column]}`}
      description={`${asked.from} 结束时 → ${asked.to === null ? "现在" : `${asked.to} 结束时`}`}
    >
      <p className="mb-3 text-sm">
        <Link href={`/statistics/definitions#${flowAnchor(asked.column)}`} className="text-faint underline">
          口径详解
        </Link>
      </p>
      {error ? <FailureState error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <>
          <p className="mb-3 rounded-md bg-sunken px-3 py-2">{summary(data.rows, asked.column, unit)}</p>
          <SimpleTable
            label="项目"
            rows={data.rows}
            rowId={(r) => r.projectId}
            columns={[
              {
                header: "项目",
                width: "min-w-40",
                cell: (r) => (
                  <Link href={`/projects/${r.projectId}`} className="text-accent hover:underline">
                    {r.name}
                  </Link>
                ),
              },
              { header: "编号", cell: (r) => r.number, wide: true },
              { header: "期初阶段", cell: (r) => placed(r.from) },
              { header: "期末阶段", cell: (r) => placed(r.to) },
              {
                header: "期初金额",
                cell: (r) => (r.from === null ? "—" : formatAmount(r.fromFen, unit)),
                align: "end",
              },
              {
                header: "期末金额",
                cell: (r) => (r.to === null ? "—" : formatAmount(r.toFen, unit)),
                align: "end",
              },
            ]}
          />
          {data.unlisted > 0 ? (
            <p className="px-3 py-2 text-sm text-muted">
              另有 {data.unlisted} 个项目未列出（不在您可查看的范围，或排在 200 个以后）。
            </p>
          ) : null}
        </>
      ) : error ? null : (
        <SkeletonLines lines={8} />
      )}
    </Drawer>
  );
}
