"use client";
/** 列对应: every column of the ledger, what it is taken for, and in which unit; a change is tried at once. */
import { useState } from "react";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { type DetailField, NOT_OF_ENTERPRISES } from "@/server/contracts/detail-fields";
import type { ColumnProposal, LedgerTable } from "@/server/contracts/import";
import { LEDGER_FIELD_NAMES } from "@/server/contracts/import";
import type { ImportChoices, ImportSummary } from "@/server/contracts/import-batch";
import type { DetailTable } from "@/server/contracts/import-details";
import { Confidence } from "./column-confidence";
import { COLUMN_UNIT_WORD, FIELD_CHOICES, isAmount, isDoubtful, UNIT_CHOICES } from "./column-words";
import { DetailColumns } from "./detail-columns";
import { PlainTable } from "./plain-table";
import { StepSection } from "./step-section";
import type { Batch } from "./use-import-batch";

type Mapping = ImportChoices["mapping"][number];

type AnyTable = LedgerTable | DetailTable;
/** A directory knows columns that an enterprise on record has no place for. */
const isTaken = (table: AnyTable, field: AnyTable["columns"][number]["field"]): boolean =>
  field !== null &&
  !("kind" in table && table.kind === "enterprise" && NOT_OF_ENTERPRISES.has(field as DetailField));

const nameOf = (table: AnyTable) => `${table.sheet} ${table.headerRows[0]}`;

export function ColumnsStep({ batch, summary }: { batch: Batch; summary: ImportSummary }) {
  const tables: AnyTable[] = [...summary.tables, ...(summary.details?.tables ?? [])];
  const [shown, setShown] = useState("");
  const table = tables.find((t) => nameOf(t) === shown) ?? tables[0];
  const columns = tables.flatMap<AnyTable["columns"][number]>((t) => t.columns);
  const doubtful = columns.filter(isDoubtful).length;
  const unread = tables.flatMap((t) => t.columns.filter((c) => !isTaken(t, c.field))).length;
  return (
    <StepSection
      anchor="columns"
      title="列对应"
      summary={`${columns.length} 列，对应 ${columns.length - unread} 列，${unread} 列不读入${summary.remembered ? "；已沿用上次同样表头的选择" : ""}`}
      asks={batch.open && doubtful > 0 ? `${doubtful} 列请核对` : null}
    >
      {tables.length > 1 && table ? (
        <div className="thin-scroll overflow-x-auto p-3">
          <Segmented
            label="工作表"
            value={nameOf(table)}
            onChange={setShown}
            options={tables.map((t) => ({ value: nameOf(t), label: t.sheet }))}
          />
        </div>
      ) : null}
      {table && "kind" in table ? <DetailColumns batch={batch} table={table} /> : null}
      {table && !("kind" in table) ? <Columns batch={batch} table={table} /> : null}
    </StepSection>
  );
}

function Columns({ batch, table }: { batch: Batch; table: LedgerTable }) {
  return (
    <PlainTable
      label={`${table.sheet} 的列`}
      columns={[
        { header: "列" },
        { header: "表头" },
        { header: "样例", className: "max-lg:hidden" },
        { header: "对应到" },
        { header: "单位" },
        { header: "把握" },
      ]}
    >
      {table.columns.map((column) => (
        <ColumnRow key={column.column} batch={batch} table={table} column={column} />
      ))}
    </PlainTable>
  );
}

interface ColumnRowProps {
  batch: Batch;
  table: LedgerTable;
  column: ColumnProposal;
}

function ColumnRow({ batch, table, column }: ColumnRowProps) {
  const mine = (m: Mapping) => m.sheet === table.sheet && m.column === column.column;
  const byHand = batch.scene.choices.mapping.find(mine);
  const map = (field: Mapping["field"], unit: Mapping["unit"]) =>
    batch.change((now) => {
      const one: Mapping = { sheet: table.sheet, column: column.column, field, ...(unit ? { unit } : {}) };
      return { ...now, mapping: [...now.mapping.filter((m) => !mine(m)), one] };
    });
  // What was chosen shows at once; the dry run follows.
  const field = byHand ? byHand.field : column.field;
  const unit = byHand?.unit ?? column.unit;
  return (
    <tr className="border-t border-line">
      <td className="px-3 py-1 text-faint tabular-nums">{column.letter}</td>
      <th scope="row" className="min-w-28 px-3 py-1 text-left font-normal">
        {column.header || "（没有表头）"}
      </th>
      <td className="max-w-80 truncate px-3 py-1 text-muted max-lg:hidden">{column.samples.join("；")}</td>
      <td className="min-w-44 px-3 py-1">
        <Select
          aria-label={`${column.letter} 列对应到`}
          placeholder="不读入"
          options={FIELD_CHOICES}
          value={field ?? ""}
          disabled={!batch.open}
          onChange={(event) =>
            map(LEDGER_FIELD_NAMES.find((name) => name === event.target.value) ?? null, byHand?.unit)
          }
        />
      </td>
      <td className="min-w-32 px-3 py-1">
        {isAmount(field) ? (
          <Select
            aria-label={`${column.letter} 列单位`}
            placeholder={`随表（${COLUMN_UNIT_WORD[table.unit]}）`}
            options={UNIT_CHOICES}
            value={unit ?? ""}
            disabled={!batch.open}
            onChange={(event) => map(field, UNIT_CHOICES.find((u) => u.value === event.target.value)?.value)}
          />
        ) : null}
      </td>
      <Confidence
        column={column}
        byHand={byHand !== undefined}
        onRestore={
          byHand && batch.open
            ? () => batch.change((now) => ({ ...now, mapping: now.mapping.filter((m) => !mine(m)) }))
            : null
        }
      />
    </tr>
  );
}
