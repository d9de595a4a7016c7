/** 出稿 from the template to the verified document: what it says is what the month report says. */
import { beforeAll, describe, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import { DEFAULT_TEMPLATE_IDS } from "@/server/contracts/writing";
import { monthSentence } from "@/server/domain/statistics-sentence";
import { database } from "@/server/platform/database";
import { openTemplateFile } from "@/server/reports";
import { DocumentFile } from "@/server/reports/docx/document-file";
import { propertyOf } from "@/server/reports/docx/document-properties";
import { monthReport } from "@/server/statistics";
import { foundDistrict, type LittleDistrict, NOW, settle } from "../figures/little-district";
import { makeActor } from "../support/actors";
import { requestId } from "../support/ledger-scene";
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
let leader: SessionActor;
let officer: SessionActor;
let place: LittleDistrict;

beforeAll(async () => {
  place = await foundDistrict();
  statistician = await makeActor("statistician");
  head = await makeActor("section-head");
  leader = await makeActor("district-leader");
  officer = await makeActor("officer");
  const [machines, ice] = place.chains;
  await settle([
    {
      name: "主轴部件基地",
      chain: machines,
      province: "浙江省",
      planWan: 60_000,
      contract: [["2026-03-10", 51_000.1234]],
      // Written of June: what was finished later is not told.
      done: { start: "2026-04-01", completion: "2026-08-01" },
      arrivals: [
        { on: "2026-05-03", wan: 3_000 },
        { on: "2026-06-03", wan: 9_234.5678 },
      ],
      investments: [{ month: 202606, wan: 333.33 }],
    },
    {
      name: "机密项目",
      chain: machines,
      planWan: 90_000,
      sensitive: true,
      contract: [["2026-04-10", 1_000]],
    },
    { name: "冰雪装备基地", chain: ice, planWan: 3_000, contract: [["2026-06-10", 2_200]] },
    {
      name: "去年的项目",
      chain: ice,
      planWan: 8_000,
      contract: [["2025-05-10", 7_000]],
      arrivals: [{ on: "2025-06-05", wan: 20_000 }],
    },
    { name: "只是线索", chain: place.chains[2] },
  ]);
  const annual = { year: 2026, span: "year", kind: "annual", scopeKind: "district", scopeId: 0 };
  await database.target.createMany({
    data: [
      { ...annual, indicator: "outsideFen", value: 50_000n * 1_000_000n },
      { ...annual, indicator: "signedCount", value: 12n },
      { ...annual, span: "second-half", kind: "plan", indicator: "signedCount", value: 20n },
      { ...annual, span: "second-half", kind: "strive", indicator: "signedCount", value: 30n },
    ],
  });
});

describe("the default templates", () => {
  it("say in the paragraph of the work report what the month report says", async () => {
    const report = await monthReport({ now: NOW }, { month: MONTH, cut: "chain", indicator: "outsideFen" });
    const total = report.rows.find(({ kind }) => kind === "total");
    const said = monthSentence(total?.values ?? {}, MONTH, report.shape);
    const sentence = said.map((part) => (typeof part === "string" ? part : part.text)).join("");
    expect(sentence).toContain("签约招商引资项目3个");
    for (const template of DEFAULT_TEMPLATE_IDS) {
      const lines = await preview(leader, template);
      expect(
        lines.find((line) => line.includes("年初以来，签约招商引资项目")),
        template,
      ).toContain(sentence);
      expect(lines.join("\n")).not.toMatch(/[{}]|，[，。]|。。|undefined/);
    }
  });

  it("write a paragraph for each chain with anything to say, and name no sensitive project", async () => {
    const lines = await preview(head, "half-year");
    expect(lines.filter((line) => line.includes("产业链建设上"))).toEqual([
      "在重型数控机床产业链建设上。年初以来，签约项目2个，签约金额5.20亿元。其中，主轴部件基地，总投资6.00亿元，已开工。1—6月，省外内资到位1.22亿元，完成固定资产投资333.33万元。",
      "在冰雪体育产业链建设上。年初以来，签约项目1个，签约金额2200万元。引进冰雪装备基地，总投资3000万元，已正式签约。",
    ]);
    expect(lines.join()).toContain("（一）加力推进招商引资。力争下半年新签约项目30个。");
    expect(lines[0]).toContain("未关账");
  });

  it("tell the rates of the projects signed this year; one that is nil says nothing", async () => {
    // One of three has begun; 12234.5678 of the 153000 that are planned have come.
    expect(await preview(head, "half-year")).toContain(
      "年初以来签约的项目中，履约率33.33%，开工率33.33%，资金到位率8.00%。",
    );
    const { id } = await take(statistician, templateOf("{重型数控机床.开工率}，{履约率.1—5月}。"));
    expect((await preview(head, id)).slice(1)).toEqual(["50.00%，50.00%。"]);
  });
});

describe("a template of the bureau's own", () => {
  it("is filled like any other, whatever the word processor did to its runs", async () => {
    const bytes = edited(
      templateOf(
        "1—5月省外内资到位{省外内资到位.1—5月}亿元，{省外内资同比.1位}。",
        "{#有.外资到位}外资到位{外资到位}。{/有.外资到位}",
      ),
      [
        "{省外内资到位.1—5月}",
        '{省外内</w:t></w:r><w:proofErr w:type="gramStart"/><w:r><w:rPr><w:b/></w:rPr><w:t>资到位.1—5</w:t></w:r><w:r><w:t>月}',
      ],
    );
    const { id } = await take(statistician, bytes);
    // 12234.5678 of 20000 a year ago: -38.83, at one place -38.8.
    expect((await preview(head, id)).slice(1)).toEqual(["1—5月省外内资到位3000万元，同比下降38.8%。"]);
  });

  it("is refused with the place and the nearest word", async () => {
    const told = async (...lines: string[]) =>
      (await refusalOf(take(statistician, templateOf(...lines)))).detail;
    expect((await told("第一段", "签约{签约项目树}个。"))?.message).toBe(
      "模板需要修改。第2段“签约{签约项目树}个。”：{签约项目树} 没有占位符“签约项目树”，是否要写 {签约项目数}",
    );
    const several = await told("{#各产业链}", "{本链.签约金额}", "签约{签约金额", "{本年.签约金额}");
    expect(several?.problems?.map(({ message }) => message)).toEqual([
      "第1段“{#各产业链}”：{#各产业链} 没有结束，请在后面另起一段写 {/各产业链}",
      "第3段“签约{签约金额”：“{”没有配对，占位符要写成 {签约金额} 这样",
      "第2段“{本链.签约金额}”：{本链.签约金额} “本链”只能写在 {#各产业链} 和 {/各产业链} 之间",
      expect.stringContaining("第4段“{本年.签约金额}”：{本年.签约金额} 月报表中没有“本年”这一行"),
    ]);
  });

  it("is refused where it asks for more than a text does, and where it is broken", async () => {
    const told = async (...lines: string[]) =>
      (await refusalOf(take(statistician, templateOf(...lines)))).detail?.problems?.map(
        ({ message }) => message,
      );
    expect(await told(...Array.from({ length: 2001 }, () => "{年}"))).toEqual([
      "第2001段“{年}”：{年} 占位符过多，一个模板最多 2000 个",
    ]);
    const unclosed = await told(...Array.from({ length: 4000 }, () => "{#有.签约项目数}"));
    expect(unclosed).toHaveLength(20);
    expect(unclosed?.[0]).toContain("没有结束");
    expect(await told(`{${"年".repeat(101)}}`)).toEqual([expect.stringContaining("太长")]);
    const broken = edited(templateOf("{年}年"), ["<w:body>", `<w:body w:a="${"x".repeat(2_000_000)}">`]);
    const { code, detail } = await refusalOf(take(statistician, broken));
    expect([code, detail?.problems?.[0]]).toEqual([
      "bad-file",
      { field: "file", message: "文件不完整或已损坏，请用 Word 或 WPS 打开后另存一份再上传。" },
    ]);
  });

  it("has versions; a retired one is gone and its file stays", async () => {
    const name = "区级简报";
    const first = { requestId: requestId(), name };
    const { id } = await take(statistician, templateOf("{年}年"), first);
    expect(await take(statistician, templateOf("{年}年"), first)).toEqual({ id, version: 1 });
    expect((await refusalOf(take(statistician, templateOf("{月}月"), first))).code).toBe("already-saved");
    expect((await refusalOf(take(statistician, templateOf("{月}月"), { name: "月度简报" }))).code).toBe(
      "duplicate",
    );
    const next = { name, templateId: id, expectedVersion: 1 };
    expect(await take(statistician, templateOf("{月}月"), next)).toEqual({ id, version: 2 });
    expect((await refusalOf(take(statistician, templateOf("{月}月"), next))).code).toBe("conflict");
    expect((await preview(head, id)).at(-1)).toBe("6月");
    await as(statistician).writing.retire({ requestId: requestId(), id, expectedVersion: 2 });
    expect((await as(head).writing.templates()).map((one) => one.id)).not.toContain(id);
    await expect(preview(head, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const { bytes } = await openTemplateFile(head, { template: id, version: 1 });
    expect(paragraphsOf(bytes).map(textOf)).toEqual(["{年}年"]);
  });
});

describe("who may", () => {
  it("reads with the statistics, writes with their export, changes templates with the forms", async () => {
    const bytes = templateOf("{年}年");
    for (const actor of [head, leader, officer])
      expect((await refusalOf(take(actor, bytes))).code).toBe("not-permitted");
    await expect(written(leader, "month")).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(written(officer, "month")).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await preview(officer, "month")).length).toBeGreaterThan(5);
    expect((await refusalOf(openTemplateFile(officer, { template: "month", version: 1 }))).code).toBe(
      "not-permitted",
    );
  });
});

describe("a written document", () => {
  it("carries its sources, and is known again after edits by hand", async () => {
    const bytes = await written(head, "half-year");
    const figures = paragraphsOf(bytes).flatMap(({ parts }) =>
      parts.filter((part) => typeof part !== "string"),
    );
    expect(figures).toContainEqual({
      text: "3",
      address: "r|202606|total|signedYearCount|outsideFen",
      name: "签约项目数 · 全区 · 2026年1—6月",
    });
    expect(propertyOf(new DocumentFile(bytes), "统计月")).toBe("2026年6月");
    expect(propertyOf(new DocumentFile(bytes), "数据状态")).toBe("未关账");

    const fresh = await verify(head, bytes);
    const numbers = fresh.paragraphs.flatMap((p) => p.numbers);
    expect(numbers.length).toBeGreaterThan(20);
    expect(numbers.filter(({ state }) => state !== "equal")).toEqual([]);

    const hands = edited(
      bytes,
      ["5.42亿元", "5.92亿元"],
      ["签约招商引资项目", "共签约各类项目"],
      ["（此处由起草人补写。）", "全区完成绿化8.6亿元。"],
    );
    const checked = await verify(head, hands);
    const odd = checked.paragraphs.flatMap(({ text, numbers: of }) =>
      of
        .filter(({ state }) => state !== "equal")
        .map(({ from, to, state, figure }) => [text.slice(from, to), state, figure?.now ?? null]),
    );
    expect(odd).toEqual([
      ["5.92亿元", "different", "5.42亿元"],
      ["8.6亿元", "unknown", null],
    ]);
  });

  it("tells what has changed since, and is read as plain text too", async () => {
    const bytes = await written(head, "month");
    const text = paragraphsOf(bytes).map(textOf).join("\n");
    await settle([
      { name: "补报的项目", chain: place.chains[1], planWan: 20_000, contract: [["2026-06-20", 10_000]] },
    ]);
    const states = (answer: Awaited<ReturnType<typeof verify>>) =>
      answer.paragraphs.flatMap(({ text: line, numbers }) =>
        numbers
          .filter(({ state }) => state === "changed")
          .map(({ from, to, figure }) => [line.slice(from, to), figure?.now]),
      );
    const changed = states(await verify(leader, bytes));
    expect(changed).toContainEqual(["3", "4个"]);
    expect(changed).toContainEqual(["5.42亿元", "6.42亿元"]);
    const pasted = await as(leader).writing.verify({ month: MONTH, text });
    expect(pasted.since).toContain("未关账");
    expect(states(pasted)).toContainEqual(["3个", "4个"]);
    expect(pasted.paragraphs.flatMap((p) => p.numbers).filter(({ state }) => state === "different")).toEqual(
      [],
    );
  });
});

describe("a text that is too long", () => {
  it("is refused at its field, pasted or as a document", async () => {
    const told = async (asked: Promise<unknown>) => {
      const { code, detail } = await refusalOf(asked);
      return [code, ...(detail.problems ?? []).map(({ field, message }) => `${field} ${message}`)];
    };
    const numbers = ["too-large", "file 数字过多，一次最多核对 5000 个，请分几次核对"];
    expect(await told(verify(leader, templateOf("1个".repeat(5001))))).toEqual(numbers);
    expect(
      await told(verify(leader, templateOf(...Array.from({ length: 51 }, () => "1个".repeat(100))))),
    ).toEqual(numbers);
    expect(await told(verify(leader, templateOf("甲".repeat(60_000), "甲".repeat(60_000))))).toEqual([
      "too-large",
      "file 文字过多，一次最多核对 10 万字，请分几次核对",
    ]);
    expect((await verify(leader, templateOf("1个".repeat(5000)))).paragraphs[0]?.numbers).toHaveLength(5000);
    const pasted = (text: string) => as(leader).writing.verify({ month: MONTH, text });
    await expect(pasted("1个".repeat(5001))).rejects.toMatchObject({
      code: "PAYLOAD_TOO_LARGE",
      message: expect.stringContaining("数字过多"),
    });
    await expect(pasted("甲".repeat(100_001))).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

describe("a closed month", () => {
  it("is written from its close, whatever comes after, and a text from before says why it differs", async () => {
    const before = await written(head, "month");
    await settle([
      { name: "关账前的项目", chain: place.chains[2], planWan: 500, contract: [["2026-06-25", 400]] },
    ]);
    const director = await makeActor("director");
    const [own, other] = [as(statistician).statistics, as(director).statistics];
    await own.move({ month: MONTH, from: "open", to: "cutoff" });
    await own.move({ month: MONTH, from: "cutoff", to: "review" });
    for (const desk of [own, other]) {
      const { figures } = await desk.closing({ month: MONTH });
      await desk.sign({ month: MONTH, figures: figures ?? "", reason: "已核实" });
    }
    const changed = await verify(head, before);
    expect(changed).toMatchObject({ closeVersion: 1, since: expect.stringContaining("关账（第1版）") });
    expect(changed.paragraphs.flatMap((p) => p.numbers).some(({ state }) => state === "changed")).toBe(true);

    const closed = await written(head, "month");
    const file = new DocumentFile(closed);
    expect(propertyOf(file, "数据状态")).toBe("关账第1版");
    expect(propertyOf(file, "关账校验码")).toMatch(/^[0-9a-f]{64}$/);
    expect(paragraphsOf(closed).map(({ kind }) => kind)).not.toContain("notice");
    await settle(
      [{ name: "关账后的项目", chain: place.chains[2], planWan: 500, contract: [["2026-06-26", 400]] }],
      202607,
    );
    const again = await verify(head, closed);
    expect(again.since).toBe("");
    expect(again.paragraphs.flatMap((p) => p.numbers).filter(({ state }) => state !== "equal")).toEqual([]);
  });
});
