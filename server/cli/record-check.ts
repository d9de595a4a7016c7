/**
 * `npm run record:check [-- --mend]`: compares what is kept of every project with the facts it was made from. Standard
 * output carries the differences only; everything else goes to standard error.
 */
import { parseArgs } from "node:util";
import { monthLabel } from "@/server/domain/periods";
import { systemNow } from "@/server/platform/clock";
import { closeDatabase } from "@/server/platform/database";
import { checkRecord, type Difference, forgetMonthSums } from "@/server/record/check-record";
import { type BrokenClose, verifyCloses } from "@/server/statistics";

const USAGE = `用法：npm run record:check [-- --mend]

  逐个项目用史实重算，与现状行、台账和节点的合计、异议、流转和归属份额核对，列出不一致之处；
  再核对各次关账的存档：校验码、前后衔接、合计
  --mend    按史实重写不一致的现状行（逐个留审计记录），并令各月合计重新计算`;

const DIFFERENT = 1;
const BAD_ARGUMENTS = 64;
const TOLD_EVERY = 10_000;

const shown = (value: unknown) => (value === null || value === undefined ? "空" : JSON.stringify(value));

const line = ({ number, projectId, field, stored, byFacts, mended }: Difference) =>
  `${mended ? "已改正" : "不一致"}\t${number}\t${projectId}\t${field}\t表 ${shown(stored)}\t史实 ${shown(byFacts)}\n`;

const BROKEN: Record<BrokenClose["what"], string> = {
  hash: "内容与校验码不符",
  chain: "与上一次关账接不上",
  sums: "合计不是存档行之和",
};
const closeLine = ({ month, version, what }: BrokenClose) =>
  `不一致\t关账 ${monthLabel(month)}\t第${version}版\t${BROKEN[what]}\n`;

const print = (text: string): Promise<void> =>
  new Promise((resolve, reject) =>
    process.stdout.write(text, (error) => (error ? reject(error) : resolve())),
  );

const note = (words: string) => void process.stderr.write(`${words}\n`);

async function check(mending: boolean): Promise<number> {
  const counts = { seen: 0, mended: 0, left: 0 };
  const seen = (projects: number) => {
    if (Math.floor(projects / TOLD_EVERY) > Math.floor(counts.seen / TOLD_EVERY))
      note(`已核对 ${projects} 个项目`);
    counts.seen = projects;
  };
  for await (const difference of checkRecord({ now: systemNow(), mending, seen })) {
    counts[difference.mended ? "mended" : "left"] += 1;
    await print(line(difference));
  }
  if (mending) await forgetMonthSums();
  const broken = await verifyCloses();
  for (const close of broken) await print(closeLine(close));
  note(
    `核对 ${counts.seen} 个项目：${counts.mended > 0 ? `已改正 ${counts.mended} 处，` : ""}不一致 ${counts.left} 处`,
  );
  if (broken.length > 0) note(`关账存档与封存时不同：${broken.length} 处，不能改正`);
  return counts.left + broken.length > 0 ? DIFFERENT : 0;
}

export async function run(args: string[]): Promise<number> {
  try {
    const { values } = parseArgs({ args, options: { mend: { type: "boolean", default: false } } });
    return await check(values.mend);
  } catch (error) {
    if (!(error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")))
      throw error;
    note(`${error.message}\n\n${USAGE}`);
    return BAD_ARGUMENTS;
  }
}

if (process.argv[1] && import.meta.filename === process.argv[1]) {
  process.exitCode = await run(process.argv.slice(2));
  await closeDatabase();
}
