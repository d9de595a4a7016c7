import { describe, expect, it } from "vitest";
import type { OpenRow, ProjectChoices } from "@/server/contracts/project-list";
import { FEN_PER_WAN } from "@/server/domain/amounts";
import {
  draftPlaces,
  drawnRow,
  marksOf,
  NO_DRAFTS,
  sentCells,
  withAnswer,
  withMine,
  withTexts,
  withTheirs,
} from "./sheet-drafts";
import type { SheetContext } from "./sheet-readers";

const row = (id: number, more: Partial<OpenRow> = {}) =>
  ({
    masked: false,
    id,
    version: 5,
    name: `项目${id}`,
    chainId: 1,
    chainName: "烤肉",
    plannedTotalFen: 5000 * FEN_PER_WAN,
    nextStep: "",
    nextDueOn: null,
    ...more,
  }) as OpenRow;
const choices = {
  chains: [
    { id: 1, name: "烤肉", hue: 0, leaderName: null, words: [] },
    { id: 2, name: "重型装备", hue: 3, leaderName: "王志远", words: [] },
  ],
} as unknown as ProjectChoices;
const context: SheetContext = { choices, unit: "wan", today: "2026-11-24" };
const put = (drafts: typeof NO_DRAFTS, id: number, columnId: string, text: string, more = {}) =>
  withTexts(drafts, [{ row: row(id, more), columnId, text }], context);

describe("drafts", () => {
  it("are gathered by project and sent field by field in the version that was seen", () => {
    let drafts = put(NO_DRAFTS, 1, "plannedTotal", "6,000");
    drafts = put(drafts, 1, "nextDue", "催办环评 12-20");
    drafts = put(drafts, 2, "chain", "重型装备", { version: 9 });
    expect(draftPlaces(drafts).map(({ row: r, columnId }) => [r.id, columnId])).toEqual([
      [1, "plannedTotal"],
      [1, "nextDue"],
      [2, "chain"],
    ]);
    expect(sentCells(drafts).map((c) => [c.projectId, c.field, c.value, c.version])).toEqual([
      [1, "plannedTotalFen", 6000 * FEN_PER_WAN, 5],
      [1, "nextStep", "催办环评", 5],
      [1, "nextDueOn", "2026-12-20", 5],
      [2, "chainId", 2, 9],
    ]);
  });

  it("keep the version of the first change when the list moves on beneath them", () => {
    const drafts = put(put(NO_DRAFTS, 1, "name", "甲"), 1, "name", "乙", { version: 8, name: "他人改名" });
    expect(sentCells(drafts)).toMatchObject([{ value: "乙", version: 5 }]);
    expect(draftPlaces(drafts)[0]?.cell.before).toBe("项目1");
  });

  it("vanish when the cell says again what stands there", () => {
    const drafts = put(NO_DRAFTS, 1, "plannedTotal", "6000");
    expect(put(drafts, 1, "plannedTotal", "0.5亿").size).toBe(0);
  });

  it("that cannot be read stand as typed, say why, and are not sent", () => {
    const drafts = put(NO_DRAFTS, 1, "chain", "芯片");
    expect(sentCells(drafts)).toEqual([]);
    expect(marksOf(drafts.get(1))).toEqual({
      chain: { tone: "wrong", text: "芯片", note: "没有叫“芯片”的产业链" },
    });
    expect(put(NO_DRAFTS, 1, "name", " ").get(1)?.cells.name?.problem).toBe("请填写项目名称");
    expect(put(NO_DRAFTS, 1, "name", "长".repeat(201)).get(1)?.cells.name?.problem).toBe("不能超过200个字");
    expect(put(NO_DRAFTS, 1, "plannedTotal", "-3").get(1)?.cells.plannedTotal?.problem).toBe(
      "金额不能为负数",
    );
  });

  it("are drawn over the row, as the same object while nothing changes", () => {
    const drafts = put(NO_DRAFTS, 2, "chain", "重型装备");
    const from = row(2);
    const drawn = drawnRow(from, drafts.get(2));
    expect(drawn).toMatchObject({ chainName: "重型装备", chainHue: 3, leaderName: "王志远", name: "项目2" });
    expect(drawnRow(from, drafts.get(2))).toBe(drawn);
    expect(drawnRow(from, undefined)).toBe(from);
  });
});

describe("the answer of the server", () => {
  const drafts = put(put(NO_DRAFTS, 1, "name", "甲"), 1, "plannedTotal", "6000");
  const answered = withAnswer(drafts, sentCells(drafts), {
    problems: [
      { field: "cells.1", message: "疑似万元/亿元填错" },
      { field: "reason", message: "请说明原因" },
    ],
    conflicts: [{ field: "cells.0", theirs: "丙", by: "张三", at: "2026-11-24T02:00:00Z", version: 7 }],
  });

  it("stands at the cells that it speaks of", () => {
    expect(answered.get(1)?.cells).toMatchObject({
      name: { clash: { theirs: "丙", by: "张三" }, remark: null },
      plannedTotal: { clash: null, remark: "疑似万元/亿元填错" },
    });
    expect(marksOf(answered.get(1))?.name?.tone).toBe("doubt");
  });

  it("is decided cell by cell", () => {
    const mine = withMine(answered, 1, "name");
    expect(sentCells(mine)[0]).toMatchObject({ value: "甲", version: 7 });
    const theirs = withTheirs(answered, 1, "name");
    expect(sentCells(theirs).map((c) => c.field)).toEqual(["plannedTotalFen"]);
    expect(withTheirs(theirs, 1, "plannedTotal").size).toBe(0);
  });
});
