import { expect, it } from "vitest";
import { phaseOf, phasesDiffer, withoutPhase } from "./project-phase";

it.each([
  ["主轴基地二期项目", 2, false],
  ["主轴基地（第三期）", 3, false],
  ["主轴基地Ⅱ期", 2, false],
  ["主轴基地2期", 2, false],
  ["主轴基地扩建项目", null, true],
  ["长期储粮项目", null, false],
])("%s", (name, number, extension) => {
  expect(phaseOf(name)).toEqual({ number, extension });
});

it("no phase may be the first one", () => {
  expect(phasesDiffer(phaseOf("主轴基地"), phaseOf("主轴基地一期"))).toBe(false);
  expect(phasesDiffer(phaseOf("主轴基地"), phaseOf("主轴基地二期"))).toBe(true);
  expect(withoutPhase("主轴基地（二期）项目")).toBe("主轴基地项目");
});
