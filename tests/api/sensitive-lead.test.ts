/** What a sensitive lead gives away outside the list of projects: its chain, its investor, the workbook, the audit log. */
import ExcelJS from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import { createCaller } from "@/server/api/root";
import { EXPORT_HANDLERS, openExport } from "@/server/exports";
import { database } from "@/server/platform/database";
import { claimJob, finishJob, reportJob } from "@/server/platform/jobs";
import { actorNamed, makeBureau, makeProject } from "@/tests/support/factories";
import { requestId } from "../support/ledger-scene";

const NOW = new Date("2026-11-24T02:00:00Z");
const AMOUNT_FEN = 31_415_926_500;
const INVESTOR = "北极星机床株式会社";
const as = (username: string) => createCaller({ actor: actorNamed(username), now: NOW });

let chainId: number;
let investorId: number;

beforeAll(async () => {
  await makeBureau("2026-11-24");
  await makeProject({ name: "松涛主轴基地", stage: "start", capturedOn: "2026-02-02" });
  investorId = (await database.enterprise.create({ data: { name: INVESTOR, nameKey: INVESTOR } })).id;
  const secret = await makeProject({
    name: "绝密车间",
    owner: "yuhaotian",
    plannedFen: AMOUNT_FEN,
    capturedOn: "2026-10-05",
    basics: { sensitivity: "sensitive", investorName: INVESTOR, investorId },
  });
  chainId = secret.basics.chainId ?? 0;
});

describe("a sensitive lead", () => {
  it.each(["keyuan", "tongji", "ducha"])(
    "is not among the projects of its chain for %s",
    async (username) => {
      const home = await as(username).chain.home({ id: chainId });
      expect(home.projects.map((p) => p.name)).toEqual(["松涛主轴基地"]);
      expect(home.visible).toBe(1);
      expect(JSON.stringify(home)).not.toContain(String(AMOUNT_FEN));
      expect((await as("kezhang").chain.home({ id: chainId })).visible).toBe(2);
    },
  );

  it("stands in the workbook by chain, tier and unit, without its amount, its people and its stage", async () => {
    const actor = actorNamed("tongji");
    const { jobId } = await as("tongji").export.projects({ requestId: requestId(), filter: {} });
    const job = await claimJob(["export-projects"]);
    if (job?.id !== jobId) throw new Error("the export is not waiting");
    const report = (progress: number, message: string) => reportJob(jobId, progress, message);
    const done = await EXPORT_HANDLERS["export-projects"]({
      jobId,
      input: job.input,
      actor,
      now: NOW,
      report,
    });
    await finishJob(jobId, done);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile((await openExport(actor, jobId)).path);
    const rows = book.worksheets[0]?.getSheetValues().filter((r) => JSON.stringify(r).includes("敏感线索"));
    const written = JSON.stringify(rows);
    expect(rows).toHaveLength(1);
    expect(written).toContain("敏感线索，仅示链、规模与首报：1亿–5亿");
    expect(written).toContain("重型数控机床");
    expect(written).not.toMatch(/31415|314|绝密|北极星|于昊天|"线索"|正常/);
  });
});

describe("its framework agreement in the month report", () => {
  const ask = (username: string, column: string) =>
    as(username).statistics.drill({
      month: 202610,
      cut: "chain",
      rowKey: "total",
      column,
      offset: 0,
      limit: 50,
    });
  const rule =
    "counts in every total; behind the figure stands its chain and size, never its amount, name or day";

  it(`${rule}: for those who may not see it`, async () => {
    await makeProject({
      name: "绝密框架",
      owner: "yuhaotian",
      stage: "framework",
      plannedFen: AMOUNT_FEN,
      capturedOn: "2026-10-05",
      basics: { sensitivity: "sensitive" },
    });
    const report = await as("tongji").statistics.month({ month: 202610, cut: "chain" });
    const total = report.rows.find((r) => r.key === "total");
    const columns = ["frameworkYearFen", "frameworkYearCount"].filter(
      (id) => total?.values[id] !== undefined,
    );
    expect(columns).toHaveLength(2);
    for (const username of ["tongji", "keyuan", "ducha", "quling"]) {
      const money = await ask(username, "frameworkYearFen");
      expect(money, username).toMatchObject({
        rows: [],
        hidden: { count: 0, sum: 0 },
        masked: [{ chainName: "重型数控机床", sizeWord: "1亿–5亿", count: 1, value: null }],
        total: { count: 1, sum: AMOUNT_FEN },
      });
      expect(JSON.stringify(money), username).not.toMatch(/绝密|2026-10-|yuhaotian/);
      const { figure: _, total: __, parts: ___, ...lines } = money;
      expect(JSON.stringify(lines), username).not.toContain(String(AMOUNT_FEN));
      expect((await ask(username, "frameworkYearCount")).masked, username).toMatchObject([
        { count: 1, value: 1 },
      ]);
    }
  });

  it("is an ordinary row for those who may", async () => {
    for (const username of ["yuhaotian", "juzhang"]) {
      const drill = await ask(username, "frameworkYearFen");
      expect(drill.masked, username).toEqual([]);
      expect(drill.rows, username).toMatchObject([{ name: "绝密框架", value: AMOUNT_FEN }]);
    }
  });
});

describe("a list with a sensitive lead in it", () => {
  const traces = (username: string) =>
    database.auditEntry.findMany({
      where: { action: "project:list", actorId: actorNamed(username).id },
      orderBy: { id: "asc" },
    });
  const secrets = async () =>
    database.project.findMany({ where: { sensitivity: "sensitive" }, orderBy: { id: "asc" } });

  it("leaves one trace a request for who may see it, none for who may not, and one for the same within minutes", async () => {
    await as("keyuan").project.list({});
    await as("keyuan").search.find({ query: "绝密" });
    expect(await traces("keyuan")).toEqual([]);
    const leads = await secrets();
    await as("juzhang").project.list({});
    await as("juzhang").project.list({});
    await as("juzhang").search.find({ query: "绝密" });
    const [trace, ...more] = await traces("juzhang");
    expect(more).toEqual([]);
    const { projects } = (trace?.after ?? { projects: [] }) as { projects: number[] };
    expect([...projects].sort((a, b) => a - b)).toEqual(leads.map((lead) => lead.id));
    for (const { number, name } of leads) {
      expect(trace?.subjectLabel).toContain(number);
      expect(trace?.subjectLabel).not.toContain(name);
    }
  });

  it("leaves it whether it is a search, a board or a list", async () => {
    await as("yuhaotian").search.find({ query: "绝密车间" });
    expect(await traces("yuhaotian")).toHaveLength(1);
    await as("kezhang").project.boardColumn({ column: "framework" });
    expect(await traces("kezhang")).toHaveLength(1);
    // What signed is no lead any more: nothing is hidden, nothing noted.
    const before = await database.auditEntry.count({ where: { action: "project:list" } });
    await as("juzhang").project.list({ filter: { stages: ["start"] } });
    expect(await database.auditEntry.count({ where: { action: "project:list" } })).toBe(before);
  });
});

describe("its investor", () => {
  const change = {
    name: "改名有限公司",
    uscc: "",
    usccReason: "",
    province: "",
    city: "",
    kind: "" as const,
  };

  it("cannot be changed or honoured, and so opened, by who does not know of it", async () => {
    const { enterprise } = as("keyuan");
    const honour = { requestId: requestId(), id: investorId, title: "规上企业", awardedOn: "2026-01-01" };
    await expect(enterprise.addHonour(honour)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const edit = { requestId: requestId(), id: investorId, expectedVersion: 1, ...change };
    await expect(enterprise.edit(edit)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(enterprise.card({ id: investorId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await database.enterprise.findUniqueOrThrow({ where: { id: investorId } })).name).toBe(INVESTOR);
  });

  it("stands in the audit log by its id alone", async () => {
    const { version } = await as("yuhaotian").enterprise.card({ id: investorId });
    const edit = {
      requestId: requestId(),
      id: investorId,
      expectedVersion: version,
      ...change,
      name: INVESTOR,
    };
    await as("yuhaotian").enterprise.edit({ ...edit, profile: "机床整机" });
    const [entry] = await as("shenji").admin.auditLog({ action: "enterprise:edit" });
    expect(entry).toMatchObject({ subjectId: String(investorId), subjectLabel: "" });
    expect(JSON.stringify(await as("shenji").admin.auditLog({ limit: 200 }))).not.toContain("北极星");
  });
});
