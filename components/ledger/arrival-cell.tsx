"use client";
/** The cells of the arrival sheet. */
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { useState } from "react";
import { useTRPC } from "@/components/shared/trpc";
import { Combobox } from "@/components/ui/combobox";
import { CURRENCIES, USE_KINDS } from "@/server/contracts/ledger";
import { type ArrivalColumn, type ArrivalDraft, isBlank, type SheetProject, tidyCell } from "./arrival-rows";
import { PapersButton } from "./entry-papers";
import type { ArrivalSheetState } from "./use-arrival-sheet";

export const cellId = (row: number, column: ArrivalColumn) => `arrival-${row}-${column}`;
const CHOICES: Partial<Record<ArrivalColumn, Record<string, string>>> = {
  currency: CURRENCIES,
  useKind: USE_KINDS,
};

/** A row that was only typed has no number yet that a paper could hang on. */
export function RowPapers({
  row,
  at,
  papers,
}: {
  row: ArrivalDraft;
  at: number;
  papers: ArrivalDraft["papers"];
}) {
  if (row.id === null || row.projectId === null || papers === null)
    return isBlank(row) ? null : (
      <span className="px-1 text-sm whitespace-nowrap text-faint">保存后可附</span>
    );
  const entry = { ledger: "arrival" as const, correctionOfId: null, opening: false };
  return (
    <PapersButton
      row={{ ...entry, ...papers, id: row.id, projectId: row.projectId }}
      label={`第 ${at + 1} 行 材料`}
    />
  );
}

interface CellProps {
  row: ArrivalDraft;
  at: number;
  column: ArrivalColumn;
  label: string;
  sheet: ArrivalSheetState;
}

const CELL =
  "h-[33px] w-full min-w-0 text-ellipsis border-0 bg-transparent px-2 text-base focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent aria-invalid:shadow-[inset_0_0_0_1px_var(--late)]";

export function Cell({ row, at, column, label, sheet }: CellProps) {
  const problem = sheet.problemAt(row.key, column);
  const ties = {
    "data-cell": cellId(at, column),
    "aria-label": label,
    "aria-invalid": problem ? (true as const) : undefined,
    title: problem ?? (row[column] || undefined),
  };
  if (column === "project")
    return (
      <ProjectCell
        row={row}
        label={label}
        onChoose={(chosen) => sheet.choose(row.key, chosen)}
        problem={problem}
      />
    );
  const names = CHOICES[column];
  if (names) {
    return (
      <select
        {...ties}
        value={row[column]}
        onChange={(event) => sheet.change(row.key, column, event.target.value)}
        className={CELL}
      >
        {names[row[column]] === undefined ? <option value={row[column]}>{row[column]}</option> : null}
        {Object.entries(names).map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      {...ties}
      type="text"
      size={1}
      autoComplete="off"
      inputMode={column === "amount" || column === "arrivedOn" ? "decimal" : undefined}
      placeholder={column === "arrivedOn" ? "年-月-日" : undefined}
      list={
        column === "sourceProvince" ? "source-places" : column === "voucherKind" ? "voucher-kinds" : undefined
      }
      value={row[column]}
      onChange={(event) => sheet.change(row.key, column, event.target.value)}
      onBlur={() => {
        const tidy = tidyCell(column, row[column]);
        if (tidy !== row[column]) sheet.change(row.key, column, tidy);
      }}
      // The arrow of a list of proposals takes the place of two characters.
      className={clsx(
        CELL,
        "[&::-webkit-calendar-picker-indicator]:hidden!",
        column === "amount" && "text-right tabular-nums",
      )}
    />
  );
}

function ProjectCell({
  row,
  label,
  problem,
  onChoose,
}: {
  row: ArrivalDraft;
  label: string;
  problem: string | null;
  onChoose: (project: SheetProject | null) => void;
}) {
  const trpc = useTRPC();
  const [query, setQuery] = useState("");
  const found = useQuery(trpc.ledger.projects.queryOptions({ q: query, limit: 20 }, { staleTime: 60_000 }));
  const options = (found.data ?? []).map((p) => ({
    value: String(p.id),
    label: p.name,
    note: [p.number, p.chainName].filter(Boolean).join(" · "),
  }));
  if (row.projectId !== null && !options.some((o) => o.value === String(row.projectId))) {
    options.push({ value: String(row.projectId), label: row.project, note: "" });
  }
  return (
    <div
      title={problem ?? undefined}
      className={clsx("w-0 min-w-full rounded-md", problem && "shadow-[0_0_0_1px_var(--late)]")}
    >
      <Combobox
        aria-label={label}
        options={options}
        filter={() => true}
        onQuery={setQuery}
        loading={found.isPending}
        placeholder={row.project || "选择项目"}
        clearable={false}
        value={row.projectId === null ? null : String(row.projectId)}
        onChange={(value) => {
          const chosen = found.data?.find((p) => String(p.id) === value);
          onChoose(chosen ?? null);
        }}
      />
    </div>
  );
}
