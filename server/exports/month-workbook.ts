/** The month's workbook: 月报表, its cuts, the ledger, both detail sheets and the definitions, in one file. */
import "server-only";
import { CUT_NAMES, CUTS, type MonthReport } from "@/server/contracts/statistics";
import { dayOf, monthLabel, type StatMonth, yearStart } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { reportColumns, reportNotes } from "@/server/domain/statistics-columns";
import { monthReport } from "@/server/statistics";
import { cells } from "./cells";
import { detailSheets } from "./detail-sheets";
import { ledgerSheet } from "./ledger-sheet-rows";
import { reportSheet } from "./report-sheet";
import { watermarkOf } from "./watermark";
import { type Cell, type Sheet, writeWorkbook } from "./xlsx/write-workbook";

/** 口径: what every column counts, from when to when, who made the file and when. */
function definitionSheet(report: MonthReport, actor: Actor, now: Date): Sheet {
  const columns = reportColumns(report.shape);
  const lines: Cell[][] = [
    [{ text: "口径说明", style: "title" }],
    [cells.heading("项"), cells.heading("说明")],
    ...(
      [
        ["统计期间", monthLabel(report.month, yearStart(report.month))],
        ["本区", `${report.district}${report.bureau}`],
        ["数据时点", watermarkOf(actor, now)],
        ["分表", CUT_NAMES.map((c) => CUTS[c]).join("、")],
        ...reportNotes(report.shape, report.month).map((note, i): [string, string] => [`总则${i + 1}`, note]),
        ...columns.map((c): [string, string] => [`${c.group} · ${c.header}`, c.definition]),
      ] as [string, string][]
    ).map(([name, words]) => [cells.text(name), cells.text(words)]),
  ];
  return {
    name: "口径",
    widths: [30, 110],
    rows: lines,
    merges: [{ fromRow: 0, fromColumn: 0, toRow: 0, toColumn: 1 }],
    heights: { 0: 34 },
    headerFrom: 1,
    freeze: { rows: 2, columns: 1 },
    paper: "A4",
  };
}

interface MonthWorkbookInput {
  actor: Actor;
  now: Date;
  month: StatMonth;
  path: string;
  report?: (progress: number, message: string) => Promise<void>;
}

/** Writes the workbook and gives back its size in bytes. */
export async function writeMonthWorkbook({
  actor,
  now,
  month,
  path,
  report,
}: MonthWorkbookInput): Promise<number> {
  const cuts: MonthReport[] = [];
  for (const [i, cut] of CUT_NAMES.entries()) {
    cuts.push(await monthReport({ now }, { month, cut, indicator: "outsideFen" }));
    await report?.(5 + i * 5, "汇总月报");
  }
  const [chain] = cuts;
  if (!chain) throw new Error("no report");
  const span = monthLabel(month, yearStart(month));
  const watermark = watermarkOf(actor, now);
  const sheets = [
    ...cuts.map((cut) => reportSheet(cut, watermark)),
    ledgerSheet({
      title: `${chain.district}招商引资项目台账（截至${dayOf(now)}）`,
      note: `填报单位：${chain.district}${chain.bureau}　单位：万元　在册项目（含搁置、终止、流失）　${watermark}`,
      actor,
      filter: { off: "any" },
      now,
      onRows: async (n) => report?.(Math.min(90, 40 + n / 2500), `写入台账 ${n} 行`),
    }),
    ...detailSheets(actor, month, chain.shape, watermark),
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
