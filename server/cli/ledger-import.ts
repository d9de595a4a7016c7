/**
 * `npm run ledger:import -- FILE [--commit] [--json]`: reads a hand-kept ledger and says what was understood; writes
 * nothing unless `--commit` is given. Standard output carries the result only; everything else goes to standard error.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { SHEET_KINDS } from "@/server/contracts/detail-fields";
import type { LedgerDryRun, LedgerTotals } from "@/server/contracts/import";
import { type ImportResult, importChoices } from "@/server/contracts/import-batch";
import { isDay } from "@/server/domain/periods";
import { Refusal } from "@/server/domain/refusals";
import { ledgerFates, readAsHere } from "@/server/imports";
import { UnreadableFile } from "@/server/imports/reading";
import { systemNow } from "@/server/platform/clock";
import { closeDatabase } from "@/server/platform/database";
import { argumentProblem, asksForHelp, REFUSED } from "./arguments";
import { commitFromConsole, onlooker } from "./console-import";

const USAGE = `试读一份手工台账，说出识别到的项目、合计和问题；加 --commit 才写入数据库。

用法：npm run ledger:import -- 文件 [--commit] [--as 账号] [--json] [--cutoff 截止日期]

  文件                 .xlsx、.xls、.et 或 .csv 台账，一次一份
  --commit             试读之后导入（一个事务；可在“导入”页面整批撤销）；有错误的行不导入；库中已有的项目按台账更新，限于该账号可以修改的
  --as 账号            以哪个账号的名义导入，默认为“命令行迁入”
  --json               以 JSON 输出试读结果（projects、problems、totals，rows 为各行的结果），导入后另有 imported
  --cutoff 截止日期    台账截止日期，写作 2026-10-31，默认取表头所写
  --help               显示本说明

例：npm run ledger:import -- 2026年招商台账.xlsx
    npm run ledger:import -- 2026年招商台账.xlsx --commit --as tongji --cutoff 2026-10-31

结果写到标准输出，其余写到标准错误。
退出码：0 完成（台账中有错误的行也算完成，逐条列出）；2 参数不正确，或台账读不出、不能导入；1 系统故障`;

interface Request {
  file: string;
  json: boolean;
  commit: boolean;
  as: string | null;
  cutoff: string | undefined;
}

/** The request, or what is wrong with it. */
function readArguments(args: string[]): Request | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        commit: { type: "boolean", default: false },
        as: { type: "string" },
        cutoff: { type: "string" },
      },
    });
    const [file, ...more] = positionals;
    if (!file) return "没有写明台账文件。";
    if (more.length > 0) return `一次只能读一份台账，多了：${more.join(" ")}`;
    if (values.cutoff !== undefined && !isDay(values.cutoff))
      return `“${values.cutoff}”不是日期，应写作 2026-10-31。`;
    if (values.as === "") return "--as 后面没有写账号。";
    const { json, commit, cutoff } = values;
    return { file, json, commit, as: values.as ?? null, cutoff };
  } catch (error) {
    return argumentProblem(error);
  }
}

function totalsInWords(totals: LedgerTotals): string[] {
  const chains = Object.entries(totals.byChain).map(
    ([chain, { count, totalWan }]) => `  ${chain}：${count} 个，${totalWan} 万元`,
  );
  return [
    `项目 ${totals.count} 个，计划总投资 ${totals.totalWan} 万元，其中固定资产投资 ${totals.fixedWan} 万元`,
    `省外内资到位 ${totals.arrivedOutsideWan} 万元（全部到位 ${totals.arrivedAllWan} 万元），完成固投 ${totals.faiWan} 万元`,
    ...chains,
  ];
}

function summaryInWords(result: LedgerDryRun): string {
  const tables = result.tables.map(
    ({ sheet, headerRows, lastRow, columns }) =>
      `工作表“${sheet}”：表头第 ${headerRows.join("–")} 行，数据到第 ${lastRow} 行，识别 ${columns.filter((column) => column.field).length}/${columns.length} 列`,
  );
  const errors = result.problems.filter(({ severity }) => severity === "error");
  const problems = result.problems.map(
    ({ sheet, row, cell, message, severity }) =>
      `${severity === "error" ? "✗ 错误" : "! 提醒"} ${sheet} ${cell ?? (row === null ? "" : `第 ${row} 行`)} ${message}`,
  );
  return [
    ...tables,
    ...totalsInWords(result.totals),
    ...result.details.tables.map(
      ({ sheet, kind }) =>
        `工作表“${sheet}”：${SHEET_KINDS[kind]} ${result.details.rows.filter((row) => row.sheet === sheet).length} 行`,
    ),
    `错误 ${errors.length} 条（所在行不计入），提醒 ${result.problems.length - errors.length} 条`,
    ...problems,
    "",
  ].join("\n");
}

/** npm runs a script in the project's folder; the person named the file from where he stood. */
const fileAsNamed = (file: string): string => path.resolve(process.env.INIT_CWD ?? process.cwd(), file);

const print = (text: string): Promise<void> =>
  new Promise((resolve, reject) =>
    process.stdout.write(text, (error) => (error ? reject(error) : resolve())),
  );

function resultInWords({
  projects,
  changed,
  skipped,
  totals,
  newChains,
  newUnits,
  details,
}: ImportResult): string {
  const made = [...newChains.map((c) => `产业链“${c}”`), ...newUnits.map((u) => `部门“${u}”`)];
  return [
    `已导入 ${projects} 个项目，${changed > 0 ? `更新 ${changed} 个已有项目，` : ""}跳过 ${skipped} 行${made.length > 0 ? `，新建${made.join("、")}` : ""}`,
    ...totalsInWords(totals),
    ...(details && (details.submitted + details.drafts > 0 || !details.enterprises)
      ? [`明细录入 ${details.submitted + details.drafts} 笔，其中 ${details.submitted} 笔已报审`]
      : []),
    ...(details?.enterprises
      ? [`企业名录新建 ${details.enterprises.created} 家，更新 ${details.enterprises.changed} 家`]
      : []),
    "",
  ].join("\n");
}

async function perform(request: Request): Promise<void> {
  const now = systemNow();
  const bytes = await readFile(fileAsNamed(request.file));
  const fileName = path.basename(request.file);
  const none = { mapping: [], sheets: [], corrections: [] };
  const choices = importChoices.parse({ ...none, cutoff: request.cutoff });
  const dry = await readAsHere(bytes, fileName, choices, now);
  const actor = request.json ? await onlooker(request.as, now) : null;
  const rows = actor ? await ledgerFates({ actor, now }, dry, choices) : [];
  const imported = request.commit ? await commitFromConsole({ ...request, bytes, fileName, now }) : null;
  const { projects, problems, totals } = dry;
  const output = { projects, problems, totals, rows, ...(imported ? { imported } : {}) };
  await print(
    request.json
      ? `${JSON.stringify(output, null, 1)}\n`
      : summaryInWords(dry) + (imported ? resultInWords(imported) : ""),
  );
}

export async function run(args: string[]): Promise<number> {
  if (asksForHelp(args)) {
    await print(`${USAGE}\n`);
    return 0;
  }
  const request = readArguments(args);
  if (typeof request === "string") {
    process.stderr.write(`${request}\n\n${USAGE}\n`);
    return REFUSED;
  }
  try {
    await perform(request);
    return 0;
  } catch (cause) {
    const reason = plainReason(cause);
    if (reason === null) throw cause;
    process.stderr.write(`${reason}\n`);
    return REFUSED;
  }
}

function plainReason(cause: unknown): string | null {
  if (cause instanceof UnreadableFile || cause instanceof Refusal) return cause.message;
  const code = cause instanceof Error && "code" in cause ? cause.code : null;
  if (code === "ENOENT") return "找不到这个文件。";
  if (code === "EISDIR") return "这是文件夹，不是文件。";
  return code === "EACCES" ? "没有读取这个文件的权限。" : null;
}

if (process.argv[1] && import.meta.filename === process.argv[1]) {
  process.exitCode = await run(process.argv.slice(2));
  await closeDatabase();
}
