"use client";
/** Arrivals as a sheet: one line a voucher, keys all the way, several lines pasted from Excel or WPS at once. */
import clsx from "clsx";
import { Plus, Trash2 } from "lucide-react";
import { type ClipboardEvent, type KeyboardEvent, useRef } from "react";
import { parseTsv } from "@/components/table/entry-text";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { SOURCE_PLACES, VOUCHER_KINDS } from "@/server/contracts/ledger";
import { shortPlace } from "@/server/domain/places";
import { Cell, cellId, RowPapers } from "./arrival-cell";
import { ARRIVAL_COLUMNS, type ArrivalColumn, type SheetProject } from "./arrival-rows";
import type { ArrivalLine } from "./ledger-types";
import { ReasonPrompt, SaveBar, useSheetKeys } from "./save-bar";
import { type ArrivalSheetState, useArrivalSheet } from "./use-arrival-sheet";

interface ArrivalSheetProps {
  /** Drafts and returned rows that wait for their author. */
  lines: readonly ArrivalLine[];
  /** Given: every row belongs to it, and there is no project column. */
  project: SheetProject | null;
}

export function ArrivalSheet({ lines, project }: ArrivalSheetProps) {
  const sheet = useArrivalSheet(lines, project);
  const keys = useSheetKeys(sheet.save);
  const table = useRef<HTMLTableElement>(null);
  const shown = ARRIVAL_COLUMNS.filter((c) => c.id !== "project" || project === null);
  const ids = shown.map((c) => c.id);

  const goTo = (row: number, column: ArrivalColumn) =>
    requestAnimationFrame(() =>
      table.current?.querySelector<HTMLElement>(`[data-cell="${cellId(row, column)}"]`)?.focus(),
    );
  const press = (event: KeyboardEvent, row: number, column: ArrivalColumn) => {
    if (event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
    const step = event.key === "Enter" || event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const isChoice = event.target instanceof HTMLSelectElement && event.key !== "Enter";
    if (step === 0 || isChoice) return;
    event.preventDefault();
    if (row + step >= sheet.rows.length) sheet.addRow();
    goTo(Math.max(0, row + step), column);
  };
  const paste = (event: ClipboardEvent, row: number, column: ArrivalColumn) => {
    const block = parseTsv(event.clipboardData.getData("text/plain"));
    if (block.length === 1 && block[0]?.length === 1) return;
    event.preventDefault();
    void sheet.paste({ row, column }, block, ids);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys rise from the cells of the sheet.
    <div className="flex flex-col gap-2" onKeyDown={keys}>
      <datalist id="source-places">
        {SOURCE_PLACES.map((place) => (
          <option key={place} value={shortPlace(place)} />
        ))}
      </datalist>
      <datalist id="voucher-kinds">
        {VOUCHER_KINDS.map((kind) => (
          <option key={kind} value={kind} />
        ))}
      </datalist>
      <div className="thin-scroll overflow-auto rounded-md border border-line">
        <table ref={table} className="w-max min-w-full border-separate border-spacing-0 bg-surface">
          <caption className="sr-only">登记到位资金</caption>
          <thead>
            <tr>
              {shown.map((column) => (
                <th
                  key={column.id}
                  scope="col"
                  style={{ minWidth: column.id === "payerName" && project ? 230 : column.width }}
                  className={clsx(
                    "h-8 border-b border-line-strong bg-sunken px-2 text-sm font-medium whitespace-nowrap text-muted",
                    column.id === "amount" ? "text-right" : "text-left",
                  )}
                >
                  {column.label}
                  {column.id === "amount" ? (
                    <span className="ml-1 text-xs text-faint">万元（原币）</span>
                  ) : null}
                </th>
              ))}
              <th
                scope="col"
                className="sticky right-9 h-8 w-24 border-b border-l border-line-strong bg-sunken px-2 text-left text-sm font-medium whitespace-nowrap text-muted max-sm:static"
              >
                材料
              </th>
              <th
                scope="col"
                className="sticky right-0 w-9 border-b border-line-strong bg-sunken max-sm:static"
              >
                <span className="sr-only">删除</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sheet.rows.map((row, at) => (
              <tr key={row.key}>
                {shown.map((column) => (
                  <td
                    key={column.id}
                    onKeyDown={(event) => column.id !== "project" && press(event, at, column.id)}
                    onPaste={(event) => paste(event, at, column.id)}
                    className="h-[34px] border-r border-b border-line p-0"
                  >
                    <Cell
                      row={row}
                      at={at}
                      column={column.id}
                      label={`第 ${at + 1} 行 ${column.label}`}
                      sheet={sheet}
                    />
                  </td>
                ))}
                <td className="sticky right-9 border-b border-l border-line bg-surface px-1 max-sm:static">
                  <RowPapers row={row} at={at} papers={sheet.papersOf(row.key)} />
                </td>
                <td className="sticky right-0 border-b border-line bg-surface text-center max-sm:static">
                  <IconButton
                    size="sm"
                    label={`删除第 ${at + 1} 行`}
                    icon={<Trash2 aria-hidden className="size-4" />}
                    onClick={() => void sheet.remove(row)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Remarks sheet={sheet} />
      <SaveBar {...sheet} failure={sheet.problems.length > 0 ? null : sheet.failure} onSave={sheet.save}>
        <Button
          variant="ghost"
          size="sm"
          icon={<Plus aria-hidden className="size-4" />}
          onClick={() => {
            sheet.addRow();
            goTo(sheet.rows.length, ids[0] ?? "arrivedOn");
          }}
        >
          加一行
        </Button>
        <span className="hidden text-xs text-faint lg:inline">可从 Excel、WPS 粘贴多行，列序同表头</span>
      </SaveBar>
      <ReasonPrompt
        open={sheet.asking !== null}
        submits={sheet.asking?.submit ?? false}
        problems={sheet.problems.map((p) => p.message)}
        busy={sheet.busy}
        onReason={sheet.giveReason}
        onCancel={sheet.cancelReason}
      />
    </div>
  );
}

/** Problems and 退回 in words, with the line they belong to. */
function Remarks({ sheet }: { sheet: ArrivalSheetState }) {
  const lineOf = (key: string) => sheet.rows.findIndex((row) => row.key === key) + 1;
  const returned = sheet.rows.filter((row) => row.returnReason !== null);
  if (sheet.problems.length === 0 && returned.length === 0) return null;
  return (
    <ul aria-live="polite" className="text-sm text-late">
      {returned.map((row) => (
        <li key={row.key}>
          第 {lineOf(row.key)} 行被退回：{row.returnReason}
        </li>
      ))}
      {sheet.problems.map((p) => (
        <li key={`${p.key}${p.column}`}>
          第 {lineOf(p.key)} 行：{p.message}
        </li>
      ))}
    </ul>
  );
}
