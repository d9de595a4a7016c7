import { describe, expect, it } from "vitest";
import { checkDuplicates } from "./check-duplicates";
import { LOOKALIKE_KINDS, TWIN_KINDS, twinDistrict } from "./twin-district";

describe("invented duplicates", () => {
  const district = twinDistrict(5, { projects: 600, pairsOfKind: 6 });
  const findings = checkDuplicates(district);

  it("are of every kind, among enough others, and the same for the same seed", () => {
    expect(new Set(district.pairs.map((p) => p.kind)).size).toBe(
      Object.keys(TWIN_KINDS).length + Object.keys(LOOKALIKE_KINDS).length,
    );
    expect(district.subjects.length).toBeGreaterThanOrEqual(600);
    expect(twinDistrict(5, { projects: 600, pairsOfKind: 6 })).toEqual(district);
  });

  it("are found, and little else is called a duplicate", () => {
    expect(findings.recall).toBeGreaterThanOrEqual(0.95);
    expect(findings.precision).toBeGreaterThanOrEqual(0.9);
  });

  it("certain ones are right", () => {
    const { right, wrong } = findings.byCertainty.certain;
    expect(right).toBeGreaterThan(30);
    expect(wrong / right).toBeLessThan(0.05);
  });

  it("other projects of one investor are told apart", () => {
    const siblings = findings.lookalikes.filter((t) => t.kind.startsWith("同一投资方"));
    expect(siblings.map((t) => t.found)).toEqual([0, 0, 0]);
  });
});
