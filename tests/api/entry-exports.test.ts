/** An exported ledger equals the list that it was asked from: rows, order, sums, and nothing that its reader may not see. */
import { readFile } from "node:fs/promises";
import ExcelJS from "exceljs";
import iconv from "iconv-lite";
import { beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import type { exportEntries } from "@/server/contracts/export";
import { EXPORT_HANDLERS, openExport } from "@/server/exports";
import { entryBatches } from "@/server/ledger/entry-list";
import { claimJob, finishJob, reportJob } from "@/server/platform/jobs";
import { detailsOf, triedFile } from "../support/import-batches";
import {
  type LedgerScene,
  ledgerScene,
  makeProject,
  NOW,
  requestId,
  STARTED,
  WAN,
} from "../support/ledger-scene";

type Order = Partial<z.input<typeof exportEntries>> & Pick<z.input<typeof exportEntries>, "ledger">;
type Person = Parameters<LedgerScene["as"]>[0];
let scene: LedgerScene;
let project: number;

const arrival = (day: string, wan: number, more: object = {}) => ({
  projectId: project,
  arrivedOn: day,
  payerName: "=沈阳远松精密机械有限公司",
  sourceProvince: "辽宁",
  originalCents: wan * WAN,
  voucherKind: "银行进账单",
  voucherNumber: `CK-${day}-${wan}`,
  ...more,
});

beforeAll(async () => {
  scene = await ledgerScene();
  project = await makeProject(scene, { done: STARTED, name: "华星新材烤炉配件项目" });
  const save = (submit: boolean, rows: object[]) =>
    scene.as("officer").ledger.saveArrivals({ requestId: requestId(), submit, rows: rows as never });
  await save(false, [arrival("2026-10-12", 800), arrival("2026-10-12", 20)]);
  await save(true, [arrival("2026-09-03", 50, { note: "首笔" })]);
});

/** What the worker does with the waiting export. */
async function exported(person: Person, order: Order): Promise<string> {
  const actor = scene.actors[person];
  await scene.as(person).export.entries({ requestId: requestId(), ...order });
  const job = await claimJob(["export-entries"]);
  if (!job) throw new Error("nothing is waiting");
  const report = (progress: number, message: string) => reportJob(job.id, progress, message);
  const work = { jobId: job.id, input: job.input, actor, now: NOW, report };
  await finishJob(job.id, await EXPORT_HANDLERS["export-entries"](work));
  return (await openExport(actor, job.id)).path;
}
async function sheetOf(person: Person, order: Order) {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(await exported(person, order));
  const [sheet] = book.worksheets;
  if (!sheet) throw new Error("no sheet");
  const headers = (sheet.getRow(3).values as unknown[]).slice(1).map((v) => String(v).replace("\n", ""));
  const at = (row: number, header: string) => sheet.getRow(row).getCell(headers.indexOf(header) + 1).value;
  return { sheet, headers, at };
}

describe("an exported ledger", () => {
  it("holds the rows of the list in its order, with their states and the sums of what is summed", async () => {
    const list = await scene.as("officer").ledger.arrivals({ filter: {}, limit: 100 });
    const { sheet, at } = await sheetOf("officer", { ledger: "arrival" });
    expect(list.lines.length).toBe(3);
    for (const [i, line] of list.lines.entries()) {
      expect(at(4 + i, "项目编号")).toBe(line.projectNumber);
      expect(at(4 + i, "金额（万元）")).toBe(line.amountFen / WAN);
      expect(at(4 + i, "状态")).toBe(line.status === "draft" ? "草稿" : "待审核");
      expect(at(4 + i, "凭证号")).toBe(line.voucherNumber);
    }
    expect(at(7, "金额（万元）")).toBe(list.sums.amountFen / WAN);
    expect(at(7, "省内（万元）")).toBe(list.sums.insideFen / WAN);
    expect(sheet.rowCount).toBe(7);
    expect(String(sheet.getRow(2).getCell(1).value)).toContain("内部资料，请勿外传");
  });

  it("is narrowed as the list is", async () => {
    const { sheet, at } = await sheetOf("officer", {
      ledger: "arrival",
      filter: { status: "submitted", q: "CK-2026-09" },
    });
    expect(sheet.rowCount).toBe(5);
    expect(at(4, "备注")).toBe("首笔");
  });

  it("loses and repeats no row where one batch ends and the next begins, on one day too", async () => {
    const ids: number[] = [];
    for await (const batch of entryBatches(scene.actors.officer, "arrival", {}, 1))
      ids.push(...batch.map((line) => line.id));
    const { lines } = await scene.as("officer").ledger.arrivals({ filter: {}, limit: 100 });
    expect(ids).toEqual(lines.map((line) => line.id));
  });

  it("shows a department nothing of a project that is not its own, and is refused to who may not export", async () => {
    const { sheet, at } = await sheetOf("host", { ledger: "arrival" });
    expect(sheet.rowCount).toBe(4);
    expect(at(4, "金额（万元）")).toBe(0);
    await expect(
      scene.as("leader").export.entries({ requestId: requestId(), ledger: "arrival" }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("knows all three ledgers; amounts of different agreements are not added", async () => {
    const investments = await sheetOf("statistician", { ledger: "investment" });
    expect(investments.headers).toContain("完成投资（万元）");
    const agreements = await sheetOf("statistician", { ledger: "agreement" });
    const { lines } = await scene.as("statistician").ledger.agreements({ filter: {}, limit: 100 });
    expect(agreements.sheet.rowCount).toBe(3 + lines.length);
  });

  it("goes out as csv in both encodings, and no text of it becomes a formula", async () => {
    for (const encoding of ["utf-8", "gb18030"] as const) {
      const file = await readFile(await exported("officer", { ledger: "arrival", format: "csv", encoding }));
      const lines = iconv
        .decode(file, encoding)
        .replace(/^\uFEFF/, "")
        .trim()
        .split("\r\n");
      expect(lines.length).toBe(5);
      expect(lines[1]).toContain("'=沈阳远松精密机械有限公司");
      expect(lines[4]).toContain("内部资料，请勿外传");
    }
  });

  it("stands in the history of who asked, with its rows; a second click makes no second file", async () => {
    const before = await scene.as("officer").export.history();
    const order = { requestId: requestId(), ledger: "arrival" as const };
    const first = await scene.as("officer").export.entries(order);
    expect(await scene.as("officer").export.entries(order)).toEqual(first);
    expect((await scene.as("officer").export.history()).length).toBe(before.length + 1);
    expect(before[0]).toMatchObject({ kind: "export-entries", rows: 3, withheld: null });
    await scene.as("officer").export.cancel({ id: first.jobId });
  });
});

describe("an exported ledger that comes back", () => {
  it.each(["arrival", "investment"] as const)(
    "as %s it is known by its header, and brings in nothing new",
    async (ledger) => {
      if (ledger === "investment") {
        const row = { projectId: project, month: 202609, basis: "official" as const, totalFen: 70 * WAN };
        await scene
          .as("officer")
          .ledger.saveInvestments({ requestId: requestId(), submit: true, rows: [row] });
      }
      const who = { actor: scene.actors.statistician, now: NOW };
      const id = await triedFile(
        who,
        await readFile(await exported("statistician", { ledger })),
        "台账.xlsx",
      );
      const { rows } = await detailsOf(who, id);
      expect(rows.map(({ kind, fate }) => [kind, fate])).toEqual(
        Array.from({ length: ledger === "arrival" ? 3 : 1 }, () => [ledger, "unchanged"]),
      );
    },
  );
});
