import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ENTERPRISE_FIELDS,
  type EnterpriseField,
  type EnterpriseValues,
  fieldChoices,
  mergedLines,
  mergedShares,
  namesAfter,
  planEnterprises,
  relinkFact,
} from "./enterprise-merging";

const values = (over: Partial<EnterpriseValues> = {}): EnterpriseValues => ({
  name: "沈阳远松精密机械有限公司",
  code: { uscc: null, usccReason: null },
  place: { province: "", city: "" },
  kind: "",
  groupName: "",
  parent: null,
  profile: "",
  merged: null,
  ...over,
});
const KEEP = { id: 1, ...values() };
const GIVE = { id: 2, ...values({ name: "沈阳远松公司", kind: "民企" }) };
const share = (enterpriseId: number, shareBasisPoints: number | null) => ({ enterpriseId, shareBasisPoints });

const parent = fc.option(fc.constantFrom(1, 2, 3, 4, 5), { nil: null });
const some = fc.record({
  name: fc.constantFrom("甲厂", "乙厂", "丙厂"),
  code: fc.record({
    uscc: fc.option(fc.constantFrom("A", "B"), { nil: null }),
    usccReason: fc.constant(null),
  }),
  place: fc.record({ province: fc.constantFrom("", "辽宁省"), city: fc.constantFrom("", "沈阳市") }),
  kind: fc.constantFrom("", "民企"),
  groupName: fc.constantFrom("", "远松集团"),
  parent,
  profile: fc.constantFrom("", "机床"),
  merged: fc.constant(null),
});
const taken = fc.subarray([...ENTERPRISE_FIELDS] as EnterpriseField[]);

describe("a choice", () => {
  it("is asked for what differs, and proposes what only one of them says", () => {
    expect(fieldChoices(KEEP, GIVE)).toEqual([
      { field: "name", proposed: "keep" },
      { field: "kind", proposed: "give" },
    ]);
  });
});

describe("a merge of enterprises", () => {
  it("exchanges the codes, so that both lead to the survivor", () => {
    const [a, b] = ["A", "B"].map((uscc) => ({ uscc, usccReason: null }));
    const lines = mergedLines({
      keep: { ...KEEP, code: a as typeof KEEP.code },
      give: { ...GIVE, code: b as typeof KEEP.code },
      taken: ["code"],
      children: [],
      below: [],
    });
    expect(lines.map((l) => [l.enterpriseId, l.field, l.after])).toEqual([
      [1, "code", b],
      [2, "code", a],
      [2, "merged", 1],
    ]);
  });

  it("hands on the parent of the one between, and never makes a circle", () => {
    const afterwards = (
      keepParent: number | null,
      giveParent: number | null,
      field: EnterpriseField[] = [],
    ) =>
      mergedLines({
        keep: { ...KEEP, parent: keepParent },
        give: { ...GIVE, parent: giveParent },
        taken: field,
        children: keepParent === 2 ? [1, 9] : [9],
        below: [3],
      }).filter((l) => l.field === "parent");
    expect(afterwards(2, 7)[0]).toMatchObject({ enterpriseId: 1, after: 7 });
    expect(afterwards(null, 1, ["parent"]).map((l) => [l.enterpriseId, l.after])).toEqual([
      [2, null],
      [9, 1],
    ]);
    expect(afterwards(8, 3, ["parent"])[0]).toMatchObject({ enterpriseId: 2, after: null });
  });

  it("goes back whole while nobody changed anything since", () => {
    fc.assert(
      fc.property(some, some, taken, (a, b, fields) => {
        const [keep, give] = [
          { ...a, id: 1, parent: a.parent === 1 ? null : a.parent },
          { ...b, id: 2, parent: b.parent === 2 ? null : b.parent },
        ];
        const lines = mergedLines({ keep, give, taken: fields, children: [], below: [] });
        const now = new Map<number, EnterpriseValues>([
          [1, { ...keep }],
          [2, { ...give }],
        ]);
        for (const { enterpriseId, field, after } of lines)
          Object.assign(now.get(enterpriseId) ?? {}, { [field]: after });
        expect(now.get(1)?.parent === 1 || now.get(1)?.parent === 2).toBe(false);
        const back = planEnterprises(lines, now);
        expect(back.every((l) => l.fate === "back")).toBe(true);
        for (const { enterpriseId, field, before } of back)
          Object.assign(now.get(enterpriseId) ?? {}, { [field]: before });
        expect([...now.values()]).toEqual([keep, give]);
      }),
    );
  });

  it("asks about what somebody changed since, and leaves alone what stands as before", () => {
    const lines = mergedLines({ keep: KEEP, give: GIVE, taken: ["name", "kind"], children: [], below: [] });
    const now = new Map([
      [1, values({ name: "沈阳远松集团有限公司" })],
      [2, { ...GIVE, merged: 1 }],
    ]);
    expect(planEnterprises(lines, now).map((l) => [l.field, l.fate])).toEqual([
      ["name", "overlap"],
      ["kind", "already"],
      ["merged", "back"],
    ]);
  });
});

describe("the names of the survivor", () => {
  it("are those of both, each once, without the one it bears", () => {
    const other = { kind: "short", name: "远松", validFrom: "2001-01-01", validTo: null } as const;
    const names = (present: string) =>
      namesAfter(present, [KEEP.name, GIVE.name], ["立新厂"], [other, { ...other, name: "立新 厂" }]);
    expect(names(KEEP.name).map((n) => [n.kind, n.name])).toEqual([
      ["former", GIVE.name],
      ["short", "远松"],
    ]);
    expect(names(GIVE.name).map((n) => n.name)).toEqual([KEEP.name, "远松"]);
  });
});

describe("a project of both", () => {
  it("has one row with the sum, unknown where one share is", () => {
    expect(mergedShares([share(3, 1000), share(2, 3000), share(1, 6000)], 2, 1)).toEqual([
      share(3, 1000),
      share(1, 9000),
    ]);
    expect(mergedShares([share(1, null), share(2, 3000)], 2, 1)).toEqual([share(1, null)]);
    expect(mergedShares([share(2, 3000)], 2, 1)).toEqual([share(1, 3000)]);
  });

  it("keeps the whole of the shares, and each other investor as he was", () => {
    const shares = fc.option(fc.integer({ min: 1, max: 2000 }), { nil: null });
    const list = fc
      .uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 5 })
      .chain((ids) => fc.tuple(...ids.map((id) => shares.map((s) => share(id, s)))));
    fc.assert(
      fc.property(list, (before) => {
        const after = mergedShares(before, 2, 1);
        const known = before.filter((b) => b.enterpriseId <= 2).every((b) => b.shareBasisPoints !== null);
        const sum = (of: typeof after) => of.reduce((s, one) => s + (one.shareBasisPoints ?? 0), 0);
        if (known) expect(sum(after)).toBe(sum(before));
        expect(after.some((one) => one.enterpriseId === 2)).toBe(false);
        expect(after.filter((one) => one.enterpriseId > 2)).toEqual(before.filter((b) => b.enterpriseId > 2));
        expect(new Set(after.map((one) => one.enterpriseId)).size).toBe(after.length);
      }),
    );
  });

  it("is told once, and one that never pointed at the other is not touched", () => {
    const ends = [
      { id: 2, name: "乙" },
      { id: 1, name: "甲" },
    ] as const;
    expect(relinkFact({ investorId: 1, investors: [share(3, 5000)] }, ...ends, "")).toBeNull();
    expect(relinkFact({ investorId: 2, investors: [] }, ...ends, "重复")).toMatchObject({
      before: { investorId: 2 },
      after: { investorId: 1 },
      listsAfter: {},
    });
    expect(relinkFact({ investorId: 1, investors: [share(1, 10), share(2, 5)] }, ...ends, "")).toMatchObject({
      after: {},
      listsAfter: { investors: [share(1, 15)] },
    });
  });
});
