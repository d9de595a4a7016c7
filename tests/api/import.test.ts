/** The steps of an import: what is refused, what a choice changes, what is made along the way and taken back. */
import { readFileSync } from "node:fs";
import ExcelJS from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import { createCaller } from "@/server/api/root";
import { type ImportChoices, importChoices } from "@/server/contracts/import-batch";
import {
  chooseImport,
  commitImport,
  importRows,
  importScene,
  listImports,
  requestCommit,
  requestUndo,
  takeLedger,
  tryImport,
} from "@/server/imports";
import { undoImport } from "@/server/imports/undo-import";
import { listOperations } from "@/server/operations/list-operations";
import { operationCard } from "@/server/operations/operation-card";
import { database } from "@/server/platform/database";
import { actorNamed, makeBureau } from "../support/factories";

const NOW = new Date("2026-11-02T02:00:00Z");
const silent = async () => {};
let actor: SessionActor;
let requests = 0;
const as = (who = actor) => ({ actor: who, now: NOW, requestId: `job:${++requests}` });

async function* once(bytes: Uint8Array) {
  yield bytes;
}
const upload = (bytes: Uint8Array, fileName: string, who = actor) =>
  takeLedger(as(who), { fileName, bytes: once(bytes) });

async function triedAgain(id: number, choices: Partial<ImportChoices>): Promise<void> {
  const none = { mapping: [], sheets: [], corrections: [] };
  await chooseImport(as(), { id, choices: importChoices.parse({ ...none, ...choices }) });
  await tryImport({ actor, now: NOW }, id, silent);
}

const HEADER = [
  "项目名称",
  "产业链",
  "承接/创新",
  "链长",
  "投资方",
  "所在省",
  "计划总投资（万元）",
  "签约类型",
  "签约日期",
  "主办部门",
];
const ROWS = [
  [
    "甲光伏支架项目",
    "新型储能",
    "创新",
    "周立群",
    "沈阳甲能源有限公司",
    "辽宁省",
    12000,
    "正式合同",
    "2026-03-05",
    "区能源局",
  ],
  [
    "乙储能电池项目",
    "新型储能",
    "创新",
    "周立群",
    "大连乙电池有限公司",
    "辽宁省",
    8000,
    "框架协议",
    "2026-05-06",
    "区工信局",
  ],
  [
    "丙烤肉城项目",
    "烤肉",
    "承接",
    "李",
    "长春丙餐饮有限公司",
    "吉林省",
    "见附件",
    "正式合同",
    "2026-07-08",
    "区商务局",
  ],
];

async function workbook(rows: readonly (readonly (string | number)[])[] = ROWS): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("台账");
  sheet.addRow(["某区2026年招商引资项目台账（截至2026年10月31日，单位：万元）"]);
  for (const row of [HEADER, ...rows]) sheet.addRow([...row]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

async function tried(rows?: typeof ROWS): Promise<number> {
  const { id } = await upload(await workbook(rows), "台账.xlsx");
  await tryImport({ actor, now: NOW }, id, silent);
  return id;
}

beforeAll(async () => {
  await makeBureau("2026-11-02");
  actor = actorNamed("tongji");
});

describe("a file on its way in", () => {
  it.each([
    ["officer", "keyuan"],
    ["chain leader", "lianzhang"],
    ["account administrator", "xitong"],
  ])("is refused from an %s", async (_, username) => {
    await expect(upload(await workbook(), "台账.xlsx", actorNamed(username))).rejects.toThrow(
      "您的角色不能进行此操作",
    );
  });

  it("is refused with another ending, and when it is empty", async () => {
    await expect(upload(Buffer.from("x"), "台账.docx")).rejects.toThrow("只接受");
    await expect(upload(new Uint8Array(), "台账.xlsx")).rejects.toThrow("文件是空的");
    expect(await database.importBatch.count()).toBe(0);
  });

  it("is stopped while it is still coming when it is too large", async () => {
    let sent = 0;
    async function* endless() {
      for (;;) {
        sent += 1;
        yield new Uint8Array(1024 * 1024);
      }
    }
    await expect(takeLedger(as(), { fileName: "大.xlsx", bytes: endless() })).rejects.toThrow("50 MB");
    expect(sent).toBeLessThan(60);
  });

  it("that is no workbook says so, and nothing else happens", async () => {
    const { id } = await upload(Buffer.from("\x89PNG\r\n\x1a\n一张图"), "台账.xlsx");
    await tryImport({ actor, now: NOW }, id, silent);
    const scene = await importScene(actor, id);
    expect(scene.state).toBe("unreadable");
    expect(scene.unreadable).toMatch(/[\u4e00-\u9fff]/);
    await expect(requestCommit(as(), { id, requestId: crypto.randomUUID() })).rejects.toThrow();
  });
});

describe("what the ledger names and the bureau does not have", () => {
  it("is made with its category and leader, and leaves with the import", async () => {
    const id = await tried(ROWS.slice(0, 2));
    const { summary } = await importScene(actor, id);
    expect(summary?.chains).toEqual([{ word: "新型储能", count: 2, target: "new", targetName: "新型储能" }]);
    expect(summary?.units.map((u) => [u.word, u.target === "new"])).toEqual([
      ["区能源局", true],
      ["区工信局", false],
    ]);
    const result = await commitImport(as(), id);
    expect([result.newChains, result.newUnits]).toEqual([["新型储能"], ["区能源局"]]);
    const all = { mine: false, cursor: 0, limit: 1 };
    const [done] = (await listOperations(actor, all)).operations;
    expect(done).toMatchObject({ kind: "import", projects: 2, state: "in-force" });
    expect(await operationCard(actor, { id: done?.id ?? 0 })).toMatchObject({ importId: id, mayUndo: false });
    const chain = await database.chain.findUniqueOrThrow({
      where: { name: "新型储能" },
      include: { categories: true, appointments: true },
    });
    expect([chain.categories[0]?.category, chain.appointments[0]?.personName]).toEqual(["创新", "周立群"]);
    await undoImport(as(), { batchId: id, reason: "试导", force: false });
    expect(await operationCard(actor, { id: done?.id ?? 0 })).toMatchObject({
      state: "undone",
      undoneBy: [{ kind: "import-undo", projects: 2 }],
    });
    expect(await database.chain.findUnique({ where: { name: "新型储能" } })).toMatchObject({ active: false });
    expect(await database.unit.findUnique({ where: { name: "区能源局" } })).toMatchObject({ active: false });
  });

  it("stays when others use it by then, and is called by name only to who may know it", async () => {
    const id = await tried(ROWS.slice(0, 2));
    await commitImport(as(), id);
    const chain = await database.chain.findUniqueOrThrow({ where: { name: "新型储能" } });
    const [first] = await database.project.findMany({ where: { importId: id }, orderBy: { id: "asc" } });
    const director = createCaller({ actor: actorNamed("juzhang"), now: NOW }).project;
    await director.capture({
      ...{ requestId: "undo-names-1", name: "另一储能项目", investorName: "四平丁能源有限公司" },
      ...{ chainId: chain.id, intendedFen: 10_000_000_000 },
    });
    await director.edit({
      ...{ requestId: "undo-names-2", projectId: first?.id ?? 0, expectedVersion: first?.version ?? 0 },
      patch: { content: "建设支架车间" },
    });
    const undo = { batchId: id, reason: "试导", force: false };
    await expect(undoImport(as(), undo)).rejects.toThrow("1 个项目被修改过（甲光伏支架项目）");
    await undoImport(as(), { ...undo, force: true });
    expect(await database.chain.findUnique({ where: { name: "新型储能" } })).toMatchObject({ active: true });
    expect(await database.unit.findUnique({ where: { name: "区能源局" } })).toMatchObject({ active: false });
  });

  it("goes where the person says instead", async () => {
    const id = await tried(ROWS.slice(0, 2));
    const barbecue = await database.chain.findUniqueOrThrow({ where: { name: "烤肉" } });
    await triedAgain(id, {
      chains: [{ word: "新型储能", target: barbecue.id }],
      units: [{ word: "区能源局", target: null }],
    });
    const result = await commitImport(as(), id);
    expect(result.totals.byChain).toEqual({ 烤肉: { count: 2, totalWan: 20_000 } });
    expect([result.newChains, result.newUnits]).toEqual([[], []]);
    await undoImport(as(), { batchId: id, reason: "试导", force: false });
  });
});

describe("choices", () => {
  it("mend a cell, leave a row out, and take in what is known already", async () => {
    const id = await tried();
    const first = await importScene(actor, id);
    expect(first.summary?.counts).toMatchObject({ rows: 3, ready: 2, failed: 1 });
    const bad = await importRows(actor, { id, show: "errors", search: "", offset: 0, limit: 10 });
    expect(bad.rows.map((r) => [r.project.name, r.fate])).toEqual([["丙烤肉城项目", "failed"]]);
    await triedAgain(id, {
      corrections: [{ sheet: "台账", cell: "G5", text: "3000" }],
      leaveOut: [{ sheet: "台账", row: 4 }],
    });
    const second = await importScene(actor, id);
    expect(second.summary?.counts).toMatchObject({ ready: 2, failed: 0, leftOut: 1 });
    expect((await commitImport(as(), id)).totals).toMatchObject({ count: 2, totalWan: 15_000 });

    const again = await tried(ROWS.slice(0, 2));
    expect((await importScene(actor, again)).summary?.counts).toMatchObject({ unchanged: 1, ready: 1 });
    await triedAgain(again, { takeAnyway: [{ sheet: "台账", row: 3 }] });
    expect((await importScene(actor, again)).summary?.counts).toMatchObject({ unchanged: 0, ready: 2 });
    for (const batch of [id]) await undoImport(as(), { batchId: batch, reason: "试导", force: false });
  });

  it("fill an empty cell, and one row can be asked for again", async () => {
    const rows = ROWS.slice(0, 2).map((r) => [...r]);
    rows[1]?.splice(6, 1, "");
    const { id } = await upload(await workbook(rows), "台账.xlsx");
    await tryImport({ actor, now: NOW }, id, silent);
    const only = { sheet: "台账", row: 4 };
    const page = { id, show: "all" as const, search: "", offset: 0, limit: 10 };
    const [before] = (await importRows(actor, { ...page, only })).rows;
    expect(before?.project.totalWan).toBeNull();
    const [kind] = before?.problems.map((p) => p.kind) ?? [];
    expect((await importRows(actor, { ...page, kind })).rows.map((r) => r.row)).toEqual([4]);
    await triedAgain(id, { corrections: [{ sheet: "台账", cell: "G4", text: "8000" }] });
    const [after] = (await importRows(actor, { ...page, only })).rows;
    expect(after?.project.totalWan).toBe(8_000);
  });

  it("leave the ledger's sums and the system's side by side for exactly what went in", async () => {
    const id = await tried();
    const { summary } = await importScene(actor, id);
    expect(summary?.entering).toMatchObject({ count: 2, totalWan: 20_000 });
    await triedAgain(id, {
      leaveOut: [{ sheet: "台账", row: 4 }],
      chains: [{ word: "新型储能", target: null }],
    });
    const result = await commitImport(as(), id);
    expect(result.ledger).toMatchObject({ count: 1, byChain: { 其他: { count: 1, totalWan: 12_000 } } });
    expect(result.totals).toEqual(result.ledger);
    await undoImport(as(), { batchId: id, reason: "试导", force: false });
  });

  it("cannot change what is in already", async () => {
    const id = await tried(ROWS.slice(0, 2));
    await commitImport(as(), id);
    await expect(triedAgain(id, {})).rejects.toThrow("已经导入");
    await expect(tryImport({ actor, now: NOW }, id, silent)).rejects.toThrow("已经导入");
    await undoImport(as(), { batchId: id, reason: "试导", force: false });
    await expect(
      requestUndo(as(), { id, reason: "再撤", force: false, requestId: crypto.randomUUID() }),
    ).rejects.toThrow();
  });
});

describe("who is in charge of what came in", () => {
  it("is nobody, which the result says; a section that the row names has its head see the lead", async () => {
    const lead = (name: string, unit: string) => [
      name,
      "烤肉",
      "承接",
      "李",
      `${name}公司`,
      "吉林省",
      5000,
      "在谈",
      "",
      unit,
    ];
    const id = await tried([lead("科室线索", "招商二科"), lead("部门线索", "区商务局")] as typeof ROWS);
    await commitImport(as(), id);
    expect((await importScene(actor, id)).unowned).toEqual({ count: 2, visible: 2 });
    const seenBy = (username: string) =>
      createCaller({ actor: actorNamed(username), now: NOW }).project.list({
        filter: { importId: id, unowned: true },
      });
    expect((await seenBy("juzhang")).map((r) => !r.masked && r.name).sort()).toEqual(
      ["科室线索", "部门线索"].sort(),
    );
    expect(await seenBy("tianxiaomeng")).toMatchObject([{ name: "科室线索", ownerName: null }]);
    expect(await seenBy("kezhang")).toEqual([]);
    await undoImport(as(), { batchId: id, reason: "试导", force: false });
    expect((await importScene(actor, id)).unowned).toEqual({ count: 0, visible: 0 });
  });
});

describe("who sees a batch", () => {
  it("its own person and those who read every project", async () => {
    const head = actorNamed("kezhang");
    const { id } = await upload(await workbook(), "科室台账.xlsx", head);
    expect((await listImports(head)).map((b) => b.id)).toEqual([id]);
    expect((await listImports(actorNamed("juzhang"))).map((b) => b.id)).toContain(id);
    const others = (await listImports(actor)).find((b) => b.id !== id);
    await expect(importScene(head, others?.id ?? 0)).rejects.toThrow();
    await expect(listImports(actorNamed("keyuan"))).rejects.toThrow();
  });
});

describe("a double click", () => {
  it("asks for one commit", async () => {
    const id = await tried(ROWS.slice(0, 2));
    const [a, b] = await Promise.all([
      requestCommit(as(), { id, requestId: crypto.randomUUID() }),
      requestCommit(as(), { id, requestId: crypto.randomUUID() }),
    ]);
    expect(a).toEqual(b);
  });

  it("whose first answer was lost finds the commit that is done", async () => {
    const id = await tried(ROWS.slice(0, 2).map((r) => [`第三个${r[0]}`, ...r.slice(1)]));
    const requestId = crypto.randomUUID();
    const { jobId } = await requestCommit(as(), { id, requestId });
    await commitImport(as(), id);
    await database.job.update({ where: { id: jobId }, data: { state: "done" } });
    expect(await requestCommit(as(), { id, requestId })).toEqual({ jobId });
    await expect(requestCommit(as(), { id, requestId: crypto.randomUUID() })).rejects.toThrow("已经导入");
  });

  it("of two workers on one batch commits it once", async () => {
    const id = await tried(ROWS.slice(0, 2).map((r) => [`又一个${r[0]}`, ...r.slice(1)]));
    const outcomes = await Promise.allSettled([commitImport(as(), id), commitImport(as(), id)]);
    expect(outcomes.map((o) => o.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await database.project.count({ where: { importId: id } })).toBe(2);
  });
});

describe("the layout of a ledger", () => {
  it("is remembered with what was chosen for it, once a ledger of it went in, until it is chosen otherwise", async () => {
    const rows = (name: string) => [
      [name, "冰雪", "承接", "李", "长春戊有限公司", "吉林省", 3000, "正式合同", "2026-07-08", "工信口"],
    ];
    const unit = await database.unit.findFirstOrThrow({ where: { name: "区工信局" } });
    const first = await tried(rows("戊一项目"));
    expect((await importScene(actor, first)).summary?.remembered).toBeUndefined();
    await triedAgain(first, {
      mapping: [{ sheet: "台账", column: 4, field: null }],
      units: [{ word: "工信口", target: unit.id }],
    });
    const untaken = await tried(rows("戊二项目"));
    expect((await importScene(actor, untaken)).summary?.remembered, "not committed yet").toBeUndefined();
    await commitImport(as(), first);
    const second = await importScene(actor, await tried(rows("戊三项目")));
    expect(second.summary?.remembered).toBe(true);
    expect(second.choices).toMatchObject({
      mapping: [{ sheet: "台账", column: 4, field: null }],
      units: [{ word: "工信口", target: unit.id }],
    });
    expect(second.summary?.tables[0]?.columns[3]).toMatchObject({ field: null, confidence: 1 });
    expect(second.summary?.units).toMatchObject([{ word: "工信口", targetName: "区工信局" }]);
  });
});

it("keeps the uploaded bytes as they came", async () => {
  const bytes = readFileSync("tests/fixtures/ledgers/ledger-a.xlsx");
  const { id } = await upload(bytes, "../../ledger-a.xlsx");
  const scene = await importScene(actor, id);
  expect([scene.fileName, scene.size]).toEqual(["ledger-a.xlsx", bytes.length]);
});
