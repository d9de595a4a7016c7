/** The board of the earlier day: every column with its projects and amount; a column narrows the list under it. */
import clsx from "clsx";
import { formatAmountShort, formatCount } from "@/components/shared/format";
import type { BoardColumnId, BoardHead } from "@/server/contracts/project-list";
import { standName } from "@/server/domain/milestones";

interface PastBoardProps {
  heads: readonly BoardHead[];
  column: BoardColumnId | null;
  onColumn: (column: BoardColumnId | null) => void;
}

export const PastBoard = ({ heads, column, onColumn }: PastBoardProps) => (
  <ul aria-label="各阶段" className="mb-3 grid grid-cols-[repeat(auto-fill,minmax(5.75rem,1fr))] gap-1.5">
    {heads.map((head) => (
      <li key={head.column}>
        <button
          type="button"
          aria-pressed={column === head.column}
          disabled={head.count === 0 && column !== head.column}
          onClick={() => onColumn(column === head.column ? null : head.column)}
          className={clsx(
            "w-full rounded-md border px-2.5 py-1.5 text-left tabular-nums enabled:hover:border-accent disabled:text-faint",
            column === head.column ? "border-accent bg-accent-soft" : "border-line bg-surface",
          )}
        >
          <span className="block text-sm text-muted">{standName(head.column)}</span>
          <span className="block font-semibold">{formatCount(head.count)}</span>
          <span className="block text-sm text-muted">
            {head.count === 0 ? "—" : formatAmountShort(head.amountFen)}
          </span>
        </button>
      </li>
    ))}
  </ul>
);
