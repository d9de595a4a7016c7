import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  changesRate,
  OUT_OF_RANGE,
  RATED_CURRENCIES,
  rateLock,
  rateRefusal,
  readRate,
  showRate,
  TOO_MANY_DECIMALS,
} from "./exchange-rates";
import { toRmbFen } from "./ledger-corrections";

const scene = { presentMonth: 202611, firstOpenMonth: 202610 };
const unused = { used: 0, reported: 0 };
const known = { rateMicro: 710_000_000, source: "" };

describe("a rate", () => {
  it("is RMB per unit, and converts 100 dollars at 7.1 to 710 yuan", () => {
    const read = readRate("USD", "7.1");
    expect(read).toEqual({ rateMicro: 710_000_000 });
    expect(toRmbFen(10_000, 710_000_000)).toBe(71_000);
    expect(readRate("JPY", " ０.０４８５１２ ")).toEqual({ rateMicro: 4_851_200 });
    expect(readRate("USD", "")).toEqual({ rateMicro: null });
  });

  it.each([
    ["USD", "0", OUT_OF_RANGE],
    ["USD", "1001", OUT_OF_RANGE],
    ["USD", "7.1234567", TOO_MANY_DECIMALS],
    ["USD", "-7.1", "汇率须大于 0"],
    ["USD", "七", "不是汇率"],
    ["USD", "712.34", "不是 100 单位"],
    ["JPY", "4.85", "不是 100 单位"],
    ["JPY", "20.6", "反向报价"],
  ] as const)("%s %s is refused", (currency, text, words) => {
    expect(readRate(currency, text)).toMatchObject({ problem: expect.stringContaining(words) });
  });

  it("reads back as it is shown", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...RATED_CURRENCIES),
        fc.integer({ min: 1, max: 90_000_000 }),
        (c, steps) => {
          const read = readRate(c, showRate(steps * 100));
          if (read.problem === undefined) expect(read.rateMicro).toBe(steps * 100);
        },
      ),
    );
    expect([710_000_000, 4_851_200, 10_000_000_000].map(showRate)).toEqual(["7.1", "0.048512", "100"]);
  });
});

describe("the rate of a month", () => {
  it("is fixed by use, by closing, and before its time", () => {
    expect(rateLock(202612, null, unused, scene)?.code).toBe("future-day");
    expect(rateLock(202611, known, { used: 1, reported: 0 }, scene)?.code).toBe("bad-state");
    expect(rateLock(202609, known, unused, scene)?.code).toBe("closed-month");
    expect(rateLock(202611, known, unused, scene)).toBeNull();
  });

  it("can be added late, unless a closed month was reported without it", () => {
    expect(rateLock(202609, null, unused, scene)).toBeNull();
    expect(rateLock(202609, null, { used: 2, reported: 2 }, scene)?.code).toBe("closed-month");
    expect(rateLock(202611, null, { used: 2, reported: 0 }, scene)).toBeNull();
  });

  it("is not overwritten unseen, and the same rate twice is no conflict", () => {
    const change = {
      currency: "USD",
      month: 202611,
      rateMicro: 720_000_000,
      seenMicro: null,
      source: "",
    } as const;
    expect(rateRefusal(change, known, unused, scene)?.code).toBe("conflict");
    expect(rateRefusal({ ...change, seenMicro: 710_000_000 }, known, unused, scene)).toBeNull();
    expect(rateRefusal({ ...change, rateMicro: 710_000_000 }, known, unused, scene)).toBeNull();
    expect(changesRate({ ...change, rateMicro: 710_000_000 }, known)).toBe(false);
    expect(changesRate({ ...change, rateMicro: null }, null)).toBe(false);
  });
});
