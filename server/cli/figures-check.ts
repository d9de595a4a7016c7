/**
 * npm run figures:check -- FILE
 *
 * Computes every figure of a file of printed figures anew and sets it beside the printed one. Ends with 1 when one differs
 * that the file does not expect to, or when the file expects a misprint where there is none; with 2 for a file that cannot
 * be read. Needs no database.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import {
  checkPrinted,
  checkSum,
  type FigureVerdict,
  type PrintedRow,
  type PrintedSum,
  printedFigures,
} from "@/server/domain/printed-figures";
import { asksForHelp, REFUSED } from "./arguments";

const USAGE = `用法：npm run figures:check -- 文件.json

文件形如 {"rows":[{"kind":"ratio","num":244,"den":247,"printed":"98.8%","dp":1}],"sums":[{"parts":[1,2],"total":3}]}
  ratio 比率 num/den　growth 增长 num/den−1　lead 超欠进度（百分点）num/den−m/12，须写明月份 m
  rounded: true 表示分项与合计各自四舍五入，允许尾差
  expect_mismatch: true 表示印出的数本来就错，应当被发现
`;

interface Line {
  src: string;
  what: string;
  from: string;
  printed: string;
  found: FigureVerdict;
  expected: boolean;
}

const FROM = {
  ratio: (r: PrintedRow) => `${r.num} ÷ ${r.den}`,
  growth: (r: PrintedRow) => `${r.num} ÷ ${r.den} − 1`,
  lead: (r: PrintedRow) => `${r.num} ÷ ${r.den} − ${r.m}/12`,
};
const lineOfRow = (row: PrintedRow): Line => ({
  ...row,
  from: FROM[row.kind](row),
  found: checkPrinted(row),
  expected: row.expect_mismatch,
});
const lineOfSum = (sum: PrintedSum): Line => ({
  ...sum,
  from: sum.parts.join(" + "),
  printed: sum.total,
  found: checkSum(sum),
  expected: sum.expect_mismatch,
});

/** Whether the line is as the file says: agreeing, or wrong where a misprint is marked. */
const asExpected = ({ found, expected }: Line): boolean => (found.verdict === "differs") === expected;

function say(line: Line): string {
  const { found, expected, printed } = line;
  const verdicts = { equal: "相符", differs: "不符" };
  const marked = !expected
    ? ""
    : found.verdict === "differs"
      ? "（文件已注明有误）"
      : "（文件注明有误，计算却相符）";
  const mark = asExpected(line) ? "✓" : "✗";
  const why = found.why.map((words) => `\n      ${words}`).join("");
  return `${mark} ${line.src.padEnd(4)} ${line.what}\n      ${line.from} = ${found.computed ?? "—"}　印出 ${printed}　${verdicts[found.verdict]}${marked}${why}`;
}

function readFigures(given: string) {
  // npm changes to the project's folder; the file was named in the caller's.
  const file = path.resolve(process.env.INIT_CWD ?? process.cwd(), given);
  const text = readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  return printedFigures.safeParse(JSON.parse(text));
}

/** The exit code: 0 all as the file says, 1 a figure that is not, 2 no usable file. */
export function run(args: readonly string[]): number {
  const [given, ...rest] = args.filter((arg) => !arg.startsWith("-"));
  if (asksForHelp(args) || given === undefined || rest.length > 0) {
    (asksForHelp(args) ? process.stdout : process.stderr).write(USAGE);
    return asksForHelp(args) ? 0 : REFUSED;
  }
  let read: ReturnType<typeof readFigures>;
  try {
    read = readFigures(given);
  } catch (error) {
    const why = error instanceof SyntaxError ? "内容不是 JSON" : "没有这个文件，或者不能读取";
    process.stderr.write(`${given}：${why}\n`);
    return REFUSED;
  }
  if (!read.success) {
    for (const { path: at, message } of read.error.issues)
      process.stderr.write(`${given} ${at.join(".")}：${message}\n`);
    return REFUSED;
  }
  const lines = [...read.data.rows.map(lineOfRow), ...read.data.sums.map(lineOfSum)];
  const wrong = lines.filter((line) => !asExpected(line));
  process.stdout.write(`${lines.map(say).join("\n")}\n\n`);
  process.stdout.write(
    `${lines.length} 个数：${lines.length - wrong.length} 个与文件所说一致，${wrong.length} 个不一致\n`,
  );
  return wrong.length === 0 ? 0 : 1;
}

if (process.argv[1] && import.meta.filename === process.argv[1])
  process.exitCode = run(process.argv.slice(2));
