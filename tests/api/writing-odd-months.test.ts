/** Texts of months with little in them, of months that took something back, and of months long past. */
import { beforeAll, describe, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import { database } from "@/server/platform/database";
import { foundDistrict, settle } from "../figures/little-district";
import { makeActor } from "../support/actors";
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

beforeAll(async () => {
  const place = await foundDistrict();
  statistician = await makeActor("statistician");
  head = await makeActor("director");
  const [machines, ice] = place.chains;
  await settle([
    {
      ...{ name: "主轴部件基地", chain: machines, province: "浙江省", planWan: 60_000 },
      contract: [["2026-03-10", 51_000]],
      contractCorrection: ["2026-06-10", -300],
    },
    {
      ...{ name: "去年的基地", chain: ice, province: "江苏省", planWan: 8_000 },
      contract: [["2025-05-10", 7_000]],
      supplement: [["2026-05-10", 1_600]],
      arrivals: [{ on: "2026-04-05", wan: 885 }],
    },
    {
      ...{ name: "框架中的项目", chain: ice },
      framework: [["2026-01-15", 5_000]],
    },
  ]);
  // What came after June is not told in a text of June.
  const { id } = await database.project.findFirstOrThrow({ where: { name: "框架中的项目" } });
  const visit = {
    projectId: id,
    kind: "visit",
    summary: "再次上门",
    authorId: head.id,
    recordedAt: new Date(),
  };
  await database.followUp.createMany({
    data: ["2026-05-11", "2026-08-20"].map((on) => ({ ...visit, occurredOn: new Date(on) })),
  });
  await database.project.update({ where: { id }, data: { lastProgressOn: new Date("2026-08-20") } });
});

describe("a text of a month with little in it", () => {
  it("says what was taken back, and a supplement without a project, in words", async () => {
    const { id } = await take(
      statistician,
      templateOf("6月，签约项目{本月签约项目数}个，签约金额{本月签约金额}。", "按规模分，{规模结构}。"),
    );
    expect((await preview(head, id)).slice(1)).toEqual([
      "6月，签约金额冲减300万元。",
      "按规模分，5亿元以上不满10亿元（1个、5.07亿元，占96.94%）、不满亿元（增资1600万元，占3.06%）。",
    ]);
  });

  it("has no heading under which nothing stands", async () => {
    const lines = await preview(head, "quarter", 202506);
    const heading = /^（[一二三四五六七八九]）|^[一二三四五六七八九]、/;
    const bare = lines.filter(
      (line, i) => /^（.）[^。]*。$/.test(line) && heading.test(lines[i + 1] ?? "一、"),
    );
    expect(bare).toEqual([]);
    // Neither money that came nor frameworks: their headings are gone, and the numbers close up.
    expect(lines.join("\n")).not.toMatch(/从到位资金结构看|部分框架协议未转化/);
    expect(lines.find((line) => line.includes("部分项目签约后未开工"))).toMatch(/^（一）/);
  });
});

describe("a text of a month long past", () => {
  it("does not say what is open today, and one that is near says of which day", async () => {
    const { id } = await take(
      statistician,
      templateOf(
        "截至{成文日期}，停滞项目{停滞项目数}个。",
        "签约未开工{签约未开工项目数}个。",
        "{附表：红灯停滞}",
      ),
    );
    const near = await preview(head, id, 202608);
    expect(near.join("\n")).toMatch(/截至2026年\d+月\d+日，停滞项目\d+个。/);
    const past = await preview(head, id, 202506);
    expect(past.join("\n")).not.toMatch(/停滞/);
    expect(past.join("\n")).toContain("签约未开工1个。");
  });
});

describe("the list of frameworks", () => {
  it("has what was agreed and the progress by the end of its month, both of which are verified", async () => {
    const { id } = await take(statistician, templateOf("{附表：框架未转化}"));
    const bytes = await written(head, id);
    const cells = paragraphsOf(bytes)
      .filter(({ cell }) => cell?.row === 1)
      .map(textOf);
    expect(cells).toContain("框架中的项目");
    expect(cells).toContain("0.50");
    expect(cells.slice(4, 6)).toEqual(["2026-01-15", "2026-05-11"]);
    const found = async (...changes: [string, string][]) =>
      (await verify(head, edited(bytes, ...changes))).paragraphs.flatMap(({ numbers }) => numbers);
    expect((await found()).map(({ state }) => state)).toEqual(["equal", "equal"]);
    expect((await found([">0.50<", ">0.60<"]))[0]).toMatchObject({
      state: "different",
      figure: { name: "框架中的项目协议金额", now: "0.50亿元" },
    });
  });
});

describe("what hands have changed", () => {
  it("is found in the schedule, and told with the figure in its own unit", async () => {
    const { id } = await take(
      statistician,
      templateOf("序时进度为{序时进度}。冰雪体育省外内资到位{冰雪体育.省外内资到位}。"),
    );
    const bytes = await written(head, id);
    const told = async (...changes: [string, string][]) =>
      (await verify(head, edited(bytes, ...changes))).paragraphs.flatMap(({ numbers }) =>
        numbers.map(({ state, figure }) => [state, figure?.now]),
      );
    expect(await told()).toEqual([
      ["equal", "50.00%"],
      ["equal", "885万元"],
    ]);
    expect(await told([">50.00%<", ">57.00%<"], [">885万元<", ">885亿元<"])).toEqual([
      ["different", "50.00%"],
      ["different", "885万元"],
    ]);
    const pasted = await as(head).writing.verify({ month: MONTH, text: "截至6月末，序时进度为57.00%。" });
    expect(pasted.paragraphs[0]?.numbers).toMatchObject([{ state: "different", figure: { now: "50.00%" } }]);
  });
});
