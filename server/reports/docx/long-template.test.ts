/** Templates that ask for more than anybody writes: told with the place, and read once however they are made. */
import { describe, expect, it } from "vitest";
import { startingProgress } from "@/server/domain/progress-rules";
import { startingRates } from "@/server/domain/rate-rules";
import { readParagraph } from "@/server/domain/writing/template-items";
import { figureWords } from "@/server/domain/writing/words";
import type { XmlElement, XmlNode } from "@/server/exports/xml-tree";
import { UnreadableFile } from "@/server/imports/reading/unreadable-file";
import { openTemplate } from "../open-template";
import { DocumentFile } from "./document-file";
import { examineDocument } from "./examine-document";
import { fillDocument } from "./fill-document";
import { officialDocument } from "./official-layout";

const shape = {
  ...{ tiers: [], foreignIn: "usd" as const, indicator: "outsideFen" as const },
  ...{ arrivalMinPlanFen: 0, investmentMinPlanFen: 0, lights: startingProgress },
};

let reads = 0;
/** A paragraph that counts how often somebody looks into it. */
const paragraph = (text: string): XmlElement => {
  const words = { name: "w:t", attributes: "", children: [{ raw: text }] };
  const run = { name: "w:r", attributes: "", children: [words] };
  return {
    ...{ name: "w:p", attributes: "" },
    get children(): XmlNode[] {
      reads += 1;
      return [run];
    },
  };
};
const examined = (...texts: string[]) => {
  reads = 0;
  const body = texts.map(paragraph);
  return examineDocument({ textParts: ["word/document.xml"], tree: () => body });
};
const times = (count: number, text: string): string[] => Array.from({ length: count }, () => text);

describe("a template with very many sections", () => {
  it("is looked at a few times a paragraph, closed or not, beside or within each other", () => {
    const open = times(4000, "{#各产业链}");
    for (const texts of [open, [...open, ...times(4000, "{/}")], times(4000, "{/各产业链}")]) {
      const { problems } = examined(...texts);
      expect(problems.length).toBeGreaterThan(100);
      expect(reads).toBeLessThanOrEqual(6 * texts.length);
    }
  });

  it("matches each with its own end", () => {
    const { places, problems } = examined(
      ...[
        "{#有.甲}",
        "{#有.乙}",
        "{一}",
        "{/有.乙}",
        "{二}",
        "{/有.丙}",
        "{三}",
        "{/}",
        "{#有.丁}",
        "{#有.戊}",
        "{/}",
      ],
    );
    expect(problems.map(({ where, message }) => `${where} ${message}`)).toEqual([
      "第1段“{#有.甲}” {#有.甲} 要用 {/有.甲} 结束，后面写的是 {/有.丙}",
      "第8段“{/}” {/} 前面没有对应的开始",
      "第9段“{#有.丁}” {#有.丁} 没有结束，请在后面另起一段写 {/有.丁}",
    ]);
    expect(places.filter(({ section }) => !section).map(({ where, around }) => [where, around])).toEqual([
      ["第3段“{一}”", ["有.甲", "有.乙"]],
      ["第5段“{二}”", ["有.甲"]],
      ["第7段“{三}”", []],
    ]);
  });

  it("is told where they stand too deep, over paragraphs and within one", () => {
    const nested = (depth: number) => [...times(depth, "{#有.甲}"), "{一}", ...times(depth, "{/}")];
    expect(examined(...nested(3)).problems).toEqual([]);
    expect(examined(...nested(5)).problems.map(({ where, message }) => `${where} ${message}`)).toEqual([
      "第4段“{#有.甲}” {#有.甲} 套得太深，最多套 3 层",
      "第5段“{#有.甲}” {#有.甲} 套得太深，最多套 3 层",
    ]);
    expect(examined(nested(3).join("")).problems).toEqual([]);
    expect(examined(nested(4).join("")).problems.map(({ message }) => message)).toEqual([
      "{#有.甲} 套得太深，最多套 3 层",
    ]);
    expect(examined(...times(2, "{#有.甲}"), nested(2).join(""), "{/}", "{/}").problems).toHaveLength(1);
    expect(examined(nested(9000).join("")).problems).toHaveLength(100);
  });
});

describe("a template with very many placeholders", () => {
  const most = "占位符过多，一个模板最多 2000 个";

  it("is told at the first that is too many", () => {
    expect(examined(...times(2000, "签约{年}个")).problems).toEqual([]);
    expect(examined(...times(2001, "签约{年}个")).problems).toEqual([
      { where: "第2001段“签约{年}个”", message: `{年} ${most}` },
    ]);
    expect(examined("{年}".repeat(30_000)).problems.map(({ message }) => message)).toContain(most);
  });

  it("or very many words is told where they become too many", () => {
    expect(examined("甲".repeat(99_999), "乙").problems).toEqual([]);
    expect(examined("甲".repeat(99_999), "乙乙", "{年").problems).toEqual([
      { where: "第2段“乙乙”", message: "文字过多，一个模板最多 10 万字" },
    ]);
  });

  it("has the runs of a paragraph cut in one go", () => {
    let looks = 0;
    const runs = times(6000, "{年}，").flatMap((text) =>
      [text.slice(0, 2), text.slice(2)].map((half) => ({
        ...{ kind: "words" as const, style: null },
        get text(): string {
          looks += 1;
          return half;
        },
      })),
    );
    readParagraph(runs.slice(0, 3000));
    expect(looks).toBeLessThanOrEqual(15 * 3000);
    looks = 0;
    expect(readParagraph(runs).problems).toEqual([most]);
    expect(looks).toBeLessThanOrEqual(15 * runs.length);
  });

  it("or very many paragraphs, empty as they may be, is told where they become too many", () => {
    expect(examined(...times(10_000, "")).problems).toEqual([]);
    expect(examined(...times(10_001, "")).problems).toEqual([
      { where: "第10001段“”", message: "段落过多，一个模板最多 1 万段" },
    ]);
  });

  it("has so many tables and pictures as a text has, and its chains written once each", () => {
    const vocabulary = {
      figures: figureWords(shape, startingRates),
      rows: times(60, "").map((_, i) => `第${i}产业链`),
    };
    const told = (...texts: string[]) =>
      openTemplate(officialDocument(texts.map((text) => ({ kind: "body", text }))), vocabulary).problems.map(
        ({ where, message }) => `${where}：${message}`,
      );
    expect(told(...times(40, "{附表：行业}"))).toEqual([]);
    expect(told(...times(39, "{附表：行业}"), "｛图: 来源省份｝", "｛附表:行业 }")).toEqual([
      "第41段“｛附表:行业 }”：｛附表:行业 } 附表和图过多，一个模板最多 40 个",
    ]);
    const many = times(167, "{本链.签约金额}").join("，");
    expect(told("{#各产业链}", many, "{/各产业链}")).toEqual([
      expect.stringContaining("按产业链重复后占位符过多，成文最多 10000 个，请删减 {#各产业链} 之间的内容"),
    ]);
    expect(told(`{#各产业链}${many}{/各产业链}`)[0]).toContain("成文最多 10000 个");
    for (const inner of ["各 产业链", "各产业链 "])
      expect(told(`{#${inner}}`, "{#各产业链}", "{本链.签约金额}", "{/}", "{/}")[0]).toContain(
        "不能套在另一个里面",
      );
  });

  it("is not filled beyond what an office opens", () => {
    const file = new DocumentFile(
      officialDocument(
        ["{#各}", "甲".repeat(90_000), "签约{数}个", "{/各}"].map((text) => ({ kind: "body", text })),
      ),
    );
    const figure = { text: "7", address: "r|202606|total|signedYearCount|outsideFen", name: "数" };
    const turn = {
      say: () => ({ kind: "said" as const, parts: [figure], empty: false, weight: "figure" as const }),
      any: () => true,
      each: () => null,
    };
    const answers = { ...turn, each: () => Array.from({ length: 300 }, () => turn) };
    expect(() => fillDocument(file, answers)).toThrow(UnreadableFile);
    expect(() => fillDocument(file, { ...turn, each: () => [turn, turn] })).not.toThrow();
    const empty = officialDocument(
      ["{#各}", ...times(200, ""), "签约{数}个", "{/各}"].map((text) => ({ kind: "body", text })),
    );
    const turns = (count: number) => ({ ...turn, each: () => Array.from({ length: count }, () => turn) });
    expect(() => fillDocument(new DocumentFile(empty), turns(90))).not.toThrow();
    expect(() => fillDocument(new DocumentFile(empty), turns(110))).toThrow(UnreadableFile);
  });
});
