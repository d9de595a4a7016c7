/**
 * Makes hand-kept ledgers of many layouts with the truth beside them.
 *   npx tsx tests/support/ledger-generator.ts              writes the fixtures again
 *   npx tsx tests/support/ledger-generator.ts --try 500    reads that many fresh ones, prints what differs
 */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { dryRun } from "@/server/imports/reading";
import { randomFrom } from "./demo/random";
import { compareWithTruth } from "./ledgers/compare-with-truth";
import { drawLedger } from "./ledgers/draw-ledger";
import { drawStyle } from "./ledgers/ledger-style";
import { ENDINGS, PRESETS } from "./ledgers/presets";

const FIXTURES = path.resolve(import.meta.dirname, "../fixtures/ledgers");

async function writeFixtures(): Promise<void> {
  await mkdir(FIXTURES, { recursive: true });
  for (const [name, { style, seed }] of Object.entries(PRESETS)) {
    const { bytes, truth } = await drawLedger(style, seed);
    await writeFile(path.join(FIXTURES, `${name}.${ENDINGS[truth.style.format]}`), bytes);
    await writeFile(path.join(FIXTURES, `${name}.truth.json`), `${JSON.stringify(truth, null, 1)}\n`);
  }
}

async function tryFresh(count: number, from: number): Promise<number> {
  let wrong = 0;
  for (let seed = from; seed < from + count; seed++) {
    const style = drawStyle(randomFrom("style", seed));
    const { bytes, truth } = await drawLedger(style, seed);
    let differences: string[];
    try {
      differences = compareWithTruth(dryRun(bytes, `项目台账.${ENDINGS[truth.style.format]}`), truth);
    } catch (error) {
      differences = [String(error)];
    }
    if (differences.length === 0) continue;
    wrong += 1;
    console.log(`seed ${seed} ${JSON.stringify(truth.style)}`);
    for (const difference of differences.slice(0, 6)) console.log(`  ${difference}`);
  }
  console.log(`${count - wrong} of ${count} ledgers read exactly`);
  return wrong;
}

if (process.argv[1] === import.meta.filename) {
  const [flag, count = "100", from = "1000"] = process.argv.slice(2);
  if (flag === "--try") process.exitCode = (await tryFresh(Number(count), Number(from))) > 0 ? 1 : 0;
  else await writeFixtures();
}
