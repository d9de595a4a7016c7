"use client";
/** One project's year of investment: 统计数 in its parts and 调度数 in one line, month by month, as a sheet. */
import { useMemo, useState } from "react";
import { type EntryColumn, EntryGrid, type EntryRow } from "@/components/table/entry-grid";
import { Checkbox } from "@/components/ui/checkbox";
import type { EntryStatus } from "@/server/domain/ledger-entries";
import { monthOfDay, type StatMonth, statMonth } from "@/server/domain/periods";
import type { ProjectSheet, SheetEntry } from "./ledger-types";
import { SaveBar, SlotReason, useSheetKeys } from "./save-bar";
import {
  fieldChanged,
  isSettled,
  PARTS,
  type Slot,
  type SlotField,
  sheetSum,
  sumOfTexts,
  textOfFen,
  totalIsSum,
} from "./sheet-slots";
import { type Slots, useSlots } from "./use-slots";

type Basis = "official" | "dispatch";
const MONTHS = Array.from({ length: 12 }, (_, at) => at + 1);
const slotId = (basis: Basis, month: StatMonth) => `${basis}-${month}`;
const ordinary = (entries: readonly SheetEntry[], basis: Basis, month: StatMonth) =>
  entries.find((e) => e.month === month && e.basis === basis && !e.opening && e.correctionOfId === null) ??
  null;

export function ProjectGrids({ sheet, year }: { sheet: ProjectSheet; year: number }) {
  const [late, setLate] = useState(false);
  const slots = useMemo<Slot[]>(
    () =>
      (["official", "dispatch"] as const).flatMap((basis) =>
        MONTHS.map((m) => {
          const month = statMonth(year, m);
          return {
            id: slotId(basis, month),
            projectId: sheet.project.id,
            month,
            basis,
            entry: ordinary(sheet.entries, basis, month),
          };
        }),
      ),
    [sheet, year],
  );
  const typing = useSlots(slots);
  const keys = useSheetKeys((submit) => void typing.save(submit));
  const thisMonth = monthOfDay(sheet.today);
  const lockedMonth = (slot: Slot) =>
    !sheet.project.mayDraft ||
    slot.month > thisMonth ||
    isSettled(slot) ||
    (slot.month < sheet.firstOpenMonth && !late);
  const returned = slots.flatMap((s) => (s.entry?.status === "returned" ? [s] : []));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys rise from the cells of the sheets.
    <div className="flex flex-col gap-3" onKeyDown={keys}>
      <OfficialGrid
        sheet={sheet}
        year={year}
        slots={slots.slice(0, 12)}
        typing={typing}
        locked={lockedMonth}
      />
      <DispatchGrid
        slots={slots.slice(12)}
        year={year}
        typing={typing}
        locked={lockedMonth}
        firstOpen={sheet.firstOpenMonth}
      />
      {returned.map((slot) => (
        <p key={slot.id} className="text-sm text-late">
          {slot.month % 100}月{slot.basis === "official" ? "统计数" : "调度数"}被退回：
          {slot.entry?.returnReason}
        </p>
      ))}
      {sheet.project.mayDraft ? (
        <SaveBar {...typing} blocked={typing.unreadable} onSave={(submit) => void typing.save(submit)}>
          {sheet.firstOpenMonth > statMonth(year, 1) ? (
            <Checkbox
              label="补报已关账的月份"
              checked={late}
              onChange={(event) => setLate(event.target.checked)}
            />
          ) : null}
        </SaveBar>
      ) : null}
      <SlotReason slots={typing} />
    </div>
  );
}

/** What the head of a month says about it: 关账, 待审, 通过; twelve of them fit beside each other. */
const MARK: Record<EntryStatus, string> = {
  draft: "草稿",
  submitted: "待审",
  approved: "通过",
  returned: "退回",
};
const monthMark = (slot: Slot, firstOpen: StatMonth): string =>
  slot.entry ? MARK[slot.entry.status] : slot.month < firstOpen ? "关账" : "";

const columnsOf = (slots: readonly Slot[], firstOpen: StatMonth): EntryColumn[] => [
  ...slots.map((slot) => ({
    id: slot.id,
    header: `${slot.month % 100}月`,
    group: monthMark(slot, firstOpen),
    width: 74,
  })),
  { id: "sum", header: "全年", locked: true, width: 92 },
];

interface GridProps {
  year: number;
  slots: readonly Slot[];
  typing: Slots;
  locked: (slot: Slot) => boolean;
}

/** Rows that the sheet shows and does not take: corrections and opening entries of the months. */
function sideRows(sheet: ProjectSheet) {
  const of = (pick: (e: SheetEntry) => boolean) =>
    sheet.entries.filter((e) => e.basis === "official" && pick(e));
  const rows = [
    { id: "correction", label: "冲减补报", entries: of((e) => e.correctionOfId !== null) },
    { id: "opening", label: "期初导入", entries: of((e) => e.opening) },
  ];
  return rows.filter((row) => row.entries.length > 0);
}

function OfficialGrid({ sheet, year, slots, typing, locked }: GridProps & { sheet: ProjectSheet }) {
  const side = useMemo(() => sideRows(sheet), [sheet]);
  const rows: EntryRow[] = [
    ...PARTS.map((part) => ({ id: part.field as string, label: part.label })),
    { id: "totalFen", label: "合计" },
    ...side.map(({ id, label }) => ({ id, label, locked: true })),
  ];
  const byId = new Map(slots.map((slot) => [slot.id, slot]));
  const read = (rowId: string, columnId: string): string => {
    const extra = side.find((row) => row.id === rowId);
    if (extra) {
      const found = extra.entries.filter(
        (e) => columnId === "sum" || slotId("official", e.month) === columnId,
      );
      return found.length === 0 ? "" : textOfFen(found.reduce((sum, e) => sum + e.totalFen, 0));
    }
    if (columnId !== "sum") return typing.text(columnId, rowId as SlotField);
    const texts = slots.map((slot) => typing.text(slot.id, rowId as SlotField)).filter((text) => text !== "");
    return texts.length === 0 ? "" : textOfFen(sumOfTexts(texts));
  };
  const extraFen = (month: StatMonth | null) =>
    side
      .flatMap((row) => row.entries)
      .reduce((sum, e) => sum + (month === null || e.month === month ? e.totalFen : 0), 0);
  return (
    <EntryGrid
      label={`${year}年固定资产投资（统计数）`}
      corner="统计数 · 万元"
      rowHeaderWidth={118}
      columns={columnsOf(slots, sheet.firstOpenMonth)}
      rows={rows}
      value={read}
      locked={(rowId, columnId) => {
        const slot = byId.get(columnId);
        return !slot || locked(slot) || (rowId === "totalFen" && totalIsSum(slot, typing.edits));
      }}
      changed={(rowId, columnId) => {
        const slot = byId.get(columnId);
        return (
          slot !== undefined &&
          !side.some((r) => r.id === rowId) &&
          fieldChanged(slot, rowId as SlotField, typing.edits)
        );
      }}
      problem={(rowId, columnId) => typing.problem(columnId, rowId as SlotField)}
      onChange={(changes) =>
        typing.change(
          changes.map(({ rowId, columnId, value }) => ({
            slotId: columnId,
            field: rowId as SlotField,
            value,
          })),
        )
      }
      {...(side.length > 0
        ? {
            footer: (columnId: string) => {
              const slot = byId.get(columnId);
              const own = slot
                ? [typing.text(slot.id, "totalFen")]
                : slots.map((s) => typing.text(s.id, "totalFen"));
              return sheetSum(sumOfTexts(own) + extraFen(slot?.month ?? null));
            },
          }
        : {})}
    />
  );
}

function DispatchGrid({ year, slots, typing, locked, firstOpen }: GridProps & { firstOpen: StatMonth }) {
  const byId = new Map(slots.map((slot) => [slot.id, slot]));
  const official = (id: string) => typing.text(id.replace("dispatch", "official"), "totalFen");
  const read = (rowId: string, columnId: string): string => {
    const one = (id: string) => {
      const text = typing.text(id, "totalFen");
      if (rowId === "totalFen") return text;
      return text === "" || official(id) === ""
        ? ""
        : textOfFen(sumOfTexts([text]) - sumOfTexts([official(id)]));
    };
    if (columnId !== "sum") return one(columnId);
    const texts = slots.map((slot) => one(slot.id)).filter((text) => text !== "");
    return texts.length === 0 ? "" : textOfFen(sumOfTexts(texts));
  };
  return (
    <EntryGrid
      label={`${year}年固定资产投资（调度数）`}
      corner="调度数 · 万元"
      rowHeaderWidth={118}
      columns={columnsOf(slots, firstOpen)}
      rows={[
        { id: "totalFen", label: "调度数" },
        { id: "gap", label: "与统计数之差", locked: true },
      ]}
      value={read}
      locked={(_, columnId) => {
        const slot = byId.get(columnId);
        return !slot || locked(slot);
      }}
      changed={(rowId, columnId) => {
        const slot = byId.get(columnId);
        return rowId === "totalFen" && slot !== undefined && fieldChanged(slot, "totalFen", typing.edits);
      }}
      problem={(rowId, columnId) => (rowId === "totalFen" ? typing.problem(columnId, "totalFen") : null)}
      onChange={(changes) =>
        typing.change(changes.map(({ columnId, value }) => ({ slotId: columnId, field: "totalFen", value })))
      }
    />
  );
}
