/** 目标进度 and 红黑榜: figures of the year and of a half, what a closed month keeps, and the board's signing. */
import { beforeAll, describe, expect, it } from "vitest";
import type { TargetDesk } from "@/server/contracts/target-desk";
import { database } from "@/server/platform/database";
import { drillFigure } from "@/server/statistics";
import { settle } from "../figures/little-district";
import { type LedgerScene, ledgerScene, NOW, requestId } from "../support/ledger-scene";

const WAN = 1_000_000;
const MONTH = 202610;
let scene: LedgerScene;

interface Wish {
  value: number | null;
  chain?: 0 | 1;
  span?: string;
  kind?: string;
  indicator?: string;
}
const setTargets = (wishes: Wish[], reason = "") =>
  scene.as("statistician").admin.setTargets({
    requestId: requestId(),
    reason,
    changes: wishes.map(({ chain, ...wish }) => ({
      year: 2026,
      span: "year",
      kind: "annual",
      indicator: "signedFen",
      scopeKind: chain === undefined ? "district" : "chain",
      scopeId: chain === undefined ? 0 : scene.chainIds[chain],
      ...wish,
    })) as never,
  });
const desk = (over: object = {}) =>
  scene.as("officer").statistics.targets({ month: MONTH, indicator: "signedFen", ...over });
const rowIn = ({ rows }: TargetDesk, name: string) => {
  const row = rows.find((r) => r.name === name);
  if (!row) throw new Error(name);
  return row;
};
const board = { month: MONTH, indicator: "signedFen" } as const;

beforeAll(async () => {
  scene = await ledgerScene();
  const [machines, grill] = scene.chainIds;
  // 100 and 300 million yuan in March and August; 40 in April.
  await settle([
    { chain: machines, planWan: 10_000, contract: [["2026-03-02", 10_000]] },
    { chain: machines, planWan: 30_000, contract: [["2026-08-05", 30_000]] },
    { chain: grill, planWan: 4_000, contract: [["2026-04-05", 4_000]] },
  ]);
  await setTargets([
    { value: 60_000 * WAN },
    { chain: 0, value: 40_000 * WAN },
    { chain: 1, value: 20_000 * WAN },
    { value: 3, indicator: "signedCount", span: "second-half", kind: "strive" },
    { chain: 0, value: 25_000 * WAN, span: "second-half", kind: "strive" },
  ]);
});

describe("progress", () => {
  it("of the year: completion, lead, light, need, place and score", async () => {
    const found = await desk();
    expect(found.schedule).toBe("83.33");
    expect(rowIn(found, "重型数控机床")).toMatchObject({
      target: 40_000 * WAN,
      actual: 40_000 * WAN,
      completion: "100.00",
      lead: "16.67",
      light: "normal",
      needed: { state: "done" },
      place: 1,
      score: "20.00",
    });
    expect(rowIn(found, "烤肉")).toMatchObject({
      completion: "20.00",
      lead: "-63.33",
      light: "late",
      needed: { state: "open", left: 16_000 * WAN, months: 2, perMonth: 8_000 * WAN },
      place: 2,
      score: "4.00",
    });
    expect(rowIn(found, "合计")).toMatchObject({ completion: "73.33", place: null, score: null });
    expect(rowIn(found, "其他")).toMatchObject({ target: null, completion: null, lead: null, needed: null });
  });

  it("of the second half counts from July, by a target without an annual one, and its rows add up to it", async () => {
    const goal = "second-half/strive" as const;
    const found = await desk({ goal });
    expect(found).toMatchObject({ counted: { from: 202607, to: MONTH }, schedule: "66.67" });
    expect(rowIn(found, "重型数控机床")).toMatchObject({ actual: 30_000 * WAN, completion: "120.00" });
    expect(rowIn(await desk({ goal, indicator: "signedCount" }), "合计")).toMatchObject({
      target: 3,
      actual: 1,
      completion: "33.33",
      needed: { state: "open", left: 2, months: 2, perMonth: 1 },
    });
    const drill = await drillFigure(
      { actor: scene.actors.director, now: NOW },
      {
        month: MONTH,
        cut: "chain",
        indicator: "signedFen",
        rowKey: "total",
        column: "signedYearFen",
        since: 202607,
        offset: 0,
        limit: 50,
      },
    );
    expect([drill.figure, drill.rows.length]).toEqual([30_000 * WAN, 1]);
    expect((await desk({ goal, month: 202605 })).counted).toBeNull();
    expect(rowIn(await desk({ goal, month: 202605 }), "重型数控机床")).toMatchObject({
      actual: null,
      completion: null,
    });
  });

  it("by a monthly plan that adds up has its own schedule", async () => {
    const plan = [0, 0, 10, 0, 0, 0, 0, 0, 0, 0, 5, 5];
    await setTargets(
      plan.map((value, i) => ({
        chain: 1 as const,
        value: value * 1000 * WAN,
        span: `m${String(i + 1).padStart(2, "0")}`,
      })),
    );
    expect(rowIn(await desk(), "烤肉")).toMatchObject({
      schedule: "50.00",
      scheduleBasis: "plan",
      lead: "-30.00",
      light: "warning",
    });
    await setTargets([{ chain: 1, value: 6000 * WAN, span: "m12" }]);
    expect(rowIn(await desk(), "烤肉")).toMatchObject({ schedule: "83.33", scheduleBasis: "plan-off" });
  });

  it("says too little is known where the past has few records", async () => {
    const odds = await scene.as("officer").statistics.targetOdds(board);
    expect(Object.values(odds).map((o) => o.season.state)).toEqual(["too-few", "too-few"]);
    expect(odds).not.toHaveProperty(String(scene.chainIds[0]));
  });

  it("of signings counts what is open, by stage and age, and what became of the like", async () => {
    const [machines] = scene.chainIds;
    // Thirty negotiations of last spring: ten of them signed within forty days, the others given up after a year.
    await settle(
      Array.from({ length: 30 }, (_, i) => ({
        chain: machines,
        planWan: 1000,
        done: { negotiation: "2025-03-01" },
        ...(i < 10 ? { contract: [["2025-04-08", 1] as const] } : { ended: "2026-03-01" }),
      })),
    );
    await settle([{ chain: machines, planWan: 1000, done: { negotiation: "2026-10-20" } }]);
    const odds = await scene
      .as("officer")
      .statistics.targetOdds({ month: MONTH, indicator: "signedCount", goal: "second-half/strive" });
    const { signing } = odds.total ?? {};
    expect(signing).toMatchObject({ state: "told", open: 1 });
    if (signing?.state !== "told") throw new Error("told");
    expect(signing.cases).toBeGreaterThanOrEqual(30);
    expect([signing.low, signing.high, signing.reaching]).toEqual([0, 1, 0]);
  });
});

describe("a board", () => {
  const draft = async () => {
    const found = await scene.as("director").statistics.board(board);
    if (!found.draft) throw new Error("no draft");
    return found.draft;
  };
  /** 得分, 位次, 榜单 of the grill's signed amount in 目标任务完成情况表. */
  const inForm = async () => {
    const { sheets } = await scene
      .as("statistician")
      .export.formPreview({ form: "targets", month: MONTH, cut: "chain" });
    const line = sheets[0]?.body
      .map((row) => row.map((cell) => cell.text))
      .find(([name, indicator]) => name === "烤肉" && indicator === "签约金额");
    return line?.slice(-3);
  };
  const publish = async (digest?: string) =>
    scene.as("director").statistics.publishBoard({
      requestId: requestId(),
      ...board,
      digest: digest ?? (await draft()).digest,
    });

  it("is a draft that only its makers see", async () => {
    expect((await draft()).content.lines.map((l) => [l.name, l.colour])).toEqual([
      ["重型数控机床", "red"],
      ["烤肉", "black"],
    ]);
    expect((await scene.as("statistician").statistics.board(board)).draft).not.toBeNull();
    expect(await scene.as("officer").statistics.board(board)).toEqual({
      published: null,
      draft: null,
      differs: false,
      withdrawn: [],
    });
  });

  it("is signed by a director alone, as he has seen it", async () => {
    const { digest } = await draft();
    for (const person of ["statistician", "head", "leader", "accountAdmin"] as const)
      await expect(
        scene.as(person).statistics.publishBoard({ requestId: requestId(), ...board, digest }),
      ).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(publish("0".repeat(64))).rejects.toThrow("榜单有变化");
    await expect(
      scene.as("director").statistics.publishBoard({
        requestId: requestId(),
        month: MONTH,
        indicator: "outsideFen",
        digest,
      }),
    ).rejects.toThrow("没有可上榜的单位");
  });

  it("is published once when two sign at the same time, and stands in the form", async () => {
    expect(await inForm()).toEqual(["4.00", "2", ""]);
    const answers = await Promise.allSettled([publish(), publish()]);
    expect(answers.filter((a) => a.status === "fulfilled")).toHaveLength(1);
    expect(String(answers.find((a) => a.status === "rejected")?.reason)).toContain("已经发布");
    expect(await inForm()).toEqual(["4.00", "2", "黑榜"]);
    const seen = await scene.as("officer").statistics.board(board);
    expect(seen.published).toMatchObject({ publisher: "区投资促进局director" });
    expect(seen.published?.content.lines).toHaveLength(2);
    expect((await scene.as("director").statistics.board(board)).differs).toBe(false);
  });

  it("stays as it was signed when targets change, and nobody changes it", async () => {
    await setTargets([{ chain: 1, value: 1000 * WAN }]);
    expect(rowIn(await desk(), "烤肉").place).toBe(1);
    const { published, differs, draft: next } = await scene.as("director").statistics.board(board);
    expect(differs).toBe(true);
    expect(published?.content.lines.map((l) => l.name)).toEqual(["重型数控机床", "烤肉"]);
    expect(next?.content.lines.map((l) => l.name)).toEqual(["烤肉", "重型数控机床"]);
    for (const change of [
      "UPDATE target_board SET publisher = ''",
      "DELETE FROM target_board",
      "UPDATE target_board SET withdrawn_at = now()",
    ])
      await expect(database.$executeRawUnsafe(change)).rejects.toThrow();
  });

  it("is withdrawn with a reason, once, and can be published anew", async () => {
    const { published } = await scene.as("director").statistics.board(board);
    const withdraw = (reason: string) =>
      scene.as("director").statistics.withdrawBoard({
        requestId: requestId(),
        boardId: published?.id ?? 0,
        reason,
      });
    await expect(withdraw("")).rejects.toThrow("请填写原因");
    await withdraw("烤肉链目标已调整");
    await expect(withdraw("再撤一次")).rejects.toThrow("撤回");
    expect((await scene.as("officer").statistics.board(board)).published).toBeNull();
    await publish();
    const after = await scene.as("director").statistics.board(board);
    expect(after.withdrawn).toMatchObject([{ reason: "烤肉链目标已调整" }]);
    expect(after.published?.content.lines[0]?.name).toBe("烤肉");
  });
});

describe("a closed month", () => {
  const goals = ["year/annual", "second-half/strive"] as const;
  const rows = () => Promise.all(goals.map(async (goal) => (await desk({ goal })).rows));
  const statistician = () => scene.as("statistician").statistics;
  const sign = async (person: "statistician" | "director") => {
    const { figures } = await scene.as(person).statistics.closing({ month: MONTH });
    return scene.as(person).statistics.sign({ month: MONTH, figures: figures ?? "", reason: "照常关账" });
  };

  it("keeps its targets, of every kind, and its monthly plan", async () => {
    await setTargets([{ chain: 1, value: 10_000 * WAN, span: "m12" }]);
    await statistician().move({ month: MONTH, from: "open", to: "cutoff" });
    await statistician().move({ month: MONTH, from: "cutoff", to: "review" });
    await sign("statistician");
    expect((await sign("director")).closed).toBe(true);
    const before = await rows();
    const later = new Date(NOW.getTime() + 86_400_000);
    await scene.as("statistician", later).admin.setTargets({
      requestId: requestId(),
      reason: "市里追加任务",
      changes: [
        { scopeKind: "chain", scopeId: scene.chainIds[0], indicator: "signedFen", value: 90_000 * WAN },
        {
          scopeKind: "chain",
          scopeId: scene.chainIds[0],
          indicator: "signedFen",
          value: 90_000 * WAN,
          span: "second-half",
          kind: "strive",
        },
        {
          scopeKind: "chain",
          scopeId: scene.chainIds[1],
          indicator: "signedFen",
          value: null,
          span: "m01",
        },
      ].map((change) => ({ year: 2026, ...change })) as never,
    });
    expect(await rows()).toEqual(before);
    const [now] = await Promise.all([desk({ month: 202611 })]);
    expect(rowIn(now, "重型数控机床").target).toBe(90_000 * WAN);
  });
});
