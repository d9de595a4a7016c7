import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { ImportProblem, LedgerProject, LedgerTotals } from "@/server/contracts/import";
import { dryRun } from "./index";

const FOLDER = path.resolve(import.meta.dirname, "../../../tests/fixtures/ledgers");

interface Truth {
  projects: LedgerProject[];
  totals: LedgerTotals;
  problems: Pick<ImportProblem, "sheet" | "row" | "kind" | "severity">[];
}

const files = readdirSync(FOLDER).filter((name) => !name.endsWith(".json"));
const truthOf = (file: string): Truth =>
  JSON.parse(readFileSync(path.join(FOLDER, `${file.replace(/\.\w+$/, "")}.truth.json`), "utf8"));

// Text files and web tables have no sheet name of their own: the name they were drawn under is given as the file's.
const nameOf = (file: string) => (/\.xlsx$|\.et$/.test(file) ? file : `项目台账.${file.split(".").at(-1)}`);
const byName = (projects: LedgerProject[]) => [...projects].sort((a, b) => (a.name < b.name ? -1 : 1));
const problemKey = ({ sheet, row, kind }: Pick<ImportProblem, "sheet" | "row" | "kind">) =>
  `${sheet} ${row} ${kind}`;

describe("ledgers of every layout", () => {
  it("are there", () => expect(files.length).toBeGreaterThanOrEqual(21));

  it.each(files)("%s is read exactly", (file) => {
    const truth = truthOf(file);
    const result = dryRun(readFileSync(path.join(FOLDER, file)), nameOf(file));
    expect(byName(result.projects)).toEqual(byName(truth.projects));
    expect(result.totals).toEqual(truth.totals);
    const errors = (problems: Truth["problems"]) =>
      problems
        .filter(({ severity }) => severity === "error")
        .map(problemKey)
        .sort();
    expect(errors(result.problems)).toEqual(errors(truth.problems));
    const found = new Set(result.problems.map(problemKey));
    expect(truth.problems.map(problemKey).filter((key) => !found.has(key))).toEqual([]);
  });
});

describe("the hand-kept ledger of the brief", () => {
  const result = dryRun(readFileSync(path.join(FOLDER, "ledger-a.xlsx")), "ledger-a.xlsx");

  it("has one warning for each row of money that is not from another province", () => {
    const rows = result.problems.filter(({ kind }) => kind === "arrival-not-outside").map(({ row }) => row);
    const wanted = result.rows.filter(({ project }) => project.arrivedWan > 0 && !project.outside);
    expect(rows).toEqual(wanted.map(({ row }) => row));
    expect(rows.length).toBeGreaterThan(0);
  });

  it("keeps every cleaned value beside its cell", () => {
    const total = result.rows[1]?.values.find(({ field }) => field === "total");
    expect(total).toMatchObject({ cell: "H6", raw: "0.13亿元", value: 1_300_000_000 });
    const chain = result.rows[1]?.values.find(({ field }) => field === "chain");
    expect(chain).toMatchObject({ cell: "B5", value: "重型数控机床" });
  });
});
