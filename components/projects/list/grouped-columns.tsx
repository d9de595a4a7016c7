import clsx from "clsx";
import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { ChainDot } from "@/components/shared/chain-dot";
import { formatCount } from "@/components/shared/format";
import { Amount } from "@/components/shared/unit-switch";
import type { DataColumn } from "@/components/table/data-column";
import type { ProjectRow } from "@/server/contracts/project-list";
import { type GroupRow, isGroup, type ListRow } from "./use-project-pages";

/** The columns of the list for rows of which some are heads of groups: those carry their word, count and subtotals. */
export function groupedColumns(
  columns: readonly DataColumn<ProjectRow>[],
  onToggle: (key: string) => void,
): DataColumn<ListRow>[] {
  return columns.map((column) => ({
    ...column,
    cell: (row, index) => (isGroup(row) ? headCell(column.id, row, onToggle) : column.cell(row, index)),
  }));
}

function headCell(column: string, row: GroupRow, onToggle: (key: string) => void): ReactNode {
  const { group } = row;
  switch (column) {
    case "name":
      return <GroupHead row={row} onToggle={onToggle} />;
    case "plannedTotal":
      return <Amount fen={group.plannedTotalFen} />;
    case "arrived":
      return <Amount fen={group.arrivedFen || null} />;
    case "invested":
      return <Amount fen={group.investedFen || null} />;
    default:
      return "";
  }
}

function GroupHead({ row, onToggle }: { row: GroupRow; onToggle: (key: string) => void }) {
  const { group, open } = row;
  return (
    <button
      type="button"
      aria-expanded={open}
      tabIndex={-1}
      onClick={() => onToggle(group.key)}
      className="flex min-w-0 flex-1 items-center gap-1.5 rounded-sm text-left"
    >
      <ChevronRight
        aria-hidden
        className={clsx("size-4 shrink-0 text-faint transition-transform", open && "rotate-90")}
      />
      <span className="min-w-0 truncate">
        {group.hue === null ? group.label : <ChainDot index={group.hue} name={group.label} />}
      </span>
      <span className="shrink-0 text-sm font-normal text-muted">{formatCount(group.count)} 个</span>
    </button>
  );
}
