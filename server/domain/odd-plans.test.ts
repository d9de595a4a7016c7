import { describe, expect, it } from "vitest";
import { FEN_PER_WAN } from "./amounts";
import { oddPlans, requireReasonForOdd } from "./odd-plans";
import { type BasicsPatch, basicsSchema } from "./project-facts";
import type { MilestoneState } from "./project-state";

const stateOf = (over: BasicsPatch = {}, contractOn: string | null = null, undated = false) => ({
  basics: basicsSchema.parse({
    name: "主轴部件生产基地项目",
    plannedTotalFen: 12_000 * FEN_PER_WAN,
    ...over,
  }),
  milestones: contractOn
    ? {
        contract: {
          status: "approved",
          occurredOn: contractOn,
          details: { undated },
        } as unknown as MilestoneState,
      }
    : {},
});
const signing = (amountFen: number) => ({
  milestone: "contract" as const,
  occurredOn: "2026-11-26",
  details: { amountFen },
});
const fieldsOf = (problems: { field: string }[]) => problems.map((p) => p.field);

describe("a plan that runs against what happened", () => {
  it("is named at signing: a start before the signing, and more signed than planned", () => {
    const patch = { plannedStartOn: "2025-05-01" };
    const odd = oddPlans(stateOf(), patch, signing(13_000 * FEN_PER_WAN));
    expect(odd).toEqual([
      { field: "plannedStartOn", message: "计划开工（2025-05-01）早于正式签约日期（2026-11-26）" },
      { field: "amountFen", message: "签约金额高于计划总投资" },
    ]);
    expect(oddPlans(stateOf(), { plannedStartOn: "2026-11-26" }, signing(12_000 * FEN_PER_WAN))).toEqual([]);
  });

  it("is named when a planned day is edited to before an earlier step or before the other", () => {
    const signed = stateOf({}, "2026-03-01");
    expect(fieldsOf(oddPlans(signed, { plannedStartOn: "2026-02-28" }))).toEqual(["plannedStartOn"]);
    const planned = stateOf({ plannedStartOn: "2026-05-01" });
    expect(fieldsOf(oddPlans(planned, { plannedCompletionOn: "2026-04-30" }))).toEqual([
      "plannedCompletionOn",
    ]);
    expect(oddPlans(planned, { plannedCompletionOn: "2026-05-01" })).toEqual([]);
  });

  it("is not asked about again when something else is edited, nor measured by a day that nobody knows", () => {
    const odd = stateOf({ plannedStartOn: "2025-05-01", plannedCompletionOn: "2025-01-01" }, "2026-03-01");
    expect(oddPlans(odd, { content: "建设车间" })).toEqual([]);
    expect(oddPlans(stateOf({}, "2026-03-01", true), { plannedStartOn: "2026-02-28" })).toEqual([]);
  });

  it("passes with a reason and with none is refused at the field and at the reason", () => {
    const signed = stateOf({}, "2026-03-01");
    const patch = { plannedStartOn: "2026-02-28" };
    expect(() => requireReasonForOdd(signed, patch, "  ")).toThrow(
      expect.objectContaining({
        code: "needs-reason",
        detail: expect.objectContaining({
          problems: [
            expect.objectContaining({ field: "plannedStartOn" }),
            { field: "reason", message: "请说明原因" },
          ],
        }),
      }),
    );
    expect(() => requireReasonForOdd(signed, patch, "边签边建")).not.toThrow();
  });
});
