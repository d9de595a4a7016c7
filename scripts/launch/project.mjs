import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { PlainError } from "./plain-error.mjs";

export const ROOT = path.resolve(import.meta.dirname, "..", "..");

/** How TypeScript of the server runs outside Next: `server-only` modules must resolve as they do inside it. */
export const TYPESCRIPT_RUNNER = ["--conditions=react-server", "--import", "tsx"];

/**
 * The worker. Its memory stays near what is alive: it would rather collect often than grow to several times of it. The
 * limit ends a job that needs more, not the machine.
 */
export const WORKER = [
  "--heap-growing-percent=25",
  "--max-semi-space-size=8",
  "--max-old-space-size=1024",
  ...TYPESCRIPT_RUNNER,
  path.join(ROOT, "server", "cli", "worker.ts"),
];

const TAIL_LENGTH = 8000;

/** Where a package keeps the program that its command starts. */
export const PROGRAMS = {
  biome: "node_modules/@biomejs/biome/bin/biome",
  knip: "node_modules/knip/bin/knip.js",
  next: "node_modules/next/dist/bin/next",
  playwright: "node_modules/@playwright/test/cli.js",
  prisma: "node_modules/prisma/build/index.js",
  tsc: "node_modules/typescript/bin/tsc",
  vitest: "node_modules/vitest/vitest.mjs",
};

export const QUIET_TOOLS = {
  CHECKPOINT_DISABLE: "1",
  NEXT_TELEMETRY_DISABLED: "1",
  NO_UPDATE_NOTIFIER: "1",
  PRISMA_HIDE_UPDATE_MESSAGE: "1",
};

export function inProject(...segments) {
  return path.join(ROOT, ...segments);
}

/**
 * Runs a program to its end; throws with the last of its output when it fails.
 * @param {{ env?: object, echo?: NodeJS.WritableStream, signal?: AbortSignal, shell?: boolean }} options
 */
export async function run(command, args, { env = {}, echo, signal, shell = false } = {}) {
  let tail = "";
  const collect = (chunk) => {
    echo?.write(chunk);
    tail = (tail + chunk).slice(-TAIL_LENGTH);
  };
  const code = await new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...QUIET_TOOLS, ...env },
      shell,
      signal,
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", reject);
    child.on("close", resolve);
  });
  if (code === 0) return;
  const shown = echo ? "" : `\n${tail.trim()}`;
  throw new PlainError(`失败 · failed (${code}): ${[path.basename(command), ...args].join(" ")}${shown}`);
}

export function runNode(args, options) {
  return run(process.execPath, args, options);
}

function filesUnder(entry) {
  const stat = statSync(inProject(entry), { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [entry];
  return readdirSync(inProject(entry), { recursive: true, withFileTypes: true })
    .filter((child) => child.isFile())
    .map((child) => path.relative(ROOT, path.join(child.parentPath, child.name)));
}

/** One hash over the names and contents of files and folders, so that a copied or touched tree does not count as new. */
export function fingerprint(entries, { ignore = () => false } = {}) {
  const hash = createHash("sha256");
  const files = entries.flatMap(filesUnder).filter((file) => !ignore(file.split(path.sep).join("/")));
  for (const file of files.sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(inProject(file)))
      .update("\0");
  }
  return hash.digest("hex");
}

export function readMark(file) {
  return existsSync(inProject(file)) ? readFileSync(inProject(file), "utf8") : "";
}
