/** 产业链对比: one scale for all panels, and the whole name of each. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ChainsData, chainsChart, MOST_PANELS, panelGrid } from "./chains";
import { CHART_SIZES } from "./chart-view";

const chains = (count: number, value: number): ChainsData => ({
  indicator: "signedCount",
  months: [202601, 202602],
  chosen: null,
  panels: Array.from({ length: count }, (_, i) => ({
    rowKey: String(i),
    name: `第${i}链`,
    hue: i,
    months: [value, value * i],
    year: value * (i + 1),
    completion: null,
    lead: null,
    light: null,
  })),
});

describe("产业链对比", () => {
  it("draws every panel on one scale", () => {
    const view = chainsChart(chains(5, 3), "wide");
    const axes = view.option?.yAxis as { max: number }[];
    expect(new Set(axes.map(({ max }) => max))).toEqual(new Set([12]));
    expect(axes).toHaveLength(5);
  });

  it("says the whole name of every chain, on a line of its own where the figure leaves no room", () => {
    const names = ["现代教育", "现代医疗", "现代冷链物流", "重型数控机床", "冰雪体育"];
    for (const count of [7, 12]) {
      const data = chains(count, 3);
      const named = {
        ...data,
        panels: data.panels.map((panel, i) => ({ ...panel, name: names[i % 5] ?? "" })),
      };
      for (const size of CHART_SIZES) {
        const titles = chainsChart(named, size).option?.title as { text: string }[];
        expect(titles.map(({ text }) => /^\{name\|([^}]*)\}/.exec(text)?.[1])).toEqual(
          named.panels.map(({ name }) => name),
        );
      }
    }
  });

  it("leaves what no longer fits to the table, and says so", () => {
    const view = chainsChart(chains(MOST_PANELS + 3, 1), "wide");
    expect(view.option?.grid).toHaveLength(MOST_PANELS);
    expect(view.note).toContain("另有 3 条链");
    expect(view.table.rows).toHaveLength(MOST_PANELS + 3);
  });

  it("has room for each panel", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: MOST_PANELS }),
        fc.constantFrom(...CHART_SIZES),
        (count, size) => {
          const { columns, rows } = panelGrid(count, size);
          expect(columns * rows).toBeGreaterThanOrEqual(count);
          expect(columns * (rows - 1)).toBeLessThan(count);
        },
      ),
    );
  });
});
