"use client";
/** Original beside what it was read as, cell by cell. */
import clsx from "clsx";
import { formatAmountWithUnit, NONE } from "@/components/shared/format";
import { useUnit } from "@/components/shared/unit-switch";
import { Badge } from "@/components/ui/badge";
import type { ImportRowView } from "@/server/contracts/import-batch";
import { CellCorrection, correctionOf } from "./cell-correction";
import { PlainTable } from "./plain-table";
import type { RowCell } from "./row-cell-list";
import type { Batch } from "./use-import-batch";

interface RowCellsProps {
  batch: Batch;
  row: ImportRowView;
  cells: readonly RowCell[];
}

export function RowCells({ batch, row, cells }: RowCellsProps) {
  return (
    <div className="overflow-hidden rounded-md border border-line">
      <PlainTable
        label="各单元格"
        columns={[
          { header: "单元格", className: "max-sm:hidden" },
          { header: "列" },
          { header: "原值" },
          { header: "读作" },
          ...(batch.open ? [{ header: <span className="sr-only">更正</span> }] : []),
        ]}
      >
        {cells.map((cell) => (
          <CellRow key={`${row.row} ${cell.key}`} batch={batch} sheet={row.sheet} cell={cell} />
        ))}
      </PlainTable>
    </div>
  );
}

interface CellRowProps {
  batch: Batch;
  sheet: string;
  cell: RowCell;
}

function CellRow({ batch, sheet, cell }: CellRowProps) {
  return (
    <tr className={clsx("border-t border-line align-top", cell.problems.length > 0 && "bg-sunken")}>
      <td className="px-3 py-1.5 whitespace-nowrap text-faint tabular-nums max-sm:hidden">
        {cell.cell ?? NONE}
      </td>
      <th scope="row" className="min-w-24 px-3 py-1.5 text-left font-normal sm:whitespace-nowrap">
        {cell.label}
        <span className="block text-sm text-faint sm:hidden">{cell.cell}</span>
      </th>
      <td className="max-w-72 px-3 py-1.5 break-words whitespace-pre-line max-sm:px-1">
        {cell.raw || <span className="text-faint">（空）</span>}
        {correctionOf(batch, { sheet, cell: cell.cell }) ? (
          <span className="block">
            <Badge tone="accent">手工更正</Badge>
          </span>
        ) : null}
      </td>
      <td className="px-3 py-1.5 break-words max-sm:px-1">
        <ReadAs cell={cell} />
        {cell.note ? <span className="block text-sm text-muted">{cell.note}</span> : null}
        {cell.problems.map((problem) => (
          <span
            key={`${problem.kind} ${problem.message}`}
            className={clsx("block text-sm", problem.severity === "error" ? "text-late" : "text-warn")}
          >
            <span aria-hidden>{problem.severity === "error" ? "■" : "▲"}</span> {problem.message}
          </span>
        ))}
      </td>
      {batch.open ? (
        <td className="px-2 py-1 text-right max-sm:px-1 sm:whitespace-nowrap">
          <CellCorrection batch={batch} sheet={sheet} cell={cell} />
        </td>
      ) : null}
    </tr>
  );
}

function ReadAs({ cell }: { cell: RowCell }) {
  const { unit } = useUnit();
  if (cell.value === null)
    return <span className="text-faint">{cell.raw === "" ? "没有填写" : "未读入"}</span>;
  // Numbers are amounts in fen.
  return typeof cell.value === "number" ? (
    <span className="tabular-nums">{formatAmountWithUnit(cell.value, unit)}</span>
  ) : (
    cell.value
  );
}
