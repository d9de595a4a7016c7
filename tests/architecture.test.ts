/** The arrows of the house, as data. What is not named is forbidden. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "..");

/** Rooms, most specific first: the first pattern that matches a path names its room. */
const ROOMS: [room: string, pattern: RegExp][] = [
  ["domain", /^server\/domain\//],
  ["contracts", /^server\/contracts\//],
  ["platform", /^server\/platform\//],
  ["record", /^server\/record\//],
  ["api", /^server\/api\//],
  ["cli", /^server\/cli\//],
  ["noun", /^server\/[a-z]+\//],
  ["kit", /^components\/(ui|table|charts|shared)\//],
  ["feature", /^components\/[a-z-]+\//],
  ["app", /^(app\/|proxy\.ts$)/],
  ["seed", /^prisma\/seed\.ts$/],
  ["tests", /^tests\//],
];

const MAY_IMPORT: Record<string, string[]> = {
  domain: ["domain"],
  contracts: ["contracts", "domain"],
  platform: ["platform", "domain"],
  record: ["record", "platform", "domain"],
  noun: ["noun", "record", "platform", "contracts", "domain"],
  api: ["api", "noun", "record", "platform", "contracts", "domain"],
  cli: ["cli", "noun", "record", "platform", "contracts", "domain"],
  kit: ["kit", "contracts", "domain"],
  feature: ["feature", "kit", "contracts", "domain"],
  app: ["app", "feature", "kit", "api", "domain"],
  seed: ["tests", "record", "platform", "domain", "noun"],
  tests: [
    "tests",
    "domain",
    "contracts",
    "platform",
    "record",
    "noun",
    "api",
    "cli",
    "kit",
    "feature",
    "app",
  ],
};

/** Nouns that may ask any other noun; the others ask only what stands in an index.ts, and never these. */
const ASKING_NOUNS = new Set(["statistics", "reports", "exports", "desk", "search", "imports"]);

const roomOf = (file: string): string | null => ROOMS.find(([, p]) => p.test(file))?.[0] ?? null;
const folderOf = (file: string): string => file.split("/").slice(0, 2).join("/");
const nounOf = (file: string): string => file.split("/")[1] ?? "";

const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "*.ts", "*.tsx"], {
  cwd: ROOT,
  encoding: "utf8",
});
const files = listed.split("\n").filter((f) => f && !f.includes("/generated/"));

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

const IMPORT = /^\s*(?:import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?["']([^"']+)["']/gm;

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(ROOT, file), "utf8");
  return [...text.matchAll(IMPORT)].flatMap(([, type, target = ""]) => {
    const to = target.startsWith("@/")
      ? target.slice(2)
      : target.startsWith(".")
        ? path.posix.normalize(path.posix.join(path.posix.dirname(file), target))
        : null;
    return to === null
      ? []
      : [{ from: file, to: /\.\w+$/.test(to) ? to : `${to}.ts`, typeOnly: type !== undefined }];
  });
}

const imports = files.flatMap(importsOf);

/** `import type` of the router's type is the one exception: the client must know the procedures. */
const isRouterType = (i: Import): boolean => i.typeOnly && i.to === "server/api/root.ts";

function breach(i: Import): string | null {
  const from = roomOf(i.from);
  const to = roomOf(i.to);
  if (from === null || to === null || isRouterType(i)) return null;
  if (!MAY_IMPORT[from]?.includes(to)) return `${i.from} → ${i.to}: ${from} may not import ${to}`;
  if (from === "feature" && to === "feature" && folderOf(i.from) !== folderOf(i.to)) {
    return `${i.from} → ${i.to}: a feature never imports a feature`;
  }
  if (from === "noun" && to === "noun" && nounOf(i.from) !== nounOf(i.to)) {
    if (ASKING_NOUNS.has(nounOf(i.to)) && !ASKING_NOUNS.has(nounOf(i.from)))
      return `${i.from} → ${i.to}: asked the other way round`;
    if (
      !ASKING_NOUNS.has(nounOf(i.from)) &&
      !/\/index\.ts$/.test(i.to) &&
      !/^server\/[a-z]+\.ts$/.test(i.to)
    ) {
      return `${i.from} → ${i.to}: another noun only through its index.ts`;
    }
  }
  return null;
}

describe("the house", () => {
  it("sees its files", () => {
    expect(files.length).toBeGreaterThan(80);
    expect(imports.length).toBeGreaterThan(300);
  });

  it("has no arrow that is not named", () => {
    expect(imports.map(breach).filter(Boolean)).toEqual([]);
  });

  it("knows every room", () => {
    const homeless = files.filter((f) => /^(server|components|app)\//.test(f) && roomOf(f) === null);
    expect(homeless).toEqual([]);
  });

  it("keeps the database out of reach of the browser", () => {
    const unguarded = files.filter(
      (f) =>
        /^server\/(platform\/database|record\/(record|store-histories|save-rows|load-project))\.ts$/.test(
          f,
        ) && !readFileSync(path.join(ROOT, f), "utf8").includes('import "server-only"'),
    );
    expect(unguarded).toEqual([]);
  });

  it("keeps the clock and chance out of the domain", () => {
    const impure = files.filter(
      (f) =>
        /^server\/domain\/(?!.*\.test\.ts$)/.test(f) &&
        /Date\.now\(|new Date\(\)|Math\.random\(|process\.env/.test(readFileSync(path.join(ROOT, f), "utf8")),
    );
    expect(impure).toEqual([]);
  });

  it("writes facts in one place only", () => {
    const writers = files.filter(
      (f) =>
        !/^(server\/record|prisma|tests)\//.test(f) &&
        /INSERT INTO project_fact|"project_fact"/.test(readFileSync(path.join(ROOT, f), "utf8")),
    );
    expect(writers).toEqual([]);
  });

  it("keeps files and names short and telling", () => {
    const limit = (f: string) => (/\.test\.tsx?$|^tests\//.test(f) ? 400 : 300);
    const long = files.filter(
      (f) => readFileSync(path.join(ROOT, f), "utf8").split("\n").length > limit(f) + 1,
    );
    const vague = files.filter((f) =>
      /(^|\/)(utils?|helpers?|misc|common|managers?|data|info|handle-[^/]*)\.tsx?$/.test(f),
    );
    expect({ long, vague }).toEqual({ long: [], vague: [] });
  });
});
