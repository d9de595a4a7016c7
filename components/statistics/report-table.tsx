"use client";
/** 月报表 on screen: rows by group with sub-totals and total, every figure a button that opens what it counts. */
import clsx from "clsx";
import { type FocusEvent, type KeyboardEvent, type MouseEvent, memo, useCallback, useMemo } from "react";
import { ChainDot } from "@/components/shared/chain-dot";
import type { ScreenUnit } from "@/components/shared/format";
import { Light } from "@/components/shared/light";
import { useUnit } from "@/components/shared/unit-switch";
import { CUTS } from "@/server/contracts/statistics";
import { monthLabel, yearStart } from "@/server/domain/periods";
import { isMarked, OPENING_MARK, OPENING_WORDS } from "@/server/domain/statistics-opening";
import { allPlaces, type FigurePlace, figureAt, type PlacedGroup } from "./figure-places";
import { figureName, figureText } from "./figure-text";
import { edgeBefore, ReportHead } from "./report-head";
import type { OpenFigureHandler, Report, ReportRow } from "./statistics-types";
import { useFigureKeys } from "./use-figure-keys";

interface ReportTableProps {
  report: Report;
  groups: readonly PlacedGroup[];
  compare: boolean;
  onOpen: OpenFigureHandler;
}

export const leadNames = (cut: Report["cut"]): string[] =>
  cut === "chain" ? ["产业链", "链长", "主办部门"] : [CUTS[cut].replace("按", "")];

const ROW_PX = 33;
const HEAD_PX = 70;
const LEAST_PX = 288;

/** Bodies end with a sub-total; what follows the last one and the total stand alone. */
export function rowBodies(rows: readonly ReportRow[]): ReportRow[][] {
  const bodies: ReportRow[][] = [[]];
  for (const row of rows) {
    if (row.kind === "total") bodies.push([]);
    bodies.at(-1)?.push(row);
    if (row.kind === "subtotal") bodies.push([]);
  }
  return bodies.filter((body) => body.length > 0);
}

export function ReportTable({ report, groups, compare, onOpen }: ReportTableProps) {
  const { unit } = useUnit();
  const places = useMemo(() => allPlaces(groups), [groups]);
  const bodies = useMemo(() => rowBodies(report.rows), [report.rows]);
  const keys = useFigureKeys(report.rows.length, places.length);
  const open = useCallback(
    (event: MouseEvent<HTMLElement>) => {
      const [r = 0, c = 0] = (event.currentTarget.dataset.figure ?? "").split(":").map(Number);
      const [row, place] = [report.rows[r], places[c]];
      if (row && place) onOpen({ rowKey: row.key, column: place.column.id, side: place.side });
    },
    [report.rows, places, onOpen],
  );
  const lead = leadNames(report.cut);
  return (
    <div
      className="thin-scroll overflow-auto rounded-md border border-line bg-surface"
      // A short table ends with its last row; a long one keeps some rows in view on a low screen.
      style={{ minHeight: Math.min(LEAST_PX, HEAD_PX + report.rows.length * ROW_PX) }}
    >
      <table
        ref={keys.table}
        {...keys.corner}
        className="w-full border-separate border-spacing-0 text-right tabular-nums"
      >
        <caption className="sr-only">
          月报表，{monthLabel(report.month, yearStart(report.month))}。方向键在数字间移动，回车打开明细。
        </caption>
        <ReportHead groups={groups} lead={lead} compare={compare} />
        {bodies.map((body) => (
          <tbody
            key={body[0]?.key}
            className={body[0]?.kind === "total" ? "sticky bottom-0 z-10" : undefined}
          >
            {body.map((row) => {
              const index = report.rows.indexOf(row);
              return (
                <Row
                  key={row.key}
                  row={row}
                  index={index}
                  places={places}
                  withPeople={lead.length > 1}
                  unit={unit}
                  reachable={keys.at.row === index ? keys.at.column : -1}
                  onOpen={open}
                  onPress={keys.press}
                  onLand={keys.land}
                />
              );
            })}
          </tbody>
        ))}
      </table>
    </div>
  );
}

const TONE: Record<ReportRow["kind"], string> = {
  chain: "bg-surface font-normal",
  group: "bg-surface font-normal",
  other: "bg-surface font-normal",
  subtotal: "bg-sunken font-medium",
  total: "bg-accent-soft font-semibold",
};

interface FigureEvents {
  onOpen: (event: MouseEvent<HTMLElement>) => void;
  onPress: (event: KeyboardEvent<HTMLElement>) => void;
  onLand: (event: FocusEvent<HTMLElement>) => void;
}

interface RowProps extends FigureEvents {
  row: ReportRow;
  index: number;
  places: readonly FigurePlace[];
  withPeople: boolean;
  unit: ScreenUnit;
  /** The figure of this row that Tab reaches; −1: none. */
  reachable: number;
}

const Row = memo(function Row({ row, index, places, withPeople, unit, reachable, ...events }: RowProps) {
  const tone = TONE[row.kind];
  const words = clsx("border-b border-line px-2 text-left whitespace-nowrap", tone);
  return (
    <tr className="group/row h-8">
      <th
        scope="row"
        className={clsx(words, "sticky left-0 z-10 max-w-44 truncate border-r border-r-line-strong")}
      >
        {row.kind === "chain" ? <ChainDot index={row.hue} name={row.name} /> : row.name}
      </th>
      {withPeople ? (
        <>
          <td className={words}>{row.leader}</td>
          <td className={clsx(words, "max-w-40 truncate")} title={row.department}>
            {row.department}
          </td>
        </>
      ) : null}
      {places.map((place, c) => (
        <td
          key={`${place.column.id}-${place.side}`}
          className={clsx("border-b border-b-line p-0", tone, edgeBefore(places, c))}
        >
          <Figure
            row={row}
            place={place}
            unit={unit}
            at={`${index}:${c}`}
            reachable={reachable === c}
            {...events}
          />
        </td>
      ))}
    </tr>
  );
});

interface FigureProps extends FigureEvents {
  row: ReportRow;
  place: FigurePlace;
  unit: ScreenUnit;
  at: string;
  reachable: boolean;
}

function Figure({ row, place, unit, at, reachable, onOpen, onPress, onLand }: FigureProps) {
  const value = figureAt(row, place);
  const text = figureText(place.kind, value, unit);
  const marked = isMarked(row, place.column.id, place.side);
  const light = place.column.id === "lead" && place.side === "now" ? row.light : null;
  return (
    <button
      type="button"
      data-figure={at}
      tabIndex={reachable ? 0 : -1}
      aria-label={`${row.name} ${figureName(place)} ${text}${marked ? `（${OPENING_WORDS}）` : ""}，查看明细`}
      title={marked ? OPENING_WORDS : undefined}
      onClick={onOpen}
      onKeyDown={onPress}
      onFocus={onLand}
      className={clsx(
        "flex h-8 w-full scroll-mt-24 scroll-mb-10 scroll-ml-48 items-center justify-end gap-1.5 px-2 whitespace-nowrap",
        "hover:bg-accent-soft hover:text-accent hover:underline focus-visible:-outline-offset-2",
        (value === null || Number(value) === 0) && "text-faint",
      )}
    >
      {light ? <Light state={light} /> : null}
      <span className="relative">
        {text}
        {marked ? (
          <span aria-hidden className="absolute left-full text-warn">
            {OPENING_MARK}
          </span>
        ) : null}
      </span>
    </button>
  );
}
