/** 目标任务完成情况表: for each chain or unit, each indicator with its target, month, year, completion, lead and place. */
import "server-only";
import { CUTS, type MonthReport, type ReportRow } from "@/server/contracts/statistics";
import { type PublishedBoard, TARGET_CUT_NAMES, type TargetRow } from "@/server/contracts/target-desk";
import { dayOf, monthLabel, monthOfDay, type StatMonth, yearStart } from "@/server/domain/periods";
import { elapsedPercent } from "@/server/domain/statistics";
import {
  type FigureKind,
  type FigureValue,
  isAmountIndicator,
  TARGET_COLUMNS,
  TARGET_INDICATOR_NAMES,
  TARGET_INDICATORS,
  type TargetIndicator,
} from "@/server/domain/statistics-columns";
import { BOARD_WORDS } from "@/server/domain/target-scores";
import { monthReport, publishedBoard, targetDesk } from "@/server/statistics";
import { figureCell, isSum, unitOf } from "../report-sheet";
import type { Cell, Sheet } from "../xlsx/write-workbook";
import { type FormScene, reporter } from "./form-scene";
import { type FormColumn, formSheet } from "./form-sheet";

const columnsFor = (who: string): FormColumn[] => [
  { header: who, width: 18 },
  { header: "指标", width: 16 },
  { header: "计量单位", width: 7 },
  { header: "年度目标", width: 14 },
  { group: "完成情况", header: "本月", width: 13 },
  { group: "完成情况", header: "累计", width: 14 },
  { group: "完成情况", header: "完成率\n（%）", width: 9 },
  { group: "完成情况", header: "同比\n（%）", width: 9 },
  { group: "进度", header: "序时进度\n（%）", width: 9 },
  { group: "进度", header: "超欠序时\n（百分点）", width: 10 },
  { group: "考评", header: "得分", width: 7 },
  { group: "考评", header: "位次", width: 6 },
  { group: "考评", header: "榜单", width: 7 },
];

/** What the bureau's own assessment says of a row; a board only once the director has signed it. */
interface Assessment {
  scores: ReadonlyMap<string, TargetRow>;
  board: PublishedBoard | null;
}

interface Line extends Assessment {
  row: ReportRow;
  indicator: TargetIndicator;
}

const NOT_LISTED = "—";
function boardWord({ board, row }: Line): string | null {
  if (board === null) return null;
  const line = board.content.lines.find(({ key }) => key === row.key);
  return line ? BOARD_WORDS[line.colour] : NOT_LISTED;
}

function lineCells(line: Line, elapsed: FigureValue): Cell[] {
  const { row, indicator, scores } = line;
  const total = isSum(row);
  const { month, year } = TARGET_COLUMNS[indicator];
  const kind: FigureKind = isAmountIndicator(indicator) ? "amount" : "count";
  const figure = (of: FigureKind, value: FigureValue | undefined) => figureCell(of, value ?? null, total);
  const words = (text: string): Cell => ({ text, style: total ? "totalText" : "text" });
  const left: Cell = { blank: true, style: total ? "totalText" : "text" };
  const board = boardWord(line);
  return [
    words(row.name),
    words(TARGET_INDICATORS[indicator]),
    words(unitOf(kind)),
    figure(kind, row.values.target),
    figure(kind, row.values[month]),
    figure(kind, row.values[year]),
    figure("percent", row.values.completion),
    figure("percent", row.compared[year]?.change),
    figure("percent", elapsed),
    figure("points", row.values.lead),
    figure("percent", scores.get(row.key)?.score ?? null),
    figure("rank", row.values.rank),
    board === null ? left : words(board),
  ];
}

type Reported = readonly [TargetIndicator, MonthReport, Assessment];

/** Scores and boards are of chains, departments and streets; other cuts have none. */
async function assessmentOf(
  scene: FormScene,
  month: StatMonth,
  indicator: TargetIndicator,
): Promise<Assessment> {
  const cut = TARGET_CUT_NAMES.find((name) => name === scene.choice.cut);
  if (!cut) return { scores: new Map(), board: null };
  const place = { month, cut, indicator, goal: "year/annual" } as const;
  const desk = await targetDesk({ now: scene.now }, place);
  return { scores: new Map(desk.rows.map((row) => [row.key, row])), board: await publishedBoard(place) };
}

/** Row after row of the grouping, each with its name, so that a page break or a filter leaves none without: the indicators for which it, or the whole district, has a target. */
function linesOf(reports: readonly Reported[]): Line[] {
  const [first] = reports;
  return (first?.[1].rows ?? []).flatMap(({ key, kind }) => {
    return reports.flatMap(([indicator, report, assessment]) => {
      const row = report.rows.find((r) => r.key === key);
      return row && (kind === "total" || row.values.target != null)
        ? [{ row, indicator, ...assessment }]
        : [];
    });
  });
}

export async function targetProgress(scene: FormScene): Promise<Sheet[]> {
  const { now, choice, rules, watermark } = scene;
  const month = choice.month ?? monthOfDay(dayOf(now));
  const { cut } = choice;
  const reports = await Promise.all(
    TARGET_INDICATOR_NAMES.map(
      async (indicator) =>
        [
          indicator,
          await monthReport({ now }, { month, cut, indicator, compare: true }),
          await assessmentOf(scene, month, indicator),
        ] as const,
    ),
  );
  const lines = linesOf(reports);
  const elapsed = elapsedPercent(month);
  const span = monthLabel(month, yearStart(month));
  return [
    formSheet({
      name: "目标任务完成情况表",
      title: `${rules.district.name}招商引资目标任务完成情况表（${span}）`,
      note: `${reporter(scene)}　　金额单位：万元　　${CUTS[cut]}　　序时进度 ${elapsed ?? "—"}%`,
      columns: columnsFor(CUTS[cut].replace("按", "")),
      rows: lines.map((line) => lineCells(line, elapsed)),
      notes: [
        "只列已下达年度目标的单位和指标，合计列全部指标；目标为零或没有目标时完成率、超欠序时、位次记“—”。",
        "各指标与月报表同一口径；同比为累计数与上年同期之比减1；位次按完成率，相同的按累计数。",
        "得分按本局设定的办法和分值；榜单以局长签发的为准，尚未签发的留空。",
      ],
      watermark,
      signed: true,
      paper: "A4",
      frozen: 2,
    }),
  ];
}
