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

const isDebian = () => existsSync("/etc/debian_version");
const mayUseApt = () => isDebian() && process.getuid?.() === 0;

async function missingPackages() {
  const missing = [];
  if (!(await hasBrowser())) missing.push("chromium");
  if (process.platform === "linux" && !hasChineseFont()) missing.push("fonts-noto-cjk");
  return missing;
}

/** How to get what is missing, for whoever sits at this machine. */
function remedy(packages) {
  const command = `apt-get install ${packages.join(" ")}`;
  if (!isDebian()) return { zh: `请安装 ${packages.join("、")}`, en: `install ${packages.join(" and ")}` };
  if (!mayUseApt()) {
    return {
      zh: `当前用户不能使用 apt-get，请由 root 运行 ${command}`,
      en: "this user may not use apt-get, root may",
    };
  }
  return {
    zh: `没有装上，请检查软件源后运行 ${command}`,
    en: "apt-get could not install it, check its sources",
  };
}

/** Chromium and a Chinese font, installed where that is possible; says once what is missing in the end, and the way to it. */
export async function ensureTestBrowser({ progress }) {
  const wanted = await missingPackages();
  if (wanted.length > 0 && mayUseApt()) {
    await installFromDebian(wanted, progress).catch((error) => progress.say(error.message));
  }
  if (!(await hasBrowser())) {
    await progress
      .step("下载 Chromium · downloading Chromium (playwright install)", () =>
        runNode([PROGRAMS.playwright, "install", "chromium"]),
      )
      .catch(() => {});
  }
  const missing = await missingPackages();
  const { zh, en } = remedy(missing);
  if (missing.includes("chromium")) {
    progress.say(
      `没有浏览器，浏览器测试计为失败：${zh} · no browser, so the browser tests count as failed: ${en}.`,
    );
    return false;
  }
  if (missing.length > 0) progress.say(`没有中文字体：${zh} · no Chinese font: ${en}.`);
  return true;
}
