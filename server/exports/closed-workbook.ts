/**
 * 关账存档表: the report of a closed month in every cut, from its close alone. The same close makes the same file, byte for
 * byte, whoever asks for it and whenever: nothing in it comes from today.
 */
import "server-only";
import { CUT_NAMES, type MonthReport } from "@/server/contracts/statistics";
import { SIGNING_PARTS } from "@/server/domain/month-close";
import { monthLabel, type StatMonth, yearStart } from "@/server/domain/periods";
import { Refusal } from "@/server/domain/refusals";
import { reportColumns, reportNotes } from "@/server/domain/statistics-columns";
import { monthReport } from "@/server/statistics";
import { reportSheet } from "./report-sheet";
import { wordsSheet } from "./words-sheet";
import { type Sheet, writeWorkbook } from "./xlsx/write-workbook";

interface ClosedWorkbookInput {
  month: StatMonth;
  version: number;
  path: string;
  /** Only whether the month can be asked for at all depends on it. */
  now: Date;
}

type Closed = MonthReport & { closed: NonNullable<MonthReport["closed"]> };

function recordSheet(report: Closed, mark: string): Sheet {
  const { closed, shape, month } = report;
  const lines: [string, string][] = [
    ["统计期间", monthLabel(month, yearStart(month))],
    ["版本", `第${closed.version}版`],
    ...closed.signers.map(({ part, name }): [string, string] => [`${SIGNING_PARTS[part]}签署`, name]),
    ["存档校验码", closed.hash],
    ...reportNotes(shape, month).map((note, i): [string, string] => [`总则${i + 1}`, note]),
    ...reportColumns(shape).map((c): [string, string] => [`${c.group} · ${c.header}`, c.definition]),
    ["标记", mark],
  ];
  return wordsSheet({ name: "关账记录", title: "关账记录与口径", nameWidth: 38, lines });
}

/** Writes the file of one version and gives back its size in bytes. Refuses a month that was not closed by itself. */
export async function writeClosedWorkbook({
  month,
  version,
  path,
  now,
}: ClosedWorkbookInput): Promise<number> {
  const reports: Closed[] = [];
  for (const cut of CUT_NAMES) {
    const report = await monthReport({ now }, { month, cut, indicator: "outsideFen", version });
    if (!report.closed) throw new Refusal("not-found", { message: "这个月没有这一版" });
    // Whether it was reported upwards since is no part of what was closed.
    reports.push({ ...report, closed: report.closed, state: "closed" });
  }
  const [first] = reports;
  if (!first) throw new Error("no report");
  const { closed } = first;
  const mark = `关账存档 第${closed.version}版 · 校验码 ${closed.hash.slice(0, 16)} · 内部资料，请勿外传`;
  const frame = {
    watermark: mark,
    title: `${first.district}招商引资月报（${monthLabel(month, yearStart(month))}，关账第${closed.version}版）`,
    author: closed.signers.map((s) => s.name).join("、"),
    createdAt: new Date(closed.at),
  };
  return writeWorkbook(path, frame, [...reports.map((r) => reportSheet(r, mark)), recordSheet(first, mark)]);
}
