"use client";
/** One row behind a figure: its project, its day, what it adds, and what it goes back to when it changes something earlier. */
import Link from "next/link";
import type { ReactNode } from "react";
import { formatAmount, formatDay, formatMonth, NONE } from "@/components/shared/format";
import { useUnit } from "@/components/shared/unit-switch";
import { writeUrlValues } from "@/components/shared/url-state";
import { Badge } from "@/components/ui/badge";
import { monthOfDay } from "@/server/domain/periods";
import { REPORT_URL, writeFigure } from "./report-url";
import type { Drill, OpenFigure, Report } from "./statistics-types";

type DrillRow = Drill["rows"][number];

interface DrillLineProps {
  row: DrillRow;
  figure: OpenFigure;
  cut: Report["cut"];
  value: string;
  withAmount: boolean;
}

export function DrillLine({ row, figure, cut, value, withAmount }: DrillLineProps) {
  const { unit } = useUnit();
  return (
    <tr className="border-t border-line">
      <td className="px-2 py-1.5">
        <Link href={`/projects/${row.projectId}`} className="hover:underline">
          {row.name}
        </Link>
        <span className="flex flex-wrap items-center gap-x-1.5 text-sm text-faint">
          {row.number}
          <Marks row={row} figure={figure} cut={cut} />
        </span>
      </td>
      <td className="px-2 whitespace-nowrap tabular-nums max-sm:hidden">
        {row.on ? formatDay(row.on) : NONE}
      </td>
      <td className="px-2 whitespace-nowrap max-sm:hidden">{formatMonth(row.statMonth)}</td>
      {withAmount ? (
        <td className="px-2 text-right tabular-nums max-sm:hidden">{formatAmount(row.amountFen, unit)}</td>
      ) : null}
      <td className="px-2 text-right tabular-nums">{value}</td>
    </tr>
  );
}

/** A row of a month that counts in a later one. */
const isLate = ({ source, on, statMonth }: DrillRow): boolean =>
  source !== "project" && on !== null && monthOfDay(on) < statMonth;

type MarksProps = Pick<DrillLineProps, "row" | "figure" | "cut">;

/** 期初, 冲减, 补报, and the way to what the row changes. */
function Marks({ row, figure, cut }: MarksProps) {
  const { origin, adjusts, value } = row;
  const changes = value < 0 ? "冲减" : "补报";
  if (row.opening && !adjusts) return <Badge>期初</Badge>;
  if (adjusts)
    return (
      <>
        <Badge tone="warn">关账后调整 · {changes}</Badge>
        {origin ? (
          <Origin href={closedFigure(origin.month, figure, cut)}>原计入{formatMonth(origin.month)}</Origin>
        ) : null}
      </>
    );
  if (origin?.corrects)
    return (
      <>
        <Badge tone="warn">{changes}</Badge>
        <Origin href={ledgerRows(row, origin.month)}>原记录计入{formatMonth(origin.month)}</Origin>
      </>
    );
  return isLate(row) ? <Badge tone="accent">补报</Badge> : null;
}

const Origin = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link href={href} className="text-accent hover:underline">
    {children}
  </Link>
);

/** The same figure of the whole, as the month was closed: whatever the row's group was then, it is among its rows. */
const closedFigure = (month: number, { column }: OpenFigure, cut: Report["cut"]): string =>
  `/statistics${writeUrlValues(REPORT_URL, "", { month, cut, figure: writeFigure({ rowKey: "total", column, side: "now" }) })}`;

/** The project's rows of the ledger in the month of the row that is corrected. */
const ledgerRows = ({ source, projectId }: DrillRow, month: number): string =>
  `/ledger?tab=${source}&project=${projectId}&from=${month}&to=${month}`;
