import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { ensureDatabase } from "../embedded-database.mjs";
import { ensureBuild, holdBuild } from "./compile.mjs";
import { ensureStructure, recreateDatabase } from "./database-content.mjs";
import { serviceEnvironment } from "./environment.mjs";
import { findFreePort } from "./postgres-server.mjs";
import { alone, ensureToolchain } from "./prepare.mjs";
import { createProgress } from "./progress.mjs";
import { fingerprint, inProject, readMark, runNode, TYPESCRIPT_RUNNER, WORKER } from "./project.mjs";
import { supervise } from "./supervisor.mjs";

const FIRST_PORT = 3700;
const READY_PATIENCE_MS = 60_000;
/** What decides the content of a bench database, besides its size. */
const CONTENT = [
  "prisma/migrations",
  "tests/support/demo",
  "tests/bench/fill.ts",
  "tests/bench/close-years.ts",
];
/** Never inside the data folder of an installation: the bench writes, imports and undoes. */
const DATA = ".data/bench";
const MANY_YEARS = "many_years";

function sizesOf(args) {
  const { values } = parseArgs({
    args,
    options: {
      projects: { type: "string", default: "100000" },
      rows: { type: "string", default: "1000000" },
      years: { type: "string", default: "10" },
      only: { type: "string", default: "" },
      write: { type: "boolean", default: false },
    },
  });
  const [projects, rows, years] = [values.projects, values.rows, values.years].map(Number);
  return { projects, rows, years, only: values.only, write: values.write };
}

function databaseNamed(database, name) {
  const named = (url) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  return { url: named(database.url), ownerUrl: named(database.ownerUrl) };
}

/** A filled database is kept for the next run while structure, generator and size are the same. Gives its address. */
async function fill({ progress, database, name, size }) {
  const { url, ownerUrl } = databaseNamed(database, name);
  const mark = path.join(DATA, `${name}.filled`);
  const wanted = `${fingerprint(CONTENT)} ${size.join(" ")}`;
  if (readMark(mark) === wanted) {
    await ensureStructure({ progress, database: { url, ownerUrl } });
    return url;
  }
  rmSync(inProject(mark), { force: true });
  await recreateDatabase(ownerUrl);
  await ensureStructure({ progress, database: { url, ownerUrl } });
  await progress.step(`${name}: ${size[0]} projects, ${size[1]} ledger rows, ${size[2]} years`, () =>
    runNode([...TYPESCRIPT_RUNNER, "tests/bench/fill.ts", ...size.map(String)], {
      env: { DATABASE_URL: ownerUrl, CHAINLEAD_DATA: inProject(DATA) },
    }),
  );
  writeFileSync(inProject(mark), wanted);
  return url;
}

async function answers(port) {
  const deadline = Date.now() + READY_PATIENCE_MS;
  while (Date.now() < deadline) {
    const response = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null);
    if (response?.ok) return;
    await sleep(100);
  }
  throw new Error("the web server of the bench did not answer");
}

async function measure({ env, progress, only, write, oneYearUrl }) {
  const web = supervise({
    name: "web server",
    args: [inProject("scripts", "serve.mjs")],
    env,
    say: progress.say,
  });
  const worker = supervise({
    name: "worker",
    args: WORKER,
    env,
    say: progress.say,
  });
  try {
    await answers(env.PORT);
    await runNode([...TYPESCRIPT_RUNNER, "tests/bench/run.ts"], {
      echo: process.stdout,
      env: {
        ...env,
        BENCH_ONE_YEAR_URL: oneYearUrl,
        BENCH_ONLY: only,
        BENCH_WRITE: write ? "1" : "",
        BENCH_WEB_PID: String(web.pid()),
        BENCH_WORKER_PID: String(worker.pid()),
      },
    });
  } finally {
    await worker.stop();
    await web.stop();
  }
}

/**
 * Measures the product over HTTP on the demo district at scale. `--projects 10000 --rows 100000` for a smaller one,
 * `--only list,search` for a part, `--write` to set what was measured into docs/performance.md.
 */
export async function runBench(args) {
  const { projects, rows, years, only, write } = sizesOf(args);
  const progress = createProgress(process.stderr);
  mkdirSync(inProject(DATA), { recursive: true });
  await ensureToolchain({ progress });
  const dataDir = inProject(DATA);
  const database = await ensureDatabase({ dataDir, log: progress.say, externalUrl: null });
  let release = () => {};
  try {
    await fill({ progress, database, name: MANY_YEARS, size: [projects, rows, years] });
    const share = (n) => Math.max(1, Math.round(n / years));
    const oneYearUrl = await fill({
      progress,
      database,
      name: "one_year",
      size: [share(projects), share(rows), 1],
    });
    // What a run writes goes with its copy, so that the next one measures the same district.
    await progress.step("copy of the district", () => recreateDatabase(database.ownerUrl, MANY_YEARS));
    await ensureStructure({ progress, database });
    await alone(() => ensureBuild({ progress }));
    release = holdBuild();
    const port = await findFreePort(FIRST_PORT);
    const env = serviceEnvironment({ dataDir, databaseUrl: database.url, port, dev: false });
    await measure({ env, progress, only, write, oneYearUrl });
  } finally {
    release();
    await database.stop();
  }
}
