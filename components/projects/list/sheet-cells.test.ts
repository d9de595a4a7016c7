import { describe, expect, it } from "vitest";
import { pasteChanges } from "@/components/table/entry-range";
import { parseTsv } from "@/components/table/entry-text";
import type { OpenRow, ProjectRow } from "@/server/contracts/project-list";
import { accessOf, copiedText, lockedWhy, rowLabel, type SheetCells } from "./sheet-cells";
import { NO_DRAFTS } from "./sheet-drafts";
import { namesFor } from "./use-name-choice";
import type { ListRow } from "./use-project-pages";

const open = (id: number, more: Partial<OpenRow> = {}) =>
  ({
    masked: false,
    id,
    name: `项目${id}`,
    stage: "contract",
    offState: null,
    light: "late",
    plannedTotalFen: 1_234_567_890,
    arrivedFen: 0,
    daysInStage: 12,
    nextStep: "催办环评",
    nextDueOn: "2026-12-20",
    ...more,
  }) as OpenRow;
const masked: ProjectRow = {
  masked: true,
  id: 9,
  chainName: "烤肉",
  chainHue: 0,
  sizeWord: "1亿–5亿",
  firstReporter: null,
};
const group = { group: { key: "1", label: "烤肉" }, open: true } as ListRow;
const rows: (ListRow | undefined)[] = [
  open(1),
  open(2, { nextStep: "一\n二", nextDueOn: null }),
  masked,
  group,
];
const columns = ["name", "stage", "plannedTotal", "arrived", "late", "nextDue"].map((id) => ({
  id,
  header: id,
}));
const cells: SheetCells = {
  columns,
  rowCount: 5,
  rowAt: (index) => rows[index],
  may: (id) => (id === 2 ? false : id === 1 ? true : undefined),
  drafts: NO_DRAFTS,
  unit: "wan",
};

describe("a cell", () => {
  it("is only read where nothing can be written, and says why", () => {
    const why = (row: number, id: string) => lockedWhy(rows[row], id, cells.may);
    expect(why(0, "name")).toBeNull();
    expect(why(0, "stage")).toBe("阶段在项目页推进");
    expect(why(0, "number")).toBe("这一列由系统记录，不能修改");
    expect(why(1, "name")).toBe("这个项目不在您的修改范围");
    expect(why(2, "name")).toBe("敏感线索，您无权查看和修改");
    expect(why(3, "name")).toBe("这是一个分组");
    expect(why(4, "name")).toBe("这一行还没有载入");
    expect(lockedWhy(open(3), "name", cells.may)).toBeNull();
  });

  it("is copied as it is shown, amounts whole, and nothing of a hidden lead", () => {
    const line = (row: number) => columns.map((_, column) => copiedText(cells, { row, column }));
    expect(line(0)).toEqual(["项目1", "正式签约", "1,234.56789", "", "滞后", "催办环评 2026-12-20"]);
    expect(line(2)).toEqual(["敏感线索", "", "", "", "", ""]);
    expect(line(3)).toEqual(["烤肉", "", "", "", "", ""]);
    expect(rowLabel(undefined, 4)).toBe("第 5 行");
  });

  it("takes a block of several lines, quoted ones whole, and leaves alone what is only read", () => {
    const block = parseTsv('新名\t达产\t"2,000"\t\t\t"一\n二"\n改名\t\t1\n');
    const bounds = { top: 0, left: 0, bottom: 0, right: 0 };
    expect(pasteChanges(block, bounds, accessOf(cells), (text) => text.trim())).toEqual([
      { row: 0, column: 0, value: "新名" },
      { row: 0, column: 2, value: "2,000" },
      { row: 0, column: 5, value: "一\n二" },
    ]);
  });
});

it("offers the names that hold what is typed, all of them while nothing is", () => {
  const all = ["重型数控机床", "重型装备", "烤肉"];
  expect(namesFor(all, "重型", "烤肉")).toEqual({ list: ["重型数控机床", "重型装备"], at: 0 });
  expect(namesFor(all, "", "烤肉")).toEqual({ list: all, at: -1 });
  expect(namesFor(all, "烤肉", "烤肉")).toEqual({ list: all, at: 2 });
  expect(namesFor(all, "芯片", "")).toEqual({ list: [], at: -1 });
});
