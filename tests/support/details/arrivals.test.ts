import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ArrivalReading, DetailRow } from "@/server/contracts/import-details";
import { ARRIVAL_SCOPES } from "@/server/contracts/import-details";
import { dryRun } from "@/server/imports/reading";
import { writeGrids } from "../ledgers/write-grid";
import { ARRIVAL_PRESETS, type ArrivalTruth, drawArrivals } from "./draw-arrivals";

const FOLDER = path.resolve(import.meta.dirname, "../../fixtures/details");
const files = readdirSync(FOLDER).filter((name) => name.startsWith("arrivals-") && !name.endsWith(".json"));
const truthOf = (file: string): ArrivalTruth =>
  JSON.parse(readFileSync(path.join(FOLDER, file.replace(/\.\w+$/, ".truth.json")), "utf8"));
const isFit = ({ problems }: DetailRow) => problems.every((p) => p.severity !== "error");
type ArrivalDetail = DetailRow<ArrivalReading>;
const rowsIn = (dry: ReturnType<typeof dryRun>) => dry.details.rows as ArrivalDetail[];
const read = (bytes: Uint8Array, name: string) => rowsIn(dryRun(bytes, name));

const told = ({ project, reading }: ArrivalDetail) => ({
  project: project.name,
  arrivedOn: reading.arrivedOn,
  cents: reading.originalCents,
  currency: reading.currency,
  payer: reading.payerName,
  scope: reading.scope && ARRIVAL_SCOPES[reading.scope],
  place: reading.place,
  voucherNumber: reading.voucherNumber,
  voucherKind: reading.voucherKind,
});

describe("sheets of arrivals", () => {
  it("are there", () => expect(files.length).toBe(Object.keys(ARRIVAL_PRESETS).length));

  it.each(files)("%s is read exactly", (file) => {
    const truth = truthOf(file);
    const dry = dryRun(readFileSync(path.join(FOLDER, file)), file);
    expect(dry.tables).toEqual([]);
    expect(dry.rows).toEqual([]);
    expect(dry.details.tables.map(({ kind }) => kind)).toEqual(["arrival"]);
    const rows = rowsIn(dry);
    expect(rows.filter(isFit).map(told)).toEqual(truth.arrivals);
    const errors = rows
      .filter((row) => !isFit(row))
      .map(({ row, problems }) => ({ row, kind: problems.find((p) => p.severity === "error")?.kind }));
    expect(errors).toEqual(truth.errors);
  });

  it("say when a project or a unit was taken from elsewhere", () => {
    const dry = dryRun(readFileSync(path.join(FOLDER, "arrivals-csv-no-unit.csv")), "到位.csv");
    const carried = dry.details.rows.filter(({ problems }) =>
      problems.some((p) => p.kind === "project-carried"),
    );
    const { arrivals } = truthOf("arrivals-csv-no-unit.csv");
    const began = arrivals.filter(({ project }, at) => arrivals[at - 1]?.project !== project).length;
    expect(carried).toHaveLength(arrivals.length - began);
    expect(dry.problems.map(({ kind }) => kind)).toContain("unit-assumed");
  });

  it("add up to the same by month in whatever order their rows stand", async () => {
    const sums = (rows: readonly ArrivalDetail[]) => {
      const byMonth: Record<string, number> = {};
      for (const { reading } of rows.filter(isFit)) {
        const key = `${reading.arrivedOn?.slice(0, 7)} ${reading.scope}`;
        byMonth[key] = (byMonth[key] ?? 0) + (reading.originalCents ?? 0);
      }
      return Object.fromEntries(Object.entries(byMonth).sort());
    };
    const style = ARRIVAL_PRESETS["arrivals-plain"]?.style;
    if (!style) throw new Error("no such preset");
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 10, max: 5000 }), async (seed) => {
        const given = await drawArrivals({ ...style, defects: true }, seed);
        const shuffled = await drawArrivals({ ...style, defects: true, order: "shuffled" }, seed);
        const [one, other] = [read(given.bytes, "a.xlsx"), read(shuffled.bytes, "a.xlsx")];
        expect(one.filter(isFit)).toHaveLength(given.truth.arrivals.length);
        expect(sums(other)).toEqual(sums(one));
      }),
      { numRuns: 12 },
    );
  });
});

describe("a sheet's kind", () => {
  const HEADER = "项目名称,到账日期,金额（万元）,付款方,凭证号";
  const sheet = (header: string, ...rows: string[]) => Buffer.from([header, ...rows].join("\n"));

  it("is proposed from its header words, and corrected by hand", () => {
    const bytes = sheet(HEADER, "甲项目,2026-03-05,300,沈阳甲公司,JZ1");
    expect(read(bytes, "表.csv")).toHaveLength(1);
    const asLedger = dryRun(bytes, "表.csv", { kinds: [{ sheet: "表", kind: "ledger" }] });
    expect([asLedger.rows, asLedger.details.rows]).toEqual([[], []]);
  });

  it("is a ledger's where a column says so, whatever else it holds", () => {
    const bytes = sheet(
      "项目名称,投资方,计划总投资（万元）,签约日期,到账日期,到账金额（万元）",
      "甲项目,沈阳甲公司,9000,2026-03-05,2026-04-05,300",
    );
    const dry = dryRun(bytes, "表.csv");
    expect(dry.details.rows).toEqual([]);
    expect(dry.rows).toHaveLength(1);
  });

  it("lets a column be told by hand, and a foreign currency be told by the header or the cell", () => {
    const bytes = sheet(
      "项目名称,何日,到账金额（万美元）,付款方,凭证号",
      "甲项目,2026-03-05,50,A,JZ1",
      "甲项目,2026-03-06,20万欧元,A,JZ2",
    );
    const rows = rowsIn(
      dryRun(bytes, "表.csv", {
        kinds: [{ sheet: "表", kind: "arrival" }],
        detailMapping: [{ sheet: "表", column: 2, field: "arrivedOn" }],
      }),
    );
    expect(rows.map(({ reading }) => [reading.arrivedOn, reading.currency, reading.originalCents])).toEqual([
      ["2026-03-05", "USD", 50_000_000],
      ["2026-03-06", "EUR", 20_000_000],
    ]);
  });

  it("keeps a long voucher number as it is written, and refuses one that a spreadsheet has cut", async () => {
    const [written] = read(sheet(HEADER, "甲项目,2026-03-05,300,A,'2026030512345678901"), "表.csv");
    expect(written?.reading.voucherNumber).toBe("2026030512345678901");
    const rows = [HEADER.split(","), ["甲项目", "2026-03-05", 300, "A", Number("2026030512345678901")]];
    const [cut] = read(await writeGrids([{ name: "表", rows, merges: [] }], "xlsx"), "表.xlsx");
    expect(cut && isFit(cut)).toBe(false);
    expect(cut?.problems[0]?.message).toContain("末尾几位已丢失");
  });
});
