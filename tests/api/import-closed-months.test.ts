/** Ledgers that come in after months were closed, and the taking back of those that came before. */
import ExcelJS from "exceljs";
import { beforeAll, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import { commitImport, takeLedger, tryImport } from "@/server/imports";
import { undoImport } from "@/server/imports/undo-import";
import { database } from "@/server/platform/database";
import { actorNamed, makeBureau } from "../support/factories";

const NOW = new Date("2026-11-02T02:00:00Z");
let actor: SessionActor;
let requests = 0;
const as = () => ({ actor, now: NOW, requestId: `job:${++requests}` });

beforeAll(async () => {
  await makeBureau("2026-11-02");
  actor = actorNamed("tongji");
});

const HEADER = [
  "项目名称",
  "产业链",
  "投资方",
  "所在省",
  "计划总投资（万元）",
  "签约类型",
  "签约日期",
  "主办部门",
];

async function* once(bytes: Uint8Array) {
  yield bytes;
}

/** A ledger of contracts by their days, ready to go in. */
async function tried(contracts: Record<string, string>): Promise<number> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("台账");
  sheet.addRow(["某区2026年招商引资项目台账（截至2026年10月31日，单位：万元）"]);
  sheet.addRow(HEADER);
  for (const [name, day] of Object.entries(contracts))
    sheet.addRow([name, "烤肉", `沈阳${name}有限公司`, "辽宁省", 12000, "正式合同", day, "区商务局"]);
  const bytes = Buffer.from(await book.xlsx.writeBuffer());
  const { id } = await takeLedger(as(), { fileName: "台账.xlsx", bytes: once(bytes) });
  await tryImport({ actor, now: NOW }, id, async () => {});
  return id;
}
const takeBack = (batchId: number) => undoImport(as(), { batchId, reason: "重复导入", force: false });

it("goes in and counts nowhere in earlier closed years; what went in before can still be taken back", async () => {
  const before = await tried({ 丁本年项目: "2026-03-05" });
  await commitImport(as(), before);
  // Only the last month has a row of its own, as after a first close.
  await database.monthState.create({ data: { month: 202608, state: "closed" } });
  const after = await tried({ 戊往年项目: "2022-03-05", 己去年项目: "2025-03-05", 庚晚报项目: "2026-05-05" });
  expect((await commitImport(as(), after)).totals).toMatchObject({ count: 3 });
  const contracts = await database.agreement.findMany({
    where: { project: { name: { not: "丁本年项目" } } },
    orderBy: { signedOn: "asc" },
  });
  expect(contracts.map((a) => a.statMonth)).toEqual([190001, 190001, 202609]);
  await takeBack(before);
  const taken = await database.agreement.findMany({ where: { project: { name: "丁本年项目" } } });
  expect(taken.map((a) => a.voidedAt !== null)).toEqual([true]);
  await takeBack(after);
});
