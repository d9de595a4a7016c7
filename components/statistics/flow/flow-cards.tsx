/** The stages on a phone: one stage a card, from what stood at first to what stands at last; nothing is left out but noughts. */
import { UNIT_LABEL } from "@/components/shared/format";
import { useUnit } from "@/components/shared/unit-switch";
import {
  FLOW_COLUMN_NAMES,
  FLOW_COLUMNS,
  FLOW_STAGES,
  type FlowCell,
  type FlowColumn,
  type FlowLine,
} from "@/server/domain/stage-flow";
import { cellWords, type FlowTableProps, isStock } from "./flow-table";

const isNothing = ({ count, fen }: FlowCell): boolean => count === 0 && fen === 0;
const shown = ({ cells }: FlowLine): FlowColumn[] =>
  FLOW_COLUMN_NAMES.filter((column) => isStock(column) || !isNothing(cells[column]));

export function FlowCards({ lines, onOpen }: FlowTableProps) {
  const { unit } = useUnit();
  return (
    <ul className="flex flex-col gap-2 sm:hidden">
      {lines.map((line) => (
        <li key={line.stage} className="rounded-md border border-line bg-surface">
          <h2 className="border-b border-line bg-sunken px-3 py-1.5 font-semibold">
            {FLOW_STAGES[line.stage]}
          </h2>
          <ul>
            {shown(line).map((column) => {
              const cell = line.cells[column];
              return (
                <li key={column} className="border-t border-line first:border-t-0">
                  <button
                    type="button"
                    disabled={isNothing(cell)}
                    onClick={() => onOpen(line.stage, column)}
                    className="flex min-h-11 w-full items-center gap-3 px-3 text-left tabular-nums focus-visible:-outline-offset-2"
                  >
                    <span className="min-w-0 flex-1">{FLOW_COLUMNS[column]}</span>
                    <span className="w-14 text-right">{cellWords(cell, column, unit).count}</span>
                    <span className="w-28 text-right text-sm text-muted">
                      {cellWords(cell, column, unit).amount} {UNIT_LABEL[unit]}
                    </span>
                  </button>
                </li>
              );
            })}
          </ul>
        </li>
      ))}
    </ul>
  );
}
