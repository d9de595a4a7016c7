/** A list of projects that comes without placeholders: its header is read, what was proposed is changed by hand and kept. */
import type ExcelJS from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import { foundDistrict, settle } from "../figures/little-district";
import { makeActor } from "../support/actors";
import { requestId } from "../support/ledger-scene";
import { as, bookOf, cellsOf, filled, MONTH, refusalOf, take } from "../support/own-forms";

let statistician: SessionActor;
let head: SessionActor;

beforeAll(async () => {
  const place = await foundDistrict();
  statistician = await makeActor("statistician");
  head = await makeActor("section-head");
  const chain = place.chains[0];
  await settle([
    { name: "甲项目", chain, planWan: 12_345.67, contract: [["2026-03-10", 12_000]] },
    { name: "乙项目", chain, planWan: 800, contract: [["2026-04-10", 800]] },
  ]);
});

/** Two levels of header, one empty row in the form's own borders, and words below. */
const listForm = () =>
  bookOf((sheet) => {
    sheet.getCell("A1").value = "重点项目清单";
    sheet.mergeCells("A1:G1");
    sheet.getRow(2).values = ["序号", "项目名称", "所属产业链", "投资情况", "", "合同签订日期", "备注"];
    sheet.mergeCells("D2:E2");
    sheet.getRow(3).values = ["", "", "", "计划总投资（万元）", "联系电话"];
    for (const column of ["A", "B", "C", "F", "G"]) sheet.mergeCells(`${column}2:${column}3`);
    for (let column = 1; column <= 7; column++)
      sheet.getCell(4, column).border = { bottom: { style: "double" } };
    sheet.getCell("D4").numFmt = "#,##0.000";
    sheet.getCell("A5").value = "填表说明";
  });

const rowsOf = (sheet: ExcelJS.Worksheet) =>
  [4, 5].map((row) => [1, 2, 3, 4, 5, 6, 7].map((column) => sheet.getCell(row, column).value ?? null));

describe("a list without placeholders", () => {
  it("is filled by its header, in its own looks, and nothing is guessed", async () => {
    const { id } = await take(statistician, await listForm());
    expect((await as(head).form.list()).find((form) => form.id === id)).toMatchObject({
      lists: true,
      placeholders: 5,
    });
    const sheet = await filled(head, id);
    expect(rowsOf(sheet)).toEqual([
      [1, "甲项目", "重型数控机床", 12_345.67, null, "2026-03-10", null],
      [2, "乙项目", "重型数控机床", 800, null, "2026-04-10", null],
    ]);
    expect(sheet.getCell("B5").border).toMatchObject({ bottom: { style: "double" } });
    expect(sheet.getCell("A6").value).toBe("填表说明");
    const columns = await as(statistician).form.columns({ id });
    expect(columns?.columns.map(({ heading, word }) => [heading, word])).toEqual([
      ["序号", "序号"],
      ["项目名称", "项目名称"],
      ["所属产业链", "产业链"],
      ["计划总投资（万元）", "计划总投资"],
      ["联系电话", null],
      ["合同签订日期", "签约日期"],
      ["备注", null],
    ]);
  });

  it("is changed by hand, and remembers it as the next version", async () => {
    const { id } = await take(statistician, await listForm());
    const wish = {
      requestId: requestId(),
      id,
      expectedVersion: 1,
      columns: [
        { column: 1, word: null },
        { column: 7, word: "阶段" },
        { column: 3, word: "项目编号" },
      ],
    };
    await expect(as(head).form.remap(wish)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await as(statistician).form.remap(wish)).toEqual({ id, version: 2 });
    expect(await as(statistician).form.remap(wish)).toEqual({ id, version: 2 });
    const sheet = await filled(head, id);
    const [first] = rowsOf(sheet);
    expect(first?.[0]).toBeNull();
    expect(first?.[1]).toBe("甲项目");
    expect(String(first?.[2])).toMatch(/^T-/);
    expect(first?.[6]).toBe("正式签约");
    const wrong = { ...wish, requestId: requestId(), expectedVersion: 2 };
    await expect(
      as(statistician).form.remap({ ...wrong, columns: [{ column: 1, word: "密码" }] }),
    ).rejects.toThrow("没有“密码”这一列");
    await expect(as(statistician).form.remap({ ...wrong, expectedVersion: 1 })).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });

  it("keeps what was typed into a cell beside a single word", async () => {
    const { id } = await take(
      statistician,
      await cellsOf({
        A1: "名称",
        B1: "投资",
        A2: "{{#项目}}{{项目名称}}（{{阶段}}）",
        B2: "{{计划总投资（亿元）}}{{/项目}}",
      }),
    );
    const columns = await as(statistician).form.columns({ id });
    expect(columns?.columns.map(({ fixed }) => fixed)).toEqual([
      "{{项目名称}}（{{阶段}}）",
      "{{计划总投资（亿元）}}",
    ]);
    await as(statistician).form.remap({
      requestId: requestId(),
      id,
      expectedVersion: 1,
      columns: [{ column: 1, word: "序号" }],
    });
    const { places } = await as(head).form.preview({ id, month: MONTH });
    expect(places.map(({ cell, shown }) => [cell, shown])).toEqual([
      ["A2", "2 行"],
      ["A2", "甲项目"],
      ["A2", "正式签约"],
      ["B2", "1.23"],
    ]);
  });

  it("is refused where the row beneath its header is taken", async () => {
    const said = await refusalOf(
      take(
        statistician,
        await cellsOf({ A1: "序号", B1: "项目名称", C1: "产业链", D1: "投资方", B2: "合计" }),
      ),
    );
    expect(said.message).toContain("表一 B2 有内容");
  });
});
