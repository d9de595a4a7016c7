import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ACTIONS,
  type Actor,
  can,
  inScope,
  isMasked,
  PERMISSIONS,
  ROLES,
  type Role,
  type Scope,
  type ScopeSubject,
  scopeOf,
} from "./permissions";
import { needsUnit } from "./roles-of-units";

const actor = (role: Role, over: Partial<Actor> = {}): Actor => ({
  id: 10,
  name: "某人",
  role,
  unitId: 3,
  chainIds: [1],
  address: "",
  ...over,
});
const subject = (over: Partial<ScopeSubject & { sensitive: boolean }> = {}) => ({
  ownerId: 99,
  ownerUnitId: 98,
  reportingUnitId: 97,
  leadUnitId: 96,
  streetUnitId: 95,
  chainId: 2,
  memberIds: [],
  signed: false,
  sensitive: false,
  ...over,
});

const BUSINESS = ACTIONS.filter((a) =>
  /^(project|duplicate|milestone|follow-up|evidence|contact|entry|statistics|board|enterprise|import|target|rate|search|chain):?/.test(
    a,
  ),
);

describe("the table", () => {
  it("keeps the three administrators away from business", () => {
    for (const role of ["account-admin", "security-admin", "audit-admin"] as const) {
      expect(
        BUSINESS.filter((a) => can({ role }, a)),
        role,
      ).toEqual([]);
    }
  });
  it("lets no leader enter figures or approve them", () => {
    for (const role of ["chain-leader", "district-leader", "supervision"] as const) {
      expect(
        ["entry:draft", "entry:review", "project:edit", "milestone:submit"].filter((a) =>
          can({ role }, a as never),
        ),
        role,
      ).toEqual([]);
    }
  });
  it("leaves review of the ledgers to the statistician alone", () => {
    expect(ROLES.filter((role) => can({ role }, "entry:review"))).toEqual(["statistician"]);
  });
  it("lets nobody act on what he may not read", () => {
    const acting = ACTIONS.filter((a) =>
      /^(project:edit|project:leave|milestone:submit|follow-up:log|evidence:attach|entry:draft)$/.test(a),
    );
    for (const role of ROLES)
      for (const action of acting) {
        if (can({ role }, action)) expect(can({ role }, "project:read"), `${role} ${action}`).toBe(true);
      }
  });
  it("asks for a unit where the scope is the unit's", () => {
    expect(ROLES.filter(needsUnit)).toEqual(["officer", "section-head", "lead-department", "street"]);
  });
  it("gives every role its own account", () => {
    for (const role of ROLES) expect(PERMISSIONS[role]["self:manage"]).toBe("all");
  });
});

describe("scopes", () => {
  it("a chain leader sees the own chain only", () => {
    const leader = actor("chain-leader");
    expect(inScope(leader, scopeOf(leader, "project:read"), subject({ chainId: 1 }))).toBe(true);
    expect(inScope(leader, scopeOf(leader, "project:read"), subject({ chainId: 2, signed: true }))).toBe(
      false,
    );
  });
  it("an officer sees his unit's leads and everybody's contracts", () => {
    const officer = actor("officer");
    const scope = scopeOf(officer, "project:read");
    expect(inScope(officer, scope, subject())).toBe(false);
    expect(inScope(officer, scope, subject({ ownerUnitId: 3 }))).toBe(true);
    expect(inScope(officer, scope, subject({ signed: true }))).toBe(true);
  });
  it("an actor without a unit matches no unit", () => {
    expect(
      inScope(
        actor("officer", { unitId: null }),
        "unit",
        subject({ ownerUnitId: null, reportingUnitId: null }),
      ),
    ).toBe(false);
  });
  it("grow from own to all", () => {
    const any = fc.record({
      ownerId: fc.option(fc.integer({ min: 9, max: 11 })),
      ownerUnitId: fc.option(fc.integer({ min: 2, max: 4 })),
      reportingUnitId: fc.option(fc.integer({ min: 2, max: 4 })),
      leadUnitId: fc.option(fc.integer({ min: 2, max: 4 })),
      streetUnitId: fc.option(fc.integer({ min: 2, max: 4 })),
      chainId: fc.option(fc.integer({ min: 1, max: 3 })),
      memberIds: fc.array(fc.integer({ min: 9, max: 11 }), { maxLength: 2 }),
      signed: fc.boolean(),
    });
    const wider: [Scope, Scope][] = [
      ["none", "own"],
      ["own", "unit"],
      ["own", "chain"],
      ["unit", "unit+signed"],
      ["unit", "host"],
      ["unit", "place"],
      ["unit+signed", "all"],
    ];
    fc.assert(
      fc.property(
        any,
        fc.constantFrom(...wider),
        (s, [small, large]) => !inScope(actor("officer"), small, s) || inScope(actor("officer"), large, s),
      ),
    );
  });
});

describe("a sensitive lead", () => {
  const lead = subject({ sensitive: true, ownerUnitId: 3, chainId: 1 });
  it("opens to owner, people named on it, director, head of the unit and its chain leader", () => {
    expect(isMasked(actor("officer", { id: 99 }), lead)).toBe(false);
    expect(isMasked(actor("task-force"), { ...lead, memberIds: [10] })).toBe(false);
    expect(isMasked(actor("director"), lead)).toBe(false);
    expect(isMasked(actor("section-head"), lead)).toBe(false);
    expect(isMasked(actor("chain-leader"), lead)).toBe(false);
  });
  it("stays closed to colleagues, other heads and the statistician until it is signed", () => {
    expect(isMasked(actor("officer"), lead)).toBe(true);
    expect(isMasked(actor("section-head", { unitId: 4 }), lead)).toBe(true);
    expect(isMasked(actor("chain-leader", { chainIds: [2] }), lead)).toBe(true);
    expect(isMasked(actor("statistician"), lead)).toBe(true);
    expect(isMasked(actor("statistician"), { ...lead, signed: true })).toBe(false);
  });
});
