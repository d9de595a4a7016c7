/**
 * `npm run checkup [-- --month YYYYMM]`: what 数据体检 finds in the whole bureau. Standard output carries one line a finding;
 * everything else goes to standard error, so that it can run every night.
 */
import { parseArgs } from "node:util";
import type { CheckedFindings, Finding } from "@/server/contracts/checkup";
import { formatFen } from "@/server/domain/amounts";
import { CHECK_LEVEL_NAMES, CHECK_LEVELS, type Compared, checkOf } from "@/server/domain/checkup";
import { dayOf, isStatMonth, monthLabel, monthOfDay, type StatMonth } from "@/server/domain/periods";
import { Refusal } from "@/server/domain/refusals";
import { systemNow } from "@/server/platform/clock";
import { closeDatabase } from "@/server/platform/database";
import { examineForAll } from "@/server/statistics";

const USAGE = `用法：npm run checkup [-- --month YYYYMM]

  按数据体检的全部检查核对本系统的数据，每发现一处输出一行：级别、检查、项目、说的是什么；不改动任何数据
  --month YYYYMM   核对哪一个统计月的月报，不写为本月
  --help           显示本说明

退出码：0 没有错误；1 有错误；64 参数不正确`;

const FOUND = 1;
const BAD_ARGUMENTS = 64;
/** Of each check. */
const TOLD = 1000;

const note = (words: string) => void process.stderr.write(`${words}\n`);
const print = (text: string): Promise<void> =>
  new Promise((resolve, reject) =>
    process.stdout.write(text, (error) => (error ? reject(error) : resolve())),
  );

function shown({ kind, value }: Compared): string {
  if (value === null) return "空";
  if (kind === "amount") return `${formatFen(Number(value), "wan", 2)} 万元`;
  if (kind === "usd") return `${(Number(value) / 1_000_000).toFixed(2)} 万美元`;
  if (kind === "month") return monthLabel(Number(value));
  return kind === "percent" ? `${value}%` : String(value);
}

const lineOf = (
  check: CheckedFindings["check"],
  { project, other, words, numbers, accepted }: Finding,
): string =>
  [
    accepted ? "已核实" : CHECK_LEVELS[checkOf(check).level],
    checkOf(check).name,
    [project, other].flatMap((p) => p?.number ?? []).join("、") || "月报",
    [words, ...numbers.map((n) => `${n.label} ${shown(n)}`)].filter(Boolean).join("；"),
  ].join("\t");

async function checkup(month: StatMonth): Promise<number> {
  const found = await examineForAll(month, systemNow(), TOLD);
  for (const { check, open, accepted, findings } of found) {
    for (const finding of findings) await print(`${lineOf(check, finding)}\n`);
    const left = open + accepted - findings.length;
    if (left > 0) note(`${checkOf(check).name}：另有 ${left} 处没有列出`);
  }
  const count = (level: string) =>
    found.reduce((sum, c) => sum + (checkOf(c.check).level === level ? c.open : 0), 0);
  note(`${monthLabel(month)}：${CHECK_LEVEL_NAMES.map((l) => `${CHECK_LEVELS[l]} ${count(l)}`).join(" · ")}`);
  return count("error") > 0 ? FOUND : 0;
}

/** The month asked for; null for help. Throws a TypeError of parseArgs, or a Refusal, for what cannot be one. */
function readMonth(args: string[]): StatMonth | null {
  const { values } = parseArgs({
    args,
    options: { month: { type: "string" }, help: { type: "boolean", short: "h", default: false } },
  });
  if (values.help) return null;
  if (values.month === undefined) return monthOfDay(dayOf(systemNow()));
  const month = Number(values.month);
  if (!/^\d{6}$/.test(values.month) || !isStatMonth(month))
    throw new Refusal("bad-input", { message: `${values.month} 不是统计月，应写作 202610` });
  return month;
}

const isBadArgument = (error: unknown): error is Error =>
  error instanceof Refusal ||
  (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"));

export async function run(args: string[]): Promise<number> {
  try {
    const month = readMonth(args);
    if (month !== null) return await checkup(month);
    note(USAGE);
    return 0;
  } catch (error) {
    if (!isBadArgument(error)) throw error;
    note(`${error.message}\n\n${USAGE}`);
    return BAD_ARGUMENTS;
  }
}

if (process.argv[1] && import.meta.filename === process.argv[1]) {
  process.exitCode = await run(process.argv.slice(2));
  await closeDatabase();
}
