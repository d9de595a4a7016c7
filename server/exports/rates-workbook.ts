/** 转化率 as a workbook: every cut by number and by amount with numerators and denominators, and the definitions in force. */
import "server-only";
import type { RateReport, RateReportInput, RateReportRow } from "@/server/contracts/rates";
import { CUT_NAMES, CUTS } from "@/server/contracts/statistics";
import { formatFen } from "@/server/domain/amounts";
import { monthLabel } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { ARRIVAL_BASES } from "@/server/domain/rate-rules";
import { windowLabel } from "@/server/domain/rate-windows";
import {
  definitionOf,
  GROUP_NAME,
  isMoney,
  RATE_IDS,
  RATE_MEASURES,
  type RateMeasure,
  type RateShare,
  rateLabels,
  rateNotes,
  ratePercent,
  rateWords,
} from "@/server/domain/rates";
import { rateReport } from "@/server/statistics";
import { cells } from "./cells";
import { across, type HeadedColumn, twoLevelHeader } from "./two-level-header";
import { watermarkOf } from "./watermark";
import { wordsSheet } from "./words-sheet";
import type { Style } from "./xlsx/styles";
import { type Cell, type Sheet, writeWorkbook } from "./xlsx/write-workbook";

const HEADER_ROW = 2;
const NAME_WIDTH = 22;
const WIDTHS = { count: 8, money: 13, percent: 9 };

const isSum = ({ kind }: RateReportRow) => kind === "total" || kind === "subtotal";
const styled = (sum: boolean, plain: Style, total: Style): Style => (sum ? total : plain);

/** Numerator, denominator and percentage as numbers; "—" where there is none. */
function shareCells(share: RateShare | null, money: boolean, sum: boolean): Cell[] {
  const number = money ? styled(sum, "wan", "totalWan") : styled(sum, "count", "totalCount");
  const percent = styled(sum, "percent", "totalPercent");
  if (share === null) return [number, number, percent].map((style): Cell => ({ text: "—", style }));
  const side = (value: number): Cell => ({
    number: money ? formatFen(value, "wan", 6) : String(value),
    style: number,
  });
  const rate = ratePercent(share);
  return [
    side(share.part),
    side(share.whole),
    rate === null ? { text: "—", style: percent } : { number: rate, style: percent },
  ];
}

function columnsOf(report: RateReport, measure: RateMeasure): HeadedColumn[] {
  const words = rateWords(report.settings.rules);
  return RATE_IDS.flatMap((id) => {
    const unit = isMoney(id, measure) ? "（万元）" : "（个）";
    const group = words[id].name;
    return [
      { group, heading: `${words[id].condition}\n${unit}` },
      {
        group,
        heading: `${words[id].only === "money" ? ARRIVAL_BASES[report.settings.rules.arrivalBase] : GROUP_NAME[words[id].group]}\n${unit}`,
      },
      { group, heading: "比率\n（%）" },
    ];
  });
}

const spanOf = (report: RateReport): string =>
  report.way === "period"
    ? windowLabel(report)
    : `${windowLabel(report)}签约，截至${monthLabel(report.cutoff)}末`;

function rateSheet(report: RateReport, measure: RateMeasure, watermark: string): Sheet {
  const lead = CUTS[report.cut].replace("按", "");
  const { rows: head, merges } = twoLevelHeader(
    [{ group: null, heading: lead }, ...columnsOf(report, measure)],
    HEADER_ROW,
  );
  const labels = [RATE_MEASURES[measure], ...rateLabels(report)].join("，");
  const width = 1 + RATE_IDS.length * 3;
  const notes = [...rateNotes(report, report.settings.since), ...report.warnings];
  const foot = [...notes.map((note, i) => `${i + 1}．${note}`), watermark];
  const at = HEADER_ROW + head.length + report.rows.length;
  return {
    name: `${CUTS[report.cut]}（${RATE_MEASURES[measure]}）`,
    widths: [
      NAME_WIDTH,
      ...RATE_IDS.flatMap((id) => {
        const side = isMoney(id, measure) ? WIDTHS.money : WIDTHS.count;
        return [side, side, WIDTHS.percent];
      }),
    ],
    rows: [
      [{ text: `${report.district}招商引资项目转化率（${windowLabel(report)}）`, style: "title" }],
      [cells.note(`填报单位：${report.district}${report.bureau}　　${spanOf(report)}　　${labels}`)],
      ...head,
      ...report.rows.map((row): Cell[] => [
        { text: row.name, style: styled(isSum(row), "text", "totalText") },
        ...RATE_IDS.flatMap((id) => shareCells(row.rates[id][measure], isMoney(id, measure), isSum(row))),
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

function definitionSheet(report: RateReport, watermark: string): Sheet {
  const words = rateWords(report.settings.rules);
  const lines: [string, string][] = [
    ["期间", spanOf(report)],
    ["口径施行", report.settings.since === null ? "自启用起" : `自${report.settings.since}起`],
    ["时点", report.knownOn === null ? "导出时已知的数据" : `${report.knownOn} 结束时已知的数据`],
    ["导出人与时间", watermark],
    ...RATE_IDS.map((id): [string, string] => [words[id].name, definitionOf(words[id], report.way)]),
  ];
  return wordsSheet({ name: "口径", title: "口径说明", nameWidth: 22, lines });
}

interface RatesWorkbookInput {
  actor: Actor;
  now: Date;
  order: Omit<RateReportInput, "cut">;
  path: string;
  report: (progress: number, message: string) => Promise<void>;
}

/** Writes the workbook and gives back its size in bytes. */
export async function writeRatesWorkbook({
  actor,
  now,
  order,
  path,
  report,
}: RatesWorkbookInput): Promise<number> {
  const reports: RateReport[] = [];
  for (const [i, cut] of CUT_NAMES.entries()) {
    reports.push(await rateReport({ now }, { ...order, cut }));
    await report(5 + i * 14, "汇总转化率");
  }
  const [chain] = reports;
  if (!chain) throw new Error("no report");
  const watermark = watermarkOf(actor, now);
  const sheets = reports.flatMap((one) => [
    rateSheet(one, "count", watermark),
    rateSheet(one, "amount", watermark),
  ]);
  return writeWorkbook(
    path,
    {
      watermark,
      title: `${chain.district}招商引资转化率（${windowLabel(order)}）`,
      author: actor.name,
      createdAt: now,
    },
    [...sheets, definitionSheet(chain, watermark)],
  );
}
