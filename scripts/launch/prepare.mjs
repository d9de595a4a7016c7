import { mkdirSync } from "node:fs";
import { dataDirFromEnvironment, ensureDatabase } from "../embedded-database.mjs";
import { ensureClient } from "./compile.mjs";
import { ensureContent } from "./database-content.mjs";
import { ensureDependencies } from "./dependencies.mjs";
import { withLock } from "./processes.mjs";
import { inProject } from "./project.mjs";

const PREPARING_PATIENCE_MS = 20 * 60_000;

/** Work on node_modules, generated code and the build, which two commands of one checkout must not do at once. */
export function alone(work) {
  mkdirSync(inProject(".data"), { recursive: true });
  return withLock(inProject(".data", "prepare.lock"), work, {
    what: {
      zh: "另一个命令准备程序（依赖、构建）",
      en: "another command that prepares the program (packages, build)",
    },
    patienceMs: PREPARING_PATIENCE_MS,
  });
}

export function ensureToolchain({ progress, signal }) {
  return alone(async () => {
    await ensureDependencies({ progress, signal });
    await ensureClient({ progress, signal });
  });
}

/** A running database with the present structure and, where it was empty, its first content. */
export async function ensureFilledDatabase({ progress, signal, dataDir = dataDirFromEnvironment() }) {
  mkdirSync(dataDir, { recursive: true });
  const volatile = process.env.CHAINLEAD_VOLATILE === "1";
  const database = await ensureDatabase({ dataDir, log: progress.say, volatile });
  try {
    await ensureContent({ progress, signal, database, dataDir });
    return database;
  } catch (error) {
    await database.stop();
    throw error;
  }
}
