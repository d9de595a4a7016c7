"use client";
/** The table of stages: count and amount under each column, each a button. */
import clsx from "clsx";
import { formatAmount, formatCount, type ScreenUnit, UNIT_LABEL } from "@/components/shared/format";
import { useUnit } from "@/components/shared/unit-switch";
import {
  FLOW_COLUMN_NAMES,
  FLOW_COLUMNS,
  FLOW_STAGES,
  type FlowCell,
  type FlowColumn,
  type FlowLine,
  type FlowStage,
  totalFlow,
} from "@/server/domain/stage-flow";

export const isStock = (column: FlowColumn): boolean => column === "opening" || column === "closing";
const SIGN: Partial<Record<FlowColumn, string>> = {
  added: "+",
  arrived: "+",
  movedIn: "+",
  passed: "−",
  ended: "−",
  movedOut: "−",
};

export interface FlowTableProps {
  lines: readonly FlowLine[];
  onOpen: (stage: FlowStage, column: FlowColumn) => void;
}

export function FlowTable({ lines, onOpen }: FlowTableProps) {
  const { unit } = useUnit();
  const total = totalFlow(lines);
  return (
    <div className="overflow-x-auto rounded-md border border-line bg-surface max-sm:hidden">
      <table className="w-full border-collapse text-right tabular-nums" aria-label="各阶段存量与流量">
        <thead className="bg-sunken text-sm text-muted">
          <tr className="h-9">
            <th scope="col" className="sticky left-0 bg-sunken px-3 text-left font-medium">
              阶段
            </th>
            {FLOW_COLUMN_NAMES.map((column) => (
              <th key={column} scope="col" className="px-3 font-medium whitespace-nowrap">
                {FLOW_COLUMNS[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ stage, cells }) => (
            <tr key={stage} className="border-t border-line">
              <th
                scope="row"
                className="sticky left-0 bg-surface px-3 py-1.5 text-left font-medium whitespace-nowrap"
              >
                {FLOW_STAGES[stage]}
              </th>
              {FLOW_COLUMN_NAMES.map((column) => (
                <td key={column} className={clsx("px-1 py-1.5", isStock(column) && "bg-sunken font-medium")}>
                  <CellButton
                    label={`${FLOW_STAGES[stage]} ${FLOW_COLUMNS[column]}`}
                    cell={cells[column]}
                    column={column}
                    onOpen={() => onOpen(stage, column)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="border-t border-line bg-accent-soft font-semibold">
            <th scope="row" className="sticky left-0 bg-accent-soft px-3 py-1.5 text-left">
              合计
            </th>
            {FLOW_COLUMN_NAMES.map((column) => (
              <td key={column} className="px-3 py-1.5">
                <CellText cell={total[column]} column={column} />
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
      <p className="border-t border-line px-3 py-1.5 text-sm text-muted">
        上行为个数，下行为金额（{UNIT_LABEL[unit]}）。
      </p>
    </div>
  );
}

interface CellButtonProps {
  label: string;
  cell: FlowCell;
  column: FlowColumn;
  onOpen: () => void;
}

/** With their sign; a change of value counts no project. */
export function cellWords(cell: FlowCell, column: FlowColumn, unit: ScreenUnit) {
  const sign = SIGN[column] ?? (column === "revalued" && cell.fen > 0 ? "+" : "");
  return {
    count: column === "revalued" ? "" : `${sign}${formatCount(cell.count)}`,
    amount: `${sign}${formatAmount(cell.fen, unit)}`,
  };
}

/** Count above, amount below. */
function CellText({ cell, column }: { cell: FlowCell; column: FlowColumn }) {
  const { unit } = useUnit();
  if (cell.count === 0 && cell.fen === 0) return <span className="font-normal text-faint">0</span>;
  const { count, amount } = cellWords(cell, column, unit);
  return (
    <>
      <span className="block">{count}</span>
      <span className="block text-sm font-normal whitespace-nowrap text-muted">{amount}</span>
    </>
  );
}

function CellButton({ label, cell, column, onOpen }: CellButtonProps) {
  const { unit } = useUnit();
  if (cell.count === 0 && cell.fen === 0) return <span className="block px-2 text-faint">0</span>;
  const count = column === "revalued" ? "" : `${cell.count} 个，`;
  return (
    <button
      type="button"
      aria-label={`${label}：${count}${formatAmount(cell.fen, unit)}`}
      onClick={onOpen}
      className="w-full rounded-sm px-2 text-right hover:bg-accent-soft hover:underline"
    >
      <CellText cell={cell} column={column} />
    </button>
  );
}
