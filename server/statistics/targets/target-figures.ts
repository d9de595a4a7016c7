/**
 * 目标 of the whole district for whoever writes a report. Sentence 2 (完成年度目标 … 的 r%，同比 …，超/欠序时 d 个百分点) takes `annual`,
 * sentence 6 (力争下半年新签约 …；计划新开工 …) takes `secondHalf`.
 */
import "server-only";
import type { TargetRow } from "@/server/contracts/target-desk";
import type { StatMonth } from "@/server/domain/periods";
import { TARGET_INDICATOR_NAMES, type TargetIndicator } from "@/server/domain/statistics-columns";
import type { TargetGoal } from "@/server/domain/target-spans";
import { targetRows } from "./target-rows";
import { targetScene } from "./target-scene";

/** Counts or fen; percentages and points as exact decimal text with two places; null where there is none ("—"). */
type DistrictFigures = Pick<
  TargetRow,
  "target" | "actual" | "completion" | "schedule" | "lead" | "growth" | "needed"
> & {
  /** The district's place among districts is told by the city and stands nowhere here: always null, to be filled in by hand. */
  place: null;
};

interface TargetFigures {
  month: StatMonth;
  /** From a closed month; else the figures may still move. */
  closed: boolean;
  annual: Record<TargetIndicator, DistrictFigures>;
  /** Targets of July to December by their kind; an indicator without one has `target: null`. Actuals count from July. */
  secondHalf: Record<"strive" | "plan", Record<TargetIndicator, DistrictFigures>>;
}

function districtFigures({ target, actual, completion, schedule, lead, growth, needed }: TargetRow) {
  return { target, actual, completion, schedule, lead, growth, needed, place: null } as const;
}

async function figuresOf(month: StatMonth, goal: TargetGoal, now: Date) {
  const scene = await targetScene({ month, goal, cut: "chain", indicator: "outsideFen" }, now);
  const entries = TARGET_INDICATOR_NAMES.map((indicator) => {
    const total = targetRows(scene, indicator).find((row) => row.kind === "total");
    if (!total) throw new Error("the report has no total");
    return [indicator, districtFigures(total)] as const;
  });
  return {
    closed: scene.report.closed !== null,
    figures: Object.fromEntries(entries) as Record<TargetIndicator, DistrictFigures>,
  };
}

export async function targetFigures(
  { now }: { now: Date },
  { month }: { month: StatMonth },
): Promise<TargetFigures> {
  const annual = await figuresOf(month, "year/annual", now);
  const strive = await figuresOf(month, "second-half/strive", now);
  const plan = await figuresOf(month, "second-half/plan", now);
  return {
    month,
    closed: annual.closed,
    annual: annual.figures,
    secondHalf: { strive: strive.figures, plan: plan.figures },
  };
}
