import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PlainError } from "./plain-error.mjs";

/**
 * When a process began, as text, or undefined when there is none. A process id alone proves nothing after a reboot
 * or in a container, where numbers are soon used again; number and start time together do.
 */
export function processStartedAt(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  try {
    if (process.platform === "linux") {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return fields[0] === "Z" ? undefined : fields[19];
    }
    process.kill(pid, 0);
    if (process.platform === "win32") return "alive";
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** The command line of a process, words separated by NUL on Linux and by blanks elsewhere; "" when unreadable. */
export function commandLineOf(pid) {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8");
    if (process.platform === "win32") return "";
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}

function ownMark(details = {}) {
  return JSON.stringify({ pid: process.pid, startedAt: processStartedAt(process.pid), ...details });
}

function isYoung(file) {
  const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return age < 5000;
}

/** The living process that wrote a mark, with the details it left; undefined when it is gone. */
export function livingHolder(file) {
  try {
    const mark = JSON.parse(readFileSync(file, "utf8"));
    return processStartedAt(mark.pid) === mark.startedAt ? mark : undefined;
  } catch (error) {
    // A mark that is still being written is empty for a moment: its holder lives.
    return error instanceof SyntaxError && isYoung(file) ? { pid: 0 } : undefined;
  }
}

/** Creates the mark and returns undefined, or returns the living holder and leaves its mark alone. */
export function claim(file, details) {
  for (;;) {
    try {
      writeFileSync(file, ownMark(details), { flag: "wx", mode: 0o600 });
      return undefined;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const holder = livingHolder(file);
    if (holder) return holder;
    // Moved aside under an own name first, so that of two who find it stale only one takes it away.
    const aside = `${file}.${process.pid}`;
    try {
      renameSync(file, aside);
      rmSync(aside, { force: true });
    } catch (error) {
      if (error.code !== "ENOENT") throw error;
    }
  }
}

/** A lock that is held for a moment only is not worth a word. */
const QUIET_MS = 1000;

/** "" while the mark of the holder is still being written. */
const byProcess = ({ pid }, before, after) => (pid ? `${before}${pid}${after}` : "");

function sayWaiting(what, holder, waitedMs) {
  const waited = waitedMs < 2 * QUIET_MS ? "" : ` (${Math.round(waitedMs / 1000)} s)`;
  // Never on standard output, which may be the answer of a command.
  process.stderr.write(
    `等待${what.zh}${byProcess(holder, "（进程 ", "）")} · waiting for ${what.en}${byProcess(holder, " (process ", ")")} …${waited}\n`,
  );
}

/**
 * Work that only one process may do at a time. Who has to wait says so on standard error, what for (`what`) and for
 * whom: soon, and then again and again.
 */
export async function withLock(file, work, { what, patienceMs = 180_000, repeatMs = 15_000 }) {
  const began = Date.now();
  let nextWord = began + QUIET_MS;
  for (let holder = claim(file); holder; holder = claim(file)) {
    const now = Date.now();
    if (now > began + patienceMs) {
      throw new PlainError(
        `等了 ${Math.round(patienceMs / 1000)} 秒，${what.zh}${byProcess(holder, "（进程 ", "）")}仍未结束，没有继续。\n` +
          `Gave up waiting for ${what.en}${byProcess(holder, " (process ", ")")}.`,
      );
    }
    if (now >= nextWord) {
      sayWaiting(what, holder, now - began);
      nextWord = now + repeatMs;
    }
    await sleep(50);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function livingUsers(folder) {
  const files = existsSync(folder) ? readdirSync(folder).map((name) => path.join(folder, name)) : [];
  return files.filter((file) => {
    if (livingHolder(file)) return true;
    rmSync(file, { force: true });
    return false;
  });
}

export function isInUse(folder) {
  return livingUsers(folder).length > 0;
}

/**
 * A folder of marks, one for each process that uses something shared: the last one to leave puts the light out.
 * Marks of processes that were killed do not count.
 */
export function joinUsers(folder) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  let number = 0;
  const fileOf = () => path.join(folder, `${process.pid}-${number}`);
  while (livingHolder(fileOf())) number += 1;
  const file = fileOf();
  writeFileSync(file, ownMark(), { mode: 0o600 });
  return function leave() {
    rmSync(file, { force: true });
    return livingUsers(folder).length === 0;
  };
}
