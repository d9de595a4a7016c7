/** 阶段存量与流量: every stage balances, each cell is the sum of its projects, and what papers do not explain is named. */
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import { createCaller } from "@/server/api/root";
import { AT_FIRST, FLOW_COLUMN_NAMES, type FlowLine, imbalanceOf } from "@/server/domain/stage-flow";
import { database } from "@/server/platform/database";
import { makeActor } from "../support/actors";
import { asOwner } from "../support/database";
import { append, foundDistrict, type LittleDistrict, NOW, settle } from "./little-district";
import { anyWish } from "./random-wishes";

const FIRST = new Date("2026-03-10T02:00:00Z");
const LATER = new Date("2026-05-20T02:00:00Z");
let district: LittleDistrict;
let director: SessionActor;

beforeAll(async () => {
  district = await foundDistrict();
  director = await makeActor("director");
  const wishes = fc.sample(anyWish(district), 24);
  const ids = await settle(wishes.slice(0, 16), 0, FIRST);
  for (const [i, id] of ids.entries()) {
    const after = {
      chainId: [null, ...district.chains][i % 5] ?? null,
      plannedTotalFen: (i + 1) * 1_000_000_00,
      sensitivity: "internal" as const,
    };
    if (i % 2 === 0)
      await append(id, [{ fact: { type: "BasicsEdited", v: 1, before: {}, after, reason: "更正" } }], LATER);
    if (i % 3 === 0)
      await append(
        id,
        [
          {
            fact: {
              type: "MilestoneApproved",
              v: 1,
              milestone: "full-capacity",
              occurredOn: "2026-05-01",
              statMonth: 202605,
              patch: {},
              details: {},
              imported: true,
            },
            occurredOn: "2026-05-01",
          },
        ],
        LATER,
      );
  }
  await settle(wishes.slice(16), 0, LATER);
});

const flow = (from: string, to: string | null, chainId: number | null = null) =>
  createCaller({ actor: director, now: NOW }).statistics.flow({ from, to, chainId });
const unexplained = (from: string, to: string | null, chainId: number | null = null) =>
  createCaller({ actor: director, now: NOW }).statistics.unexplainedStages({ from, to, chainId });
const totals = (lines: readonly FlowLine[], column: "opening" | "closing") =>
  lines.reduce((n, l) => n + l.cells[column].count, 0);

it("balances between any two days, for the district and for every chain, and its days join", async () => {
  const days = ["2026-03-09", "2026-03-10", "2026-05-19", "2026-05-20"];
  for (const chainId of [null, ...district.chains])
    for (const [i, from] of days.entries()) {
      const to = days[i + 1] ?? null;
      const { lines } = await flow(from, to, chainId);
      for (const line of lines) expect(imbalanceOf(line)).toEqual({ count: 0, fen: 0 });
      expect((await unexplained(from, to, chainId)).count).toBe(0);
      const next = days[i + 2];
      if (to !== null) {
        const after = await flow(to, next ?? null, chainId);
        expect(after.lines.map((l) => l.cells.opening)).toEqual(lines.map((l) => l.cells.closing));
      }
    }
  expect(totals((await flow("2026-03-09", "2026-03-10")).lines, "opening")).toBe(0);
  const now = await flow("2026-03-09", null);
  expect(totals(now.lines, "closing")).toBe(
    await database.project.count({ where: { OR: [{ offState: null }, { offState: "held" }] } }),
  );
});

it("makes each figure of the projects that a click opens", async () => {
  const caller = createCaller({ actor: director, now: NOW }).statistics;
  for (const chainId of [null, district.chains[0]]) {
    const asked = { from: "2026-03-10", to: "2026-05-20", chainId };
    for (const { stage, cells } of (await caller.flow(asked)).lines)
      for (const column of FLOW_COLUMN_NAMES) {
        const { rows, unlisted } = await caller.flowRows({ ...asked, stage, column });
        expect(unlisted).toBe(0);
        const first = AT_FIRST.includes(column);
        const fen = rows.reduce(
          (n, r) => n + (column === "revalued" ? r.toFen - r.fromFen : first ? r.fromFen : r.toFen),
          0,
        );
        expect({ count: column === "revalued" ? 0 : rows.length, fen }, `${stage} ${column}`).toEqual(
          cells[column],
        );
      }
  }
});

it("never says what a sensitive lead may come to", async () => {
  const [id = 0] = await settle([{ chain: district.chains[1], planWan: 77_777, sensitive: true }], 0, LATER);
  const { lines } = await flow("2026-05-19", null, district.chains[1]);
  const { rows } = await createCaller({ actor: director, now: NOW }).statistics.flowRows({
    from: "2026-05-19",
    to: null,
    chainId: district.chains[1],
    stage: "lead",
    column: "closing",
  });
  expect(lines.find((l) => l.stage === "lead")?.cells.closing.count).toBeGreaterThan(0);
  expect(rows.filter((r) => r.projectId === id).map((r) => r.toFen)).toEqual([0]);
});

it("names the project whose stage no approved paper explains, and refuses days that are not in order", async () => {
  const [id = 0] = await settle([{ chain: district.chains[0], contract: [["2026-05-02", 900]] }], 0, LATER);
  await asOwner(`UPDATE project SET stage = 'start' WHERE id = ${id}`);
  const odd = await unexplained("2026-05-19", null);
  expect(odd.list.map((p) => [p.projectId, p.on])).toEqual([[id, null]]);
  await asOwner(`UPDATE project SET stage = 'contract' WHERE id = ${id}`);
  await expect(flow("2026-05-20", "2026-05-20")).rejects.toThrow("期末须晚于期初");
  await expect(unexplained("2026-05-20", "2026-05-20")).rejects.toThrow("期末须晚于期初");
  await expect(flow("2026-11-24", null)).rejects.toThrow("时点须早于今天");
});
