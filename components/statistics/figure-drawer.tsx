"use client";
/** The rows behind a figure, with its definition; they add up to it, and what may not be read is one line. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import Link from "next/link";
import { useState } from "react";
import { EmptyState } from "@/components/shared/empty-state";
import { FailureState } from "@/components/shared/failure-state";
import { formatCount, type ScreenUnit, UNIT_LABEL } from "@/components/shared/format";
import { useTRPC } from "@/components/shared/trpc";
import { useUnit } from "@/components/shared/unit-switch";
import { Drawer } from "@/components/ui/drawer";
import { SkeletonLines } from "@/components/ui/skeleton";
import { columnAnchor } from "@/server/domain/indicators";
import { monthLabel, type StatMonth } from "@/server/domain/periods";
import { type FigureKind, UNIT_OF_KIND } from "@/server/domain/statistics-columns";
import { DrawerPages } from "./drawer-pages";
import { DrillLine } from "./drill-line";
import { allPlaces, type FigurePlace, figureAt, placedGroups } from "./figure-places";
import { figureName, figureText } from "./figure-text";
import type { Drill, OpenFigure, Report } from "./statistics-types";

const PAGE = 50;

export function FigureDrawer({
  report,
  figure,
  since,
  onClose,
}: {
  report: Report;
  figure: OpenFigure;
  /** Of a year's figure only the months from this one on. */
  since?: StatMonth;
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
      ...(report.closed ? { version: report.closed.version } : {}),
      ...(report.knownOn ? { knownOn: report.knownOn } : {}),
      ...figure,
      ...(since === undefined ? {} : { since }),
      offset,
      limit: PAGE,
    }),
    placeholderData: keepPreviousData,
  });
  const place = placeOf(report, figure);
  const row = report.rows.find((r) => r.key === figure.rowKey);
  if (!place || !row) return null;
  const value = data ? data.figure : since === undefined ? figureAt(row, place) : null;
  const span = since === undefined ? "" : `（${monthLabel(month, since)}）`;
  const unitWord = value === null ? "" : ` ${unitOf(place.kind, unit)}`;
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      width="xl"
      title={`${row.name} · ${figureName(place)}${span}：${figureText(place.kind, value, unit)}${unitWord}`}
      description={place.column.definition}
    >
      <p className="mb-3 text-sm">
        <Link
          href={`/statistics/definitions?month=${month}#${columnAnchor(place.column.id)}`}
          className="text-faint underline"
        >
          口径详解
        </Link>
      </p>
      {error ? <FailureState error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <DrillBody drill={data} figure={figure} cut={cut} />
      ) : error ? null : (
        <SkeletonLines lines={8} />
      )}
      {data ? (
        <DrawerPages offset={offset} page={PAGE} count={data.visible.count} onTurn={setOffset} />
      ) : null}
    </Drawer>
  );
}

/** The place of a figure, also when the table shows other columns at the moment. */
const placeOf = (report: Report, { column, side }: OpenFigure): FigurePlace | undefined =>
  allPlaces(placedGroups(report.shape, [], side !== "now")).find(
    (place) => place.column.id === column && place.side === side,
  );

const unitOf = (kind: FigureKind, unit: ScreenUnit): string =>
  kind === "amount" ? UNIT_LABEL[unit] : UNIT_OF_KIND[kind];

function DrillBody({ drill, figure, cut }: { drill: Drill; figure: OpenFigure; cut: Report["cut"] }) {
  const { unit } = useUnit();
  const text = (value: number) => figureText(drill.rowKind, value, unit);
  const { count } = drill.total;
  const withAmount = drill.rows.some((r) => r.amountFen !== null);
  const unfilled = withAmount ? 3 : 2;
  return (
    <>
      {drill.parts.length > 0 ? (
        <p className="mb-3 rounded-md bg-sunken px-3 py-2">
          {drill.parts.map((p) => `${p.label} ${partText(p, unit)}`).join("；")}
        </p>
      ) : null}
      {count === 0 ? (
        <EmptyState title="没有计入的记录">这个数里本期没有已通过审核的记录。</EmptyState>
      ) : (
        <table className="w-full border-collapse text-left">
          <DrillHead unit={unitOf(drill.rowKind, unit)} amountUnit={withAmount ? UNIT_LABEL[unit] : null} />
          <tbody>
            {drill.rows.map((r) => (
              <DrillLine
                key={`${r.source}-${r.sourceId}-${r.adjusts}`}
                row={r}
                figure={figure}
                cut={cut}
                value={text(r.value)}
                withAmount={withAmount}
              />
            ))}
            {drill.hidden.count > 0 ? (
              <tr className="border-t border-line text-muted">
                <td className="px-2 py-1.5">其他 {formatCount(drill.hidden.count)} 条（无权查看明细）</td>
                <Unfilled count={unfilled} />
                <td className="px-2 text-right tabular-nums">{text(drill.hidden.sum)}</td>
              </tr>
            ) : null}
            {drill.masked.map((m) => (
              <tr key={`${m.chainName}/${m.sizeWord}`} className="border-t border-line text-muted">
                <td className="py-1.5 pr-2 pl-6">
                  {drill.hidden.count > 0 ? "其中" : ""}敏感线索
                  {m.count > 1 ? ` ${formatCount(m.count)} 条` : ""} · {m.chainName ?? "其他"} · {m.sizeWord}
                </td>
                <Unfilled count={unfilled} />
                <td className="px-2 text-right whitespace-nowrap">
                  {m.value === null ? "不单列" : formatCount(m.value)}
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="border-t border-line-strong font-semibold">
              <td className="px-2 py-2">Σ {formatCount(count)} 条</td>
              <Unfilled count={unfilled} />
              <td className="px-2 text-right tabular-nums">{text(drill.total.sum)}</td>
            </tr>
          </tfoot>
        </table>
      )}
    </>
  );
}

/** Columns between the name and the value, which a phone does not show. */
const Unfilled = ({ count }: { count: number }) => <td className="max-sm:hidden" colSpan={count} />;

function partText({ kind, value }: Drill["parts"][number], unit: ScreenUnit): string {
  const text = figureText(kind, value, unit);
  return value === null ? text : `${text}${kind === "percent" ? "" : " "}${unitOf(kind, unit)}`;
}

function DrillHead({ unit, amountUnit }: { unit: string; amountUnit: string | null }) {
  const cell = "px-2 font-medium";
  return (
    <thead className="bg-sunken text-sm text-muted">
      <tr className="h-9">
        <th scope="col" className={cell}>
          项目
        </th>
        <th scope="col" className={clsx(cell, "max-sm:hidden")}>
          日期
        </th>
        <th scope="col" className={clsx(cell, "max-sm:hidden")}>
          统计月
        </th>
        {amountUnit ? (
          <th scope="col" className={clsx(cell, "text-right max-sm:hidden")}>
            协议金额 <span className="text-xs font-normal text-faint">{amountUnit}</span>
          </th>
        ) : null}
        <th scope="col" className={clsx(cell, "text-right")}>
          计入 <span className="text-xs font-normal text-faint">{unit}</span>
        </th>
      </tr>
    </thead>
  );
}
