import { describe, expect, it } from "vitest";
import { type SetupCounts, setupDoers, setupSteps } from "./setup-steps";

const EMPTY: SetupCounts = {
  units: 0,
  roles: ["account-admin"],
  chains: 0,
  chainsWithoutLeader: 0,
  rates: 0,
  targets: 0,
  projects: 0,
};
const FULL: SetupCounts = {
  units: 5,
  roles: ["account-admin", "director", "statistician", "section-head", "officer"],
  chains: 7,
  chainsWithoutLeader: 0,
  rates: 1,
  targets: 3,
  projects: 1,
};
const open = (counts: SetupCounts) => setupSteps(counts).flatMap((s) => (s.done ? [] : [s.id]));

describe("the set-up of a new bureau", () => {
  it("has everything before it in an empty bureau, and nothing in a full one", () => {
    expect(open(EMPTY)).toEqual(["units", "accounts", "chains", "rates", "targets", "import"]);
    expect(open(FULL)).toEqual([]);
  });

  it("names the roles that nobody holds yet", () => {
    const steps = setupSteps({ ...FULL, roles: ["account-admin", "officer", "statistician"] });
    expect(steps.find((s) => s.id === "accounts")).toMatchObject({
      done: false,
      note: "还没有局长、科长的账号",
    });
  });

  it("is not done while a chain has no leader", () => {
    expect(open({ ...FULL, chainsWithoutLeader: 2 })).toEqual(["chains"]);
  });

  it("says who does a step", () => {
    expect(setupDoers("account:manage")).toBe("系统管理员");
    expect(setupDoers("rate:edit")).toBe("统计");
  });
});
