/** 下达目标: only to what is there. */
import { beforeAll, describe, expect, it } from "vitest";
import { database } from "@/server/platform/database";
import { type LedgerScene, ledgerScene, requestId } from "../support/ledger-scene";

let scene: LedgerScene;
const target = (over: object = {}) => ({
  year: 2026,
  scopeKind: "chain" as const,
  scopeId: scene.chainIds[0],
  indicator: "signedFen" as const,
  value: 100,
  ...over,
});
const set = (...changes: object[]) =>
  scene.as("statistician").admin.setTargets({ requestId: requestId(), changes: changes as never });
const problems = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { cause?: { detail?: { problems?: object[] } } }) => error.cause?.detail?.problems,
  );

beforeAll(async () => {
  scene = await ledgerScene();
});

describe("a target", () => {
  it("of a chain, a unit or the district is kept", async () => {
    const unit = await database.unit.findFirstOrThrow();
    const district = target({ scopeKind: "district", scopeId: 0 });
    expect(await set(target(), target({ scopeKind: "unit", scopeId: unit.id }), district)).toEqual({
      changed: 3,
    });
  });

  it("of what does not exist is refused at its field, and nothing of the request is kept", async () => {
    const before = await database.target.count();
    const wrong = [
      target({ scopeId: 9_999 }),
      target({ scopeKind: "unit", scopeId: 9_999 }),
      target({ scopeKind: "district", scopeId: 3 }),
    ];
    expect(await problems(set(target({ value: 200 }), ...wrong))).toEqual([
      { field: "changes.1.scopeId", message: "没有这条产业链" },
      { field: "changes.2.scopeId", message: "没有这个部门" },
      { field: "changes.3.scopeId", message: "全区目标的编号应为 0" },
    ]);
    expect(await database.target.count()).toBe(before);
    expect(await database.target.count({ where: { value: 200n } })).toBe(0);
  });

  it("that was set for something long gone can still be removed", async () => {
    await database.target.create({
      data: {
        year: 2026,
        span: "year",
        kind: "annual",
        scopeKind: "chain",
        scopeId: 8_888,
        indicator: "signedFen",
        value: 1n,
      },
    });
    await set(target({ scopeId: 8_888, value: null }));
    expect(await database.target.count({ where: { scopeId: 8_888 } })).toBe(0);
  });
});

describe("the history of a target", () => {
  const history = () => scene.as("director").admin.targetHistory({ year: 2026 });

  it("says who changed it from what to what and why; what stayed the same is no entry", async () => {
    const { length } = await history();
    const half = target({ span: "second-half", kind: "strive", indicator: "signedCount", value: 8 });
    await set(half);
    await set(half);
    await scene.as("statistician").admin.setTargets({
      requestId: requestId(),
      changes: [{ ...half, value: null }] as never,
      reason: "区委常委会纪要第9号",
    });
    const entries = await history();
    expect(entries).toHaveLength(length + 2);
    expect(entries[0]).toMatchObject({
      span: "second-half",
      before: 8,
      after: null,
      reason: "区委常委会纪要第9号",
      name: "统计科statistician",
    });
    expect(entries[1]).toMatchObject({ before: null, after: 8, reason: "" });
    await expect(database.$executeRawUnsafe("DELETE FROM target_change")).rejects.toThrow();
    await expect(database.$executeRawUnsafe("UPDATE target_change SET reason = ''")).rejects.toThrow();
  });

  it("takes a month of the plan for an annual target only, and a place once a request", async () => {
    expect(await set(target({ span: "m07", indicator: "startCount", value: 3 }))).toEqual({ changed: 1 });
    await expect(set(target({ span: "m07", kind: "strive" }))).rejects.toThrow("月度计划只分解年度目标");
    await expect(set(target({ value: 1 }), target({ value: 2 }))).rejects.toThrow("出现了两次");
  });

  it("holds what really stood before when two change it at once", async () => {
    const at = target({ indicator: "investmentFen" });
    await Promise.all([set({ ...at, value: 500 }), set({ ...at, value: 600 })]);
    const [last, first] = await history();
    expect(last?.before).toBe(first?.after);
  });

  it("is not overwritten by who saw another one there", async () => {
    const at = target({ indicator: "outsideFen", span: "first-half" });
    await set({ ...at, value: 46_000_000_000 });
    expect(await problems(set({ ...at, value: 44_200_000_000, seen: null }))).toEqual([
      {
        field: "changes.0.value",
        message: "您填写期间，统计科statistician已把它改为46000.00万元，请核对后再存",
      },
    ]);
    const now = { ...at, value: 44_200_000_000, seen: 46_000_000_000 };
    expect(await set(now)).toEqual({ changed: 1 });
    // Two who type the same are of one mind.
    expect(await set(now)).toEqual({ changed: 1 });
    expect((await history())[0]).toMatchObject({ before: 46_000_000_000, after: 44_200_000_000 });
  });

  it("asks for the reason once a month of its year is closed", async () => {
    await database.$executeRawUnsafe("INSERT INTO month_state (month, state) VALUES (202501, 'closed')");
    const old = target({ year: 2025 });
    await set(old);
    expect(await problems(set({ ...old, value: 300 }))).toEqual([
      { field: "changes.0.value", message: "本年已有月份关账，改动目标请先填写调整依据" },
    ]);
    await scene.as("statistician").admin.setTargets({
      requestId: requestId(),
      changes: [{ ...old, value: 300 }] as never,
      reason: "市里追加",
    });
  });

  it("is told to nobody who may not read targets", async () => {
    await expect(scene.as("accountAdmin").admin.targetHistory({ year: 2026 })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});
