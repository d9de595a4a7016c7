import { describe, expect, it } from "vitest";
import {
  formatAmount,
  formatAmountShort,
  formatAmountWithUnit,
  formatBytes,
  formatCount,
  formatDay,
  formatDays,
  formatInstant,
  formatMonth,
  formatPercent,
  formatPoints,
  readScreenUnit,
} from "./format";

const WAN = 1_000_000;
const YI = 10_000_000_000;

describe("amounts on screen", () => {
  it("separates thousands and keeps two places in either unit", () => {
    expect(formatAmount(12_600 * WAN, "wan")).toBe("12,600.00");
    expect(formatAmount(3_075_792 * WAN, "yi")).toBe("307.58");
    expect(formatAmount(-1_234_567 * WAN, "wan")).toBe("-1,234,567.00");
    expect(formatAmount(999 * WAN, "wan", { places: 0 })).toBe("999");
  });
  it("shows a dash for what is unknown and a zero for zero", () => {
    expect(formatAmount(null, "wan")).toBe("—");
    expect(formatAmount(undefined, "yi")).toBe("—");
    expect(formatAmount(0, "wan")).toBe("0.00");
    expect(formatAmountWithUnit(null, "wan")).toBe("—");
  });
  it("drops zeros only behind the point when asked to", () => {
    expect(formatAmount(3_200 * WAN, "wan", { trim: true })).toBe("3,200");
    expect(formatAmount(3_200.5 * WAN, "wan", { trim: true })).toBe("3,200.5");
    expect(formatAmount(0, "wan", { trim: true })).toBe("0");
  });
  it("signs increases but never a zero", () => {
    expect(formatAmount(5 * WAN, "wan", { signed: true })).toBe("+5.00");
    expect(formatAmount(-5 * WAN, "wan", { signed: true })).toBe("-5.00");
    expect(formatAmount(0, "wan", { signed: true })).toBe("0.00");
  });
  it("names 亿 from one 亿元 on and 万 below", () => {
    expect(formatAmountShort(126 * YI)).toBe("126.0亿");
    expect(formatAmountShort(YI)).toBe("1.0亿");
    expect(formatAmountShort(YI - 1)).toBe("10,000万");
    expect(formatAmountShort(3_200 * WAN, { signed: true })).toBe("+3,200万");
    expect(formatAmountShort(null)).toBe("—");
  });
  it("adds the unit in running text", () => {
    expect(formatAmountWithUnit(12_600 * WAN, "wan")).toBe("12,600.00 万元");
    expect(formatAmountWithUnit(3.2 * YI, "yi", { trim: true })).toBe("3.2 亿元");
  });
  it("reads the unit from a cookie and falls back to 万元", () => {
    expect([readScreenUnit("yi"), readScreenUnit("wan"), readScreenUnit("x"), readScreenUnit(null)]).toEqual([
      "yi",
      "wan",
      "wan",
      "wan",
    ]);
  });
});

describe("counts, shares and days on screen", () => {
  it("writes counts and days with thousands separators", () => {
    expect([formatCount(0), formatCount(1284), formatCount(null)]).toEqual(["0", "1,284", "—"]);
    expect([formatDays(41), formatDays(null)]).toEqual(["41天", "—"]);
  });
  it("takes shares as the domain rounded them", () => {
    expect(formatPercent("71.2")).toBe("71.2%");
    expect(formatPercent("4.2", { signed: true })).toBe("+4.2%");
    expect(formatPercent("0.0", { signed: true })).toBe("0.0%");
    expect(formatPercent(null)).toBe("—");
    expect(formatPoints("-12.1")).toBe("-12.1 个百分点");
    expect(formatPoints(null)).toBe("—");
  });
  it("writes a day three ways", () => {
    expect(formatDay("2026-07-04")).toBe("2026-07-04");
    expect(formatDay("2026-07-04", "near", "2026-10-31")).toBe("07-04");
    expect(formatDay("2027-01-08", "near", "2026-10-31")).toBe("01-08");
    expect(formatDay("2025-07-04", "near", "2026-10-31")).toBe("2025-07-04");
    expect(formatDay("2026-07-04", "words")).toBe("2026年7月4日");
    expect(formatDay(null)).toBe("—");
  });
  it("shows an instant as it is in Shanghai, midnight as 00", () => {
    expect(formatInstant(new Date("2026-10-31T16:05:00Z"))).toBe("2026-11-01 00:05");
    expect(formatInstant(null)).toBe("—");
  });
  it("writes months and spans of months", () => {
    expect(formatMonth(202610)).toBe("2026年10月");
    expect(formatMonth(202610, 202601)).toBe("2026年1—10月");
  });
  it("writes file sizes", () => {
    expect([formatBytes(900), formatBytes(1536), formatBytes(50 * 1024 * 1024)]).toEqual([
      "900 B",
      "1.5 KB",
      "50 MB",
    ]);
  });
});
