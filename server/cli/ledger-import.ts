/**
 * `npm run ledger:import -- FILE [--json]`: reads a hand-kept ledger and says what was understood. Writes nothing.
 * Standard output carries the result only; everything else goes to standard error.
 */
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import type { LedgerDryRun, LedgerReadingInput, LedgerTotals } from "@/server/contracts/import";
import { dryRun, UnreadableFile } from "@/server/imports/reading";

const USAGE = `用法：npm run ledger:import -- 文件 [--json] [--home 省份] [--cutoff 2026-10-31]

  文件        .xlsx、.xls、.et 或 .csv 台账
  --json      以 JSON 输出试读结果（projects、problems、totals）
  --home      本区所在省，默认黑龙江省；来自该省的资金不算省外
  --cutoff    台账截止日期，默认取表头所写`;

const UNREADABLE = 2;
const BAD_ARGUMENTS = 64;

interface Request {
  file: string;
  json: boolean;
  options: LedgerReadingInput;
}

function readArguments(args: string[]): Request | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        home: { type: "string" },
        cutoff: { type: "string" },
      },
    });
    const [file, ...more] = positionals;
    if (!file || more.length > 0) return null;
    if (values.cutoff !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(values.cutoff)) return null;
    return {
      file,
      json: values.json,
      options: {
        ...(values.home === undefined ? {} : { homeProvince: values.home }),
        ...(values.cutoff === undefined ? {} : { cutoff: values.cutoff }),
      },
    };
  } catch {
    return null;
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
    `错误 ${errors.length} 条（所在行不计入），提醒 ${result.problems.length - errors.length} 条`,
    ...problems,
    "",
  ].join("\n");
}

export async function run(args: string[]): Promise<number> {
  const request = readArguments(args);
  if (!request) {
    process.stderr.write(`${USAGE}\n`);
    return BAD_ARGUMENTS;
  }
  try {
    const result = dryRun(await readFile(request.file), basename(request.file), request.options);
    const { projects, problems, totals } = result;
    const output = request.json
      ? `${JSON.stringify({ projects, problems, totals }, null, 1)}\n`
      : summaryInWords(result);
    await new Promise<void>((resolve, reject) =>
      process.stdout.write(output, (error) => (error ? reject(error) : resolve())),
    );
    return 0;
  } catch (cause) {
    const reason = unreadableReason(cause);
    if (reason === null) throw cause;
    process.stderr.write(`${reason}\n`);
    return UNREADABLE;
  }
}

function unreadableReason(cause: unknown): string | null {
  if (cause instanceof UnreadableFile) return cause.message;
  const code = cause instanceof Error && "code" in cause ? cause.code : null;
  if (code === "ENOENT") return "找不到这个文件。";
  if (code === "EISDIR") return "这是文件夹，不是文件。";
  return code === "EACCES" ? "没有读取这个文件的权限。" : null;
}

if (process.argv[1] && import.meta.filename === process.argv[1]) {
  process.exitCode = await run(process.argv.slice(2));
}
