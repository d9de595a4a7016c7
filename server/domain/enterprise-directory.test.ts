import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  changeTexts,
  type DirectoryEntry,
  directoryChange,
  honourText,
  isUnchanged,
  type StandingEnterprise,
} from "./enterprise-directory";

const ENTRY: DirectoryEntry = {
  ...{ name: "甲有限公司", uscc: null, province: null, city: null, investorKind: null },
  ...{ formerNames: [], shortNames: [], groupName: "", honours: [], profile: "" },
};
const STANDING: StandingEnterprise = {
  ...{
    name: "甲有限公司",
    code: { uscc: null, usccReason: null },
    place: { province: "辽宁省", city: "大连市" },
  },
  ...{ kind: "民企", groupName: "甲集团", parent: 7, profile: "轧辊", merged: null, others: [], honours: [] },
};
const BY_NAME = { code: false, former: false, takesCode: false };
const fieldsOf = (entry: Partial<DirectoryEntry>, by = BY_NAME, standing = STANDING) =>
  directoryChange({ ...ENTRY, ...entry }, standing, by).lines.map(({ field }) => field);

describe("a row beside an enterprise on record", () => {
  it("erases nothing with an empty cell", () =>
    expect(isUnchanged(directoryChange(ENTRY, STANDING, BY_NAME))).toBe(true));

  it("leaves the city while the province is the same, and gives it up with another province", () => {
    expect(fieldsOf({ province: "辽宁省" })).toEqual([]);
    const moved = directoryChange({ ...ENTRY, province: "吉林省" }, STANDING, BY_NAME);
    expect(moved.lines).toMatchObject([{ field: "place", after: { province: "吉林省", city: "" } }]);
  });

  it("renames by the code or by its own word only, and never back to a name that was given up", () => {
    const name = "乙有限公司";
    expect(fieldsOf({ name })).toEqual([]);
    expect(fieldsOf({ name }, { ...BY_NAME, code: true })).toEqual(["name"]);
    expect(fieldsOf({ name }, { ...BY_NAME, former: true })).toEqual(["name"]);
    const others = [{ kind: "former" as const, name }];
    expect(fieldsOf({ name }, { ...BY_NAME, code: true }, { ...STANDING, others })).toEqual([]);
  });

  it("keeps the old name as a former one, once", () => {
    const { names } = directoryChange(
      { ...ENTRY, name: "乙有限公司", formerNames: ["甲有限公司"] },
      STANDING,
      { ...BY_NAME, former: true },
    );
    expect(names).toEqual([{ kind: "former", name: "甲有限公司" }]);
  });

  it("takes an honour without a day for any of its title", () => {
    const honours = [{ title: "国家级小巨人", awardedOn: "2023-07-01", batch: "" }];
    const plain = { title: "国家级小巨人", awardedOn: null, batch: "" };
    const added = (one: typeof plain) =>
      directoryChange({ ...ENTRY, honours: [one] }, { ...STANDING, honours }, BY_NAME).honours;
    expect(added(plain)).toEqual([]);
    expect(added({ ...plain, batch: "第五批" })).toHaveLength(1);
    expect(honourText({ ...plain, batch: "第五批" })).toBe("国家级小巨人（第五批）");
    expect(honourText(plain)).toBe("国家级小巨人");
  });

  it("has nothing left to change once it is done", () => {
    const word = fc.constantFrom("", "甲", "乙厂", "丙集团");
    const entry = fc.record({
      ...{
        name: fc.constantFrom("甲有限公司", "乙有限公司"),
        uscc: fc.constantFrom(null, "91230203MA1BXGRJ8R"),
      },
      ...{ province: fc.constantFrom(null, "辽宁省", "吉林省"), city: fc.constantFrom(null, "大连市") },
      ...{ investorKind: fc.constantFrom(null, "国企"), groupName: word, profile: word },
      ...{
        formerNames: fc.array(fc.constantFrom("乙厂", "丙厂")),
        shortNames: fc.array(fc.constantFrom("甲", "丙厂")),
      },
      honours: fc.array(
        fc.record({
          title: fc.constantFrom("规上企业", "单项冠军"),
          awardedOn: fc.constantFrom(null, "2024-01-01"),
          batch: fc.constantFrom("", "第一批"),
        }),
      ),
    });
    fc.assert(
      fc.property(entry, (given) => {
        const first = directoryChange(given, STANDING, { code: true, former: false, takesCode: true });
        const after = {
          ...STANDING,
          ...Object.fromEntries(first.lines.map(({ field, after: a }) => [field, a])),
        };
        const done = { ...after, others: first.names, honours: first.honours } as StandingEnterprise;
        const again = directoryChange(given, done, {
          code: true,
          former: false,
          takesCode: given.uscc !== null,
        });
        expect(isUnchanged(again)).toBe(true);
        expect(changeTexts(again, done)).toEqual([]);
      }),
    );
  });
});
