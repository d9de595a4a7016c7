/** 项目（时点）: who may ask, what has changed since in words and rows, the filter, secrets, the workbook. */
import ExcelJS from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import { createCaller } from "@/server/api/root";
import type { PastHead, PastProject } from "@/server/contracts/past-projects";
import { EXPORT_HANDLERS, openExport } from "@/server/exports";
import { database } from "@/server/platform/database";
import { claimJob, finishJob } from "@/server/platform/jobs";
import { append, foundDistrict, type LittleDistrict, NOW, settle } from "../figures/little-district";
import { makeActor } from "../support/actors";
import { requestId } from "../support/ledger-scene";

const WAN = 1_000_000;
const at = (day: string) => new Date(`${day}T10:00:00+08:00`);
const DAY = "2026-03-31";

let district: LittleDistrict;
let director: SessionActor;
let statistician: SessionActor;
const ids: number[] = [];

const as = (actor: SessionActor) => createCaller({ actor, now: NOW });
const past = (input: object = {}, actor = director) =>
  as(actor).statistics.pastProjects({ knownOn: DAY, ...input });
const changesOf = (heads: readonly PastHead[]) => {
  const sum = (of: keyof PastHead["changes"]) => heads.reduce((n, { changes }) => n + changes[of], 0);
  return {
    ...{ stage: sum("stage"), amount: sum("amount"), chain: sum("chain") },
    ...{ withdrawn: sum("withdrawn"), changed: sum("changed") },
  };
};
const idsOf = (rows: readonly PastProject[]) => rows.map((row) => row.id).sort((a, b) => a - b);
const edit = (id: number, after: object, day: string) =>
  append(id, [{ fact: { type: "BasicsEdited", v: 1, before: {}, after, reason: "更正" } }], at(day));

beforeAll(async () => {
  district = await foundDistrict();
  director = await makeActor("director");
  statistician = await makeActor("statistician");
  const [machines, grill] = district.chains;
  ids.push(
    ...(await settle(
      [
        { chain: machines, planWan: 10_000, contract: [["2026-03-02", 10_000]] },
        { name: "冰雪装备基地", chain: grill, planWan: 4_000 },
        { chain: machines, planWan: 6_000 },
        { planWan: 2_000 },
      ],
      0,
      at("2026-03-05"),
    )),
  );
  const [signed = 0, revalued = 0, moved = 0, undone = 0] = ids;
  const left = {
    type: "LeftMainLine",
    v: 1,
    to: "ended",
    on: "2026-05-05",
    reasonCode: "contract",
    reason: "解除合同",
    reviewOn: null,
  } as const;
  await append(signed, [{ fact: left, occurredOn: "2026-05-05" }], at("2026-05-06"));
  await edit(revalued, { plannedTotalFen: 9_000 * WAN, intendedFen: 9_000 * WAN }, "2026-04-02");
  await edit(moved, { chainId: grill }, "2026-04-03");
  await append(undone, [{ fact: { type: "ImportUndone", v: 1, reason: "测试" } }], at("2026-04-04"));
  ids.push(...(await settle([{ chain: grill, planWan: 1_000 }], 0, at("2026-04-10"))));
});

describe("the projects of an earlier day", () => {
  it("are those that were known then, where they stood, beside where they stand now", async () => {
    const { rows, total, heads, fresh, movedIn } = await past();
    expect(idsOf(rows)).toEqual(ids.slice(0, 4));
    expect(total).toBe(4);
    expect(heads.reduce((n, head) => n + head.count, 0)).toBe(4);
    expect(heads.find((head) => head.column === "contract")).toMatchObject({
      count: 1,
      amountFen: 10_000 * WAN,
    });
    expect(changesOf(heads)).toEqual({ stage: 1, amount: 1, chain: 1, withdrawn: 1, changed: 4 });
    expect([fresh, movedIn]).toEqual([1, 0]);
    const of = (id: number | undefined) => rows.find((row) => row.id === id);
    expect(of(ids[0])).toMatchObject({ offState: null, now: { offState: "ended" } });
    expect(of(ids[1])?.now.amountFen).toBe(9_000 * WAN);
    expect(of(ids[2])?.chainName).not.toBe(of(ids[2])?.now.chainName);
    expect(of(ids[3])).toMatchObject({ offState: null, now: { offState: "withdrawn" } });
  });

  it("are none before the first was known, and all once nothing more is recorded", async () => {
    const none = await past({ knownOn: "2026-03-04" });
    expect([none.total, none.rows, none.fresh]).toEqual([0, [], 4]);
    const last = await past({ knownOn: "2026-06-30" });
    expect(changesOf(last.heads)).toEqual({ stage: 0, amount: 0, chain: 0, withdrawn: 0, changed: 0 });
    expect(last.fresh).toBe(0);
    expect(idsOf(last.rows)).toEqual([ids[0], ids[1], ids[2], ids[4]]);
  });

  it("are narrowed by the column, chain and words of that day, or to what changed", async () => {
    const [machines = 0] = district.chains;
    expect(idsOf((await past({ filter: { chainId: machines } })).rows)).toEqual([ids[0], ids[2]]);
    expect(idsOf((await past({ filter: { chainId: 0 } })).rows)).toEqual([ids[3]]);
    const signed = await past({ column: "contract" });
    expect([idsOf(signed.rows), signed.total]).toEqual([[ids[0]], 1]);
    expect(signed.heads.reduce((n, head) => n + head.count, 0)).toBe(4);
    const changed = await past({ filter: { changed: true } });
    expect([changed.total, changed.heads.reduce((n, head) => n + head.count, 0)]).toEqual([4, 4]);
    expect((await past({ knownOn: "2026-04-30", filter: { changed: true } })).total).toBe(1);
    expect(idsOf((await past({ filter: { q: "冰雪装备" } })).rows)).toEqual([ids[1]]);
    expect((await past({ filter: { q: "烧烤" } })).total).toBe(0);
    const [, grill = 0] = district.chains;
    const there = await past({ filter: { chainId: grill } });
    expect([there.total, there.movedIn, there.fresh]).toEqual([1, 1, 1]);
    const pages = await Promise.all([0, 2, 4].map((offset) => past({ offset, limit: 2 })));
    expect(pages.map((page) => page.rows.length)).toEqual([2, 2, 0]);
    expect(idsOf(pages.flatMap((page) => page.rows))).toEqual(ids.slice(0, 4));
  });

  it("are refused to whoever may not compare days, and for a day that has not ended", async () => {
    for (const role of ["officer", "section-head", "chain-leader", "district-leader", "audit-admin"] as const)
      await expect(past({}, await makeActor(role)), role).rejects.toMatchObject({ code: "FORBIDDEN" });
    for (const knownOn of ["2027-01-01", "2026-02-30", "1899-01-01"])
      await expect(past({ knownOn }), knownOn).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(
      as(director).export.pastProjects({ requestId: requestId(), knownOn: "2027-01-01" }),
    ).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  it("keep what has become secret since from the statistician, not from the director who is noted", async () => {
    const [, secret = 0] = ids;
    await edit(secret, { sensitivity: "sensitive" }, "2026-07-01");
    expect(idsOf((await past({}, statistician)).rows)).toEqual([ids[0], ids[2], ids[3]]);
    const { heads } = await past({}, statistician);
    expect(heads.reduce((n, head) => n + head.count, 0)).toBe(3);
    expect([(await past({}, statistician)).hidden, (await past()).hidden]).toEqual([1, 0]);
    expect((await past()).total).toBe(4);
    const noted = await database.auditEntry.findMany({ where: { action: "project:list" } });
    expect(noted.map((entry) => (entry.after as { projects: number[] }).projects)).toEqual([[secret]]);
    await edit(secret, { sensitivity: "internal" }, "2026-07-02");
  });
});

describe("its workbook", () => {
  it("holds every row as the page shows it", async () => {
    const order = { knownOn: DAY, filter: { changed: true } };
    const { jobId } = await as(statistician).export.pastProjects({ requestId: requestId(), ...order });
    const job = await claimJob(["export-past-projects"]);
    const work = { jobId, input: job?.input, actor: statistician, now: NOW, report: async () => undefined };
    await finishJob(jobId, await EXPORT_HANDLERS["export-past-projects"](work));
    const file = await openExport(statistician, jobId);
    expect(file.fileName).toContain(`此后有变化的，${DAY} 日终所知`);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(file.path);
    const lines: unknown[][] = [];
    book.worksheets[0]?.eachRow((row) => lines.push((row.values as unknown[]).slice(1)));
    const { rows } = await past(order, statistician);
    expect(lines[1]?.[0]).toContain("1 个阶段变化、1 个金额变化、1 个换了产业链、1 个撤销，新增 1 个");
    expect(lines.slice(3).map((line) => [line[1], line[5]])).toEqual(
      rows.map((row) => [row.number, (row.amountFen ?? 0) / WAN]),
    );
    const ended = lines.find((line) => line[1] === rows[0]?.number);
    expect([ended?.[4], ended?.[11]]).toEqual(["正式签约", "终止"]);
  });
});
