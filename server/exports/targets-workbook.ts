/** 目标完成情况 as a workbook: chains, departments and streets with every indicator, and the rules in force. */
import "server-only";
import {
  TARGET_CUT_NAMES,
  TARGET_CUTS,
  type TargetDesk,
  type TargetRow,
} from "@/server/contracts/target-desk";
import { formatFen } from "@/server/domain/amounts";
import { monthStateWords } from "@/server/domain/month-states";
import { type Day, monthLabel, type StatMonth } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import {
  isAmountIndicator,
  TARGET_INDICATOR_NAMES,
  TARGET_INDICATORS,
  type TargetIndicator,
} from "@/server/domain/statistics-columns";
import { lightLimits } from "@/server/domain/target-progress";
import { SCORE_METHODS } from "@/server/domain/target-scores";
import { TARGET_GOALS, type TargetGoal } from "@/server/domain/target-spans";
import { targetDesk } from "@/server/statistics";
import { cells } from "./cells";
import { LIGHT_NAME } from "./project-ledger-sheet";
import { across, type HeadedColumn, twoLevelHeader } from "./two-level-header";
import { watermarkOf } from "./watermark";
import { wordsSheet } from "./words-sheet";
import type { Style } from "./xlsx/styles";
import { type Cell, type Sheet, writeWorkbook } from "./xlsx/write-workbook";

const HEADER_ROW = 2;
const WIDTHS = { name: 20, amount: 13, count: 9, percent: 9, word: 8 };

/** One cut: the desk of each indicator, all with the same rows. */
type CutDesks = Record<TargetIndicator, TargetDesk>;

const isSum = ({ kind }: TargetRow): boolean => kind === "total" || kind === "subtotal";

const figure = (text: string | null, style: Style): Cell =>
  text === null ? { text: "—", style } : { number: text, style };

function indicatorCells(row: TargetRow | undefined, amount: boolean): Cell[] {
  const sum = row !== undefined && isSum(row);
  const number: Style = amount ? (sum ? "totalWan" : "wan") : sum ? "totalCount" : "count";
  const percent: Style = sum ? "totalPercent" : "percent";
  const value = (n: number | null | undefined) =>
    figure(n === null || n === undefined ? null : amount ? formatFen(n, "wan", 6) : String(n), number);
  return [
    value(row?.target),
    value(row?.actual),
    figure(row?.completion ?? null, percent),
    figure(row?.lead ?? null, percent),
    cells.centred(row?.light ? LIGHT_NAME[row.light] : "—"),
    figure(
      row?.place === null || row?.place === undefined ? null : String(row.place),
      sum ? "totalCount" : "count",
    ),
    figure(row?.score ?? null, percent),
  ];
}

const columnsOf = (): HeadedColumn[] =>
  TARGET_INDICATOR_NAMES.flatMap((indicator) => {
    const unit = isAmountIndicator(indicator) ? "（万元）" : "（个）";
    const headings = [
      `目标\n${unit}`,
      `累计完成\n${unit}`,
      "完成率\n（%）",
      "超欠序时\n（百分点）",
      "亮灯",
      "位次",
      "得分\n（分）",
    ];
    return headings.map((heading) => ({ group: TARGET_INDICATORS[indicator], heading }));
  });

const spanOf = ({ counted, month, goal, schedule, state }: TargetDesk): string =>
  [
    counted ? monthLabel(counted.to, counted.from) : monthLabel(month),
    TARGET_GOALS[goal],
    `序时进度 ${schedule ?? "—"}%`,
    monthStateWords(state),
  ].join("　　");

/** On every sheet: one that is printed alone says as of which day it is. */
const knownWords = ({ knownOn }: TargetDesk): string => (knownOn === null ? "" : `${knownOn} 日终所知`);

/** Rows that have a target or a figure with any indicator, and sums. */
const shownRows = (desks: CutDesks): TargetRow[] =>
  desks.signedCount.rows.filter(
    (row) =>
      isSum(row) ||
      TARGET_INDICATOR_NAMES.some((name) => {
        const mine = desks[name].rows.find((r) => r.key === row.key);
        return mine !== undefined && (mine.target !== null || (mine.actual ?? 0) !== 0);
      }),
  );

function cutSheet(desks: CutDesks, watermark: string): Sheet {
  const desk = desks.signedCount;
  const lead = TARGET_CUTS[desk.cut].replace("按", "");
  const { rows: head, merges } = twoLevelHeader([{ group: null, heading: lead }, ...columnsOf()], HEADER_ROW);
  const byKey = new Map(
    TARGET_INDICATOR_NAMES.map((name) => [name, new Map(desks[name].rows.map((r) => [r.key, r]))] as const),
  );
  const rows = shownRows(desks);
  const width = 1 + columnsOf().length;
  const foot = [
    "1．完成率＝累计完成÷目标；超欠序时＝完成率－序时进度，先相减后取整；没有目标的不排位、不亮灯。",
    watermark,
  ];
  const at = HEADER_ROW + head.length + rows.length;
  return {
    name: TARGET_CUTS[desk.cut],
    widths: [
      WIDTHS.name,
      ...TARGET_INDICATOR_NAMES.flatMap((name) => {
        const side = isAmountIndicator(name) ? WIDTHS.amount : WIDTHS.count;
        return [side, side, WIDTHS.percent, WIDTHS.percent + 2, WIDTHS.word, WIDTHS.word, WIDTHS.word];
      }),
    ],
    rows: [
      [{ text: `${desk.district}招商引资目标完成情况（${TARGET_CUTS[desk.cut]}）`, style: "title" }],
      [
        cells.note(
          `填报单位：${desk.district}${desk.bureau}　　${[spanOf(desk), knownWords(desk)].join("　　").trim()}`,
        ),
      ],
      ...head,
      ...rows.map((row): Cell[] => [
        { text: row.name, style: isSum(row) ? "totalText" : "text" },
        ...TARGET_INDICATOR_NAMES.flatMap((name) =>
          indicatorCells(byKey.get(name)?.get(row.key), isAmountIndicator(name)),
        ),
      ]),
      ...foot.map((note) => [cells.note(note)]),
    ],
    merges: [...[0, 1, ...foot.map((_, i) => at + i)].map((row) => across(row, 0, width - 1)), ...merges],
    heights: { 0: 36, [HEADER_ROW]: 24, [HEADER_ROW + 1]: 46 },
    headerFrom: HEADER_ROW,
    freeze: { rows: HEADER_ROW + 2, columns: 1 },
    paper: "A3",
  };
}

const sourceOf = (desk: TargetDesk): string => {
  const open = desk.knownOn === null ? "未关账，按导出时的数" : "未关账";
  const state = desk.closed ? `关账第${desk.closed.version}版` : open;
  return desk.knownOn === null ? state : `${knownWords(desk)}，${state}`;
};

function ruleSheet(desk: TargetDesk, watermark: string): Sheet {
  const { rules } = desk;
  const marks = TARGET_INDICATOR_NAMES.map((name) => `${TARGET_INDICATORS[name]} ${rules.marks[name]}`);
  const lines: [string, string][] = [
    ["期间", spanOf(desk)],
    ["数据", sourceOf(desk)],
    ["亮灯", lightLimits(rules)],
    ["得分", SCORE_METHODS[rules.scoring]],
    ["分值", marks.join("、")],
    ["导出人与时间", watermark],
  ];
  return wordsSheet({ name: "口径", title: "口径说明", nameWidth: 18, lines });
}

interface TargetsWorkbookInput {
  actor: Actor;
  now: Date;
  order: { month: StatMonth; goal: TargetGoal; knownOn?: Day | undefined };
  path: string;
  report: (progress: number, message: string) => Promise<void>;
}

/** Writes the workbook and gives back its size in bytes. */
export async function writeTargetsWorkbook(input: TargetsWorkbookInput): Promise<number> {
  const { actor, now, order, path, report } = input;
  const watermark = watermarkOf(actor, now);
  const sheets: Sheet[] = [];
  let rules: Sheet | null = null;
  for (const [i, cut] of TARGET_CUT_NAMES.entries()) {
    const desks: Partial<CutDesks> = {};
    for (const indicator of TARGET_INDICATOR_NAMES)
      desks[indicator] = await targetDesk({ now }, { ...order, cut, indicator });
    const whole = desks as CutDesks;
    sheets.push(cutSheet(whole, watermark));
    rules ??= ruleSheet(whole.signedCount, watermark);
    await report(20 + i * 25, "汇总目标进度");
  }
  const title = `招商引资目标完成情况（${monthLabel(order.month)}，${TARGET_GOALS[order.goal]}）`;
  const head = { watermark, title, author: actor.name, createdAt: now };
  return writeWorkbook(path, head, rules ? [...sheets, rules] : sheets);
}
