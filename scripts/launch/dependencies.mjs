import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { PlainError } from "./plain-error.mjs";
import { inProject, readMark, run } from "./project.mjs";

const MARK = "node_modules/.chainlead-lock";

const NETWORK_TROUBLE =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|network/;

function lockHash() {
  return createHash("sha256")
    .update(readFileSync(inProject("package-lock.json")))
    .digest("hex");
}

/** npm's own list of what it put into node_modules, compared with the lock: true when someone else installed already. */
function installedByHand() {
  const listFile = inProject("node_modules", ".package-lock.json");
  if (!existsSync(listFile)) return false;
  const installed = JSON.parse(readFileSync(listFile, "utf8")).packages;
  const wanted = JSON.parse(readFileSync(inProject("package-lock.json"), "utf8")).packages;
  const complete = Object.entries(wanted).every(
    ([place, { version, optional }]) =>
      place === "" || installed[place]?.version === version || (optional && !installed[place]),
  );
  return complete && Object.keys(installed).every((place) => place in wanted);
}

function unreachable(error) {
  return new PlainError(
    `${error.message}\n\n依赖没有装上：请检查能否访问 npm 仓库，再运行一次。\n` +
      "The packages could not be installed: check that the npm registry can be reached, then run this again.",
  );
}

function npmCommand() {
  const script = process.env.npm_execpath ?? "";
  if (path.basename(script) === "npm-cli.js")
    return { command: process.execPath, prefix: [script], shell: false };
  return { command: "npm", prefix: [], shell: process.platform === "win32" };
}

export async function ensureDependencies({ progress, signal }) {
  const wanted = lockHash();
  if (readMark(MARK) === wanted) return;
  if (!installedByHand()) {
    const { command, prefix, shell } = npmCommand();
    const args = [...prefix, "ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
    await progress.step("安装依赖 · installing packages (npm ci)", () =>
      run(command, args, { signal, shell, env: { NODE_ENV: "development" } }).catch((error) => {
        throw NETWORK_TROUBLE.test(error.message) ? unreachable(error) : error;
      }),
    );
  }
  writeFileSync(inProject(MARK), wanted);
}
