/** The list of projects: who sees which rows, what a sensitive lead gives away, filters, order, sums, board. */
import { beforeAll, describe, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import { createCaller } from "@/server/api/root";
import type { ListProjects, ProjectFilter } from "@/server/contracts/project";
import type { MaskedRow, OpenRow, ProjectRow } from "@/server/contracts/project-list";
import { inScope, isMasked, ROLES, scopeOf } from "@/server/domain/permissions";
import type { ProjectState } from "@/server/domain/project-state";
import { database } from "@/server/platform/database";
import { subjectOf } from "@/server/projects";
import { loadProjects } from "@/server/record/load-project";
import { actorNamed, actorOf, makeBureau, makeProject, type ProjectWish } from "@/tests/support/factories";

const NOW = new Date("2026-11-24T02:00:00Z");
const YI = 10_000_000_000;
const api = (actor: SessionActor) => createCaller({ actor, now: NOW }).project;
const as = (username: string) => api(actorNamed(username));
const list = (username: string, input: Partial<ListProjects> = {}): Promise<ProjectRow[]> =>
  as(username).list({ limit: 200, ...input });
const names = (rows: ProjectRow[]): string[] => rows.map((row) => (row.masked ? "masked" : row.name));
const found = async (filter: ProjectFilter, username = "juzhang") =>
  names(await list(username, { filter })).sort();

const made: Record<string, ProjectState> = {};
async function make(name: string, wish: ProjectWish = {}): Promise<void> {
  made[name] = await makeProject({ name, ...wish });
}
const idOf = (name: string): number => made[name]?.id ?? 0;

beforeAll(async () => {
  await makeBureau("2026-11-24");
  await make("松涛主轴基地", { stage: "start", capturedOn: "2026-02-02", plannedFen: 5 * YI });
  await make("同科线索", { owner: "jiangyifan", capturedOn: "2026-11-02" });
  await make("他科线索", { owner: "wangzixuan", chain: "ice-snow", capturedOn: "2026-11-03" });
  await make("他科签约", {
    owner: "wangzixuan",
    stage: "contract",
    chain: "ice-snow",
    capturedOn: "2026-10-05",
    plannedFen: YI,
  });
  await make("同科密谈", {
    owner: "yuhaotian",
    plannedFen: 3 * YI,
    capturedOn: "2026-11-04",
    basics: { sensitivity: "sensitive", investorName: "北极星机床株式会社", content: "绝密内容" },
  });
  await make("他科密谈", { owner: "wangzixuan", basics: { sensitivity: "sensitive" } });
  await make("密谈已签约", {
    owner: "yuhaotian",
    stage: "contract",
    plannedFen: 2 * YI,
    basics: { sensitivity: "sensitive" },
  });
  for (let i = 1; i <= 7; i++)
    await make(`同额${i}`, {
      stage: "contract",
      plannedFen: 4 * YI,
      chain: "barbecue",
      capturedOn: "2026-06-01",
    });
});

describe("scope", () => {
  it("shows an officer the unit's projects and everything signed, nothing else", async () => {
    const rows = names(await list("keyuan"));
    expect(rows).toContain("同科线索");
    expect(rows).toContain("他科签约");
    expect(rows).not.toContain("他科线索");
    expect(rows.filter((name) => name === "masked")).toHaveLength(1);
  });

  it("is the rule of the permission table, for every role", async () => {
    const states = await loadProjects(
      database,
      Object.values(made).map((s) => s.id),
      { lock: false },
    );
    for (const role of ROLES) {
      const actor = actorOf(role);
      if (scopeOf(actor, "project:read") === "none") continue;
      const rows = await api(actor).list({ limit: 200 });
      const expected = [...states.values()].filter((s) =>
        inScope(actor, scopeOf(actor, "project:read"), subjectOf(s)),
      );
      expect(
        rows.map((r) => r.id).sort((a, b) => a - b),
        role,
      ).toEqual(expected.map((s) => s.id).sort((a, b) => a - b));
      const masked = expected.filter((s) => isMasked(actor, subjectOf(s))).map((s) => s.id);
      expect(
        rows
          .filter((r) => r.masked)
          .map((r) => r.id)
          .sort((a, b) => a - b),
        role,
      ).toEqual(masked.sort((a, b) => a - b));
    }
  });
});

describe("a sensitive lead", () => {
  it("shows others its chain, size and first reporter, and nothing else", async () => {
    const rows = await list("keyuan");
    const masked = rows.find((row): row is MaskedRow => row.masked);
    expect(masked).toEqual({
      masked: true,
      id: idOf("同科密谈"),
      chainName: "重型数控机床",
      chainHue: expect.any(Number),
      sizeWord: "1亿–5亿",
      firstReporter: "招商一科",
    });
    expect(JSON.stringify(rows)).not.toMatch(/密谈(?!已)|北极星|绝密/);
  });

  it("is open to its owner, the head of the unit, the director, and to all once signed", async () => {
    for (const who of ["yuhaotian", "kezhang", "juzhang"])
      expect(names(await list(who)), who).toContain("同科密谈");
    expect(names(await list("wangzixuan"))).toContain("密谈已签约");
  });

  it("cannot be found, sorted out, counted up, peeked at or read off the board", async () => {
    const officer = as("keyuan");
    expect(names(await list("keyuan", { filter: { q: "北极星" } }))).toEqual([]);
    expect(names(await list("keyuan", { filter: { stages: ["lead"] } }))).toEqual(["同科线索"]);
    for (const sort of ["intended", "name", "plannedTotal"] as const) {
      for (const descending of [true, false]) {
        expect((await list("keyuan", { sort, descending })).at(-1)?.masked, `${sort} ${descending}`).toBe(
          true,
        );
      }
    }
    await expect(officer.peek({ id: idOf("同科密谈") })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const cards = await officer.boardColumn({ column: "lead" });
    expect(cards.map((card) => card.name)).toEqual(["同科线索"]);
    expect((await officer.columns({})).find((head) => head.column === "lead")?.count).toBe(1);
  });

  it("stands on the page after the last open row", async () => {
    const open = (await list("keyuan")).filter((row) => !row.masked).length;
    expect(names(await list("keyuan", { offset: open, limit: 5 }))).toEqual(["masked"]);
    expect(names(await list("keyuan", { offset: open - 1, limit: 2 })).at(-1)).toBe("masked");
    expect(await list("keyuan", { offset: open + 1, limit: 5 })).toEqual([]);
  });
});

describe("filters", () => {
  it("narrow by chain, stage, owner, province, amount and days", async () => {
    const barbecue = await database.chain.findFirstOrThrow({ where: { code: "barbecue" } });
    expect(await found({ chainIds: [barbecue.id] })).toHaveLength(7);
    expect(await found({ chainIds: [0] })).toEqual([]);
    expect(await found({ stages: ["start"] })).toEqual(["松涛主轴基地"]);
    expect(await found({ mine: true }, "yuhaotian")).toEqual(["同科密谈", "密谈已签约"].sort());
    expect(await found({ minFen: 5 * YI })).toEqual(["松涛主轴基地"]);
    expect(await found({ maxFen: YI })).toEqual(["他科签约"]);
    expect(await found({ province: "江苏省" })).toEqual([]);
    const signedOn =
      (await list("juzhang", { filter: { q: "他科签约" } })).map((row) =>
        row.masked ? null : row.contractOn,
      )[0] ?? "";
    expect(await found({ signedFrom: signedOn, signedTo: signedOn })).toContain("他科签约");
    expect(await found({ signedNotStarted: true })).not.toContain("松涛主轴基地");
    expect(await found({ reportedFrom: "2026-11-03", reportedTo: "2026-11-03" })).toEqual(["他科线索"]);
  });

  it("know the light of today", async () => {
    const all = (await list("juzhang")) as OpenRow[];
    for (const light of ["normal", "warning", "late", "none"] as const) {
      expect((await found({ light })).sort(), light).toEqual(
        all
          .filter((row) => row.light === light)
          .map((row) => row.name)
          .sort(),
      );
    }
    expect(all.find((row) => row.name === "他科密谈")?.light).toBe("late");
  });

  it("leave out what is off the main line unless asked", async () => {
    const director = as("juzhang");
    const { id, version } = made.他科线索 ?? { id: 0, version: 0 };
    await director.leave({
      requestId: "leave-for-test",
      projectId: id,
      expectedVersion: version,
      to: "lost",
      on: "2026-11-20",
      reasonCode: "silent",
      reason: "企业失联",
    });
    expect(await found({})).not.toContain("他科线索");
    expect(await found({ off: "any" })).toContain("他科线索");
    expect(await found({ off: "lost" })).toEqual(["他科线索"]);
    expect((await director.columns({})).find((head) => head.column === "lost")?.count).toBe(1);
    expect((await director.boardColumn({ column: "lost" })).map((card) => card.name)).toEqual(["他科线索"]);
  });

  it("find by part of a name, by investor, number and pinyin", async () => {
    expect(await found({ q: "主轴" })).toEqual(["松涛主轴基地"]);
    expect(await found({ q: "stzz" })).toEqual(["松涛主轴基地"]);
    expect(await found({ q: "songtao" })).toEqual(["松涛主轴基地"]);
    expect(await found({ q: "北极星" })).toEqual(["同科密谈"]);
    expect(await found({ q: made.松涛主轴基地?.number ?? "" })).toEqual(["松涛主轴基地"]);
    expect(await found({ q: "100%_" })).toEqual([]);
  });
});

describe("order and pages", () => {
  it("cuts equal values into pages without losing or repeating one", async () => {
    for (const descending of [true, false]) {
      const seen: number[] = [];
      for (let offset = 0; offset < 20; offset += 3) {
        seen.push(
          ...(await list("juzhang", { sort: "plannedTotal", descending, offset, limit: 3 })).map(
            (row) => row.id,
          ),
        );
      }
      const whole = (await list("juzhang", { sort: "plannedTotal", descending })).map((row) => row.id);
      expect(seen).toEqual(whole);
      expect(new Set(seen).size).toBe(seen.length);
    }
  });

  it("puts unknown amounts last, whichever way it is sorted", async () => {
    for (const descending of [true, false]) {
      const amounts = ((await list("juzhang", { sort: "plannedTotal", descending })) as OpenRow[]).map(
        (row) => row.plannedTotalFen,
      );
      const known = amounts.filter((fen) => fen !== null);
      expect(amounts.slice(0, known.length)).toEqual([...known].sort((a, b) => (descending ? b - a : a - b)));
    }
  });

  it("reads names in pinyin order", async () => {
    const rows = names(await list("juzhang", { sort: "name", descending: false }));
    expect(rows).toEqual([...rows].sort(new Intl.Collator("zh-Hans-u-co-pinyin").compare));
  });

  it("counts and adds up exactly the rows that it shows", async () => {
    const asked: [who: string, filter: ProjectFilter][] = [
      ["juzhang", {}],
      ["keyuan", {}],
      ["keyuan", { stages: ["contract"] }],
    ];
    for (const [who, filter] of asked) {
      const rows = await list(who, { filter });
      const sums = await as(who).sums({ filter });
      expect(sums.count).toBe(rows.length);
      const open = rows.filter((row): row is OpenRow => !row.masked);
      expect(sums.plannedTotalFen).toBe(open.reduce((sum, row) => sum + (row.plannedTotalFen ?? 0), 0));
    }
  });
});

describe("the board", () => {
  it("has a head for every column, and gives its cards a page at a time, newest in the stage first", async () => {
    const director = as("juzhang");
    const heads = await director.columns({});
    expect(heads).toHaveLength(16);
    const signed = heads.find((head) => head.column === "contract");
    const first = await director.boardColumn({ column: "contract", limit: 5 });
    const rest = await director.boardColumn({ column: "contract", limit: 5, cursor: 5 });
    expect(first.length + rest.length).toBe(signed?.count);
    expect(new Set([...first, ...rest].map((card) => card.id)).size).toBe(signed?.count);
    expect(signed?.amountFen).toBe([...first, ...rest].reduce((sum, card) => sum + (card.amountFen ?? 0), 0));
    const days = [...first, ...rest].map((card) => card.daysInStage);
    expect(days).toEqual([...days].sort((a, b) => a - b));
  });
});

describe("while a lead is typed", () => {
  it("names the suspects that the person may see, and only the first reporter of the others", async () => {
    const officer = as("keyuan");
    const open = await officer.suspects({ name: "松涛主轴基地项目" });
    expect(open.projects[0]).toMatchObject({
      id: idOf("松涛主轴基地"),
      certainty: "possible",
      reasons: ["项目名称相同：松涛主轴基地"],
      name: "松涛主轴基地",
    });
    const hidden = await officer.suspects({ investorName: "北极星机床株式会社", name: "同科密谈" });
    expect(hidden.projects).toEqual([
      {
        id: idOf("同科密谈"),
        certainty: "likely",
        sibling: false,
        reasons: ["投资方名称相同", "项目名称相同"],
        firstReporter: "招商一科",
        firstReportedOn: "2026-11-04",
        name: null,
        stage: null,
        investorName: null,
        disputable: false,
      },
    ]);
    expect((await officer.suspects({ name: "同科密" })).projects).toEqual([]);
    expect((await officer.suspects({})).projects).toEqual([]);
  });

  it("recognises the investor in another legal form and by the code, and a double click registers once", async () => {
    const lead = {
      requestId: "double-click-1",
      name: "云海分拣机器人产线",
      investorName: "哈尔滨云海机器人有限公司",
      investorUscc: "91350200MA2YJ1XR9G",
      originProvince: "黑龙江省",
      intendedFen: YI,
    };
    const [first, second] = await Promise.all([
      as("wangzixuan").capture(lead),
      as("wangzixuan").capture(lead),
    ]);
    expect(second).toEqual(first);
    const byName = await as("keyuan").suspects({ investorName: "哈尔滨云海机器人有限责任公司" });
    expect(byName.projects).toMatchObject([
      { id: first.id, reasons: ["投资方名称只是写法不同"], firstReporter: "招商二科", name: null },
    ]);
    const byCode = await as("keyuan").suspects({ investorUscc: "9135 0200 ma2yj1xr9g" });
    expect(byCode.projects).toMatchObject([{ id: first.id, reasons: ["信用代码相同"], name: null }]);
    expect((await as("keyuan").suspects({ investorName: "云海机" })).enterprises).toEqual([]);
    const offered = await as("wangzixuan").suspects({ investorName: "云海机" });
    expect(offered.enterprises).toMatchObject([
      { name: lead.investorName, uscc: lead.investorUscc, province: "黑龙江省" },
    ]);
  });
});
