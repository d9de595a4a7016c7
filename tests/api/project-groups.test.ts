/** The list in groups: for every role the subtotals are the sums of the rows that it is shown, and nothing hidden is told. */
import { beforeAll, describe, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import { createCaller } from "@/server/api/root";
import type { ProjectFilter } from "@/server/contracts/project";
import type { ProjectRow } from "@/server/contracts/project-list";
import {
  CHART_CUTS,
  HIDDEN_VALUE,
  PROJECT_GROUP_IDS,
  type ProjectGroupBy,
} from "@/server/contracts/project-view";
import { can, ROLES } from "@/server/domain/permissions";
import { actorNamed, actorOf, makeBureau, makeProject } from "@/tests/support/factories";

const NOW = new Date("2026-11-24T02:00:00Z");
const YI = 10_000_000_000;
const api = (actor: SessionActor) => createCaller({ actor, now: NOW }).project;
const READERS = ROLES.filter((role) => can({ role }, "project:read"));

beforeAll(async () => {
  await makeBureau("2026-11-24");
  await makeProject({ name: "松涛主轴基地", stage: "start", capturedOn: "2026-02-02", plannedFen: 5 * YI });
  await makeProject({ name: "同科线索", owner: "jiangyifan", capturedOn: "2026-11-02" });
  await makeProject({ name: "他科线索", owner: "wangzixuan", chain: "ice-snow", capturedOn: "2026-11-03" });
  await makeProject({
    name: "他科签约",
    owner: "wangzixuan",
    stage: "contract",
    chain: "ice-snow",
    plannedFen: YI,
    basics: { originProvince: "江苏省" },
  });
  const secret = { sensitivity: "sensitive", originProvince: "贵州省", plannedTotalFen: 777 } as const;
  await makeProject({ name: "同科密谈", owner: "yuhaotian", plannedFen: 3 * YI, basics: secret });
  await makeProject({ name: "他科密谈", owner: "wangzixuan", basics: secret });
  await makeProject({ name: "没有链的", owner: "keyuan", basics: { chainId: null, originProvince: "" } });
  for (let i = 1; i <= 4; i++)
    await makeProject({
      stage: "contract",
      plannedFen: i * YI,
      chain: "barbecue",
      capturedOn: `2026-0${i}-01`,
    });
});

const sumOf = (rows: readonly ProjectRow[], key: "plannedTotalFen" | "arrivedFen" | "investedFen") =>
  rows.reduce((sum, row) => sum + (row.masked ? 0 : (row[key] ?? 0)), 0);

async function rowsOfGroup(actor: SessionActor, filter: ProjectFilter, by: ProjectGroupBy, key: string) {
  const rows: ProjectRow[] = [];
  for (let offset = 0; ; offset += 3) {
    const page = await api(actor).list({ filter, group: { by, key }, offset, limit: 3, sort: "name" });
    rows.push(...page);
    if (page.length < 3) return rows;
  }
}

const FILTERS: ProjectFilter[] = [{}, { off: "any" }, { stages: ["contract", "lead"] }];

describe.each(READERS)("%s", (role) => {
  it("reads in every group the sums of its rows, and in all of them the rows of the list", async () => {
    const actor = actorOf(role);
    for (const filter of FILTERS) {
      const all = await api(actor).list({ filter, limit: 200 });
      for (const by of PROJECT_GROUP_IDS) {
        const groups = await api(actor).groups({ filter, by });
        const seen: number[] = [];
        for (const group of groups) {
          const rows = await rowsOfGroup(actor, filter, by, group.key);
          expect(rows.length, `${by} ${group.label}`).toBe(group.count);
          for (const key of ["plannedTotalFen", "arrivedFen", "investedFen"] as const)
            expect(group[key], `${by} ${group.label} ${key}`).toBe(sumOf(rows, key));
          seen.push(...rows.map((row) => row.id));
        }
        expect(
          seen.sort((a, b) => a - b),
          by,
        ).toEqual(all.map((row) => row.id).sort((a, b) => a - b));
      }
    }
  });

  it("sees the same totals in the chart as in the groups", async () => {
    const actor = actorOf(role);
    const chart = await api(actor).chart({});
    for (const by of CHART_CUTS) {
      const groups = await api(actor).groups({ by });
      const shown = by === "signedMonth" ? groups.filter((g) => /^\d+$/.test(g.key)).reverse() : groups;
      expect(chart[by], by).toEqual(shown);
    }
  });
});

describe("a masked lead", () => {
  it("stands with its chain, and by anything that it hides in a group of its own", async () => {
    const officer = api(actorNamed("keyuan"));
    for (const by of PROJECT_GROUP_IDS) {
      const groups = await officer.groups({ by });
      const hidden = groups.find((group) => group.key === HIDDEN_VALUE);
      if (by === "chain") expect(hidden).toBeUndefined();
      else expect(hidden, by).toMatchObject({ label: "敏感线索", count: 1, plannedTotalFen: 0 });
      expect(JSON.stringify(groups)).not.toContain("贵州");
    }
    expect(await officer.list({ group: { by: "province", key: "贵州省" } })).toEqual([]);
    const director = await api(actorNamed("juzhang")).groups({ by: "province" });
    expect(director.find((group) => group.label === "贵州")).toMatchObject({
      count: 2,
      plannedTotalFen: 1554,
    });
  });

  it("is left out where the filter asks for what it hides", async () => {
    const groups = await api(actorNamed("keyuan")).groups({ by: "chain", filter: { province: "贵州省" } });
    expect(groups).toEqual([]);
  });
});

describe("groups", () => {
  it("stand in the bureau's order, those without a value last", async () => {
    const director = api(actorNamed("juzhang"));
    const labels = async (by: ProjectGroupBy) => (await director.groups({ by })).map((group) => group.label);
    expect(await labels("stage")).toEqual(["线索", "正式签约", "开工"]);
    expect((await labels("chain")).at(-1)).toBe("其他");
    const months = await labels("signedMonth");
    expect(months.at(-1)).toBe("未签约");
    expect(months[0]).toMatch(/^2026年\d+月$/);
    expect((await labels("province")).at(-1)).toBe("未填来源省份");
  });

  it("refuse a way of grouping that there is not, in Chinese at its field", async () => {
    await expect(api(actorNamed("juzhang")).groups({ by: "colour" as ProjectGroupBy })).rejects.toMatchObject(
      { code: "BAD_REQUEST" },
    );
  });
});
