/** What is remarked once for a whole table: hidden and unread columns, and what was inferred for every row alike. */
import type { ColumnProposal, ImportProblem, LedgerRow } from "@/server/contracts/import";
import { AGREEMENT_BY_DATE } from "./clean-milestones";
import type { LedgerPart } from "./ledger-parts";
import { columnsByField } from "./read-table";
import { gatherEvidence } from "./value-evidence";
import { columnLetter } from "./workbook";

/** Columns of money that decide no figure, or that repeat one: nobody misses them. */
const MINOR =
  /率|比例|占比|目标|计划|任务|本月|当月|上月|\d月$|上年|去年|同期|增长|排名|税|产值|年度|省内|省外|境外|外资|贷款|自筹|面积|亩/;
const MONEY = /到位|到账|固投|固定资产|投资|资金|金额|签约额/;

function about(
  part: LedgerPart,
  kind: ImportProblem["kind"],
  message: string,
  cell: string | null = null,
): ImportProblem {
  return { sheet: part.sheet.name, row: null, cell, kind, message, severity: "warning" };
}

const hiddenColumns = (part: LedgerPart): ImportProblem[] =>
  part.columns
    .filter((column) => column.field !== null && part.sheet.hiddenCols.has(column.column))
    .map((column) =>
      about(
        part,
        "hidden-column",
        `${column.letter} 列“${column.header}”是隐藏的，仍已读入，请确认。`,
        `${column.letter}${part.table.headerTop}`,
      ),
    );

const isMoney = (part: LedgerPart, column: ColumnProposal): boolean => {
  const cells = part.table.bodyRows.flatMap((row) => part.sheet.own(row.index, column.column) ?? []);
  const { amount, filled } = gatherEvidence(cells);
  return filled >= 1 && amount >= 0.6;
};

/** A figure that the ledger keeps must not be lost without a word. */
function unreadMoney(part: LedgerPart): ImportProblem[] {
  const added = new Set(part.columns.flatMap((column) => column.addedColumns ?? []));
  return part.columns
    .filter(
      (column) =>
        column.field === null &&
        !added.has(column.column) &&
        !part.sheet.hiddenCols.has(column.column) &&
        MONEY.test(column.header) &&
        // Of money that arrived, the part from inside the province is a figure of its own.
        !MINOR.test(column.header.replace(/(?<=(?:到位|到账).*)(?:省内|境外)/, "")) &&
        isMoney(part, column),
    )
    .map((column) =>
      about(
        part,
        "unread-column",
        `${column.letter} 列“${column.header}”像是金额，没有读入；需要时请指定它是哪一项。`,
        `${column.letter}${part.table.headerTop}`,
      ),
    );
}

const addedMonths = (part: LedgerPart): ImportProblem[] =>
  part.columns.flatMap((column) => {
    const added = column.addedColumns;
    if (!added) return [];
    const letters = [column.letter, ...added.map(columnLetter)].join("、");
    const message = `没有全年合计一列，按 ${letters} 列各月数相加，请确认各列不是累计数。`;
    return [about(part, "months-added", message, `${column.letter}${part.table.headerBottom}`)];
  });

/** "累计完成投资" and nothing of this year: all of it counts, and somebody must know. */
function cumulativeOnly(part: LedgerPart): ImportProblem[] {
  const fields = columnsByField(part.columns);
  const pairs = [
    [fields.arrived, fields.arrivedCumulative, "到位资金"],
    [fields.fai, fields.faiCumulative, "完成固投"],
  ] as const;
  return pairs.flatMap(([year, total, word]) => {
    if (year || !total) return [];
    const message = `${word}只有“${total.header}”一列，按本年数计入；其中往年的部分请剔除。`;
    return [about(part, "cumulative-used", message, `${total.letter}${part.table.headerTop}`)];
  });
}

function inferredForAll(part: LedgerPart, rows: readonly LedgerRow[]): ImportProblem[] {
  const fields = columnsByField(part.columns);
  const problems: ImportProblem[] = [];
  const placed = rows.filter(({ project }) => project.province !== null).length;
  if (!fields.province && !fields.city && placed > 0) {
    const message = `表中没有投资方所在地一列，${placed} 个项目按信用代码的登记地区或企业名称推断，请核对。`;
    problems.push(about(part, "origin-inferred", message));
  }
  const signed = rows.filter(({ values }) => values.some(({ note }) => note === AGREEMENT_BY_DATE)).length;
  if (signed > 0) {
    const message = `表中没有签约类型一列，${signed} 个有签约日期的项目视为正式合同，请核对其中有没有框架协议。`;
    problems.push(about(part, "agreement-inferred", message));
  }
  if (!fields.total && rows.length > 0)
    problems.push(about(part, "amount-missing", "表中没有计划总投资一列，各项目金额按空计。"));
  return problems;
}

export const tableRemarks = (part: LedgerPart, rows: readonly LedgerRow[]): ImportProblem[] => [
  ...hiddenColumns(part),
  ...unreadMoney(part),
  ...addedMonths(part),
  ...cumulativeOnly(part),
  ...inferredForAll(part, rows),
];
