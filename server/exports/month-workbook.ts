/** The month's workbook: 月报表, its cuts, the ledger, both detail sheets and the definitions, in one file. */
import "server-only";
import { CUT_NAMES, CUTS, type MonthReport } from "@/server/contracts/statistics";
import { monthStateWords } from "@/server/domain/month-states";
import { type Day, dayOf, monthLabel, type StatMonth, yearStart } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { reportColumns, reportNotes } from "@/server/domain/statistics-columns";
import { OPENING_WORDS, openingNotes } from "@/server/domain/statistics-opening";
import { monthReport } from "@/server/statistics";
import { detailSheets } from "./detail-sheets";
import { ledgerSheet } from "./ledger-sheet-rows";
import { reportSheet } from "./report-sheet";
import { watermarkOf } from "./watermark";
import { wordsSheet } from "./words-sheet";
import { type Sheet, writeWorkbook } from "./xlsx/write-workbook";

/** 口径: what every column counts, from when to when, who made the file and when. */
function definitionSheet(report: MonthReport, actor: Actor, now: Date): Sheet {
  const columns = reportColumns(report.shape);
  const lines: [string, string][] = [
    ["统计期间", monthLabel(report.month, yearStart(report.month))],
    ["本区", `${report.district}${report.bureau}`],
    ["月份状态", monthStateWords(report.state)],
    ...(report.knownOn === null
      ? []
      : [["数据时点", `${report.knownOn} 结束时已知的数据`] as [string, string]]),
    ["导出人与时间", watermarkOf(actor, now)],
    ["分表", CUT_NAMES.map((c) => CUTS[c]).join("、")],
    ...reportNotes(report.shape, report.month).map((note, i): [string, string] => [`总则${i + 1}`, note]),
    ...openingNotes(report.rows, false).map((note): [string, string] => [OPENING_WORDS, note]),
    ...columns.map((c): [string, string] => [`${c.group} · ${c.header}`, c.definition]),
    ...LEDGER_NOTES,
  ];
  return wordsSheet({ name: "口径", title: "口径说明", nameWidth: 38, lines });
}

/** What the ledger's money is, which its headings leave open. */
const LEDGER_NOTES: [string, string][] = [
  ["台账 · 计划总投资", "尚未签约的项目为意向投资额。"],
  [
    "台账 · 本年到位省外内资",
    "本年1月至本月按统计月计入的省外内资，全部项目都列；月报只计达到统计起点的项目，故台账之和可能大于月报。",
  ],
  ["台账 · 累计到位", "截至本月的全部到位资金，含省外、省内和外资折人民币。"],
  ["台账 · 本年完成固投、累计完成固投", "已通过审核的统计数（不含调度数），按统计月计至本月。"],
  ["台账 · 链长、承接/创新、当前阶段、亮灯", "导出时情况。"],
];

interface MonthWorkbookInput {
  actor: Actor;
  now: Date;
  month: StatMonth;
  /** Only what was known when this day ended; then the lists of today are left out. */
  knownOn?: Day | undefined;
  path: string;
  report?: (progress: number, message: string) => Promise<void>;
}

/** Writes the workbook and gives back its size in bytes. */
export async function writeMonthWorkbook({
  actor,
  now,
  month,
  knownOn,
  path,
  report,
}: MonthWorkbookInput): Promise<number> {
  const cuts: MonthReport[] = [];
  for (const [i, cut] of CUT_NAMES.entries()) {
    cuts.push(
      await monthReport(
        { now },
        { month, cut, indicator: "outsideFen", ...(knownOn === undefined ? {} : { knownOn }) },
      ),
    );
    await report?.(5 + i * 5, "汇总月报");
  }
  const [chain] = cuts;
  if (!chain) throw new Error("no report");
  const span = monthLabel(month, yearStart(month));
  const watermark = watermarkOf(actor, now);
  const lists = () => [
    ledgerSheet({
      // Short enough for the frozen columns, which every page repeats.
      title: `${chain.district}招商引资项目台账`,
      note: `填报单位：${chain.district}${chain.bureau}　单位：万元　在册项目（含搁置、终止、流失）；到位资金与固投计至${monthLabel(month)}（本年指${span}），其余为${dayOf(now)}情况；线索的计划总投资为意向投资额　${watermark}`,
      actor,
      filter: { off: "any" },
      now,
      through: month,
      onRows: async (n) => report?.(Math.min(90, 40 + n / 2500), `写入台账 ${n} 行`),
    }),
    ...detailSheets(actor, month, chain.shape, watermark),
  ];
  const sheets = [
    ...cuts.map((cut) => reportSheet(cut, watermark)),
    ...(knownOn === undefined ? lists() : []),
    definitionSheet(chain, actor, now),
  ];
  return writeWorkbook(
    path,
    {
      watermark,
      title: `${chain.district}招商引资月报（${span}）`,
      author: actor.name,
      createdAt: now,
    },
    sheets,
  );
}
