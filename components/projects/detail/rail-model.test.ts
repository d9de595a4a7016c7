import { describe, expect, it } from "vitest";
import type { MilestoneEntry } from "@/server/contracts/project-card";
import type { Milestone } from "@/server/domain/milestones";
import { railOf } from "./rail-model";

const entry = (
  kind: Milestone,
  occurredOn: string,
  status: MilestoneEntry["status"] = "approved",
): MilestoneEntry => ({
  kind,
  status,
  occurredOn,
  statMonth: null,
  recordedBy: null,
  recordedAt: "2026-01-01T00:00:00Z",
  approvedBy: null,
  approvedAt: null,
  returnReason: null,
  imported: false,
  undated: false,
  details: [],
});

describe("the rail", () => {
  const rail = railOf([
    entry("lead", "2026-01-01"),
    entry("negotiation", "2026-01-11"),
    entry("contract", "2026-03-01"),
    entry("registration", "2026-03-31"),
    entry("land", "2026-03-11"),
    entry("filing", "2026-04-01", "returned"),
    entry("start", "2026-04-10", "submitted"),
  ]);
  const stop = (kind: Milestone) => rail.flat().find((s) => s.kind === kind);

  it("has eleven steps, the fifth with three stops side by side", () => {
    expect(rail).toHaveLength(11);
    expect(rail[4]?.map((s) => s.kind)).toEqual(["registration", "filing", "land"]);
  });
  it("counts days from the step before, leaving out what was skipped", () => {
    expect(stop("framework")).toMatchObject({ state: "ahead", days: null });
    expect(stop("contract")?.days).toBe(49);
    expect(stop("registration")?.days).toBe(30);
    expect(stop("land")?.days).toBe(10);
  });
  it("counts from the last of the parallel three, and tells what waits from what came back", () => {
    expect(stop("start")).toMatchObject({ state: "pending", days: 10 });
    expect(stop("filing")?.state).toBe("returned");
    expect(stop("production")?.state).toBe("ahead");
  });
});
