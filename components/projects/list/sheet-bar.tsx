"use client";
/** Under the list while it is edited: what holds for the cell at hand, what is not saved yet, and saving it. */
import clsx from "clsx";
import Link from "next/link";
import { formatAmountWithUnit, formatCount } from "@/components/shared/format";
import { useUnsavedGuard } from "@/components/shared/use-unsaved-guard";
import { focusSheet } from "@/components/table/table-sheet";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { TextField } from "@/components/ui/text-field";
import { PROJECT_COLUMNS, type ProjectColumnId } from "@/server/contracts/project-view";
import { contentWords, wordsOf } from "./sheet-columns";
import type { Clash, DraftPlace } from "./sheet-drafts";
import type { SheetContext } from "./sheet-readers";
import type { CellSheet } from "./use-cell-sheet";
import type { SheetGrid } from "./use-sheet-grid";

interface SheetBarProps {
  sheet: CellSheet;
  grid: SheetGrid;
  /** Goes to a cell, when its row is among those that are loaded. */
  onGo: (place: DraftPlace) => void;
}

const QUESTION = "表格里还有改动没有保存，离开后会丢失。确定离开吗？";

export function SheetBar({ sheet, grid, onGo }: SheetBarProps) {
  const { places } = sheet;
  useUnsavedGuard(places.length > 0, QUESTION);
  const toDecide = places.filter(({ cell }) => cell.clash !== null);
  const toMend = places.filter(({ cell }) => cell.problem !== null || cell.remark !== null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the key rises from the fields and buttons of the bar.
    <div
      className="no-print mt-1 flex flex-col gap-2"
      onKeyDown={(event) => {
        if ((!event.ctrlKey && !event.metaKey) || event.key.toLowerCase() !== "s") return;
        event.preventDefault();
        grid.save();
      }}
    >
      <SheetNote note={grid.note} />
      <MendList places={toMend} onGo={onGo} />
      <ClashList places={toDecide} sheet={sheet} context={grid.context} />
      {sheet.needsReason && places.length > 0 ? (
        <Field label="原因" required hint="写入项目历史">
          <TextField value={sheet.reason} onChange={(event) => sheet.setReason(event.target.value)} />
        </Field>
      ) : null}
      {places.length > 0 ? (
        <SaveLine sheet={sheet} onSave={grid.save} />
      ) : sheet.saved ? (
        <p role="status" className="rounded-md border border-ok/35 bg-ok-soft px-3 py-1.5 text-ok">
          已保存 {formatCount(sheet.saved.cells)} 格，{formatCount(sheet.saved.projects)} 个项目，可以在
          <Link href={`/operations/${sheet.saved.operationId}`} className="underline">
            操作记录
          </Link>
          中撤销
        </p>
      ) : null}
    </div>
  );
}

function SheetNote({ note }: { note: SheetGrid["note"] }) {
  return (
    <div className="flex min-h-6 flex-wrap items-baseline gap-x-4 text-sm">
      <p
        id={note.id}
        aria-live="polite"
        className={clsx("min-w-0", note.problem ? "text-late" : "text-muted")}
      >
        {note.problem ?? (
          <>
            {note.reading ? <span className="mr-3 text-ink tabular-nums">{note.reading}</span> : null}
            {note.hint}
          </>
        )}
        {note.before ? <span className="ml-3 text-faint">原值：{note.before}</span> : null}
      </p>
      <p role="status" className="text-warn">
        {note.said}
      </p>
      <span className="ml-auto hidden text-xs text-faint lg:inline">
        <Kbd>Enter</Kbd> 修改 · <Kbd>Ctrl</Kbd> <Kbd>V</Kbd> 粘贴 · <Kbd>Ctrl</Kbd> <Kbd>D</Kbd> 向下填充 ·{" "}
        <Kbd>Ctrl</Kbd> <Kbd>Z</Kbd> 撤回 · <Kbd>Esc</Kbd> 结束编辑
      </span>
    </div>
  );
}

function SaveLine({ sheet, onSave }: { sheet: CellSheet; onSave: () => void }) {
  const { places, failure, blocked } = sheet;
  const projects = new Set(places.map(({ row }) => row.id)).size;
  // The bar goes away with what it did: the person goes on in the table.
  const then = (act: () => void) => () => {
    act();
    focusSheet();
  };
  const spoken = failure !== null && places.every(({ cell }) => !cell.remark && !cell.clash);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border border-accent-line bg-accent-soft px-3 py-1.5">
      <span aria-live="polite">
        已改 <b>{formatCount(places.length)}</b> 格，<b>{formatCount(projects)}</b> 个项目
      </span>
      {blocked ? <span className="text-sm text-late">有格子要先改好或选定，才能保存</span> : null}
      {spoken ? (
        <span role="alert" className="text-sm text-late">
          {failure.message}
        </span>
      ) : null}
      <span className="ml-auto flex items-center gap-2">
        <span className="hidden text-xs text-faint sm:inline">
          <Kbd>Ctrl</Kbd> <Kbd>S</Kbd>
        </span>
        <Button size="sm" variant="ghost" onClick={then(sheet.discard)} disabled={sheet.saving}>
          放弃
        </Button>
        <Button size="sm" variant="primary" busy={sheet.saving} disabled={blocked} onClick={then(onSave)}>
          保存
        </Button>
      </span>
    </div>
  );
}

const headerOf = (columnId: string): string => PROJECT_COLUMNS[columnId as ProjectColumnId] ?? columnId;
const TOLD_AT_MOST = 4;

/** Cells that cannot be saved as they are, each with its reason; a click leads to the cell. */
function MendList({ places, onGo }: { places: readonly DraftPlace[]; onGo: (place: DraftPlace) => void }) {
  if (places.length === 0) return null;
  return (
    <ul aria-label="要改的格子" className="flex flex-col gap-1 text-sm text-late">
      {places.slice(0, TOLD_AT_MOST).map((place) => (
        <li key={`${place.row.id} ${place.columnId}`} className="flex min-w-0 items-center gap-2">
          <Button size="sm" onClick={() => onGo(place)}>
            去改
          </Button>
          <span className="min-w-0 break-words">
            {place.cell.remark ?? `${place.row.name}的${headerOf(place.columnId)}：${place.cell.problem}`}
          </span>
        </li>
      ))}
      {places.length > TOLD_AT_MOST ? <li>还有 {places.length - TOLD_AT_MOST} 格</li> : null}
    </ul>
  );
}

/** A value of somebody else's in words. */
function theirWords({ field, theirs }: Clash, { choices, unit }: SheetContext): string {
  if (theirs === null || theirs === "") return "（空）";
  if (field.endsWith("Fen")) return formatAmountWithUnit(Number(theirs), unit, { places: 10, trim: true });
  const list =
    field === "chainId"
      ? choices?.chains
      : field === "leadUnitId"
        ? choices?.departments
        : field === "streetUnitId"
          ? choices?.streets
          : undefined;
  return list?.find((one) => one.id === theirs)?.name ?? String(theirs);
}

interface ClashListProps {
  places: readonly DraftPlace[];
  sheet: CellSheet;
  context: SheetContext;
}

/** Cells that somebody else changed meanwhile: what stood there, mine, theirs, and the choice. */
function ClashList({ places, sheet, context }: ClashListProps) {
  if (places.length === 0) return null;
  const decide = (choose: () => void) => {
    choose();
    focusSheet();
  };
  return (
    <ul aria-label="他人同时改动的格子" className="flex flex-col gap-1">
      {places.map(({ row, columnId, cell }) =>
        cell.clash ? (
          <li
            key={`${row.id} ${columnId}`}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 rounded-md border border-warn/35 bg-warn-soft px-3 py-1.5 text-sm"
          >
            <span className="min-w-0 font-medium break-words">
              {row.name} · {headerOf(columnId)}
            </span>
            <span>
              <span className="text-muted">原值</span> {wordsOf(columnId, cell.before, context.unit)}
            </span>
            <span>
              <span className="text-muted">您的</span>{" "}
              {cell.content ? contentWords(columnId, cell.content, context.unit) : cell.text}
            </span>
            <span>
              <span className="text-muted">{cell.clash.by} 改为</span> {theirWords(cell.clash, context)}
            </span>
            <span className="ml-auto flex gap-2">
              <Button size="sm" onClick={() => decide(() => sheet.takeTheirs(row.id, columnId))}>
                用他人的
              </Button>
              <Button
                size="sm"
                variant="primary"
                onClick={() => decide(() => sheet.takeMine(row.id, columnId))}
              >
                用我的
              </Button>
            </span>
          </li>
        ) : null,
      )}
    </ul>
  );
}
