import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DetailRow, FollowUpReading } from "@/server/contracts/import-details";
import { dryRun } from "@/server/imports/reading";
import { drawFollowUps, FOLLOW_UP_PRESETS, type FollowUpTruth } from "./draw-follow-ups";

const FOLDER = path.resolve(import.meta.dirname, "../../fixtures/details");
const files = readdirSync(FOLDER).filter((name) => name.startsWith("follow-ups-") && !name.endsWith(".json"));
const truthOf = (file: string): FollowUpTruth =>
  JSON.parse(readFileSync(path.join(FOLDER, file.replace(/\.\w+$/, ".truth.json")), "utf8"));

type Row = DetailRow<FollowUpReading>;
const isFit = ({ problems }: DetailRow) => problems.every((p) => p.severity !== "error");
const read = (bytes: Uint8Array, name = "跟进.xlsx") => dryRun(bytes, name).details.rows as Row[];
const told = ({ project, reading: { kind: _, ...reading } }: Row) => ({ project: project.name, ...reading });

describe("sheets of follow-ups", () => {
  it("are there", () => expect(files.length).toBe(Object.keys(FOLLOW_UP_PRESETS).length));

  it.each(files)("%s is read exactly", (file) => {
    const truth = truthOf(file);
    const dry = dryRun(readFileSync(path.join(FOLDER, file)), file);
    expect(dry.tables).toEqual([]);
    expect(dry.details.tables.map(({ kind }) => kind)).toEqual(["follow-up"]);
    const rows = dry.details.rows as Row[];
    expect(rows.filter(isFit).map(told)).toEqual(truth.followUps);
    const errors = rows
      .filter((row) => !isFit(row))
      .map(({ row, problems }) => ({ row, kind: problems.find((p) => p.severity === "error")?.kind }));
    expect(errors).toEqual(truth.errors);
  });

  it("say the same in whatever order their rows stand", async () => {
    const style = FOLLOW_UP_PRESETS["follow-ups-plain"]?.style;
    if (!style) throw new Error("no such preset");
    const sorted = (rows: readonly Row[]) => rows.map((row) => JSON.stringify(told(row))).sort();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 10, max: 5000 }), async (seed) => {
        const given = await drawFollowUps(style, seed);
        const other = await drawFollowUps({ ...style, order: "shuffled" }, seed);
        expect(sorted(read(given.bytes))).toHaveLength(given.truth.followUps.length);
        expect(sorted(read(other.bytes))).toEqual(sorted(read(given.bytes)));
      }),
      { numRuns: 8 },
    );
  });
});

describe("a sheet of follow-ups", () => {
  const sheet = (...lines: string[]) => Buffer.from(lines.join("\n"));

  it("keeps a follow-up whose next day nobody can read, and says so", () => {
    const [row] = read(
      sheet("项目名称,走访日期,走访情况,下步工作,下次日期", "甲项目,2026-03-05,看了厂房,再看一处,下周三"),
      "表.csv",
    );
    expect(row && isFit(row)).toBe(true);
    expect(row?.reading).toMatchObject({ nextStep: "再看一处", nextOn: null });
    expect(row?.problems.map(({ kind, severity }) => [kind, severity])).toEqual([["date-unread", "warning"]]);
  });

  it("is none where the columns are those of a ledger", () => {
    const dry = dryRun(
      sheet(
        "项目名称,投资方,计划总投资（万元）,签约日期,洽谈时间,洽谈情况",
        "甲项目,沈阳甲公司,9000,2026-03-05,2026-01-05,已看地",
      ),
      "表.csv",
    );
    expect(dry.details.rows).toEqual([]);
    expect(dry.rows).toHaveLength(1);
  });

  it("is read as one when somebody says so", () => {
    const bytes = sheet("项目名称,日期,内容", "甲项目,2026-03-05,谈用电价格");
    const dry = dryRun(bytes, "表.csv", { kinds: [{ sheet: "表", kind: "follow-up" }] });
    expect((dry.details.rows as Row[]).map(told)).toMatchObject([
      { project: "甲项目", happenedOn: "2026-03-05", contactKind: "note", summary: "谈用电价格" },
    ]);
  });
});
