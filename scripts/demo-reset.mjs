import { mkdirSync } from "node:fs";
import path from "node:path";
import readline from "node:readline/promises";
import { dataDirFromEnvironment, ensureDatabase } from "./embedded-database.mjs";
import { emptyContent, ensureContent } from "./launch/database-content.mjs";
import { loadEnvironmentFile } from "./launch/environment.mjs";
import { PlainError, reportFailure } from "./launch/plain-error.mjs";
import { ensureToolchain } from "./launch/prepare.mjs";
import { livingHolder } from "./launch/processes.mjs";
import { createProgress } from "./launch/progress.mjs";

async function confirm(target) {
  if (process.argv.includes("--yes")) return;
  const hint = "加上 --yes 表示确认 · add --yes to confirm: npm run demo:reset -- --yes";
  if (process.env.DATABASE_URL) {
    throw new PlainError(
      `DATABASE_URL 已设置，${target} 可能是正式数据，没有动它。${hint}\n` +
        "DATABASE_URL is set: what is there may be real data, so nothing was touched.",
    );
  }
  if (!process.stdin.isTTY)
    throw new PlainError(`${target} 的全部内容会被删除 · everything there will be deleted. ${hint}`);
  const terminal = readline.createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(
    `${target} 的全部内容会被删除，输入 yes 继续 · type yes to delete everything there: `,
  );
  terminal.close();
  if (answer.trim() !== "yes") throw new PlainError("没有改动 · nothing was changed.");
}

async function resetDemo() {
  loadEnvironmentFile();
  const progress = createProgress();
  const dataDir = dataDirFromEnvironment();
  mkdirSync(dataDir, { recursive: true });
  const running = livingHolder(path.join(dataDir, "start.lock"));
  if (running) {
    throw new PlainError(
      `ChainLead 正在运行（进程 ${running.pid}），请先停止 · is running (process ${running.pid}): stop it first.`,
    );
  }
  await confirm(process.env.DATABASE_URL ? new URL(process.env.DATABASE_URL).host : dataDir);
  await ensureToolchain({ progress });
  const database = await ensureDatabase({ dataDir, log: progress.say });
  try {
    await emptyContent({ database, dataDir });
    await ensureContent({ progress, database, dataDir });
    progress.say("演示数据已恢复 · the demo district is as new");
  } finally {
    await database.stop();
  }
}

await resetDemo().catch((error) => {
  reportFailure(error);
  process.exitCode = 1;
});
