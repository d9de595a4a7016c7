"use client";
/** A table whose cells are edited in place: what the table must know of it, and the layer above its rows. */
import clsx from "clsx";
import {
  type ClipboardEvent,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useId,
  useRef,
} from "react";
import type { PlacedColumn } from "./data-column";
import type { Bounds, Place } from "./entry-range";
import { SheetChoices } from "./sheet-choices";
import { alignClass, stickyStyle, trackOf } from "./table-cells";

export interface CellMark {
  /** Not saved yet; cannot be read; refused or met by somebody else's change. */
  tone: "changed" | "wrong" | "doubt";
  /** Stands in the cell instead of its value. */
  text: string | null;
  note: string | null;
}
export type RowMarks = Readonly<Record<string, CellMark>>;

/** What a row needs to draw its cells; compared part by part. */
export interface RowCells {
  /** Ids of the columns that are edited. */
  editable: ReadonlySet<string>;
  /** The whole row is only read. */
  locked: boolean;
  /** Chosen columns, by place; -1 for none. */
  from: number;
  to: number;
  /** The range begins or ends with this row. */
  first: boolean;
  last: boolean;
  marks: RowMarks | undefined;
}

export interface SheetKeys {
  onKeyDown: (event: KeyboardEvent) => void;
  onCopy: (event: ClipboardEvent) => void;
  onCut: (event: ClipboardEvent) => void;
  onPaste: (event: ClipboardEvent) => void;
  onMouseDown: (event: MouseEvent) => void;
  onMouseOver: (event: MouseEvent) => void;
  onDoubleClick: (event: MouseEvent) => void;
  onBlur: (event: FocusEvent) => void;
}

export interface TableSheet {
  head: Place;
  bounds: Bounds;
  /** Nothing is being typed. */
  still: boolean;
  /** What stood there is being changed: the caret goes to its end. */
  changing: boolean;
  /** Of the cell at hand, or what is typed into it. */
  text: string;
  /** Row and column of the cell at hand, in words. */
  label: string;
  locked: boolean;
  wrong: boolean;
  /** Where the hint or the problem of the cell at hand stands. */
  noteId: string;
  /** Names that go on from what is typed, and which of them Enter takes. */
  names: readonly string[];
  nameAt: number;
  onText: (text: string) => void;
  onName: (name: string) => void;
  cellsOf: (index: number) => RowCells;
  onFill: () => void;
  on: SheetKeys;
}

/** Back into the cell at hand, after a button beside the table has done its work. */
export const focusSheet = (): void =>
  document.querySelector<HTMLElement>("[data-sheet-editor]")?.focus({ preventScroll: true });

interface SheetLayerProps<Row> {
  sheet: TableSheet;
  placed: readonly PlacedColumn<Row>[];
  template: string;
  leading: number;
  height: number;
  headerRows: number;
}

/**
 * The one input of a sheet, over the cell at hand. It stays when its row is scrolled out of view, so that keys, an input
 * method and the clipboard always find it.
 */
export function SheetLayer<Row>(props: SheetLayerProps<Row>) {
  const { sheet, placed, template, leading, height } = props;
  const one = placed[sheet.head.column];
  const cell = useRef<HTMLDivElement>(null);
  const { row, column } = sheet.head;
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the cell at hand.
  useEffect(() => {
    cell.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [row, column]);
  if (!one) return null;
  return (
    <>
      <div
        role="row"
        aria-rowindex={props.headerRows + row + 1}
        style={{ top: row * height, height, gridTemplateColumns: template }}
        className="pointer-events-none absolute inset-x-0 grid print:hidden"
      >
        <div
          ref={cell}
          role="gridcell"
          aria-colindex={column + 1 + (leading > 0 ? 1 : 0)}
          aria-selected
          style={{ ...layerStyle(one, leading), gridColumn: trackOf(placed, column, leading > 0) }}
          className={clsx(
            "relative outline-2 -outline-offset-2",
            sheet.wrong ? "outline-late" : "outline-accent",
          )}
        >
          <SheetEditor
            sheet={sheet}
            align={one.column.align}
            height={height}
            toLeft={column > 0 && column >= placed.length / 2}
          />
        </div>
      </div>
      {sheet.still ? <FillHandle {...props} /> : null}
    </>
  );
}

/** At the corner of the range: drawn on, it fills. */
function FillHandle<Row>({ sheet, placed, template, leading, height }: SheetLayerProps<Row>) {
  const { bottom, right } = sheet.bounds;
  const corner = placed[right];
  if (!corner) return null;
  return (
    <div
      aria-hidden
      style={{ top: bottom * height, height, gridTemplateColumns: template }}
      className="pointer-events-none absolute inset-x-0 grid print:hidden"
    >
      <div
        style={{ ...layerStyle(corner, leading), gridColumn: trackOf(placed, right, leading > 0) }}
        className="relative"
      >
        <button
          type="button"
          tabIndex={-1}
          title="拖动填充"
          onMouseDown={(event) => {
            event.preventDefault();
            event.stopPropagation();
            sheet.onFill();
          }}
          className="pointer-events-auto absolute right-0 bottom-0 size-2 cursor-crosshair border border-surface bg-accent-fill"
        />
      </div>
    </div>
  );
}

/** Above the fixed cells of the rows, beneath header and sums. */
function layerStyle<Row>(one: PlacedColumn<Row>, leading: number) {
  const style = stickyStyle(one, leading);
  return style.position === "sticky" ? { ...style, zIndex: 2 } : style;
}

const LINE = 20;
/** Short columns hold long texts: while one is typed it reaches over its neighbours. */
const ROOM_TO_TYPE = "20rem";

interface SheetEditorProps {
  sheet: TableSheet;
  align: "start" | "center" | "end" | undefined;
  height: number;
  /** Near the end of the table there is room only before the cell. */
  toLeft: boolean;
}

function SheetEditor({ sheet, align, height, toLeft }: SheetEditorProps) {
  const listId = useId();
  const input = useRef<HTMLTextAreaElement>(null);
  const { still, text } = sheet;
  const { row, column } = sheet.head;
  useEffect(() => input.current?.focus({ preventScroll: true }), []);
  // What is selected is replaced by the first letter typed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when another cell is at hand or its text is another one.
  useEffect(() => {
    if (still) input.current?.select();
  }, [still, row, column, text]);
  const { changing } = sheet;
  useEffect(() => {
    const box = input.current;
    if (changing && box) box.setSelectionRange(box.value.length, box.value.length);
  }, [changing]);
  const choosing = !still && sheet.names.length > 0;
  return (
    <>
      <textarea
        ref={input}
        data-sheet-editor
        rows={1}
        wrap="off"
        autoComplete="off"
        spellCheck={false}
        aria-label={sheet.label}
        aria-invalid={sheet.wrong || undefined}
        aria-describedby={sheet.noteId}
        aria-autocomplete={choosing ? "list" : undefined}
        aria-controls={choosing ? listId : undefined}
        aria-activedescendant={choosing && sheet.nameAt >= 0 ? `${listId}-${sheet.nameAt}` : undefined}
        readOnly={sheet.locked}
        value={text}
        style={
          still
            ? undefined
            : {
                width: `max(100%, ${ROOM_TO_TYPE})`,
                paddingTop: (height - LINE) / 2,
                lineHeight: `${LINE}px`,
              }
        }
        onChange={(event) => sheet.onText(event.target.value)}
        className={clsx(
          "absolute inset-y-0 h-full resize-none overflow-hidden px-2 outline-2 -outline-offset-2",
          alignClass(align),
          sheet.wrong ? "outline-late" : "outline-accent",
          still
            ? "inset-x-0 w-full opacity-0"
            : ["pointer-events-auto bg-surface shadow-lift", toLeft ? "right-0" : "left-0"],
        )}
      />
      {choosing ? (
        <SheetChoices
          id={listId}
          names={sheet.names}
          at={sheet.nameAt}
          beside={input}
          onChoose={sheet.onName}
        />
      ) : null}
    </>
  );
}
