/** Tables of a text out of the month report: the indicators, and the report by chain, origin, size and industry. */
import "server-only";
import type { ReportRow } from "@/server/contracts/statistics";
import type { StatMonth } from "@/server/domain/periods";
import {
  isAmountIndicator,
  TARGET_COLUMNS,
  TARGET_INDICATOR_NAMES,
  TARGET_INDICATORS,
  type TargetIndicator,
} from "@/server/domain/statistics-columns";
import type { AddressCut, AddressSide } from "@/server/domain/writing/figure-address";
import {
  figureCell,
  type PaperColumn,
  type PaperTable,
  TABLE_UNITS,
  UNIT_COLUMN,
} from "@/server/domain/writing/paper-table";
import type { ReportBook } from "./report-book";

const OUTSIDE: TargetIndicator = "outsideFen";

interface FigureColumn {
  head: string;
  unit: string;
  width: number;
  column: string;
  side?: AddressSide;
}
const figure = (
  head: string,
  unit: string,
  width: number,
  column: string,
  side?: AddressSide,
): FigureColumn => ({
  head,
  unit,
  width,
  column,
  ...(side === undefined ? {} : { side }),
});

const CHAIN_COLUMNS: readonly FigureColumn[] = [
  figure("签约项目", "个", 13, "signedYearCount"),
  figure("签约金额", "亿元", 16, "signedYearFen"),
  figure("省外内资到位", "亿元", 16, "outsideYearFen"),
  figure("同比", "%", 16, "outsideYearFen", "change"),
  figure("固定资产投资", "亿元", 16, "investmentYearFen"),
  figure("新开工", "个", 12, "startedYearCount"),
  figure("省外内资完成率", "%", 17, "completion"),
  figure("超欠序时", "百分点", 16, "lead"),
  figure("位次", "", 10, "rank"),
];

const CUT_COLUMNS: readonly FigureColumn[] = [
  figure("签约项目", "个", 17, "signedYearCount"),
  figure("签约金额", "亿元", 20, "signedYearFen"),
  figure("金额占比", "%", 19, "signedYearFen", "share"),
  figure("省外内资到位", "亿元", 20, "outsideYearFen"),
  figure("新开工", "个", 15, "startedYearCount"),
  figure("固定资产投资", "亿元", 20, "investmentYearFen"),
];

/** The letter of a section is for those who sort by it. */
const nameOf = ({ name }: ReportRow): string => name.replace(/^[A-T] /, "");
const isSum = ({ kind }: ReportRow): boolean => kind === "total" || kind === "subtotal";

const head = ({ head: words, unit, width }: FigureColumn): PaperColumn => ({
  head: words,
  unit,
  width,
  side: unit === "" ? "center" : "right",
});

/** Chains stand there whatever they have; any other row only with a figure. */
const isShown = (row: ReportRow, columns: readonly FigureColumn[]): boolean =>
  row.kind === "chain" || isSum(row) || columns.some(({ column }) => Number(row.values[column] ?? 0) !== 0);

function cutTable(
  book: ReportBook,
  { month, cut }: { month: StatMonth; cut: AddressCut },
  { title, first, columns }: { title: string; first: PaperColumn; columns: readonly FigureColumn[] },
): PaperTable | null {
  const rows = book.rows(month, cut, OUTSIDE).filter((row) => isShown(row, columns));
  if (!rows.some((row) => columns.some(({ column }) => Number(row.values[column] ?? 0) !== 0))) return null;
  return {
    title,
    columns: [first, ...columns.map(head)],
    rows: rows.map((row) => ({
      sum: isSum(row),
      cells: [
        [nameOf(row)],
        ...columns.map(({ column, side = "now" }) => {
          const address = {
            kind: "report",
            month,
            row: row.key,
            column,
            indicator: OUTSIDE,
            cut,
            side,
          } as const;
          const found = book.find(address);
          return figureCell(found.kind, found);
        }),
      ],
    })),
    note: [],
  };
}

const first = (words: string, width: number): PaperColumn => ({ head: words, unit: "", width, side: "left" });

export const chainTable = (book: ReportBook, month: StatMonth, period: string): PaperTable | null =>
  cutTable(
    book,
    { month, cut: "chain" },
    { title: `${period}各产业链招商引资情况表`, first: first("产业链", 26), columns: CHAIN_COLUMNS },
  );

const CUT_HEADS = {
  province: ["来源省份", "来源地情况表"],
  tier: ["计划总投资", "投资规模情况表"],
  industry: ["行业门类", "行业情况表"],
} as const;

export const groupTable = (
  book: ReportBook,
  cut: Exclude<AddressCut, "chain">,
  month: StatMonth,
  period: string,
): PaperTable | null => {
  const [name, title] = CUT_HEADS[cut];
  return cutTable(
    book,
    { month, cut },
    { title: `${period}招商引资项目${title}`, first: first(name, 45), columns: CUT_COLUMNS },
  );
};

const INDICATOR_COLUMNS: readonly PaperColumn[] = [
  { head: "指标", unit: "", width: 30, side: "left" },
  { head: UNIT_COLUMN, unit: "", width: 14, side: "center" },
  { head: "年度目标", unit: "", width: 18, side: "right" },
  { head: "本月", unit: "", width: 17, side: "right" },
  { head: "累计", unit: "", width: 18, side: "right" },
  { head: "累计同比", unit: "%", width: 18, side: "right" },
  { head: "完成率", unit: "%", width: 18, side: "right" },
  { head: "超欠序时", unit: "百分点", width: 20, side: "right" },
];

/** Only these columns speak of an indicator; any other is the same figure whatever stands beside it. */
const OF_TARGET = new Set(["target", "completion", "lead", "rank"]);

/** Every indicator of the whole district beside its target. */
export function indicatorTable(book: ReportBook, month: StatMonth, period: string): PaperTable {
  const cells = (indicator: TargetIndicator) => {
    const cellOf = (column: string, side: AddressSide = "now") => {
      const of = OF_TARGET.has(column) ? indicator : OUTSIDE;
      const found = book.find({ kind: "report", month, row: "total", column, indicator: of, side });
      return figureCell(found.kind, found);
    };
    const { month: ofMonth, year } = TARGET_COLUMNS[indicator];
    return [
      cellOf("target"),
      cellOf(ofMonth),
      cellOf(year),
      cellOf(year, "change"),
      cellOf("completion"),
      cellOf("lead"),
    ];
  };
  return {
    title: `${period}招商引资主要指标完成情况表`,
    columns: [...INDICATOR_COLUMNS],
    rows: TARGET_INDICATOR_NAMES.map((indicator) => ({
      sum: false,
      cells: [
        [TARGET_INDICATORS[indicator]],
        [TABLE_UNITS[isAmountIndicator(indicator) ? "amount" : "count"]],
        ...cells(indicator),
      ],
    })),
    note: [],
  };
}
