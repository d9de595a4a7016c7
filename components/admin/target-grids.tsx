"use client";
/** The two sheets of targets: an indicator a column, or for one indicator a month a column. Both take a paste from WPS. */
import { type EntryChange, EntryGrid } from "@/components/table/entry-grid";
import { TARGET_INDICATOR_NAMES, type TargetIndicator } from "@/server/domain/statistics-columns";
import { PLAN_SPANS, planMonth, type TargetGoal } from "@/server/domain/target-spans";
import { TARGET_KINDS } from "./setup-words";
import { type TargetEdits, type TargetPlace, targetKey } from "./target-queue";
import {
  goalPlace,
  headerOf,
  planPlace,
  rowIdOf,
  type Target,
  type TargetScope,
  targetText,
  textAt,
  valueAt,
} from "./target-sheet";

interface SheetProps {
  year: number;
  targets: readonly Target[];
  scopes: readonly TargetScope[];
  edits: TargetEdits;
  onType: (typed: { place: TargetPlace; text: string; stored: string }[]) => void;
}

/** What the grid asks of a cell, once it is known which target the cell is. */
const cellsOf = (
  { targets, edits, onType }: SheetProps,
  placeOf: (rowId: string, columnId: string) => TargetPlace,
) => {
  const editAt = (rowId: string, columnId: string) => edits.get(targetKey(placeOf(rowId, columnId)));
  return {
    value: (rowId: string, columnId: string) =>
      editAt(rowId, columnId)?.text ?? textAt(targets, placeOf(rowId, columnId)),
    changed: (rowId: string, columnId: string) => editAt(rowId, columnId) !== undefined,
    problem: (rowId: string, columnId: string) => editAt(rowId, columnId)?.problem,
    onChange: (changes: EntryChange[]) =>
      onType(
        changes.map(({ rowId, columnId, value: text }) => {
          const place = placeOf(rowId, columnId);
          return { place, text, stored: textAt(targets, place) };
        }),
      ),
  };
};

const rowsOf = (scopes: readonly TargetScope[]) => scopes.map((s) => ({ id: rowIdOf(s), label: s.name }));

export function GoalGrid({ goal, ...props }: SheetProps & { goal: TargetGoal }) {
  const { year, scopes } = props;
  return (
    <EntryGrid
      // Another year or kind is another sheet: its undo does not reach back into this one.
      key={`${year}/${goal}`}
      label={`${year}年${TARGET_KINDS[goal]}`}
      corner="范围"
      columns={TARGET_INDICATOR_NAMES.map((id) => ({ id, header: headerOf(id), width: 150 }))}
      rows={rowsOf(scopes)}
      {...cellsOf(props, (rowId, columnId) => goalPlace(year, goal, rowId, columnId))}
    />
  );
}

const SUM = "sum";
const WHOLE = "whole";
const OVER = "over";
const LOCKED = { [SUM]: "合计", [WHOLE]: "年度目标", [OVER]: "合计－目标" };

/** Twelve months, and beside them their sum, the annual target and the difference. */
export function PlanGrid({ indicator, ...props }: SheetProps & { indicator: TargetIndicator }) {
  const { year, scopes, targets } = props;
  const placeOf = (rowId: string, columnId: string) => planPlace(year, indicator, rowId, columnId);
  const cells = cellsOf(props, placeOf);
  const summed = (rowId: string, columnId: string): string => {
    const whole = valueAt(targets, goalPlace(year, "year/annual", rowId, indicator));
    if (columnId === WHOLE) return targetText(indicator, whole);
    const months = PLAN_SPANS.flatMap((span) => valueAt(targets, placeOf(rowId, span)) ?? []);
    if (months.length === 0) return "";
    const sum = months.reduce((total, month) => total + month, 0);
    if (columnId === SUM) return targetText(indicator, sum);
    return whole === null ? "" : targetText(indicator, sum - whole);
  };
  const isLocked = (columnId: string): boolean => columnId in LOCKED;
  return (
    <EntryGrid
      key={`${year}/plan/${indicator}`}
      label={`${year}年${TARGET_KINDS.months} ${headerOf(indicator)}`}
      corner="范围"
      columns={[
        ...PLAN_SPANS.map((id) => ({ id, header: `${planMonth(id)}月`, width: 84 })),
        ...Object.entries(LOCKED).map(([id, header]) => ({ id, header, width: 110, locked: true })),
      ]}
      rows={rowsOf(scopes)}
      value={(rowId, columnId) =>
        isLocked(columnId) ? summed(rowId, columnId) : cells.value(rowId, columnId)
      }
      changed={(rowId, columnId) => !isLocked(columnId) && cells.changed(rowId, columnId)}
      problem={(rowId, columnId) => (isLocked(columnId) ? null : cells.problem(rowId, columnId))}
      onChange={cells.onChange}
    />
  );
}
