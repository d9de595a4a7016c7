/** Writes the detail sheets of tests/fixtures/details with the truth beside each: npx tsx tests/support/detail-generator.ts */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { ARRIVAL_PRESETS, drawArrivals } from "./details/draw-arrivals";
import { ENDINGS } from "./ledgers/presets";

const FIXTURES = path.resolve(import.meta.dirname, "../fixtures/details");

await mkdir(FIXTURES, { recursive: true });
for (const [name, { style, seed }] of Object.entries(ARRIVAL_PRESETS)) {
  const { bytes, truth } = await drawArrivals(style, seed);
  await writeFile(path.join(FIXTURES, `${name}.${ENDINGS[style.format]}`), bytes);
  await writeFile(path.join(FIXTURES, `${name}.truth.json`), `${JSON.stringify(truth, null, 1)}\n`);
}
