import { describe, expect, it } from "vitest";
import { byLeadUnit, NO_UNIT, noReceivers, receiverOf } from "./leaver-receivers";

const project = (id: number, leadUnit: string | null) => ({
  id,
  leadUnit,
  version: 1,
  number: "",
  name: "",
  stage: "lead" as const,
  owns: true,
  serves: false,
  nextStep: "",
  nextDueOn: null,
});

describe("who takes a project over", () => {
  it("is the narrowest choice: the project's, its department's, everybody's", () => {
    const receivers = { all: "1", byUnit: { 区工信局: "2", [NO_UNIT]: "4" }, byProject: { 7: "3" } };
    expect(receiverOf(receivers, project(7, "区工信局"))).toBe("3");
    expect(receiverOf(receivers, project(8, "区工信局"))).toBe("2");
    expect(receiverOf(receivers, project(8, "区商务局"))).toBe("1");
    expect(receiverOf(receivers, project(8, null))).toBe("4");
    expect(receiverOf(noReceivers, project(8, null))).toBeNull();
    // A choice that was taken away again does not hide the wider one.
    expect(receiverOf({ ...receivers, byProject: { 7: null } }, project(7, "区工信局"))).toBe("2");
  });
  it("is chosen department by department, those without one last", () => {
    const groups = byLeadUnit([project(1, null), project(2, "区工信局"), project(3, null)]);
    expect(groups.map(([unit, projects]) => [unit, projects.map((p) => p.id)])).toEqual([
      ["区工信局", [2]],
      [NO_UNIT, [1, 3]],
    ]);
  });
});
