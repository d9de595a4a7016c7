"use client";
/** The rows behind a figure, with its definition; they add up to it, and what may not be read is one line. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { FailureState } from "@/components/shared/failure-state";
import { formatCount, formatDay, formatMonth, NONE } from "@/components/shared/format";
import { useTRPC } from "@/components/shared/trpc";
import { useUnit } from "@/components/shared/unit-switch";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Drawer } from "@/components/ui/drawer";
import { SkeletonLines } from "@/components/ui/skeleton";
import { reportColumns, UNIT_OF_KIND } from "@/server/domain/statistics-columns";
import { figureText } from "./figure-text";
import type { Drill, OpenFigure, Report } from "./statistics-types";

const PAGE = 50;

export function FigureDrawer({
  report,
  figure,
  onClose,
}: {
  report: Report;
  figure: OpenFigure;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const { unit } = useUnit();
  const [offset, setOffset] = useState(0);
  const { month, cut } = report;
  const { data, error, refetch } = useQuery({
    ...trpc.statistics.drill.queryOptions({
      month,
      cut,
      indicator: report.shape.indicator,
      ...figure,
      offset,
      limit: PAGE,
    }),
    placeholderData: keepPreviousData,
  });
  const column = reportColumns(report.shape).find((c) => c.id === figure.column);
  const row = report.rows.find((r) => r.key === figure.rowKey);
  if (!column || !row) return null;
  const unitWord = column.kind === "amount" ? (unit === "yi" ? "亿元" : "万元") : UNIT_OF_KIND[column.kind];
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      width="xl"
      title={`${row.name} · ${column.group}${column.header}：${figureText(column.kind, row.values[column.id] ?? null, unit)} ${unitWord}`}
      description={column.definition}
    >
      {error ? <FailureState error={error} onRetry={() => void refetch()} /> : null}
      {data ? <DrillBody drill={data} /> : error ? null : <SkeletonLines lines={8} />}
      {data && data.visible.count > PAGE ? (
        <div className="mt-3 flex items-center justify-end gap-2 text-sm text-muted">
          <Button size="sm" disabled={offset === 0} onClick={() => setOffset(offset - PAGE)}>
            上一页
          </Button>
          {offset + 1}–{Math.min(offset + PAGE, data.visible.count)} / {data.visible.count}
          <Button
            size="sm"
            disabled={offset + PAGE >= data.visible.count}
            onClick={() => setOffset(offset + PAGE)}
          >
            下一页
          </Button>
        </div>
      ) : null}
    </Drawer>
  );
}

function DrillBody({ drill }: { drill: Drill }) {
  const { unit } = useUnit();
  const text = (value: number) => figureText(drill.rowKind, value, unit);
  const sum = drill.visible.sum + drill.hidden.sum;
  return (
    <>
      {drill.parts.length > 0 ? (
        <p className="mb-2 text-muted">
          {drill.parts.map((p) => `${p.label} ${figureText(p.kind, p.value, unit)}`).join("；")}
        </p>
      ) : null}
      <table className="w-full border-collapse text-left">
        <thead className="bg-sunken text-sm text-muted">
          <tr className="h-9">
            <th scope="col" className="px-2 font-medium">
              项目
            </th>
            <th scope="col" className="px-2 font-medium max-sm:hidden">
              日期
            </th>
            <th scope="col" className="px-2 font-medium max-sm:hidden">
              统计月
            </th>
            <th scope="col" className="px-2 text-right font-medium">
              数值
            </th>
          </tr>
        </thead>
        <tbody>
          {drill.rows.map((r) => (
            <tr key={`${r.source}-${r.sourceId}`} className="border-t border-line">
              <td className="px-2 py-1.5">
                <Link href={`/projects/${r.projectId}`} className="hover:underline">
                  {r.name}
                </Link>
                <span className="block text-sm text-faint">
                  {r.number} {r.opening ? <Badge>期初</Badge> : null}
                </span>
              </td>
              <td className="px-2 whitespace-nowrap tabular-nums max-sm:hidden">
                {r.on ? formatDay(r.on) : NONE}
              </td>
              <td className="px-2 whitespace-nowrap max-sm:hidden">{formatMonth(r.statMonth)}</td>
              <td className="px-2 text-right tabular-nums">{text(r.value)}</td>
            </tr>
          ))}
          {drill.hidden.count > 0 ? (
            <tr className="border-t border-line text-muted">
              <td className="px-2 py-1.5" colSpan={3}>
                其他 {formatCount(drill.hidden.count)} 条（无权查看明细）
              </td>
              <td className="px-2 text-right tabular-nums">{text(drill.hidden.sum)}</td>
            </tr>
          ) : null}
        </tbody>
        <tfoot>
          <tr className="border-t border-line-strong font-semibold">
            <td className="px-2 py-2" colSpan={3}>
              Σ {formatCount(drill.visible.count + drill.hidden.count)} 条
            </td>
            <td className="px-2 text-right tabular-nums">{text(sum)}</td>
          </tr>
        </tfoot>
      </table>
    </>
  );
}
