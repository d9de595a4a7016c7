/** 产业链项目汇总表: one chain a row; stages as they stand today, flows of the year as the month report counts them. */
import "server-only";
import { type ChainLine, type ChainPipeline, chainOverview } from "@/server/chains/chain-overview";
import type { MonthReport, ReportRow } from "@/server/contracts/statistics";
import { dayOf, monthLabel, monthOfDay, yearStart } from "@/server/domain/periods";
import { TARGET_INDICATORS } from "@/server/domain/statistics-columns";
import { monthReport } from "@/server/statistics";
import { cells } from "../cells";
import { figureCell, isSum } from "../report-sheet";
import type { Cell, Sheet } from "../xlsx/write-workbook";
import { blankNote, type FormScene, reporter } from "./form-scene";
import { type FormColumn, formSheet } from "./form-sheet";

interface ChainRow {
  row: ReportRow;
  line: ChainLine | undefined;
  /** Of the chain, or of all chains that a sum stands for. */
  stages: ChainPipeline;
  /** Place among the chains; null for everything else. */
  place: number | null;
}

interface SummaryColumn extends FormColumn {
  cell: (of: ChainRow) => Cell;
}

const words = (of: ChainRow, text: string | null | undefined): Cell => {
  const style = isSum(of.row) ? "totalText" : "centred";
  return text ? { text, style } : { blank: true, style };
};
const stage = (group: string, header: string, key: keyof ChainPipeline): SummaryColumn => ({
  group,
  header: `${header}\n（个）`,
  width: 7,
  cell: (of) => figureCell("count", of.stages[key], isSum(of.row)),
});
const count = (group: string, header: string, id: string): SummaryColumn => ({
  group,
  header: `${header}\n（个）`,
  width: 8,
  cell: (of) => figureCell("count", of.row.values[id] ?? null, isSum(of.row)),
});
const yi = (group: string, header: string, id: string): SummaryColumn => ({
  group,
  header: `${header}\n（亿元）`,
  width: 11,
  cell: ({ row }) => {
    const value = row.values[id] ?? null;
    const style = isSum(row) ? "totalWan" : "wan";
    return value === null ? { text: "—", style } : { ...cells.yi(Number(value)), style };
  },
});

const NOW = "储备项目（现有）";
const UNDERWAY = "推进情况（现有）";
const YEAR = "本年累计";
const TARGET = `${TARGET_INDICATORS.outsideFen}目标`;

const COLUMNS: readonly SummaryColumn[] = [
  {
    header: "序号",
    width: 5,
    cell: ({ place, row }) =>
      place === null ? { blank: true, style: isSum(row) ? "totalText" : "count" } : cells.count(place),
  },
  {
    header: "产业链",
    width: 16,
    cell: ({ row }) => ({ text: row.name, style: isSum(row) ? "totalText" : "text" }),
  },
  { header: "类别", width: 7, cell: (of) => words(of, of.line?.category) },
  { header: "链长", width: 9, cell: (of) => words(of, of.row.leader) },
  { header: "主办部门", width: 13, cell: (of) => words(of, of.row.department) },
  { header: "链主企业", width: 22, cell: (of) => words(of, of.line?.anchors.map((a) => a.name).join("、")) },
  stage(NOW, "线索", "lead"),
  stage(NOW, "在谈", "negotiation"),
  stage(NOW, "框架", "framework"),
  count(YEAR, "签约", "signedYearCount"),
  yi(YEAR, "签约金额", "signedYearFen"),
  count(YEAR, "新开工", "startedYearCount"),
  stage(UNDERWAY, "纳统", "registered"),
  stage(UNDERWAY, "在建", "building"),
  stage(UNDERWAY, "投产", "producing"),
  yi("到位与投资（本年累计）", "到位省外内资", "outsideYearFen"),
  yi("到位与投资（本年累计）", "完成固投", "investmentYearFen"),
  yi(TARGET, "年度目标", "target"),
  {
    group: TARGET,
    header: "完成率\n（%）",
    width: 9,
    cell: ({ row }) => figureCell("percent", row.values.completion ?? null, isSum(row)),
  },
  {
    group: TARGET,
    header: "位次",
    width: 6,
    cell: ({ row }) => figureCell("rank", row.values.rank ?? null, isSum(row)),
  },
  { header: "备注", width: 12, cell: (of) => words(of, null) },
];

const added = (parts: readonly ChainPipeline[], empty: ChainPipeline): ChainPipeline =>
  Object.fromEntries(
    Object.keys(empty).map((key) => [
      key,
      parts.reduce((sum, part) => sum + part[key as keyof ChainPipeline], 0),
    ]),
  ) as unknown as ChainPipeline;

/** The rows of the report with the stages beside them: a subtotal sums the chains that stand above it. */
function joined(report: MonthReport, overview: Awaited<ReturnType<typeof chainOverview>>): ChainRow[] {
  const lines = new Map(overview.chains.map((c) => [String(c.id), c]));
  let above: ChainPipeline[] = [];
  let place = 0;
  return report.rows.map((row) => {
    const line = lines.get(row.key);
    if (row.kind === "total") return { row, line, stages: overview.total, place: null };
    if (row.kind === "subtotal") {
      const stages = added(above, overview.total);
      above = [];
      return { row, line, stages, place: null };
    }
    const stages = line?.pipeline ?? overview.others;
    above.push(stages);
    if (row.kind !== "chain") return { row, line, stages, place: null };
    place += 1;
    return { row, line, stages, place };
  });
}

export async function chainSummary(scene: FormScene): Promise<Sheet[]> {
  const { now, choice, rules, watermark } = scene;
  const today = dayOf(now);
  const month = choice.month ?? monthOfDay(today);
  const [report, overview] = await Promise.all([
    monthReport({ now }, { month, cut: "chain", indicator: "outsideFen" }),
    chainOverview({ now }),
  ]);
  const span = monthLabel(month, yearStart(month));
  return [
    formSheet({
      name: "产业链项目汇总表",
      title: `${rules.district.name}产业链项目汇总表（${span}）`,
      note: `${reporter(scene)}　　金额单位：亿元　　阶段为${today}现有，本年累计计至${monthLabel(month)}`,
      columns: COLUMNS,
      rows: joined(report, overview).map((of) => COLUMNS.map((column) => column.cell(of))),
      notes: [
        "线索、在谈、框架为现处该阶段的项目；纳统、投产为已到达该阶段的项目，在建为已开工未竣工的项目；终止、流失和搁置的不列。",
        "签约、新开工、到位省外内资、固投、目标、完成率、位次与月报表同一口径；没有目标或目标为零的记“—”。",
        ...blankNote(scene),
      ],
      watermark,
      signed: true,
      paper: "A3",
      frozen: 2,
    }),
  ];
}
