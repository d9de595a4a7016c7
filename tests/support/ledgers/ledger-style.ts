/** The ways in which ledgers differ. A preset fixes some of them; the rest is drawn from the seed. */
import type { Random } from "../demo/random";
import type { LedgerFormat } from "./write-grid";

export interface LedgerStyle {
  format: LedgerFormat;
  /** How a row says which chain it belongs to. */
  chain: "merged" | "repeated" | "first-only" | "section" | "nested" | "sheet" | "none";
  unit: "万元" | "亿元" | "元";
  unitAt: "subtitle" | "header" | "title" | "note";
  headerRows: 1 | 2 | 3;
  name: "alone" | "colon" | "newline" | "bracket" | "sentence";
  company: "alone" | "bracket-code" | "newline-code" | "label-code";
  place: "two" | "short-two" | "joined" | "joined-short" | "slash" | "absent";
  dates: "mixed" | "cells" | "chinese" | "serial" | "yearless";
  amounts: "plain" | "messy" | "formula";
  stage: "column" | "spoken" | "sheet" | "section" | "absent";
  agreement: "column" | "two-dates" | "absent";
  totals: "after" | "before" | "grand-first" | "grand-last" | "none";
  title: boolean;
  offset: [rows: number, cols: number];
  shuffled: boolean;
  extras: boolean;
  repeatHeaderEvery: number | null;
  hiddenSheet: boolean;
  summarySheet: boolean;
  hiddenRow: boolean;
  defects: boolean;
  severalInvestors: boolean;
  /** Rows without a number and without content between the groups. */
  blankRows: boolean;
}

/** Which parts of a style a format cannot hold. */
function withinFormat(style: LedgerStyle): LedgerStyle {
  const flat = style.format.startsWith("csv") || style.format.startsWith("tsv") || style.format === "html";
  const single = flat ? { hiddenSheet: false, summarySheet: false, hiddenRow: false } : {};
  const merged =
    flat && style.chain === "merged" && style.format !== "html" ? { chain: "first-only" as const } : {};
  const noFormulas =
    style.format === "xlsx"
      ? {}
      : { amounts: style.amounts === "formula" ? ("messy" as const) : style.amounts };
  const noSheets = flat
    ? {
        chain: style.chain === "sheet" ? ("repeated" as const) : style.chain,
        stage: style.stage === "sheet" ? ("column" as const) : style.stage,
      }
    : {};
  const hiddenRow = style.format === "xlsx" ? {} : { hiddenRow: false };
  const dates = flat && style.dates === "cells" ? { dates: "mixed" as const } : {};
  return { ...style, ...noSheets, ...single, ...merged, ...noFormulas, ...hiddenRow, ...dates };
}

function consistent(style: LedgerStyle): LedgerStyle {
  let { chain, stage, agreement, totals, severalInvestors } = style;
  if ((stage === "sheet" || stage === "section") && chain === "sheet") stage = "column";
  if (stage === "sheet" && (chain === "section" || chain === "nested")) stage = "column";
  if (stage === "section" && (chain === "section" || chain === "nested")) stage = "column";
  // Without a stage and without an agreement nothing tells a framework from a contract.
  if (stage === "absent" && agreement === "absent") agreement = "column";
  if (chain === "none" || stage === "section")
    totals = totals === "after" || totals === "before" ? "grand-last" : totals;
  if (style.format !== "xlsx" && style.format !== "xls" && style.format !== "et") severalInvestors = false;
  return { ...style, chain, stage, agreement, totals, severalInvestors };
}

export const settleStyle = (style: LedgerStyle): LedgerStyle => consistent(withinFormat(style));

export function drawStyle(random: Random): LedgerStyle {
  const drawn: LedgerStyle = {
    format: random.weighted([
      ["xlsx", 8],
      ["xls", 2],
      ["et", 1],
      ["csv-gb18030", 1],
      ["csv-utf8", 1],
      ["tsv-utf16", 1],
      ["html", 1],
    ]),
    chain: random.pick(["merged", "repeated", "first-only", "section", "nested", "sheet", "none"]),
    unit: random.weighted([
      ["万元", 5],
      ["亿元", 3],
      ["元", 1],
    ]),
    unitAt: random.pick(["subtitle", "header", "title", "note"]),
    headerRows: random.pick([1, 2, 2, 3]),
    name: random.weighted([
      ["alone", 4],
      ["colon", 1],
      ["newline", 1],
      ["bracket", 1],
      ["sentence", 1],
    ]),
    company: random.weighted([
      ["alone", 4],
      ["bracket-code", 1],
      ["newline-code", 1],
      ["label-code", 1],
    ]),
    place: random.pick(["two", "two", "short-two", "joined", "joined-short", "slash", "absent"]),
    dates: random.pick(["mixed", "mixed", "cells", "chinese", "serial", "yearless"]),
    amounts: random.pick(["plain", "messy", "messy", "formula"]),
    stage: random.pick(["column", "column", "spoken", "sheet", "section", "absent"]),
    agreement: random.pick(["column", "column", "two-dates", "absent"]),
    totals: random.pick(["after", "before", "grand-first", "grand-last", "none"]),
    title: random.chance(0.9),
    offset: random.chance(0.2) ? [random.int(0, 2), random.int(0, 2)] : [0, 0],
    shuffled: random.chance(0.25),
    extras: random.chance(0.4),
    repeatHeaderEvery: random.chance(0.15) ? random.int(6, 15) : null,
    hiddenSheet: random.chance(0.3),
    summarySheet: random.chance(0.3),
    hiddenRow: random.chance(0.1),
    defects: random.chance(0.4),
    severalInvestors: random.chance(0.15),
    blankRows: random.chance(0.2),
  };
  return drawn;
}
