/** An exported view equals the screen: rows, order, columns, groups and sums; and knows its own rows again. */
import { existsSync, utimesSync } from "node:fs";
import { readFile } from "node:fs/promises";
import ExcelJS from "exceljs";
import iconv from "iconv-lite";
import { beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import type { SessionActor } from "@/server/accounts";
import { createCaller } from "@/server/api/root";
import type { exportView } from "@/server/contracts/export";
import type { OpenRow, ProjectRow } from "@/server/contracts/project-list";
import { PROJECT_COLUMN_IDS, PROJECT_COLUMNS, type ProjectColumnId } from "@/server/contracts/project-view";
import { can, ROLES } from "@/server/domain/permissions";
import { EXPORT_HANDLERS, openExport } from "@/server/exports";
import { isAsExported, LAYOUT_SHEET, readLayout, readRowKey } from "@/server/exports/row-keys";
import { database } from "@/server/platform/database";
import { cancelJob, claimJob, finishJob, JobCancelled, reportJob } from "@/server/platform/jobs";
import { actorNamed, actorOf, makeBureau, makeProject } from "@/tests/support/factories";

const NOW = new Date();
const YI = 10_000_000_000;
const as = (actor: SessionActor) => createCaller({ actor, now: NOW });
let asked = 0;
const requestId = () => `export-view-${++asked}`;
const EXPORTERS = ROLES.filter((role) => can({ role }, "project:export"));

beforeAll(async () => {
  await makeBureau();
  await makeProject({ name: "=1+1", stage: "start", capturedOn: "2026-02-02", plannedFen: 5 * YI + 1 });
  await makeProject({ name: "＋他科线索", owner: "wangzixuan", chain: "ice-snow", capturedOn: "2026-11-03" });
  await makeProject({
    name: "@他科签约",
    owner: "wangzixuan",
    stage: "contract",
    chain: "ice-snow",
    plannedFen: YI,
  });
  for (const owner of ["yuhaotian", "wangzixuan"])
    await makeProject({
      owner,
      plannedFen: 3 * YI,
      basics: { sensitivity: "sensitive", originProvince: "贵州省" },
    });
  for (let i = 1; i <= 4; i++)
    await makeProject({
      stage: "contract",
      plannedFen: i * YI,
      chain: "barbecue",
      capturedOn: `2026-0${i}-01`,
    });
});

type View = Partial<z.input<typeof exportView>>;
const ask = (actor: SessionActor, view: View) =>
  as(actor).export.view({ requestId: requestId(), columns: ["name", "chain", "plannedTotal"], ...view });

/** What the worker does with the oldest waiting export of a view. */
async function work(actor: SessionActor, report = reportJob): Promise<number> {
  const job = await claimJob(["export-view"]);
  if (!job) throw new Error("nothing is waiting");
  const scene = {
    ...{ jobId: job.id, input: job.input, actor, now: NOW },
    report: (progress: number, message: string) => report(job.id, progress, message),
  };
  await finishJob(job.id, await EXPORT_HANDLERS["export-view"](scene));
  return job.id;
}

async function exported(actor: SessionActor, view: View): Promise<ExcelJS.Workbook> {
  await ask(actor, view);
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile((await openExport(actor, await work(actor))).path);
  return book;
}

interface Line {
  key: string;
  values: unknown[];
}
/** The lines under the header, keys apart. */
function linesOf(book: ExcelJS.Workbook): { headers: string[]; lines: Line[] } {
  const sheet = book.getWorksheet("项目");
  if (!sheet) throw new Error("no sheet");
  const cellsOf = (row: ExcelJS.Row, columns: number) =>
    Array.from({ length: columns }, (_, at) => row.getCell(at + 2).value);
  const headers = (sheet.getRow(3).values as unknown[]).slice(2).map((v) => String(v).replace("\n", ""));
  const lines: Line[] = [];
  for (let at = 4; at <= sheet.rowCount; at++) {
    const row = sheet.getRow(at);
    lines.push({ key: String(row.getCell(1).value ?? ""), values: cellsOf(row, headers.length) });
  }
  return { headers, lines };
}

const wan = (fen: number | null) => (fen === null ? null : fen / 1_000_000);
const shownName = (row: ProjectRow) => (row.masked ? "敏感线索" : row.name);

describe("the file", () => {
  it("holds the rows of the screen in its order, for every role that exports", async () => {
    for (const role of EXPORTERS) {
      const actor = actorOf(role);
      const views = [
        { filter: {}, sort: "plannedTotal", descending: true },
        { filter: { stages: ["contract" as const] }, sort: "name", descending: false },
      ] satisfies View[];
      for (const view of views) {
        const screen = await as(actor).project.list({ ...view, limit: 200 });
        const sums = await as(actor).project.sums({ filter: view.filter });
        const { lines } = linesOf(await exported(actor, view));
        expect(
          lines.slice(0, -1).map((line) => line.values[0]),
          role,
        ).toEqual(screen.map(shownName));
        expect(lines.at(-1)?.values, role).toEqual([
          `合计（${sums.count} 个）`,
          null,
          wan(sums.plannedTotalFen),
        ]);
      }
    }
  });

  it("holds the groups of the screen with their subtotals", async () => {
    for (const role of EXPORTERS) {
      const actor = actorOf(role);
      for (const group of ["chain", "stage", "province", "signedMonth"] as const) {
        const { lines } = linesOf(await exported(actor, { group, sort: "name", descending: false }));
        const screen: unknown[][] = [];
        for (const one of await as(actor).project.groups({ by: group })) {
          const rows = await as(actor).project.list({
            ...{ group: { by: group, key: one.key }, sort: "name", descending: false, limit: 200 },
          });
          screen.push(...rows.map((row) => [shownName(row)]));
          screen.push([`${one.label} 小计（${one.count} 个）`, wan(one.plannedTotalFen)]);
        }
        const told = lines
          .slice(0, -1)
          .filter((line) => !String(line.values[0]).includes("："))
          .map(({ values }) => (String(values[0]).includes("小计") ? [values[0], values[2]] : [values[0]]));
        expect(told, `${role} ${group}`).toEqual(screen);
      }
    }
  });

  it("has the chosen columns in the chosen order, every one of them if asked", async () => {
    const ids = [...PROJECT_COLUMN_IDS].reverse();
    const { headers } = linesOf(await exported(actorNamed("juzhang"), { columns: ids }));
    const words = headers.map((header) => header.replace(/（.*）$/, ""));
    expect(words).toEqual(
      ids.flatMap((id: ProjectColumnId) => (id === "nextDue" ? ["下一步", "到期"] : [PROJECT_COLUMNS[id]])),
    );
  });

  it("never says of a masked lead more than chain, size and first reporter", async () => {
    const book = await exported(actorNamed("keyuan"), { columns: [...PROJECT_COLUMN_IDS] });
    const { headers, lines } = linesOf(book);
    const masked = lines.find((line) => line.values.includes("敏感线索"));
    const said = headers.filter((_, at) => masked?.values[at] !== null && masked?.values[at] !== "");
    expect(said.sort()).toEqual(["产业链", "计划总投资（万元）", "项目名称", "首报"].sort());
    expect(masked?.key).toBe("");
    expect(JSON.stringify(lines)).not.toContain("贵州");
  });

  it("carries no formula, whatever a name begins with", async () => {
    const actor = actorNamed("juzhang");
    const book = await exported(actor, {});
    book
      .getWorksheet("项目")
      ?.eachRow((row) => row.eachCell((cell) => expect(cell.type).not.toBe(ExcelJS.ValueType.Formula)));
    await ask(actor, { format: "csv" });
    const text = await readFile((await openExport(actor, await work(actor))).path, "utf8");
    for (const name of ["=1+1", "＋他科线索", "@他科签约"]) expect(text).toContain(`\r\n'${name},`);
  });

  it("is the same list as csv in either encoding", async () => {
    const actor = actorNamed("juzhang");
    const { lines } = linesOf(await exported(actor, { group: "chain" }));
    for (const encoding of ["utf-8", "gb18030"] as const) {
      await ask(actor, { group: "chain", format: "csv", encoding });
      const file = await openExport(actor, await work(actor));
      expect(file.fileName).toMatch(/\.csv$/);
      const bytes = await readFile(file.path);
      if (encoding === "utf-8") expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      const rows = iconv.decode(bytes, encoding).split("\r\n").slice(1, -2);
      expect(rows.map((row) => row.split(",")[0]?.replace(/^'/, ""))).toEqual(lines.map((l) => l.values[0]));
      expect(iconv.decode(bytes, encoding)).toContain(`${actor.name} 导出于`);
    }
  });
});

describe("a workbook", () => {
  it("knows its rows again after somebody has worked in it", async () => {
    const actor = actorNamed("juzhang");
    const columns: ProjectColumnId[] = ["name", "plannedTotal", "intended", "company", "nextDue"];
    const book = await exported(actor, { columns, group: "stage" });
    const sheet = book.getWorksheet("项目");
    expect(sheet?.getColumn(1).hidden).toBe(true);
    expect(book.getWorksheet(LAYOUT_SHEET)?.state).toBe("hidden");
    const text: string[][] = [];
    book
      .getWorksheet(LAYOUT_SHEET)
      ?.eachRow((row) =>
        text.push(Array.from({ length: 4 }, (_, at) => String(row.getCell(at + 1).value ?? ""))),
      );
    const layout = readLayout(text);
    const nextStep = layout?.columns.find((column) => column.field === "nextStep");
    expect(sheet?.getRow(3).getCell((nextStep?.place ?? 0) + 1).value).toBe("下一步");
    const rows = (await as(actor).project.list({ limit: 200 })) as OpenRow[];
    const keys = linesOf(book).lines.flatMap(({ key }) => readRowKey(key) ?? []);
    expect(keys.map((key) => key.id).sort()).toEqual(rows.map((row) => row.id).sort());
    for (const key of keys) {
      const row = rows.find((one) => one.id === key.id);
      expect(key.version).toBe(row?.version);
      for (const field of [
        "name",
        "plannedTotalFen",
        "intendedFen",
        "companyName",
        "nextStep",
        "nextDueOn",
      ] as const)
        expect(isAsExported(key, field, row?.[field] ?? null), field).toBe(true);
      expect(isAsExported(key, "projectCode", row?.projectCode ?? null)).toBeNull();
    }
  });
});

describe("the job", () => {
  it("is for those who may export, happens once a request, and refuses columns that are none", async () => {
    await expect(ask(actorOf("supervision"), {})).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(ask(actorNamed("juzhang"), { columns: [] })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(
      ask(actorNamed("juzhang"), { columns: ["salary" as ProjectColumnId] }),
    ).rejects.toMatchObject({ code: "BAD_REQUEST" });
    const id = requestId();
    const twice = [0, 1].map(() => ask(actorNamed("juzhang"), { requestId: id }));
    const [one, two] = await Promise.all(twice);
    expect(one).toEqual(two);
    await work(actorNamed("juzhang"));
  });

  it("stands in the person's own history with rows, size and expiry, and in the audit log", async () => {
    const actor = actorNamed("tongji");
    const { jobId } = await ask(actor, { sort: "name" });
    expect((await as(actor).export.history())[0]).toMatchObject({ id: jobId, state: "waiting", rows: null });
    await work(actor);
    const [job] = await as(actor).export.history();
    const { count } = await as(actor).project.sums({});
    expect(job).toMatchObject({ id: jobId, state: "done", rows: count, withheld: null });
    expect(job?.bytes).toBeGreaterThan(1000);
    const days = (Date.parse(job?.expiresAt ?? "") - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(7);
    expect((await as(actorNamed("juzhang")).export.history()).some((one) => one.id === jobId)).toBe(false);
    expect(
      await database.auditEntry.findFirst({ where: { subjectKind: "export", subjectId: String(jobId) } }),
    ).toMatchObject({ action: "project:export" });
  });

  it("is not handed out after its week, and its file goes when the next one is made", async () => {
    const actor = actorNamed("tongji");
    await ask(actor, {});
    const jobId = await work(actor);
    const { path } = await openExport(actor, jobId);
    const longAgo = new Date(Date.now() - 8 * 86_400_000);
    await database.job.update({ where: { id: jobId }, data: { finishedAt: longAgo } });
    utimesSync(path, longAgo, longAgo);
    await expect(openExport(actor, jobId)).rejects.toMatchObject({ code: "not-found" });
    expect((await as(actor).export.history())[0]?.withheld).toContain("保存期");
    await ask(actor, {});
    await work(actor);
    expect(existsSync(path)).toBe(false);
  });

  it("stops when it is cancelled and leaves no file", async () => {
    const actor = actorNamed("juzhang");
    const { jobId } = await ask(actor, { format: "csv" });
    const cancelled = async (id: number, progress: number, message: string) => {
      await cancelJob(id, actor.id);
      return reportJob(id, progress, message);
    };
    await expect(work(actor, cancelled)).rejects.toBeInstanceOf(JobCancelled);
    await expect(openExport(actor, jobId)).rejects.toMatchObject({ code: "not-found" });
    expect((await as(actor).export.progress({ id: jobId })).state).toBe("cancelled");
  });

  it("gives the file to nobody who sees less since then", async () => {
    const actor = actorNamed("kezhang");
    await ask(actor, {});
    const jobId = await work(actor);
    await expect(openExport({ ...actor, unitId: 1 }, jobId)).rejects.toMatchObject({ code: "not-permitted" });
  });
});
