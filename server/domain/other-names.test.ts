import { describe, expect, it } from "vitest";
import { leftByRename, MOST_NAMES, type OtherName, requireFitting } from "./other-names";

const TODAY = "2026-11-24";
const beside = { present: "沈阳远松精密机械有限公司", others: ["沈阳立新仪表厂"], today: TODAY };
const name = (over: Partial<OtherName> = {}): OtherName => ({
  kind: "former",
  name: "沈阳第三仪表厂",
  validFrom: null,
  validTo: null,
  ...over,
});
const fieldOf = (given: OtherName, around = beside): string | null => {
  try {
    requireFitting(given, around);
    return null;
  } catch (error) {
    return (error as { detail: { problems: { field: string }[] } }).detail.problems[0]?.field ?? "";
  }
};

describe("a name beside the present one", () => {
  it("may have days or none", () => {
    expect(fieldOf(name())).toBeNull();
    expect(fieldOf(name({ validFrom: "1998-05-01", validTo: "2011-03-31" }))).toBeNull();
    expect(fieldOf(name({ validFrom: TODAY, validTo: TODAY }))).toBeNull();
  });

  it.each([
    ["is not the present one, however it is written", { name: "沈阳远松（精密机械）有限公司" }, "name"],
    ["stands once", { name: "沈阳立新 仪表厂" }, "name"],
    ["does not begin in the future", { validFrom: "2026-11-25" }, "validFrom"],
    ["does not end in the future", { validTo: "2026-11-25" }, "validTo"],
    ["does not end before it began", { validFrom: "2011-04-01", validTo: "2011-03-31" }, "validTo"],
  ])("%s", (_, over, field) => {
    expect(fieldOf(name(over))).toBe(field);
  });

  it("is one of thirty at most", () => {
    const others = Array.from({ length: MOST_NAMES }, (_, i) => `旧名${i}厂`);
    expect(fieldOf(name(), { ...beside, others })).toBe("name");
    expect(fieldOf(name(), { ...beside, others: others.slice(1) })).toBeNull();
  });
});

describe("a change of name", () => {
  it("leaves the old one behind with its last day, where that is known", () => {
    expect(leftByRename("甲厂", "乙厂", { slip: false, renamedOn: "2026-10-01" })).toEqual(
      name({ name: "甲厂", validTo: "2026-10-01" }),
    );
    expect(leftByRename("甲厂", "乙厂", { slip: false, renamedOn: null })?.validTo).toBeNull();
  });

  it("leaves nothing behind after a slip of the pen, or when only its writing changed", () => {
    expect(leftByRename("甲厂", "乙厂", { slip: true, renamedOn: null })).toBeNull();
    expect(leftByRename("远松(沈阳)公司", "远松（沈阳）公司", { slip: false, renamedOn: null })).toBeNull();
  });
});
