/** Writes the detail sheets of tests/fixtures/details with the truth beside each: npx tsx tests/support/detail-generator.ts */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { ARRIVAL_PRESETS, drawArrivals } from "./details/draw-arrivals";
import { drawFollowUps, FOLLOW_UP_PRESETS } from "./details/draw-follow-ups";
import { drawInvestments, INVESTMENT_PRESETS } from "./details/draw-investments";
import { ENDINGS } from "./ledgers/presets";

const FIXTURES = path.resolve(import.meta.dirname, "../fixtures/details");

await mkdir(FIXTURES, { recursive: true });

async function write(name: string, ending: string, { bytes, truth }: { bytes: Buffer; truth: object }) {
  await writeFile(path.join(FIXTURES, `${name}.${ending}`), bytes);
  await writeFile(path.join(FIXTURES, `${name}.truth.json`), `${JSON.stringify(truth, null, 1)}\n`);
}

for (const [name, { style, seed }] of Object.entries(ARRIVAL_PRESETS))
  await write(name, ENDINGS[style.format], await drawArrivals(style, seed));
for (const [name, { style, seed }] of Object.entries(INVESTMENT_PRESETS))
  await write(name, ENDINGS[style.format], await drawInvestments(style, seed));
for (const [name, { style, seed }] of Object.entries(FOLLOW_UP_PRESETS))
  await write(name, ENDINGS[style.format], await drawFollowUps(style, seed));
