"use client";
/** The numbers of a chart as a table; every one that has rows behind it opens them. */
import clsx from "clsx";
import {
  formatAmount,
  formatCount,
  formatPercent,
  NONE,
  type ScreenUnit,
  UNIT_LABEL,
} from "@/components/shared/format";
import { useUnit } from "@/components/shared/unit-switch";
import type { ChartCell, ChartPlace, ChartTable as Table } from "@/server/domain/charts/chart-view";

function cellText({ kind, value }: ChartCell, unit: ScreenUnit): string {
  if (value === null) return NONE;
  switch (kind) {
    case "text":
      return String(value);
    case "amount":
      return formatAmount(Number(value), unit);
    case "percent":
      return formatPercent(String(value));
    case "points":
      return formatPercent(String(value), { signed: true }).replace(/%$/, "");
    default:
      return formatCount(Number(value));
  }
}

const hasAmount = (table: Table, column: number): boolean =>
  table.rows.some((row) => row[column]?.kind === "amount");
const headText = (table: Table, column: number, unit: ScreenUnit): string =>
  `${table.head[column] ?? ""}${hasAmount(table, column) ? `（${UNIT_LABEL[unit]}）` : ""}`;

/** Lines of cells with tabs between, as spreadsheets take them. */
export const tableText = (table: Table, unit: ScreenUnit): string =>
  [
    table.head.map((_, column) => headText(table, column, unit)),
    ...table.rows.map((row) => row.map((cell) => cellText(cell, unit))),
  ]
    .map((cells) => cells.join("\t"))
    .join("\n");

export function ChartTable({
  label,
  table,
  onOpen,
}: {
  label: string;
  table: Table;
  onOpen: (place: ChartPlace) => void;
}) {
  const { unit } = useUnit();
  const isText = (column: number) => table.rows.every((row) => row[column]?.kind === "text");
  return (
    <div className="thin-scroll overflow-x-auto">
      <table aria-label={label} className="w-full border-collapse text-left text-sm tabular-nums">
        <thead className="bg-sunken text-muted">
          <tr className="h-8">
            {table.head.map((name, column) => (
              <th
                key={name}
                scope="col"
                className={clsx("px-2 font-medium whitespace-nowrap", !isText(column) && "text-right")}
              >
                {headText(table, column, unit)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr
              key={row
                .slice(0, 3)
                .map((cell) => cell.value)
                .join("|")}
              className="border-t border-line hover:bg-sunken"
            >
              {row.map((cell, column) => (
                <Cell
                  key={table.head[column]}
                  cell={cell}
                  text={cellText(cell, unit)}
                  end={!isText(column)}
                  first={column === 0}
                  onOpen={onOpen}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps {
  cell: ChartCell;
  text: string;
  end: boolean;
  first: boolean;
  onOpen: (place: ChartPlace) => void;
}

function Cell({ cell, text, end, first, onOpen }: CellProps) {
  const { opens } = cell;
  const look = clsx("px-2 py-1 whitespace-nowrap", end && "text-right");
  if (first) {
    return (
      <th scope="row" className={clsx(look, "font-normal")}>
        {text}
      </th>
    );
  }
  return (
    <td className={look}>
      {opens && cell.value !== null ? (
        <button
          type="button"
          onClick={() => onOpen(opens)}
          className="rounded-sm text-accent hover:underline"
        >
          {text}
        </button>
      ) : (
        text
      )}
    </td>
  );
}
