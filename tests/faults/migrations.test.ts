import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { ownerAddress } from "../support/database";

const ROOT = path.resolve(import.meta.dirname, "..", "..");
const PRISMA = path.join(ROOT, "node_modules/prisma/build/index.js");

test("the migrations lead to exactly the structure that the schema describes", {
  timeout: 120_000,
}, async () => {
  const compare = [
    "migrate",
    "diff",
    "--from-migrations",
    "prisma/migrations",
    "--to-schema",
    "prisma/schema",
  ];
  const { stdout } = await promisify(execFile)(process.execPath, [PRISMA, ...compare, "--script"], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: ownerAddress() },
  });
  expect(stdout).toContain("This is an empty migration");
});
