/** The dry run of a ledger names likely twins: in the database, and further up in the same file. */
import ExcelJS from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import { importRows, importScene, takeLedger, tryImport } from "@/server/imports";
import { type LedgerScene, ledgerScene, NOW, type Person, requestId } from "../support/ledger-scene";

const CODE = "91350200MA2YJ1XR9G";
const HEADER = [
  "项目名称",
  "产业链",
  "投资方",
  "统一社会信用代码",
  "所在省",
  "建设内容",
  "计划总投资（万元）",
  "联系人",
];
const ROWS = [
  ["数控主轴部件生产基地", "重型数控机床", "远松精密机械（沈阳）有限责任公司", "", "辽宁省", "", 12000, ""],
  ["数控主轴部件基地二期", "重型数控机床", "沈阳远松精密机械有限公司", CODE, "辽宁省", "", 9000, ""],
  [
    "大豆分离蛋白项目",
    "烤肉",
    "大连博朗生物科技有限公司",
    "",
    "辽宁省",
    "建设低温豆粕浸出车间",
    8000,
    "王总 13800452001",
  ],
  [
    "大豆分离蛋白生产线",
    "烤肉",
    "大连博郎生物科技有限公司",
    "",
    "辽宁省",
    "建设低温豆粕浸出车间",
    8000,
    "13800452001",
  ],
  ["甜叶菊提取基地", "烤肉", "博睿植物提取（长春）有限公司", "", "吉林省", "", 5000, ""],
];
let scene: LedgerScene;

async function tried(person: Person): Promise<number> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("台账");
  for (const row of [HEADER, ...ROWS]) sheet.addRow([...row]);
  const bytes = Buffer.from(await book.xlsx.writeBuffer());
  async function* once() {
    yield new Uint8Array(bytes);
  }
  const actor = scene.actors[person];
  const context = { actor, now: NOW, requestId: requestId() };
  const { id } = await takeLedger(context, { fileName: "台账.xlsx", bytes: once() });
  await tryImport({ actor, now: NOW }, id, async () => {});
  return id;
}

async function warnings(person: Person) {
  const actor = scene.actors[person];
  const id = await tried(person);
  const { rows } = await importRows(actor, { id, show: "all", search: "", offset: 0, limit: 100 });
  const { summary } = await importScene(actor, id);
  const told = rows.map((r) => ({
    row: r.row,
    fate: r.fate,
    words: r.problems.filter((p) => p.kind === "duplicate").map((p) => p.message),
  }));
  return { told: told.sort((a, b) => a.row - b.row), summary };
}

beforeAll(async () => {
  scene = await ledgerScene();
  const lead = { intendedFen: 12_000_000_000, originProvince: "辽宁省" };
  await scene.as("officer").project.capture({
    ...lead,
    requestId: requestId(),
    name: "数控主轴部件基地项目",
    investorName: "沈阳市远松精密机械有限公司",
    investorUscc: CODE,
  });
  await scene.as("colleague").project.capture({
    ...lead,
    requestId: requestId(),
    name: "甜叶菊提取基地项目",
    investorName: "长春博睿植物提取有限公司",
    sensitivity: "sensitive",
  });
});

describe("rows of a ledger that may be known", () => {
  it("are warned of with the twin's name, and go in all the same", async () => {
    const { told, summary } = await warnings("head");
    expect(told.map((t) => t.fate)).toEqual(ROWS.map(() => "ready"));
    expect(told[0]?.words.join()).toMatch(
      /库中项目“数控主轴部件基地项目”（首报 招商一科 2026-11-24）疑似重复（(确定|很可能|可能)）/,
    );
    expect(told[1]?.words).toEqual([]);
    expect(told[2]?.words).toEqual([]);
    expect(told[3]?.words.join()).toContain("第 4 行“大豆分离蛋白项目”疑似重复");
    expect(told[3]?.words.join()).not.toContain("13800452001");
    expect(summary?.problemKinds.find((k) => k.kind === "duplicate")).toMatchObject({
      severity: "warning",
      count: 3,
    });
    expect(summary?.counts.errors).toBe(0);
  });

  it("name nothing of a lead that the person cannot see", async () => {
    const { told } = await warnings("head");
    expect(told[4]?.words.join()).toContain("他人登记的项目（首报 招商二科 2026-11-24）");
    expect(told[4]?.words.join()).not.toContain("长春博睿");
    const { told: all } = await warnings("director");
    expect(all[4]?.words.join()).toContain("库中项目“甜叶菊提取基地项目”");
  });
});
