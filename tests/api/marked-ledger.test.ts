/** A ledger goes out marked, is mended where it is marked, and comes back without those doubts. */
import ExcelJS from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import { serveMarkedLedger } from "@/server/api/import-http";
import { importRows, importScene, takeLedger, tryImport } from "@/server/imports";
import { actorNamed, makeBureau } from "../support/factories";

const NOW = new Date("2026-11-02T02:00:00Z");
let requests = 0;

async function* once(bytes: Uint8Array) {
  yield bytes;
}

async function tried(bytes: Uint8Array, fileName: string): Promise<number> {
  const actor = actorNamed("tongji");
  const { id } = await takeLedger(
    { actor, now: NOW, requestId: `job:${++requests}` },
    { fileName, bytes: once(bytes) },
  );
  await tryImport({ actor, now: NOW }, id, async () => {});
  return id;
}

const fetched = (id: number | string, username = "tongji") =>
  serveMarkedLedger(String(id), { actor: actorNamed(username), now: NOW });

async function ledger(total: number | string): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("台账");
  sheet.addRow(["某区2026年招商引资项目台账（截至2026年10月31日，单位：万元）"]);
  sheet.addRow(["项目名称", "产业链", "投资方", "所在省", "计划总投资（万元）", "签约类型", "签约日期"]);
  sheet.addRow(["甲光伏支架项目", "烤肉", "沈阳甲能源有限公司", "辽宁省", 12000, "正式合同", "2026-03-05"]);
  sheet.addRow(["丙烤肉城项目", "烤肉", "长春丙餐饮有限公司", "吉林省", total, "正式合同", "2026-07-08"]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

beforeAll(() => makeBureau("2026-11-02"));

describe("a ledger with a doubtful cell", () => {
  it("goes out marked, is mended there, and comes back clean", async () => {
    const id = await tried(await ledger("见附件"), "上半年 台账.xlsx");
    expect((await importScene(actorNamed("tongji"), id)).marked).toBe(true);
    const answer = await fetched(id);
    expect(answer.status).toBe(200);
    expect(decodeURIComponent(answer.headers.get("content-disposition") ?? "")).toContain(
      "上半年 台账（已标记）.xlsx",
    );
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await answer.arrayBuffer()) as never);
    const cell = book.getWorksheet("台账")?.getCell("E4");
    if (!cell) throw new Error("the marked workbook has lost its sheet");
    expect(JSON.stringify(cell.note)).toContain("见附件");
    cell.value = 9000;
    const again = await tried(Buffer.from(await book.xlsx.writeBuffer()), "改好.xlsx");
    const { summary } = await importScene(actorNamed("tongji"), again);
    expect(summary?.counts).toMatchObject({ rows: 2, failed: 0, errors: 0 });
    const { rows } = await importRows(actorNamed("tongji"), {
      id: again,
      show: "all",
      search: "",
      offset: 0,
      limit: 10,
    });
    expect(rows.map(({ project }) => project.name)).toContain("丙烤肉城项目");
  });

  it("is fetched by its own person and those who may read contacts, and by nobody else", async () => {
    const id = await tried(await ledger("见附件"), "台账.xlsx");
    expect((await fetched(id, "juzhang")).status).toBe(200);
    for (const username of ["keyuan", "lianzhang", "xitong"])
      expect([403, 404], username).toContain((await fetched(id, username)).status);
    expect((await serveMarkedLedger(String(id), { actor: null, now: NOW })).status).toBe(401);
    for (const strange of ["0", "x", "99999999", "1e3"]) expect((await fetched(strange)).status).toBe(404);
  });

  it("has nothing to fetch when nothing is doubtful", async () => {
    const id = await tried(
      Buffer.from("项目名称,产业链,投资方,所在省,计划总投资（万元）,签约类型,签约日期\n"),
      "空.csv",
    );
    expect((await importScene(actorNamed("tongji"), id)).marked).toBe(false);
    expect((await fetched(id)).status).toBe(404);
  });
});
