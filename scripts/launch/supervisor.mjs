import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { inProject, ROOT } from "./project.mjs";

const FOLLOW_PARENT = pathToFileURL(inProject("scripts", "launch", "follow-parent.mjs")).href;
const SETTLED_MS = 60_000;
const LONGEST_PAUSE_MS = 30_000;
const STOP_PATIENCE_MS = 12_000;

/**
 * Keeps one child process alive until `stop()`: it is started again when it dies, after a pause that doubles while it
 * keeps dying early. The child has a process group of its own, so Ctrl-C in the terminal reaches only us and everything
 * stops in order.
 */
export function supervise({ name, args, env, say }) {
  let child;
  let stopping = false;
  let exits = 0;
  let pauseMs = 500;
  const wake = new AbortController();

  function launch() {
    const startedAt = Date.now();
    child = spawn(process.execPath, ["--import", FOLLOW_PARENT, ...args], {
      cwd: ROOT,
      detached: process.platform !== "win32",
      env: { ...process.env, ...env },
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    return new Promise((resolve) => {
      child.once("error", () => resolve(0));
      child.once("exit", (code, signal) => {
        exits += 1;
        if (!stopping) say(`${name} 退出 · left (${signal ?? code})`);
        resolve(Date.now() - startedAt);
      });
    });
  }

  async function keepAlive() {
    while (!stopping) {
      const livedMs = await launch();
      if (stopping) return;
      pauseMs = livedMs > SETTLED_MS ? 500 : Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      say(`${name} ${pauseMs / 1000} s 后重新启动 · starting again`);
      await sleep(pauseMs, undefined, { signal: wake.signal }).catch(() => {});
    }
  }

  const ended = keepAlive();

  async function stop() {
    stopping = true;
    wake.abort();
    child.kill("SIGTERM");
    const force = setTimeout(() => child.kill("SIGKILL"), STOP_PATIENCE_MS);
    await ended;
    clearTimeout(force);
  }

  return { stop, exits: () => exits, pid: () => child.pid };
}
