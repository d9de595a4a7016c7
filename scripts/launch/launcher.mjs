import { readFileSync } from "node:fs";
import { processStartedAt } from "./processes.mjs";

const INTERVAL_MS = 1000;

function parentOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}

/** Our parent, and npm itself where it put a shell in between. */
function launchers() {
  const parents = [process.ppid];
  if (
    process.platform === "linux" &&
    /^(sh|dash|bash|ash)\n$/.test(readFileSync(`/proc/${process.ppid}/comm`, "utf8"))
  ) {
    parents.push(parentOf(process.ppid));
  }
  return parents.filter((pid) => pid > 1).map((pid) => ({ pid, startedAt: processStartedAt(pid) }));
}

/** Someone who kills the `npm start` they see means all of it, but the signal does not reach us: so we look. */
export function watchLauncher(onGone) {
  if (!process.env.npm_lifecycle_event) return;
  const watched = launchers();
  const timer = setInterval(() => {
    if (watched.every(({ pid, startedAt }) => processStartedAt(pid) === startedAt)) return;
    clearInterval(timer);
    onGone();
  }, INTERVAL_MS);
  timer.unref();
}
