import { describe, expect, it } from "vitest";
import { startingProgress } from "./progress-rules";
import { reportColumns } from "./statistics-columns";
import { emptySums } from "./statistics-measures";
import { isMarked, OPENING_NOTE, openingColumns, openingNotes } from "./statistics-opening";

const columns = reportColumns({
  tiers: [],
  foreignIn: "usd",
  indicator: "outsideFen",
  arrivalMinPlanFen: 0,
  investmentMinPlanFen: 0,
  lights: startingProgress,
});
const inMonth = {
  ...emptySums(),
  month: { outsideOpeningFen: 5, outsideFen: 9 },
  year: { outsideOpeningFen: 5 },
};

describe("the mark of year-to-date imports", () => {
  it("stands at the figure of the cut-off month, not at the year's", () => {
    expect(openingColumns(columns, inMonth)).toEqual({ now: ["outsideMonthFen"], last: [] });
    const later = { ...emptySums(), month: { outsideFen: 9 }, year: { outsideOpeningFen: 5 } };
    expect(openingColumns(columns, later)).toEqual({ now: [], last: [] });
  });

  it("knows investment, and the cut-off month of a year earlier", () => {
    const sums = { ...emptySums(), lastMonth: { investmentOpeningFen: 7 } };
    const openingIn = openingColumns(columns, sums);
    expect(openingIn).toEqual({ now: [], last: ["investmentMonthFen"] });
    const at = (side: "now" | "last" | "change") => isMarked({ openingIn }, "investmentMonthFen", side);
    expect([at("now"), at("last"), at("change")]).toEqual([false, true, true]);
    expect(openingNotes([{ openingIn }], false)).toEqual([]);
    expect(openingNotes([{ openingIn }], true)).toEqual([OPENING_NOTE]);
  });

  it("knows foreign money, in whatever it is shown", () => {
    const sums = { ...emptySums(), month: { foreignOpeningFen: 7 } };
    expect(openingColumns(columns, sums).now).toEqual(["foreignMonth"]);
    const inRmb = reportColumns({
      tiers: [],
      foreignIn: "rmb",
      indicator: "outsideFen",
      arrivalMinPlanFen: 0,
      investmentMinPlanFen: 0,
      lights: startingProgress,
    });
    expect(openingColumns(inRmb, sums).now).toEqual(["foreignMonth"]);
  });

  it("has no legend where nothing is marked", () => {
    expect(openingNotes([{ openingIn: openingColumns(columns, emptySums()) }], true)).toEqual([]);
  });
});
