import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkPrinted, checkSum, printedFigures, readPrinted } from "./printed-figures";

const file = path.join(import.meta.dirname, "../../tests/fixtures/figures/published-figures.json");
const published = printedFigures.parse(JSON.parse(readFileSync(file, "utf8")));

const row = (kind: string, num: unknown, den: unknown, printed: string, more: object = {}) => {
  const [parsed] = printedFigures.parse({ rows: [{ kind, num, den, printed, ...more }] }).rows;
  if (!parsed) throw new Error("no row");
  return parsed;
};
const sum = (parts: unknown[], total: unknown, more: object = {}) => {
  const [parsed] = printedFigures.parse({ sums: [{ parts, total, ...more }] }).sums;
  if (!parsed) throw new Error("no sum");
  return parsed;
};

describe("figures that bulletins have printed", () => {
  it("has them all", () => expect([published.rows.length, published.sums.length]).toEqual([19, 6]));

  it.each(published.rows.map((r) => [`${r.src} ${r.what}`, r] as const))("%s", (_, printed) => {
    expect(checkPrinted(printed).verdict).toBe(printed.expect_mismatch ? "differs" : "equal");
  });

  it.each(published.sums.map((s) => [`${s.src} ${s.what}`, s] as const))("%s", (_, printed) => {
    expect(checkSum(printed).verdict).toBe(printed.expect_mismatch ? "differs" : "equal");
  });
});

describe("what probably went wrong", () => {
  it("is two digits exchanged: 6793.18 for 6973.18", () => {
    const { computed, why } = checkPrinted(row("ratio", 881.4, 6793.18, "12.64%", { dp: 2 }));
    expect(computed).toBe("12.97");
    expect(why).toEqual([expect.stringContaining("6973.18")]);
  });

  it("is cutting off instead of rounding: 291 of 292", () => {
    expect(checkPrinted(row("ratio", 291, 292, "99.65%")).why).toEqual([expect.stringContaining("截断")]);
    expect(checkPrinted(row("ratio", -291, 292, "-99.65%")).why).toEqual([expect.stringContaining("截断")]);
  });

  it("is a part that nobody classified: 8 of 295", () => {
    const { computed, why } = checkSum(sum([58, 10, 148, 42, 11, 18], 295));
    expect(computed).toBe("287");
    expect(why).toEqual(["分项比合计少 8：可能有未归类的"]);
  });

  it("is a part or a total with two digits exchanged, or one counted twice", () => {
    expect(checkSum(sum([19, 204], 295)).why).toContain("分项 19 可能是 91 之误（相邻两位数字对调）");
    expect(checkSum(sum([91, 204], 259)).why).toContain("合计 259 可能是 295 之误（相邻两位数字对调）");
    expect(checkSum(sum([50, 50], 90)).why).toEqual(["分项比合计多 10：可能有重复计算的"]);
  });

  it("is nothing known, then nothing is claimed", () => {
    expect(checkPrinted(row("ratio", 1, 3, "50%"))).toEqual({ computed: "33", verdict: "differs", why: [] });
  });
});

describe("how a figure is compared", () => {
  it.each([
    ["growth", 4766.22, 3878.66, "22.88%"],
    ["growth", "91.08", "100", "下降8.92%"],
    ["growth", "91.08", "100", "-8.92％"],
    ["ratio", 244, 247, "９８．８%"],
    ["ratio", 1, 4, "25.0%"],
    ["ratio", 5, 0, "—"],
    ["growth", 5, 0, "—"],
  ])("%s of %s and %s is %s", (kind, num, den, printed) => {
    expect(checkPrinted(row(kind, num, den, printed)).verdict).toBe("equal");
  });

  it("leads and lags by the month, in words or with a sign", () => {
    const lag = { m: 10 };
    expect(checkPrinted(row("lead", 176031, 250000, "欠进度12.92个百分点", lag)).verdict).toBe("equal");
    expect(checkPrinted(row("lead", 176031, 250000, "12.92", lag)).verdict).toBe("differs");
    expect(checkPrinted(row("lead", 1, 4, "0.00", { m: 3 })).verdict).toBe("equal");
  });

  it("needs the base, the month and plain numbers", () => {
    expect(checkPrinted(row("ratio", 5, 0, "0%")).verdict).toBe("differs");
    const bad = [
      { kind: "lead", num: 1, den: 2, printed: "3" },
      { kind: "ratio", num: "1万", den: 2, printed: "3" },
      { kind: "share", num: 1, den: 2, printed: "3" },
      { kind: "lead", num: 1, den: 2, m: 13, printed: "3" },
    ];
    for (const one of bad) expect(printedFigures.safeParse({ rows: [one] }).success).toBe(false);
  });

  it("lets rounded parts be off by their roundings only where the file says that they were rounded", () => {
    expect(checkSum(sum([0.34, 0.34, 0.34], 1.01)).verdict).toBe("differs");
    expect(checkSum(sum([0.34, 0.34, 0.34], 1.01, { rounded: true })).verdict).toBe("equal");
    expect(checkSum(sum([0.34, 0.34, 0.34], 1.05, { rounded: true })).verdict).toBe("differs");
    expect(checkSum(sum([3, 3, 3], 8, { rounded: true })).verdict).toBe("differs");
  });
});

describe("always", () => {
  const hundredths = fc.integer({ min: 0, max: 10_000_000 }).map((n) => (n / 100).toFixed(2));

  it("finds that decimals add up to their sum, and no sum that is off by a hundredth", () => {
    fc.assert(
      fc.property(fc.array(hundredths, { minLength: 1, maxLength: 8 }), (parts) => {
        const cents = parts.reduce((a, p) => a + BigInt(p.replace(".", "")), 0n);
        const text = (n: bigint) => `${n / 100n}.${String(n % 100n).padStart(2, "0")}`;
        expect(checkSum(sum(parts, text(cents))).verdict).toBe("equal");
        expect(checkSum(sum(parts, text(cents + 1n))).verdict).toBe("differs");
      }),
    );
  });

  it("finds a ratio equal to its own rounding, and to no other", () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.integer({ min: 1, max: 5000 }), (num, den) => {
        const { computed } = checkPrinted(row("ratio", num, den, "0.00%"));
        const printed = computed ?? "";
        expect(checkPrinted(row("ratio", num, den, `${printed}%`)).verdict).toBe("equal");
        const other = (Number(printed) + 0.01).toFixed(2);
        expect(checkPrinted(row("ratio", num, den, `${other}%`)).verdict).toBe("differs");
      }),
    );
  });

  it("reads a printed number with its sign, and no number where there is none", () => {
    expect(readPrinted("超进度42.31个百分点")).toBe("42.31");
    expect(readPrinted("−12.92")).toBe("-12.92");
    expect(readPrinted("1,077.5")).toBe("1077.5");
    expect(readPrinted("-0.00")).toBe("0.00");
    expect(readPrinted("—")).toBeNull();
  });
});
