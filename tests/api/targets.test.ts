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
