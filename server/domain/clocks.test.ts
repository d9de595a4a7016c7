import { describe, expect, it } from "vitest";
import { clockOf, lightOn, lightStory } from "./clocks";
import { type BasicsPatch, basicsSchema } from "./project-facts";
import { fold, type RecordedFact } from "./project-state";
import { startingRules } from "./rules";

/** Tuesday 3 November 2026: answer by the 4th, 研判 by the 10th under the rules a bureau starts with. */
const captured = (over: BasicsPatch = {}): RecordedFact => ({
  fact: {
    type: "LeadCaptured",
    v: 1,
    number: "2026-00001",
    basics: basicsSchema.parse({ name: "主轴部件生产基地项目", ownerId: 1, ...over }),
    reporterName: "王科员",
    reportingUnitId: 3,
    firstReportedAt: "2026-11-03T01:00:00.000Z",
    imported: false,
  },
  occurredOn: "2026-11-03",
  actorId: 1,
});
const signed: RecordedFact = {
  fact: {
    type: "MilestoneApproved",
    v: 1,
    milestone: "contract",
    occurredOn: "2026-11-10",
    statMonth: 202611,
    patch: {},
    details: {},
    imported: false,
  },
  occurredOn: "2026-11-10",
  actorId: 1,
};

describe("the light of a lead", () => {
  it("is amber the day after something owed fell due, however lately somebody wrote something", () => {
    const clock = clockOf(fold(7, [captured()]), startingRules);
    expect(clock).toMatchObject({ warnOn: "2026-11-05", lateOn: "2026-11-13", reason: "首次答复逾期" });
    expect([
      lightOn(clock, "2026-11-04"),
      lightOn(clock, "2026-11-05"),
      lightOn(clock, "2026-11-13"),
    ]).toEqual(["normal", "warning", "late"]);
    expect(lightStory(clock, "2026-11-13")).toBe("首次答复逾期，已过 9 天");
  });
});

describe("the story of a light", () => {
  it("counts the days since the planned start, not since the light turned red", () => {
    const clock = clockOf(fold(7, [captured({ plannedStartOn: "2026-11-11" }), signed]), startingRules);
    expect(clock.lateOn).toBe("2027-02-10");
    expect(lightStory(clock, "2027-06-08")).toBe("逾计划开工日未开工，已过 209 天");
  });

  it("has no days before there are any", () => {
    const clock = clockOf(fold(7, [captured({ plannedStartOn: "2026-11-11" }), signed]), startingRules);
    expect(lightStory(clock, "2026-11-11")).toBe("逾计划开工日未开工");
  });
});
