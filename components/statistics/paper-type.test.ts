import { describe, expect, it } from "vitest";
import { paperType } from "./paper-type";

const column = (text: string) => ({ texts: [text], least: 2 });
const columns = (count: number, text: string) => Array.from({ length: count }, () => column(text));

describe("a table on paper", () => {
  it("is set larger the less its columns need, and never beyond what is easily read", () => {
    const sizes = [40, 30, 24, 10].map((count) => paperType(columns(count, "123,456.78"), 12, 1.1).pt);
    expect(sizes).toEqual([7.5, 7.5, 8, 11]);
  });

  it("fills the width, each column by what it holds", () => {
    const { shares } = paperType([column("重型数控机床"), column("12"), column("123,456.78")], 12, 1.1);
    expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1);
    expect(shares[0]).toBeGreaterThan(shares[2] ?? 1);
    expect(shares[2]).toBeGreaterThan(shares[1] ?? 1);
  });

  it("stays small when there are many rows, or when their names break", () => {
    const few = columns(10, "123,456.78");
    expect(paperType(few, 30, 0.6).pt).toBe(7.5);
    const names = [{ texts: ["区工业和信息化局"], least: 2, most: 4 }, ...few];
    expect(paperType(names, 15, 1.1).pt).toBe(7.5);
    expect(paperType(names, 10, 1.1).pt).toBe(11);
  });
});
