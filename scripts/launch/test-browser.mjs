import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { PROGRAMS, run, runNode } from "./project.mjs";

const SYSTEM_CHROMIUM = "/usr/bin/chromium";

async function hasBrowser() {
  if (existsSync(SYSTEM_CHROMIUM)) return true;
  const { chromium } = await import("@playwright/test");
  return existsSync(chromium.executablePath());
}

function hasChineseFont() {
  try {
    return execFileSync("fc-list", [":lang=zh", "family"], { encoding: "utf8" }).trim() !== "";
  } catch {
    return false;
  }
}

async function installFromDebian(packages, progress) {
  const apt = (...args) => run("apt-get", args, { env: { DEBIAN_FRONTEND: "noninteractive" } });
  await progress.step(`安装 · installing ${packages.join(" ")} (apt-get)`, async () => {
    await apt("update").catch(() => {});
    await apt("install", "-y", ...packages);
  });
}

/** Chromium and a Chinese font, installed where that is possible; says why when there is no browser in the end. */
export async function ensureTestBrowser({ progress }) {
  const missing = [];
  if (!(await hasBrowser())) missing.push("chromium");
  if (process.platform === "linux" && !hasChineseFont()) missing.push("fonts-noto-cjk");
  const mayInstall = process.getuid?.() === 0 && existsSync("/etc/debian_version");
  if (missing.length > 0 && mayInstall) {
    await installFromDebian(missing, progress).catch((error) => progress.say(error.message));
  }
  if (await hasBrowser()) return true;
  await progress
    .step("下载 Chromium · downloading Chromium (playwright install)", () =>
      runNode([PROGRAMS.playwright, "install", "chromium"]),
    )
    .catch(() => {});
  if (await hasBrowser()) return true;
  progress.say(
    "没有浏览器，浏览器测试计为失败：请安装 chromium 后再试 · no browser, so the browser tests count as failed: install chromium.",
  );
  return false;
}
