import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DetailRow, InvestmentReading } from "@/server/contracts/import-details";
import { dryRun } from "@/server/imports/reading";
import { drawInvestments, INVESTMENT_PRESETS, type InvestmentTruth } from "./draw-investments";

const FOLDER = path.resolve(import.meta.dirname, "../../fixtures/details");
const files = readdirSync(FOLDER).filter(
  (name) => name.startsWith("investments-") && !name.endsWith(".json"),
);
const truthOf = (file: string): InvestmentTruth =>
  JSON.parse(readFileSync(path.join(FOLDER, file.replace(/\.\w+$/, ".truth.json")), "utf8"));

type Month = DetailRow<InvestmentReading>;
const isFit = ({ problems }: Month) => problems.every((p) => p.severity !== "error");
const read = (bytes: Uint8Array, name = "固投.xlsx") => dryRun(bytes, name).details.rows as Month[];
const told = ({ project, reading }: Month) => ({
  project: project.name,
  month: reading.month,
  totalFen: reading.totalFen,
  parts: [reading.constructionFen, reading.installationFen, reading.equipmentFen, reading.otherFen],
});

describe("sheets of investment", () => {
  it("are there", () => expect(files.length).toBe(Object.keys(INVESTMENT_PRESETS).length));

  it.each(files)("%s is read exactly", (file) => {
    const truth = truthOf(file);
    const rows = read(readFileSync(path.join(FOLDER, file)), file);
    expect(rows.filter(isFit).map(told)).toEqual(truth.months);
    expect([...new Set(rows.map(({ reading }) => reading.basis))]).toEqual([truth.basis]);
    const errors = rows
      .filter((row) => !isFit(row))
      .map(({ row, problems }) => ({ row, kind: problems.find((p) => p.severity === "error")?.kind }));
    expect(errors).toEqual(truth.errors);
  });

  it("give the same months from sums of the year, in whatever order the rows stand", async () => {
    const style = INVESTMENT_PRESETS["investments-long"]?.style;
    if (!style) throw new Error("no such preset");
    const byKey = (rows: readonly Month[]) =>
      Object.fromEntries(rows.map(told).map((m) => [`${m.project} ${m.month}`, m.totalFen]));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 10, max: 5000 }), async (seed) => {
        const own = await drawInvestments(style, seed);
        const sums = await drawInvestments({ ...style, layout: "long-cumulative", order: "shuffled" }, seed);
        expect(byKey(read(sums.bytes))).toEqual(byKey(read(own.bytes)));
      }),
      { numRuns: 10 },
    );
  });

  const sheet = (...lines: string[]) => Buffer.from(["固定资产投资月报,单位：万元", ...lines].join("\n"));

  it("ask about a month that may be January or October, and about sums that begin late", () => {
    const kinds = (bytes: Buffer) =>
      (dryRun(bytes, "表.csv").details.rows as Month[]).map(
        ({ problems }) => problems.find((p) => p.severity === "error")?.kind,
      );
    expect(kinds(sheet("项目名称,月份,本月完成固投", "甲项目,2026.1,30", "甲项目,2026年3月,40"))).toEqual([
      "detail-incomplete",
      undefined,
    ]);
    expect(kinds(sheet("项目名称,月份,自年初累计完成投资", "甲项目,2026年3月,40"))).toEqual([
      "detail-incomplete",
    ]);
  });

  it("are 统计数 or 调度数 as chosen", () => {
    const bytes = sheet("项目名称,月份,本月完成固投", "甲项目,2026年3月,40");
    const rows = dryRun(bytes, "表.csv", { bases: [{ sheet: "表", basis: "dispatch" }] }).details
      .rows as Month[];
    expect(rows.map(({ reading }) => reading.basis)).toEqual(["dispatch"]);
  });
});
