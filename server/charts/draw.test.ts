/** Pictures come out of the server as they go into a page and into a document. */
import { describe, expect, it } from "vitest";
import { FRAME } from "@/server/domain/charts/chart-style";
import { progressChart } from "@/server/domain/charts/progress";
import { canDrawChinese, drawPng, drawSvg, findFonts, NoChineseFont } from "./draw";

const named = (name: string) =>
  progressChart(
    {
      month: 202610,
      of: "chain",
      rules: { lights: "lag", warnPoints: 10, latePoints: 30, latePercent: 50 },
      rows: [40, 80].map((completion, i) => ({
        name: i === 0 ? name : "数控机床",
        rowKey: String(i),
        indicator: "signedCount",
        target: 100,
        actual: completion,
        completion: `${completion}.00`,
        schedule: "83.33",
        lead: `-${83.33 - completion}`,
        light: "warning",
      })),
    },
    "wide",
  ).option ?? {};

const widths = (svg: string): number[] =>
  [...svg.matchAll(/<path d="([^"]+)"[^>]*ecmeta_series_index="0"/g)].map(([, path = ""]) => {
    const xs = [...path.matchAll(/[ML](-?[\d.]+) /g)].map(([, x]) => Number(x));
    return Math.max(...xs) - Math.min(...xs);
  });

describe("a picture", () => {
  const svg = drawSvg(named("<b>&链</b>"), FRAME.wide);

  it("has bars as long as their numbers", () => {
    const [short = 0, long = 0] = widths(svg);
    expect(short).toBeGreaterThan(0);
    expect(long / short).toBeGreaterThan(1.95);
    expect(long / short).toBeLessThan(2.05);
  });

  it("escapes names, and brings no style, script or font list of its own", () => {
    expect(svg).toContain("&lt;b&gt;&amp;链");
    expect(svg).not.toMatch(/<(style|script|b)\b|class=/);
    expect(svg.match(/font-family/g)).toHaveLength(1);
  });

  it("takes its colours from the page", () => {
    expect(svg).toContain('fill="var(--warn)"');
  });
});

describe("a picture for a document", () => {
  const svg = drawSvg(named("数控机床链"), FRAME.paper);

  it("is a PNG of its size, or is refused where its words would be lost", () => {
    if (!canDrawChinese()) return expect(() => drawPng(svg, 2)).toThrow(NoChineseFont);
    const png = Buffer.from(drawPng(svg, 2));
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([
      FRAME.paper.width * 2,
      FRAME.paper.height * 2,
    ]);
  });

  it("knows of no font where there is no file of one", () => {
    expect(findFonts([], false)).toBeNull();
    expect(findFonts(["/nowhere/msyh.ttc"], false)).toBeNull();
  });
});
