import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { bundleApi } from "./api-bundle.mjs";
import { PlainError } from "./plain-error.mjs";
import { isInUse, joinUsers } from "./processes.mjs";
import { fingerprint, inProject, PROGRAMS, readMark, runNode } from "./project.mjs";

const CLIENT_FOLDER = "server/platform/generated";
const CLIENT_MARK = `${CLIENT_FOLDER}/.schema-hash`;
const SERVING_FOLDER = "node_modules/.chainlead-serving";
const BUILD_MARK = ".next/chainlead-build";

const BUILD_SOURCES = [
  "app",
  "components",
  "server",
  "public",
  "prisma/schema",
  "next.config.js",
  "package-lock.json",
  "postcss.config.mjs",
  "proxy.ts",
  "scripts/launch/api-bundle.mjs",
];

function isNotBuilt(file) {
  return file.startsWith(`${CLIENT_FOLDER}/`) || /\.test\.tsx?$/.test(file);
}

/** The typed database client, written anew when the schema or the packages have changed. */
export async function ensureClient({ progress, signal }) {
  const wanted = fingerprint(["prisma/schema", "package-lock.json"]);
  if (readMark(CLIENT_MARK) === wanted && existsSync(inProject(CLIENT_FOLDER, "prisma"))) return;
  await progress.step("生成数据库客户端 · generating the database client", () =>
    runNode([PROGRAMS.prisma, "generate"], { signal }),
  );
  mkdirSync(inProject(CLIENT_FOLDER), { recursive: true });
  writeFileSync(inProject(CLIENT_MARK), wanted);
}

/** Taken for as long as pages are served from the build, which must not be replaced under a running server. */
export function holdBuild() {
  return joinUsers(inProject(SERVING_FOLDER));
}

function compilerHash() {
  return fingerprint(["tsconfig.json"]);
}

export async function ensureBuild({ progress, signal }) {
  const sources = fingerprint(BUILD_SOURCES, { ignore: isNotBuilt });
  if (readMark(BUILD_MARK) === `${sources} ${compilerHash()}`) return;
  if (isInUse(inProject(SERVING_FOLDER))) {
    throw new PlainError(
      "程序已更新，但旧版网页还在运行：请先停止正在运行的 ChainLead，再运行一次。\n" +
        "The sources have changed while ChainLead is running from the present build: stop it first, then run this again.",
    );
  }
  rmSync(inProject(BUILD_MARK), { force: true });
  await progress.step("构建网页 · building the web pages", () =>
    runNode([PROGRAMS.next, "build"], { signal, env: { NODE_ENV: "production" } }),
  );
  await bundleApi();
  // Next may complete tsconfig.json while it builds; what it left is what was built with.
  writeFileSync(inProject(BUILD_MARK), `${sources} ${compilerHash()}`);
}
