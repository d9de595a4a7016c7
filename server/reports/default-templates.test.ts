/** The default templates, whatever the figures: nothing in them is said of another chain, and nothing of nothing. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_TEMPLATE_IDS, type DefaultTemplate } from "@/server/contracts/writing";
import { FEN_PER_WAN, FEN_PER_YI } from "@/server/domain/amounts";
import { startingProgress } from "@/server/domain/progress-rules";
import { startingRates } from "@/server/domain/rate-rules";
import type { FigureValue } from "@/server/domain/statistics-columns";
import type { Answers } from "@/server/domain/writing/fill-items";
import { textOf } from "@/server/domain/writing/pieces";
import { understand, understandSection } from "@/server/domain/writing/references";
import { sayFigure } from "@/server/domain/writing/say-figure";
import { type FigureWord, figureWords } from "@/server/domain/writing/words";
import { defaultTemplate } from "./default-templates";
import { DocumentFile } from "./docx/document-file";
import { fillDocument } from "./docx/fill-document";
import { readDocument } from "./docx/read-document";

const shape = {
  tiers: [FEN_PER_YI, 5 * FEN_PER_YI],
  foreignIn: "usd" as const,
  indicator: "outsideFen" as const,
  arrivalMinPlanFen: 0,
  investmentMinPlanFen: 0,
  lights: startingProgress,
};
const CHAINS = ["现代医疗", "现代教育", "重型数控机床"];
const vocabulary = {
  figures: figureWords(shape, startingRates),
  rows: CHAINS.map((name) => `${name}产业链`),
};
const TEXTS: Record<string, string> = {
  区名: "某区",
  单位: "某区商务局",
  年: "2026",
  月: "6",
  期间: "1—6月",
  阶段: "上半年",
  序时进度: "50.00%",
};

type Values = Record<string, FigureValue>;

/** Figures of a district (null) and of each of its chains. */
function answers(of: (row: string | null) => Values, row: string | null = null): Answers {
  const figure = (word: FigureWord) => {
    const key = word.source === "half-year" ? word.word : word.column;
    const address = `r|202606|${row ?? "total"}|${word.column}|outsideFen`;
    const said = sayFigure(word, of(row)[key] ?? null, { address, name: word.word });
    return { ...said, ...(row === null ? {} : { of: row }) };
  };
  return {
    say(inner) {
      const read = understand(inner, vocabulary, row !== null);
      if (typeof read === "string") throw new Error(read);
      if (read.kind === "figure") return figure(read.word);
      const text = read.kind === "chain" ? (row ?? "") : read.kind === "text" ? (TEXTS[read.word] ?? "") : "";
      // No tables here, and nothing that takes more than a figure to say.
      const phrase = read.kind === "phrase" || read.kind === "exhibit";
      return {
        kind: "said",
        parts: text === "" ? [] : [text],
        empty: phrase,
        weight: phrase ? "figure" : "plain",
      };
    },
    any: () => true,
    each: (inner) =>
      typeof understandSection(inner, vocabulary, false) === "string"
        ? null
        : CHAINS.map((chain) => answers(of, chain)),
  };
}

const amounts = fc.oneof(
  fc.constant(0),
  fc.integer({ min: -40, max: 4_000 }).map((wan) => wan * 100 * FEN_PER_WAN),
);
const percents = fc.option(fc.integer({ min: -9_999, max: 9_999 }).map((n) => (n / 100).toFixed(2)));
const figureOf = ({ kind }: FigureWord) =>
  kind === "amount"
    ? amounts
    : kind === "percent" || kind === "points"
      ? percents
      : fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 90 }));
const keyOf = ({ source, word, column }: FigureWord) => (source === "half-year" ? word : column);
const values: fc.Arbitrary<Values> = fc.record(
  Object.fromEntries(vocabulary.figures.map((word) => [keyOf(word), figureOf(word)])),
);

const writtenOf = (template: DefaultTemplate, of: (row: string | null) => Values) => {
  const file = new DocumentFile(defaultTemplate(template));
  fillDocument(file, answers(of), () => "nothing");
  return readDocument(new DocumentFile(file.toBytes()));
};
const NOTHING: Values = {};
const HEADING = /^[一二三四五六七八九十]+、|^（[一二三四五六七八九十]+）/;
const isBare = (line: string): boolean => HEADING.test(line) && !/。./.test(line);
/** Nothing stands between the heading and the next one of its level or above. */
const isNextTo = (line: string, next = "一、"): boolean =>
  HEADING.test(next) && (line.startsWith("（") || !next.startsWith("（"));
/** Numbers of neighbours under one heading follow each other. */
const isCounted = (lines: readonly string[]): boolean => {
  let [chapter, section] = [0, 0];
  const NUMERALS = "零一二三四五六七八九十";
  return lines.every((line) => {
    const number = NUMERALS.indexOf(HEADING.exec(line)?.[0].replace(/[（）、]/g, "") ?? "");
    if (line.startsWith("（")) return number === ++section;
    section = 0;
    return number === ++chapter;
  });
};

describe("a default template", () => {
  it("never says a figure of a chain without its name, or after that of another one", () => {
    fc.assert(
      fc.property(fc.array(values, { minLength: 3, maxLength: 3 }), values, (chains, total) => {
        const of = (row: string | null) => chains[CHAINS.indexOf(row ?? "")] ?? total;
        for (const template of DEFAULT_TEMPLATE_IDS)
          for (const { parts } of writtenOf(template, of)) {
            let last = "";
            let before = "";
            for (const part of parts) {
              const row = typeof part === "string" ? undefined : part.address.split("|")[2];
              if (row !== undefined) {
                const named = CHAINS.map((name) => [before.lastIndexOf(name), name] as const);
                last = named.reduce((a, b) => (b[0] > a[0] ? b : a), [-1, ""] as const)[1];
                expect(row === "total" ? "" : row, before).toBe(last);
              }
              before += typeof part === "string" ? part : part.text;
            }
          }
      }),
      { numRuns: 40 },
    );
  });

  it("keeps its headings on the page of what follows them", () => {
    const styles = new DocumentFile(defaultTemplate("quarter")).text("word/styles.xml") ?? "";
    for (const level of [1, 2, 3])
      expect(styles).toMatch(new RegExp(`w:styleId="OfficialHeading${level}">.*?<w:pPr><w:keepNext/>`));
  });

  it("asserts nothing that it does not show: a heading with nothing under it leaves", () => {
    const lines = writtenOf("quarter", () => NOTHING).map(({ parts }) => textOf(parts));
    const headings = lines.filter((line) => HEADING.test(line));
    expect(headings).toEqual([
      "一、总体情况",
      "二、存在问题",
      "（一）其他问题。（此处由起草人补写。）",
      "三、原因分析",
      "四、下步措施",
      "五、需区委区政府协调事项",
    ]);
    fc.assert(
      fc.property(values, values, (chain, total) => {
        for (const template of DEFAULT_TEMPLATE_IDS) {
          const lines = writtenOf(template, (row) => (row === null ? total : chain)).map(({ parts }) =>
            textOf(parts),
          );
          expect(isCounted(lines.filter((line) => HEADING.test(line))), lines.join("\n")).toBe(true);
          expect(lines.filter((line, i) => isBare(line) && isNextTo(line, lines[i + 1]))).toEqual([]);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("keeps the name of a chain whose first clause is of zero", () => {
    const of = (row: string | null): Values =>
      row === "现代医疗"
        ? { outsideYearFen: 624 * FEN_PER_WAN }
        : row === "现代教育"
          ? { signedYearCount: 1, signedYearFen: 3_060 * FEN_PER_WAN }
          : NOTHING;
    const lines = writtenOf("quarter", of).map(({ parts }) => textOf(parts));
    expect(lines.find((line) => line.startsWith("（一）分产业链看"))).toContain(
      "现代医疗链省外内资到位624万元；现代教育链签约项目1个，签约金额3060万元。",
    );
  });
});
