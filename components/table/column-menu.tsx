"use client";

import { ArrowDown, ArrowUp, Columns3, Pin, PinOff } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Popover } from "@/components/ui/popover";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import {
  type DataColumn,
  DEFAULT_LAYOUT,
  type Density,
  edgeOf,
  frozenCount,
  frozenFirst,
  isShown,
  movedOrder,
  orderedIds,
  shownColumns,
  type TableLayout,
} from "./data-column";

interface ColumnMenuProps<Row> {
  columns: readonly DataColumn<Row>[];
  layout: TableLayout;
  onLayoutChange: (layout: TableLayout) => void;
}

/** 列▾: which columns are shown, in which order, which stay fixed. */
export function ColumnMenu<Row>({ columns, layout, onLayoutChange }: ColumnMenuProps<Row>) {
  const byId = new Map(columns.map((column) => [column.id, column]));
  const ordered = orderedIds(columns, layout).flatMap((id) => byId.get(id) ?? []);
  return (
    <Popover
      label="列"
      align="end"
      className="w-80 p-2"
      trigger={<Button icon={<Columns3 aria-hidden className="size-4" />}>列</Button>}
    >
      <div className="flex items-center justify-between px-1 pb-1">
        <span className="text-sm text-faint">显示、固定和先后</span>
        <Button size="sm" variant="ghost" onClick={() => onLayoutChange(DEFAULT_LAYOUT)}>
          恢复默认
        </Button>
      </div>
      <RowsAndFreeze columns={columns} layout={layout} onLayoutChange={onLayoutChange} />
      <ul>
        {ordered.map((column, place) => (
          <li key={column.id} className="flex h-8 items-center gap-1 rounded-sm px-1 hover:bg-sunken">
            <Checkbox
              className="min-w-0 flex-1"
              label={
                <span className="block truncate">
                  {column.group ? `${column.group} · ${column.header}` : column.header}
                </span>
              }
              checked={isShown(column, layout)}
              disabled={column.hideable === false}
              onChange={(event) =>
                onLayoutChange({ ...layout, shown: { ...layout.shown, [column.id]: event.target.checked } })
              }
            />
            <PinButton column={column} layout={layout} onLayoutChange={onLayoutChange} />
            <MoveButton
              label={`${column.header}往前移`}
              disabled={place === 0}
              onMove={() => onLayoutChange({ ...layout, order: movedOrder(columns, layout, column.id, -1) })}
            >
              <ArrowUp aria-hidden className="size-3.5" />
            </MoveButton>
            <MoveButton
              label={`${column.header}往后移`}
              disabled={place === ordered.length - 1}
              onMove={() => onLayoutChange({ ...layout, order: movedOrder(columns, layout, column.id, 1) })}
            >
              <ArrowDown aria-hidden className="size-3.5" />
            </MoveButton>
          </li>
        ))}
      </ul>
    </Popover>
  );
}

const DENSITIES: { value: Density; label: string }[] = [
  { value: "compact", label: "紧凑" },
  { value: "standard", label: "标准" },
  { value: "loose", label: "宽松" },
];

/** How tall the rows are, and how many columns from the first one stay in view. */
function RowsAndFreeze<Row>({ columns, layout, onLayoutChange }: ColumnMenuProps<Row>) {
  const shown = shownColumns(columns, layout);
  const options = shown.map((column, place) => ({
    value: String(place + 1),
    label: `前 ${place + 1} 列（到${column.header}）`,
  }));
  return (
    <div className="mb-1 flex flex-col gap-2 border-b border-line px-1 pb-2">
      <div className="flex items-center justify-between gap-2">
        <span className="text-sm text-muted">行高</span>
        <Segmented
          label="行高"
          value={layout.density}
          onChange={(density) => onLayoutChange({ ...layout, density })}
          options={DENSITIES}
        />
      </div>
      <div className="flex items-center justify-between gap-2">
        <span className="shrink-0 text-sm text-muted">冻结</span>
        <div className="w-52">
          <Select
            aria-label="冻结前几列"
            value={String(frozenCount(columns, layout))}
            onChange={(event) => onLayoutChange(frozenFirst(columns, layout, Number(event.target.value)))}
            options={[{ value: "0", label: "不冻结" }, ...options]}
          />
        </div>
      </div>
    </div>
  );
}

interface PinButtonProps<Row> extends Omit<ColumnMenuProps<Row>, "columns"> {
  column: DataColumn<Row>;
}

function PinButton<Row>({ column, layout, onLayoutChange }: PinButtonProps<Row>) {
  const pinned = edgeOf(column, layout) !== null;
  return (
    <button
      type="button"
      aria-pressed={pinned}
      aria-label={`固定 ${column.header}`}
      onClick={() =>
        onLayoutChange({
          ...layout,
          pinned: { ...layout.pinned, [column.id]: pinned ? "none" : (column.pinned ?? "start") },
        })
      }
      className="inline-flex size-6 items-center justify-center rounded-sm text-faint hover:bg-line hover:text-ink aria-pressed:text-accent"
    >
      {pinned ? <Pin aria-hidden className="size-3.5" /> : <PinOff aria-hidden className="size-3.5" />}
    </button>
  );
}

interface MoveButtonProps {
  label: string;
  disabled: boolean;
  onMove: () => void;
  children: ReactNode;
}

function MoveButton({ label, disabled, onMove, children }: MoveButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      disabled={disabled}
      onClick={onMove}
      className="inline-flex size-6 items-center justify-center rounded-sm text-faint hover:bg-line hover:text-ink disabled:opacity-30"
    >
      {children}
    </button>
  );
}
