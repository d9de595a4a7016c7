"use client";
/** The columns of a detail sheet: what each was taken for, and the choice to say otherwise. */
import { Select } from "@/components/ui/select";
import { DETAIL_FIELDS_OF, type DetailField, detailFieldName } from "@/server/contracts/detail-fields";
import type { ImportChoices } from "@/server/contracts/import-batch";
import type { DetailColumn, DetailTable } from "@/server/contracts/import-details";
import { Confidence } from "./column-confidence";
import { COLUMN_UNIT_WORD, UNIT_CHOICES } from "./column-words";
import { PlainTable } from "./plain-table";
import type { Batch } from "./use-import-batch";

type Mapping = ImportChoices["detailMapping"][number];

const AMOUNTS: ReadonlySet<DetailField> = new Set<DetailField>([
  ...(["amount", "total", "cumulative"] as const),
  ...(["construction", "installation", "equipment", "otherPart"] as const),
]);
const isAmount = (field: DetailField | null): boolean =>
  field !== null && (AMOUNTS.has(field) || /^(month|through)-/.test(field));

export function DetailColumns({ batch, table }: { batch: Batch; table: DetailTable }) {
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

function ColumnRow({ batch, table, column }: { batch: Batch; table: DetailTable; column: DetailColumn }) {
  const mine = (m: Mapping) => m.sheet === table.sheet && m.column === column.column;
  const byHand = batch.scene.choices.detailMapping.find(mine);
  const map = (field: DetailField | null, unit: Mapping["unit"]) =>
    batch.change((now) => {
      const one: Mapping = { sheet: table.sheet, column: column.column, field, ...(unit ? { unit } : {}) };
      return { ...now, detailMapping: [...now.detailMapping.filter((m) => !mine(m)), one] };
    });
  const field = byHand ? byHand.field : column.field;
  const fields = DETAIL_FIELDS_OF[table.kind];
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
          options={fields.map((value) => ({ value, label: detailFieldName(value) }))}
          value={field ?? ""}
          disabled={!batch.open}
          onChange={(event) => map(fields.find((f) => f === event.target.value) ?? null, byHand?.unit)}
        />
      </td>
      <td className="min-w-32 px-3 py-1">
        {isAmount(field) ? (
          <Select
            aria-label={`${column.letter} 列单位`}
            placeholder={`随表（${COLUMN_UNIT_WORD[table.unit]}）`}
            options={UNIT_CHOICES}
            value={byHand?.unit ?? column.unit ?? ""}
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
            ? () =>
                batch.change((now) => ({ ...now, detailMapping: now.detailMapping.filter((m) => !mine(m)) }))
            : null
        }
      />
    </tr>
  );
}
