import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rankByCompletion } from "./statistics";
import { type Fraction, scheduleOf } from "./target-progress";
import { boardOf, completionScore, efficacyScore, halvesScore } from "./target-scores";

const of = (part: number, whole = 100): Fraction => ({ part: BigInt(part), whole: BigInt(whole) });

describe("得分", () => {
  it("by 完成率 never passes the full mark nor falls below zero", () => {
    expect(completionScore(of(7041, 10_000), 30)).toBe("21.12");
    expect(completionScore(of(125), 30)).toBe("30.00");
    expect(completionScore(of(-5), 30)).toBe("0.00");
  });
  it("of count and amount caps each half on its own", () => {
    expect(halvesScore(of(200), of(50), 50)).toBe("37.50");
    expect(halvesScore(of(2, 3), of(1, 3), 10)).toBe("5.00");
  });
  it("by 功效系数 gives 60 % to the last, everything to the first, and everything to all where none differ", () => {
    const all = [of(50), of(80), of(100)];
    expect(all.map((x) => efficacyScore(x, all, 100))).toEqual(["60.00", "84.00", "100.00"]);
    expect(efficacyScore(of(2, 4), [of(1, 2), of(50)], 20)).toBe("20.00");
  });
});

/** A field of contenders from actual and target, in a month. */
const field = (actuals: readonly number[], targets: readonly number[], month: number) => {
  const rows = actuals.map((actual, i) => ({ key: String(i), actual, target: targets[i] ?? 0 }));
  const places = rankByCompletion(rows);
  return rows.flatMap(({ key, actual, target }) => {
    const place = places.get(key);
    if (place === undefined) return [];
    const schedule = scheduleOf({ month, span: "year", target });
    return [{ key, place, completion: of(actual, target), schedule }];
  });
};

describe("红黑榜", () => {
  it("has the first with 完成率 ≥ 序时 and the last behind it", () => {
    const board = boardOf(field([90, 84, 60, 40, 30], [100, 100, 100, 100, 100], 202610), 2);
    expect([...board]).toEqual([
      ["0", "red"],
      ["1", "red"],
      ["3", "black"],
      ["4", "black"],
    ]);
  });
  it("is empty on one side when all are ahead, or all behind", () => {
    const colours = (actuals: number[]) => [...boardOf(field(actuals, [10, 10, 10], 202606), 3).values()];
    expect(colours([6, 7, 8])).toEqual(["red", "red", "red"]);
    expect(colours([1, 2, 3])).toEqual(["black", "black", "black"]);
  });
  it("ranks 1, 2, 2, 4, and leaves out who has no target", () => {
    const rows = field([9, 8, 8, 7, 5], [10, 10, 10, 10, 0], 202606);
    expect(rows.map((r) => r.place)).toEqual([1, 2, 2, 4]);
    expect(boardOf(rows, 2).size).toBe(3);
  });
  it("never has somebody ahead of schedule on the black side, nor behind it on the red", () => {
    const actuals = fc.array(fc.nat(200), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(
        actuals,
        fc.array(fc.nat(100), { minLength: 12, maxLength: 12 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 5 }),
        (mine, targets, month, size) => {
          const rows = field(mine, targets, 202600 + month);
          const board = boardOf(rows, size);
          for (const { key, completion } of rows) {
            const ahead = Number(completion.part) * 12 >= month * Number(completion.whole);
            expect(board.get(key)).not.toBe(ahead ? "black" : "red");
          }
          mine.forEach((_, i) => {
            if ((targets[i] ?? 0) === 0) expect(board.has(String(i))).toBe(false);
          });
        },
      ),
    );
  });
});
