/** The unit of every amount column: its own, the title's, that of the column it is a part of, or what the values allow. */
import type { ColumnProposal, ImportProblem, LedgerField } from "@/server/contracts/import";
import type { AmountUnit } from "@/server/domain/amounts";
import type { LedgerPart } from "./ledger-parts";
import { columnsByField } from "./read-table";
import { gatherEvidence, unitByValues } from "./value-evidence";

const AMOUNTS = ["total", "fixed", "arrived", "arrivedCumulative", "fai", "faiCumulative"] as const;
/** Said in one breath with the total: "总投资（亿元） 其中：固定资产投资". */
const PARTS_OF_TOTAL: readonly LedgerField[] = ["fixed", "outsideAgreed", "yearPlan"];
const UNIT_NAME: Record<AmountUnit, string> = { yuan: "元", wan: "万元", yi: "亿元" };
const SMALLER: Record<AmountUnit, AmountUnit[]> = {
  yi: ["yi", "wan", "yuan"],
  wan: ["wan", "yuan"],
  yuan: ["yuan"],
};
const WAN_PER: Record<AmountUnit, number> = { yuan: 0.0001, wan: 1, yi: 10_000 };
const MOSTLY = 0.8;

export interface TableUnit {
  unit: AmountUnit;
  source: string | null;
  problems: ImportProblem[];
}

const numberAt = (part: LedgerPart, row: number, column: ColumnProposal): number | null => {
  const cell = part.sheet.own(row, column.column);
  const number = cell?.number ?? Number(cell?.text.replace(/[,，\s]/g, "") || Number.NaN);
  return Number.isFinite(number) && number > 0 ? number : null;
};

/** Money that arrived or was invested rarely exceeds the plan: the largest unit in which it mostly does not. */
function unitBesideTotal(part: LedgerPart, column: ColumnProposal, total: ColumnProposal): AmountUnit {
  const totalUnit = total.unit ?? "wan";
  const pairs = part.table.bodyRows.flatMap(({ index }) => {
    const [whole, some] = [numberAt(part, index, total), numberAt(part, index, column)];
    return whole === null || some === null ? [] : [[whole * WAN_PER[totalUnit], some] as const];
  });
  const fits = (unit: AmountUnit) =>
    pairs.filter(([whole, some]) => some * WAN_PER[unit] <= whole * 1.1).length >= pairs.length * MOSTLY;
  return SMALLER[totalUnit].find(fits) ?? totalUnit;
}

function assumed(part: LedgerPart, column: ColumnProposal, unit: AmountUnit, which: string): ImportProblem {
  return {
    sheet: part.sheet.name,
    row: null,
    cell: `${column.letter}${part.table.headerBottom}`,
    kind: "unit-assumed",
    severity: "warning",
    message: `${which}没有写明金额单位，按数值大小视为${UNIT_NAME[unit]}，请确认。`,
  };
}

/** With a total in a written unit, the columns that name none are settled one by one. */
function settleBesideTotal(part: LedgerPart, total: ColumnProposal): ImportProblem[] {
  const problems: ImportProblem[] = [];
  part.columns = part.columns.map((column) => {
    const { field } = column;
    if (field === null || column.unit !== null) return column;
    if (PARTS_OF_TOTAL.includes(field)) return { ...column, unit: total.unit };
    if (!(AMOUNTS as readonly LedgerField[]).includes(field)) return column;
    const unit = unitBesideTotal(part, column, total);
    problems.push(assumed(part, column, unit, `“${column.header}”`));
    return { ...column, unit };
  });
  return problems;
}

/** Gives the part's columns their units where the table's does not hold, and says what was assumed. */
export function settleUnits(part: LedgerPart, parts: readonly LedgerPart[]): TableUnit {
  if (part.heading.unit) return { unit: part.heading.unit, source: part.heading.unitSource, problems: [] };
  const fields = columnsByField(part.columns);
  if (fields.total?.unit) {
    const problems = settleBesideTotal(part, fields.total);
    return { unit: fields.total.unit, source: null, problems };
  }
  const elsewhere = parts.find((other) => other.heading.unit !== null);
  if (elsewhere?.heading.unit)
    return { unit: elsewhere.heading.unit, source: `工作表“${elsewhere.sheet.name}”`, problems: [] };
  const open = AMOUNTS.map((field) => fields[field]).filter((column) => column?.unit === null);
  const column = fields.total ?? open[0];
  if (!column) return { unit: "wan", source: null, problems: [] };
  const cells = part.table.bodyRows.flatMap((row) => part.sheet.own(row.index, column.column) ?? []);
  const unit = unitByValues(gatherEvidence(cells).median);
  return { unit, source: null, problems: [assumed(part, column, unit, "")] };
}
