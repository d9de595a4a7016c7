"use client";
/** 识别: which sheets hold a ledger, which of them are taken, and up to which day the ledger speaks. */
import { formatCount, NONE } from "@/components/shared/format";
import { Badge, Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { DateField } from "@/components/ui/date-field";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { type InvestmentBasis, SHEET_KINDS, type SheetKind } from "@/server/contracts/detail-fields";
import type { LedgerTable } from "@/server/contracts/import";
import type { ImportSummary } from "@/server/contracts/import-batch";
import type { DetailTable } from "@/server/contracts/import-details";
import { BASES } from "@/server/contracts/ledger";
import { COLUMN_UNIT_WORD } from "./column-words";
import { PlainTable } from "./plain-table";
import { StepSection } from "./step-section";
import type { Batch } from "./use-import-batch";

interface StepProps {
  batch: Batch;
  summary: ImportSummary;
}
/** A table of whichever kind. */
type TableFound = Pick<
  LedgerTable | DetailTable,
  "sheet" | "title" | "headerRows" | "lastRow" | "unit" | "unitSource"
> & { basis?: DetailTable["basis"] };
type SheetFound = ImportSummary["sheets"][number];

const readSheet = (batch: Batch, name: string, read: boolean) =>
  batch.change((now) => ({
    ...now,
    sheets: [...now.sheets.filter((s) => s.name !== name), { name, read }],
  }));

const KIND_CHOICES = (Object.keys(SHEET_KINDS) as SheetKind[]).map((value) => ({
  value,
  label: SHEET_KINDS[value],
}));

const BASIS_CHOICES = (Object.keys(BASES) as InvestmentBasis[]).map((value) => ({
  value,
  label: BASES[value],
}));

const tellKind = (batch: Batch, sheet: string, kind: SheetKind) =>
  batch.change((now) => ({
    ...now,
    kinds: [...now.kinds.filter((k) => k.sheet !== sheet), { sheet, kind }],
    // Columns that were told by hand were told of the other kind.
    detailMapping: now.detailMapping.filter((m) => m.sheet !== sheet),
  }));

/** What the sheet is: as chosen, else as it was read; null where nothing was found in it. */
function kindOf({ scene }: Batch, summary: ImportSummary, sheet: string): SheetKind | null {
  const chosen = scene.choices.kinds.find((k) => k.sheet === sheet)?.kind;
  const read = summary.details?.tables.find((t) => t.sheet === sheet)?.kind;
  return chosen ?? read ?? (summary.tables.some((t) => t.sheet === sheet) ? "ledger" : null);
}

/** How many rows of each kind were found. */
function rowsFound({ counts, details, tables }: ImportSummary): string {
  const found = new Map<string, number>();
  if (tables.length > 0) found.set("项目", counts.rows);
  for (const { kind, count } of details?.counts ?? [])
    found.set(SHEET_KINDS[kind], (found.get(SHEET_KINDS[kind]) ?? 0) + count);
  return [...found].map(([word, count]) => `${word} ${formatCount(count)} 行`).join("，") || "没有读入任何行";
}

export function SheetsStep({ batch, summary }: StepProps) {
  const all: TableFound[] = [...summary.tables, ...(summary.details?.tables ?? [])];
  const ledger = summary.tables.length > 0;
  const chosen = new Map(batch.scene.choices.sheets.map((s) => [s.name, s.read]));
  const undecided = summary.sheets.filter((s) => s.hidden && s.tables > 0 && !chosen.has(s.name));
  const taken = new Set(all.map((t) => t.sheet));
  return (
    <StepSection
      anchor="sheets"
      title="识别"
      summary={`${summary.sheets.length} 张工作表，读入 ${taken.size} 张；${rowsFound(summary)}${ledger ? `；截止日期${summary.cutoff ? ` ${summary.cutoff}` : "未写明"}` : ""}`}
      asks={
        !batch.open
          ? null
          : undecided.length > 0
            ? "有隐藏的工作表"
            : all.length === 0
              ? "请选定工作表的种类"
              : ledger && summary.cutoff === null
                ? "截止日期未写明"
                : null
      }
    >
      {batch.open
        ? undecided.map((sheet) => <HiddenSheet key={sheet.name} batch={batch} sheet={sheet} />)
        : null}
      <PlainTable
        label="工作表"
        columns={[
          { header: "工作表" },
          { header: "种类" },
          { header: "标题" },
          { header: "表头行" },
          { header: "数据到" },
          { header: "金额单位" },
          { header: "读入" },
        ]}
      >
        {summary.sheets.flatMap((sheet) => {
          const tables = all.filter((t) => t.sheet === sheet.name);
          return (tables.length === 0 ? [null] : tables).map((table, at) => (
            <SheetRow
              key={`${sheet.name} ${table?.headerRows[0] ?? 0}`}
              batch={batch}
              kind={kindOf(batch, summary, sheet.name)}
              sheet={sheet}
              table={table}
              first={at === 0}
            />
          ));
        })}
      </PlainTable>
      <Remarks summary={summary} />
      {ledger ? <Cutoff batch={batch} summary={summary} /> : null}
    </StepSection>
  );
}

function HiddenSheet({ batch, sheet }: { batch: Batch; sheet: SheetFound }) {
  return (
    <Notice tone="warn" className="m-3">
      <span className="flex flex-wrap items-center gap-2">
        <span className="min-w-0 flex-1">
          工作表“{sheet.name}”是隐藏的，里面有 {sheet.tables} 个台账表格，现在没有读入。要读入吗？
        </span>
        <Button size="sm" onClick={() => readSheet(batch, sheet.name, false)}>
          不读入
        </Button>
        <Button size="sm" onClick={() => readSheet(batch, sheet.name, true)}>
          读入
        </Button>
      </span>
    </Notice>
  );
}

/** 统计数 or 调度数: one for the whole sheet. */
function Basis({ batch, sheet, read }: { batch: Batch; sheet: string; read: InvestmentBasis }) {
  const value = batch.scene.choices.bases.find((b) => b.sheet === sheet)?.basis ?? read;
  return (
    <div className="mt-1">
      <Select
        aria-label={`${sheet} 的口径`}
        options={BASIS_CHOICES}
        value={value}
        disabled={!batch.open}
        onChange={(event) => {
          const basis = BASIS_CHOICES.find((b) => b.value === event.target.value)?.value;
          if (basis)
            batch.change((now) => ({
              ...now,
              bases: [...now.bases.filter((b) => b.sheet !== sheet), { sheet, basis }],
            }));
        }}
      />
    </div>
  );
}

interface SheetRowProps {
  batch: Batch;
  kind: SheetKind | null;
  sheet: SheetFound;
  table: TableFound | null;
  /** The first table of its sheet carries the name and the tick. */
  first: boolean;
}

function SheetRow({ batch, kind, sheet, table, first }: SheetRowProps) {
  const declined = batch.scene.choices.sheets.some((s) => s.name === sheet.name && !s.read);
  const offers = table !== null || declined || sheet.tables > 0;
  return (
    <tr className="border-t border-line">
      <th scope="row" className="min-w-20 px-3 py-1.5 text-left font-normal">
        {first ? sheet.name : ""} {first && sheet.hidden ? <Badge tone="warn">隐藏</Badge> : null}
      </th>
      <td className="min-w-36 px-3 py-1">
        {first && !declined ? (
          <Select
            aria-label={`${sheet.name} 的种类`}
            options={KIND_CHOICES}
            placeholder="未识别"
            value={kind ?? ""}
            disabled={!batch.open}
            onChange={(event) => {
              const chosen = KIND_CHOICES.find((k) => k.value === event.target.value);
              if (chosen) tellKind(batch, sheet.name, chosen.value);
            }}
          />
        ) : null}
        {first && table?.basis ? <Basis batch={batch} sheet={sheet.name} read={table.basis} /> : null}
      </td>
      <td className="min-w-32 px-3 py-1.5 text-muted">
        {table
          ? (table.title ?? NONE)
          : declined
            ? "您选择不读入"
            : offers
              ? "未读入"
              : "没有找到所选种类的表格"}
      </td>
      <td className="px-3 py-1.5 whitespace-nowrap">
        {table ? `第 ${[...new Set(table.headerRows)].join("–")} 行` : NONE}
      </td>
      <td className="px-3 py-1.5 whitespace-nowrap">{table ? `第 ${table.lastRow} 行` : NONE}</td>
      <td className="min-w-28 px-3 py-1.5">
        {table && kind !== "follow-up" && kind !== "enterprise" ? (
          <>
            {COLUMN_UNIT_WORD[table.unit]}
            <span className="block text-sm text-faint">
              {table.unitSource ? `取自“${table.unitSource}”` : "按数值大小推断"}
            </span>
          </>
        ) : (
          NONE
        )}
      </td>
      <td className="px-3 py-1.5">
        {first && offers ? (
          <Checkbox
            aria-label={`读入 ${sheet.name}`}
            checked={table !== null}
            disabled={!batch.open}
            onChange={(event) => readSheet(batch, sheet.name, event.target.checked)}
          />
        ) : null}
      </td>
    </tr>
  );
}

/** Sheets that were passed over say so in the table, hidden ones are asked about above it. */
const TOLD_ELSEWHERE: ReadonlySet<string> = new Set(["no-table", "hidden-sheet"]);

/** What was remarked about a whole sheet or file. */
function Remarks({ summary }: { summary: ImportSummary }) {
  const remarks = summary.remarks.filter((r) => !TOLD_ELSEWHERE.has(r.kind));
  if (remarks.length === 0) return null;
  return (
    <ul aria-label="整表提醒" className="flex flex-col gap-1 border-t border-line px-3 py-2 text-sm">
      {remarks.map((remark) => (
        <li key={`${remark.sheet} ${remark.cell} ${remark.kind} ${remark.message}`} className="flex gap-2">
          <span aria-hidden className={remark.severity === "error" ? "text-late" : "text-warn"}>
            {remark.severity === "error" ? "■" : "▲"}
          </span>
          <span>
            <span className="text-faint">
              {remark.sheet} {remark.cell}
            </span>{" "}
            {remark.message}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Cutoff({ batch, summary }: StepProps) {
  const own = batch.scene.choices.cutoff;
  const setCutoff = (day: string | null) =>
    batch.change(({ cutoff: _old, ...now }) => (day === null ? now : { ...now, cutoff: day }));
  return (
    <div className="flex flex-wrap items-start gap-3 border-t border-line px-3 py-3">
      <Field
        label="截止日期"
        className="w-44"
        hint={own ? "手工指定" : summary.cutoff ? "取自台账标题" : "台账没有写明"}
      >
        <DateField value={own ?? summary.cutoff} disabled={!batch.open} onChange={setCutoff} />
      </Field>
      <p className="min-w-0 flex-[1_1_16rem] pt-6 text-sm text-muted">
        本年累计的到位资金和固投作为<strong className="font-medium text-ink">期初数</strong>
        登记在这一天，统计和台账中都标明“期初”。
      </p>
    </div>
  );
}
