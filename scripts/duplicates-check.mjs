import { spawnSync } from "node:child_process";
import path from "node:path";
import { inProject, ROOT, TYPESCRIPT_RUNNER } from "./launch/project.mjs";

const program = inProject(path.join("tests", "support", "twins", "check-duplicates.ts"));
const { status } = spawnSync(process.execPath, [...TYPESCRIPT_RUNNER, program, ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: "inherit",
});
process.exitCode = status ?? 1;
