/** Ledgers that nobody has seen before: drawn fresh from seeds that no fixture uses. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dryRun } from "@/server/imports/reading";
import { randomFrom } from "../support/demo/random";
import { compareWithTruth } from "../support/ledgers/compare-with-truth";
import { drawLedger } from "../support/ledgers/draw-ledger";
import { drawStyle } from "../support/ledgers/ledger-style";
import { ENDINGS, PRESETS } from "../support/ledgers/presets";
import type { GridCell } from "../support/ledgers/write-grid";
import { writeGrids } from "../support/ledgers/write-grid";

const FRESH = Array.from({ length: 40 }, (_, i) => 900_000 + i);

describe("a ledger of any layout", () => {
  it.each(FRESH)("drawn from seed %i is read exactly", async (seed) => {
    const { bytes, truth } = await drawLedger(drawStyle(randomFrom("style", seed)), seed);
    const result = dryRun(bytes, `项目台账.${ENDINGS[truth.style.format]}`);
    expect(compareWithTruth(result, truth), JSON.stringify(truth.style)).toEqual([]);
  });

  it("gives the same totals in any order of its rows", async () => {
    const ordinary = PRESETS["csv-utf8-content-in-name"];
    if (!ordinary) throw new Error("the preset is gone");
    const { truth } = await drawLedger(ordinary.style, 7);
    const header = [
      "项目名称",
      "产业链",
      "投资方",
      "所在省",
      "计划总投资（万元）",
      "签约类型",
      "签约日期",
      "本年到位省外内资（万元）",
    ];
    const lines = truth.projects.map((p): GridCell[] => [
      p.name,
      p.chain,
      p.company,
      p.province,
      p.totalWan,
      p.agreement,
      p.signDate,
      p.arrivedWan,
    ]);
    const totalsOf = async (rows: GridCell[][]) =>
      dryRun(
        await writeGrids([{ name: "台账", rows: [["2026年台账"], header, ...rows], merges: [] }], "csv-utf8"),
        "台账.csv",
      ).totals;
    const wanted = await totalsOf(lines);
    expect(wanted.count).toBe(truth.projects.length);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(lines, { minLength: lines.length }), async (rows) => {
        expect(await totalsOf(rows)).toEqual(wanted);
      }),
      { numRuns: 30 },
    );
  });
});
