/**
 * `npm run report:month -- 2026-10 [--json] [--known 2026-10-31] [--xlsx OUT]`: the month's figures of every cut, as known now or when
 * an earlier day ended. Standard output carries the result only; everything else goes to standard error.
 */
import { constants } from "node:fs";
import { access, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { CUT_NAMES, CUTS, type Cut, type MonthReport, type ReportRow } from "@/server/contracts/statistics";
import { formatFen } from "@/server/domain/amounts";
import { type Day, isDay, isStatMonth, monthLabel, type StatMonth, yearStart } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import {
  type FigureValue,
  type ReportColumn,
  reportColumns,
  reportNotes,
} from "@/server/domain/statistics-columns";
import { openingNotes } from "@/server/domain/statistics-opening";
import { writeMonthWorkbook } from "@/server/exports";
import { systemNow } from "@/server/platform/clock";
import { closeDatabase, database } from "@/server/platform/database";
import { appendAudit } from "@/server/record/audit";
import { monthReport } from "@/server/statistics";
import { argumentProblem, asksForHelp, REFUSED } from "./arguments";

const USAGE = `汇总一个统计月的月报：读取本系统数据库中已通过审核的记录，不改动业务数据。

用法：npm run report:month -- 统计月 [--json] [--known 日期] [--xlsx 文件]

  统计月       写作 2026-10，不能晚于本月
  --json       以 JSON 输出各分表的全部数字；金额同时给出分（Fen）和万元（Wan）
               不加时按产业链输出几个主要指标，金额为万元
  --known 日期 只用这一天结束时已知的数据（时点），写作 2026-10-31，须早于今天，且不早于所看的月份；
               此时工作簿只有报表和口径，没有台账
  --xlsx 文件  另写一份月报工作簿（.xlsx），并记入审计日志
  --help       显示本说明

例：npm run report:month -- 2026-10
    npm run report:month -- 2026-10 --json --xlsx 2026年10月月报.xlsx
    npm run report:month -- 2026-03 --known 2026-03-31

结果写到标准输出，其余写到标准错误。
退出码：0 完成；2 参数不正确，或统计月不能汇总；73 工作簿写不进去；1 系统故障`;

/** Whoever may run commands on the server reads everything; the workbook says where it was made. */
const CONSOLE: Actor = {
  id: 0,
  name: "服务器命令行",
  role: "director",
  unitId: null,
  chainIds: [],
  address: "",
};

const CANNOT_WRITE = 73;

interface Request {
  month: StatMonth;
  json: boolean;
  /** The day as of whose end it is counted; null: as known now. */
  knownOn: Day | null;
  xlsx: string | null;
}

/** The request, or what is wrong with it. */
function readArguments(args: string[]): Request | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        known: { type: "string" },
        xlsx: { type: "string" },
      },
    });
    const [text, ...more] = positionals;
    if (text === undefined) return "没有写明统计月。";
    if (more.length > 0) return `一次只能汇总一个月，多了：${more.join(" ")}`;
    const match = /^(\d{4})-?(\d{2})$/.exec(text);
    const month = match ? Number(match[1]) * 100 + Number(match[2]) : 0;
    if (!isStatMonth(month)) return `“${text}”不是统计月，应写作 2026-10。`;
    if (values.xlsx === "") return "--xlsx 后面没有写文件名。";
    const knownOn = values.known ?? null;
    if (knownOn !== null && !isDay(knownOn)) return `“${knownOn}”不是日期，--known 应写作 2026-10-31。`;
    return { month, json: values.json, knownOn, xlsx: values.xlsx ? fileAsNamed(values.xlsx) : null };
  } catch (error) {
    return argumentProblem(error);
  }
}

/** npm runs a script in the project's folder; the name was typed in another. */
const fileAsNamed = (file: string): string => path.resolve(process.env.INIT_CWD ?? process.cwd(), file);

/** Fen → 万元, exact to the fen and without zeros at the end. */
const exactWan = (fen: number): string => formatFen(fen, "wan", 6).replace(/\.?0+$/, "");
const exactUsdWan = (cents: number): string => formatFen(cents, "wan", 6).replace(/\.?0+$/, "");

/** One column as it stands in the JSON: amounts twice, in fen and in 万元. */
function entries({ id, kind }: ReportColumn, value: FigureValue): [string, FigureValue][] {
  const stem = id.replace(/Fen$/, "");
  if (kind === "amount")
    return [
      [`${stem}Fen`, value],
      [`${stem}Wan`, value === null ? null : exactWan(Number(value))],
    ];
  if (kind === "usd")
    return [
      [`${stem}UsdCents`, value],
      [`${stem}UsdWan`, value === null ? null : exactUsdWan(Number(value))],
    ];
  return [[id, value]];
}

const rowJson = (row: ReportRow, columns: readonly ReportColumn[]) => ({
  key: row.key,
  name: row.name,
  kind: row.kind,
  ...(row.kind === "chain" ? { leader: row.leader, department: row.department } : {}),
  ...Object.fromEntries(columns.flatMap((c) => entries(c, row.values[c.id] ?? null))),
  outsideOpeningFen: row.opening.outsideFen,
  investmentOpeningFen: row.opening.investmentFen,
  openingIn: row.openingIn.now,
});

function asJson(reports: readonly MonthReport[]) {
  const [first] = reports;
  if (!first) throw new Error("no report");
  const columns = reportColumns(first.shape);
  const cuts = reports.map(
    (r) => [r.cut, { name: CUTS[r.cut], rows: r.rows.map((row) => rowJson(row, columns)) }] as const,
  );
  return {
    month: first.month,
    period: monthLabel(first.month, yearStart(first.month)),
    district: first.district,
    unit: "万元",
    state: first.state,
    knownOn: first.knownOn,
    columns: columns.map(({ id, group, header, kind, definition }) => ({
      id,
      group,
      header,
      kind,
      definition,
    })),
    notes: [...reportNotes(first.shape, first.month), ...openingNotes(first.rows, false)],
    rows: first.rows.map((row) => rowJson(row, columns)),
    cuts: Object.fromEntries(cuts),
  };
}

/** A short table for people: the figures that the month's sentence speaks of. */
function asText(report: MonthReport): string {
  const shown = [
    "signedYearCount",
    "signedYearFen",
    "outsideYearFen",
    "startedYearCount",
    "investmentYearFen",
    "completion",
  ];
  const columns = reportColumns(report.shape).filter((c) => shown.includes(c.id));
  const cell = ({ kind }: ReportColumn, value: FigureValue) =>
    value === null ? "—" : kind === "amount" ? formatFen(Number(value), "wan", 2) : String(value);
  const lines = report.rows.map((row) =>
    [row.name, ...columns.map((c) => cell(c, row.values[c.id] ?? null))].join("\t"),
  );
  return [
    `${report.district}招商引资情况月报（${monthLabel(report.month, yearStart(report.month))}，${report.knownOn === null ? "" : `${report.knownOn} 日终所知，`}金额：万元）`,
    ["", ...columns.map((c) => `${c.group}${c.header}`)].join("\t"),
    ...lines,
    "",
  ].join("\n");
}

const write = (text: string) =>
  new Promise<void>((resolve, reject) =>
    process.stdout.write(text, (error) => (error ? reject(error) : resolve())),
  );

/** Why the workbook cannot be written there, before anything is counted. */
async function obstacleAt(file: string): Promise<string | null> {
  const folder = path.dirname(file);
  const found = await stat(folder).catch(() => null);
  if (!found?.isDirectory()) return `文件夹不存在：${folder}`;
  if ((await stat(file).catch(() => null))?.isDirectory()) return `这是一个文件夹，请写明文件名：${file}`;
  return access(folder, constants.W_OK).then(
    () => null,
    () => `没有写入权限：${folder}`,
  );
}

/** Written beside its place and moved there when it is whole; like every export, it stands in the audit log. */
async function writeWorkbookTo(file: string, month: StatMonth, asKnown: { knownOn?: Day }): Promise<void> {
  const now = systemNow();
  const unfinished = `${file}.${process.pid}.part`;
  try {
    await writeMonthWorkbook({ actor: CONSOLE, now, month, ...asKnown, path: unfinished });
    await appendAudit(database, { ...CONSOLE, id: null }, now, [
      {
        action: "statistics:export",
        subjectKind: "export",
        subjectId: "",
        after: { month, ...asKnown, file },
      },
    ]);
    await rename(unfinished, file);
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function answer({ month, json, knownOn, xlsx }: Request): Promise<void> {
  const asKnown = knownOn === null ? {} : { knownOn };
  const cuts: readonly Cut[] = json ? CUT_NAMES : ["chain"];
  const reports: MonthReport[] = [];
  for (const cut of cuts)
    reports.push(
      await monthReport({ now: systemNow() }, { month, cut, indicator: "outsideFen", ...asKnown }),
    );
  const [first] = reports;
  if (xlsx) await writeWorkbookTo(xlsx, month, asKnown);
  if (first) await write(json ? `${JSON.stringify(asJson(reports), null, 1)}\n` : asText(first));
}

export async function run(args: string[]): Promise<number> {
  const complain = (words: string) => void process.stderr.write(`${words}\n`);
  if (asksForHelp(args)) {
    await write(`${USAGE}\n`);
    return 0;
  }
  const request = readArguments(args);
  if (typeof request === "string") {
    complain(`${request}\n\n${USAGE}`);
    return REFUSED;
  }
  const obstacle = request.xlsx === null ? null : await obstacleAt(request.xlsx);
  if (obstacle) {
    complain(obstacle);
    return CANNOT_WRITE;
  }
  try {
    await answer(request);
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    complain(error.message);
    return REFUSED;
  }
}

if (process.argv[1] && import.meta.filename === process.argv[1]) {
  process.exitCode = await run(process.argv.slice(2));
  await closeDatabase();
}
