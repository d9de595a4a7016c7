import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { ensureBuild } from "./compile.mjs";
import { reportFailure } from "./plain-error.mjs";
import { findFreePort } from "./postgres-server.mjs";
import { alone } from "./prepare.mjs";
import { inProject, PROGRAMS, QUIET_TOOLS, ROOT } from "./project.mjs";

const FIRST_E2E_PORT = 3400;

/** Runs a tool with its output on the screen and returns its exit code. */
function show(args, env = {}) {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...QUIET_TOOLS, ...env },
    stdio: ["ignore", "inherit", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

function headline(title) {
  console.log(`\n── ${title} ${"─".repeat(Math.max(0, 76 - title.length))}`);
}

async function countAsOne(title, ...commands) {
  headline(title);
  for (const args of commands) {
    if ((await show(args)) !== 0) return { title, passed: 0, failed: 1 };
  }
  console.log("ok");
  return { title, passed: 1, failed: 0 };
}

export const formatAndLint = () => countAsOne("format and lint", [PROGRAMS.biome, "ci", "--colors=off"]);

/** Next writes the types of the routes; without them a fresh checkout does not compile. */
export const types = () =>
  countAsOne("types", [PROGRAMS.next, "typegen"], [PROGRAMS.tsc, "--noEmit", "-p", "."]);

export const deadCode = () => countAsOne("dead code", [PROGRAMS.knip]);

export async function build(progress) {
  headline("build");
  try {
    await alone(() => ensureBuild({ progress }));
    console.log("ok");
    return { title: "build", passed: 1, failed: 0 };
  } catch (error) {
    reportFailure(error);
    return { title: "build", passed: 0, failed: 1 };
  }
}

function resultFile(name) {
  mkdirSync(inProject(".data", "test-results"), { recursive: true });
  const file = inProject(".data", "test-results", `${name}.json`);
  rmSync(file, { force: true });
  return file;
}

function readResult(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** A run that ended badly without naming a failed test (a crash, a file that does not load) still counts as one. */
function atLeastOneFailure(counts, exitCode) {
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

export async function vitest(project) {
  const title = `tests: ${project}`;
  headline(title);
  const file = resultFile(project);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const exitCode = await show([PROGRAMS.vitest, "run", `--project=${project}`, ...reporters]);
  const result = readResult(file);
  const unloaded = (result?.testResults ?? []).filter(
    (testFile) =>
      testFile.status === "failed" && testFile.assertionResults.every((test) => test.status !== "failed"),
  );
  const counts = {
    passed: result?.numPassedTests ?? 0,
    failed: (result?.numFailedTests ?? 0) + unloaded.length,
  };
  return { title, ...atLeastOneFailure(counts, exitCode) };
}

export async function playwright() {
  const title = "tests: browser";
  headline(title);
  const file = resultFile("browser");
  const port = await findFreePort(FIRST_E2E_PORT);
  const exitCode = await show([PROGRAMS.playwright, "test", "--reporter=list,json"], {
    E2E_PORT: String(port),
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  });
  const { expected = 0, unexpected = 0, flaky = 0 } = readResult(file)?.stats ?? {};
  return { title, ...atLeastOneFailure({ passed: expected, failed: unexpected + flaky }, exitCode) };
}

/** Prints a line for each stage and, last of all, the sums alone on their line. Returns the exit code. */
export function summarise(stages) {
  headline("summary");
  for (const { title, passed, failed } of stages) {
    console.log(`${failed > 0 ? "✗" : "✓"} ${title}: ${passed} passed, ${failed} failed`);
  }
  const sum = (key) => stages.reduce((total, stage) => total + stage[key], 0);
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed`);
  return sum("failed") > 0 ? 1 : 0;
}
