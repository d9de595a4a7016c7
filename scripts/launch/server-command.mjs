import { spawn } from "node:child_process";
import { dataDirFromEnvironment } from "../embedded-database.mjs";
import { loadEnvironmentFile } from "./environment.mjs";
import { reportFailure } from "./plain-error.mjs";
import { ensureFilledDatabase, ensureToolchain } from "./prepare.mjs";
import { createProgress } from "./progress.mjs";
import { inProject, ROOT, TYPESCRIPT_RUNNER } from "./project.mjs";

function runAttached(script, args, env) {
  const child = spawn(process.execPath, [...TYPESCRIPT_RUNNER, inProject(script), ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: "inherit",
  });
  // Ctrl-C reaches the child by itself; we only have to outlive it, so that the database is left in order.
  for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => child.kill(name));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

/** Help needs no database; the address is only what the command expects to find. */
const NO_DATABASE = { url: "postgresql://none", stop: async () => {} };
const asksForHelp = (args) => args.includes("--help") || args.includes("-h");

/**
 * Runs a command of the server and ends with its exit code; unless it says that it needs none, on a running, filled
 * database. Standard output carries only what the command itself writes.
 */
export async function runServerCommand(script, args, { database: needsDatabase = true } = {}) {
  const progress = createProgress(process.stderr);
  try {
    loadEnvironmentFile();
    await ensureToolchain({ progress });
    const alone = asksForHelp(args) || !needsDatabase;
    const database = alone ? NO_DATABASE : await ensureFilledDatabase({ progress });
    try {
      const env = {
        DATABASE_URL: database.url,
        DATABASE_OWNER_URL: "",
        CHAINLEAD_DATA: dataDirFromEnvironment(),
      };
      process.exitCode = await runAttached(script, args, env);
    } finally {
      await database.stop();
    }
  } catch (error) {
    reportFailure(error);
    process.exitCode = 1;
  }
}
