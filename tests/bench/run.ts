/** Everything that `npm run bench` measures, against the server that it has started. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { database, rowOf, sql } from "@/server/platform/database";
import { environment } from "@/server/platform/environment";
import { benchScene } from "./bench-scene";
import { type BenchResults, tableOf, writeIntoDocs } from "./bench-table";
import { measureBulk } from "./measure-bulk";
import { lastClosedMonth, measureClosing } from "./measure-closing";
import { measureExports } from "./measure-exports";
import { measureLoad } from "./measure-load";
import { measureImport } from "./measure-long-work";
import { measureReads } from "./measure-reads";
import { measureWrites } from "./measure-writes";
import { measureYears } from "./measure-years";
import { watchStatements } from "./statements";

const given = (name: string): string => process.env[name] ?? "";
const only = given("BENCH_ONLY").split(",").filter(Boolean);
const wanted = (id: string): boolean => only.length === 0 || only.some((word) => id.startsWith(word));
const [webPid, workerPid] = [Number(given("BENCH_WEB_PID")), Number(given("BENCH_WORKER_PID"))];

watchStatements();
const scene = await benchScene(Number(given("PORT")));
const closed = await lastClosedMonth();
const results: BenchResults = {
  at: new Date().toISOString(),
  counts: scene.counts,
  server: (await rowOf<{ v: string }>(database, sql`SELECT current_setting('server_version') AS v`)).v,
  reads: await measureReads({ ...scene, closed }, wanted),
  years: wanted("years") ? await measureYears({ ...scene, closed }, given("BENCH_ONE_YEAR_URL")) : null,
  load: wanted("load") ? await measureLoad(scene, webPid) : null,
  writes: await measureWrites(scene, wanted),
  long: [
    ...(await measureExports(scene, workerPid, wanted)),
    ...(await measureClosing(scene, wanted)),
    ...(wanted("bulk") ? await measureBulk(scene, webPid) : []),
    ...(await measureImport(scene, workerPid, wanted)),
  ],
};

console.log(tableOf(results));
const file = path.join(environment.dataDirectory, "result.json");
mkdirSync(path.dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify(results, null, 1)}\n`);
console.log(`\nJSON: ${file}`);
if (given("BENCH_WRITE") === "1") writeIntoDocs(results);
process.exit(0);
