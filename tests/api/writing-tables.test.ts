/** Tables and pictures of a text: the figures of the report in their cells, lists within reach of the writer, and their verification. */
import { beforeAll, describe, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import type { WrittenParagraph } from "@/server/contracts/writing";
import { database } from "@/server/platform/database";
import { DocumentFile } from "@/server/reports/docx/document-file";
import { foundDistrict, type LittleDistrict, settle } from "../figures/little-district";
import { makeActor } from "../support/actors";
import { refusalOf } from "../support/own-forms";
import {
  as,
  edited,
  MONTH,
  paragraphsOf,
  preview,
  take,
  templateOf,
  textOf,
  verify,
  written,
} from "../support/writing";

let statistician: SessionActor;
let head: SessionActor;
let director: SessionActor;
let place: LittleDistrict;

beforeAll(async () => {
  place = await foundDistrict();
  statistician = await makeActor("statistician");
  head = await makeActor("section-head");
  director = await makeActor("director");
  const [machines, ice] = place.chains;
  await settle([
    {
      ...{
        name: "主轴部件基地",
        chain: machines,
        unit: place.units[0],
        province: "浙江省",
        planWan: 60_000,
        industry: "C34",
      },
      contract: [["2026-03-10", 51_000.1234]],
      done: { start: "2026-04-01" },
      arrivals: [{ on: "2026-06-03", wan: 9_234.5678 }],
    },
    {
      name: "机密项目",
      chain: machines,
      planWan: 90_000,
      sensitive: true,
      contract: [["2026-04-10", 1_000]],
    },
    {
      name: "冰雪装备基地",
      chain: ice,
      province: "江苏省",
      planWan: 3_000,
      contract: [["2026-06-10", 2_200]],
    },
    {
      name: "去年的项目",
      chain: ice,
      planWan: 8_000,
      contract: [["2025-05-10", 7_000]],
      arrivals: [{ on: "2025-06-05", wan: 20_000 }],
    },
    {
      name: "已解约的项目",
      chain: ice,
      planWan: 8_000,
      contract: [["2025-06-10", 7_000]],
      ended: "2026-02-01",
    },
    { name: "框架中的项目", chain: ice, planWan: 5_000, framework: [["2026-01-15", 5_000]] },
    { name: "七月才签的项目", chain: ice, planWan: 5_000, contract: [["2026-07-10", 5_000]] },
  ]);
  const annual = { year: 2026, span: "year", kind: "annual", scopeKind: "district", scopeId: 0 };
  await database.target.createMany({
    data: [{ ...annual, indicator: "outsideFen", value: 50_000n * 1_000_000n }],
  });
});

/** Rows of the n-th table, each cell with the address of its figure behind it. */
function tableOf(paragraphs: readonly WrittenParagraph[], table: number): string[][] {
  const rows: string[][] = [];
  for (const { parts, cell } of paragraphs) {
    if (cell?.table !== table) continue;
    const row = rows[cell.row] ?? [];
    rows[cell.row] = row;
    row[cell.column] = parts
      .map((part) => (typeof part === "string" ? part.replace("\n", "") : `${part.text} ${part.address}`))
      .join("");
  }
  return rows;
}

const told = async (...lines: string[]) => {
  const { id } = await take(statistician, templateOf(...lines));
  return paragraphsOf(await written(director, id));
};

describe("tables of the report", () => {
  it("have the figures of the month report under their units, each with its address", async () => {
    const paragraphs = await told("{附表：指标完成}", "｛附表:来源地｝");
    expect(paragraphs.filter(({ kind }) => kind === "caption").map(textOf)).toEqual([
      "附表1　2026年上半年招商引资主要指标完成情况表",
      "附表2　2026年上半年招商引资项目来源地情况表",
    ]);
    const indicators = tableOf(paragraphs, 1);
    expect(indicators[0]).toEqual([
      "指标",
      "计量单位",
      "年度目标",
      "本月",
      "累计",
      "累计同比（%）",
      "完成率（%）",
      "超欠序时（百分点）",
    ]);
    // 9234.5678 万元 of 50000, a year ago 20000.
    expect(indicators.find(([name]) => name === "省外内资到位")).toEqual([
      "省外内资到位",
      "亿元",
      "5.00 r|202606|total|target|outsideFen",
      "0.92 r|202606|total|outsideMonthFen|outsideFen",
      "0.92 r|202606|total|outsideYearFen|outsideFen",
      "-53.83 r|202606|total|outsideYearFen|outsideFen|chain|change",
      "18.47 r|202606|total|completion|outsideFen",
      "-31.53 r|202606|total|lead|outsideFen",
    ]);
    const origins = tableOf(paragraphs, 2);
    const row = (name: string) => origins.find(([first]) => first === name)?.slice(1, 4);
    expect(row("浙江省")).toEqual([
      "1 r|202606|浙江省|signedYearCount|outsideFen|province|now",
      "5.10 r|202606|浙江省|signedYearFen|outsideFen|province|now",
      // 51000.1234 of 54200.1234.
      "94.10 r|202606|浙江省|signedYearFen|outsideFen|province|share",
    ]);
    expect(row("合计")?.[1]).toContain("5.42 ");
  });

  it("repeat their head, fill the page and keep their figures to the right", async () => {
    const { id } = await take(statistician, templateOf("{附表：分产业链}"));
    const xml = new DocumentFile(await written(head, id)).text("word/document.xml") ?? "";
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(1);
    const widths = [...xml.matchAll(/<w:gridCol w:w="(\d+)"\/>/g)].map(([, width]) => Number(width));
    expect(widths.reduce((a, b) => a + b, 0)).toBe(8845);
    expect(xml).toContain('<w:jc w:val="right"/>');
  });
});

describe("lists of projects", () => {
  it("name what waits at the end of the month, and count what may not be named", async () => {
    const paragraphs = await told(
      "未开工{签约未开工项目数}个（{见附表：签约未开工}）。",
      "{附表：签约未开工}",
      "{附表：框架未转化}",
    );
    expect(textOf(paragraphs[1] ?? { parts: [] })).toBe("未开工3个（见附表1）。");
    const names = tableOf(paragraphs, 1).map((row) => row[1]);
    expect(names).toEqual(["项目名称", "去年的项目", "冰雪装备基地"]);
    expect(tableOf(paragraphs, 2).map((row) => row[1])).toEqual(["项目名称", "框架中的项目"]);
    const notes = paragraphs.filter(({ kind }) => kind === "table-note").map(textOf);
    expect(notes).toEqual(["注：共3个；敏感项目和出稿人无权查看的项目只计数，不列名。", "注：共1个。"]);
  });

  it("keep to what the reader may read", async () => {
    const outsider = await makeActor("lead-department");
    const { id } = await take(statistician, templateOf("{附表：签约未开工}"));
    const lines = await preview(outsider, id);
    expect(lines.join()).not.toContain("冰雪装备基地");
    expect(lines.join()).toContain("共3个");
  });
});

describe("a placeholder of a table or a picture", () => {
  it("is refused where it cannot stand, where it is unknown, and where it points at nothing", async () => {
    const problems = async (...lines: string[]) =>
      (await refusalOf(take(statistician, templateOf(...lines)))).detail?.problems?.map(
        ({ message }) => message,
      );
    expect(await problems("详见{附表：指标完成}")).toEqual([expect.stringContaining("要单独成段")]);
    expect(await problems("{#各产业链}", "{附表：指标完成}", "{/各产业链}")).toEqual([
      expect.stringContaining("要单独成段"),
    ]);
    expect(await problems("{附表：来源省}")).toEqual([
      expect.stringContaining("没有附表“来源省”，是否要写 {附表：来源地}"),
    ]);
    expect(await problems("（{见图：项目漏斗}）")).toEqual([
      expect.stringContaining("模板里没有 {图：项目漏斗}"),
    ]);
  });
});

describe("the quarterly analysis", () => {
  it("holds its pictures as parts with words for each, and every number is the system's", async () => {
    const bytes = await written(head, "quarter");
    const file = new DocumentFile(bytes);
    const xml = file.text("word/document.xml") ?? "";
    const drawings = [...xml.matchAll(/<wp:docPr [^>]*descr="([^"]+)"/g)].map(([, words]) => words);
    expect(drawings.length).toBeGreaterThanOrEqual(3);
    for (const words of drawings) expect(words).toMatch(/\p{Script=Han}/u);
    expect(file.names.filter((name) => /^word\/media\/figure-\d+\.png$/.test(name))).toHaveLength(
      drawings.length,
    );
    expect(file.text("[Content_Types].xml")).toContain('Extension="png"');
    const { paragraphs } = await verify(head, bytes);
    const odd = paragraphs.flatMap(({ text, numbers, cell }) =>
      numbers.flatMap(({ from, to, state }) =>
        cell && state !== "equal" ? [[text.slice(from, to), state]] : [],
      ),
    );
    expect(odd).toEqual([]);
    expect(paragraphs.filter(({ cell, numbers }) => cell && numbers.length > 0).length).toBeGreaterThan(30);
  });

  it("is found out where a number of a table, or its sign, was changed by hand", async () => {
    const { id } = await take(statistician, templateOf("{附表：指标完成}"));
    const bytes = await written(head, id);
    const hands = edited(bytes, [">0.92<", ">0.95<"], [">-31.53<", ">31.53<"]);
    const { paragraphs } = await verify(head, hands);
    const odd = paragraphs.flatMap(({ text, numbers }) =>
      numbers.flatMap(({ state, figure }) => (state === "equal" ? [] : [[text, state, figure?.now]])),
    );
    expect(odd).toEqual([
      ["0.95", "different", "0.92亿元"],
      ["31.53", "different", "-31.53个百分点"],
    ]);
  });

  it("shows its pictures on screen", async () => {
    const { paragraphs } = await as(head).writing.preview({ template: "quarter", month: MONTH });
    const pictures = paragraphs.flatMap(({ picture }) => picture ?? []);
    expect(pictures.length).toBeGreaterThanOrEqual(3);
    for (const { source } of pictures) expect(source).toMatch(/^data:image\/svg\+xml;base64,/);
  });
});
