/** The rows of 目标: completion, lead, light, need, place and score of everybody who has a target. */
import "server-only";
import type { TargetRow } from "@/server/contracts/target-desk";
import { rankByCompletion } from "@/server/domain/statistics";
import { isAmountIndicator, TARGET_MEASURE, type TargetIndicator } from "@/server/domain/statistics-columns";
import {
  aheadOf,
  completionOf,
  type Fraction,
  growthOf,
  neededOf,
  percentOf,
  pointsOf,
  progressLight,
} from "@/server/domain/target-progress";
import {
  type BoardContender,
  completionScore,
  efficacyScore,
  halvesScore,
} from "@/server/domain/target-scores";
import type { RowFrame } from "../report-frames";
import type { TargetScene } from "./target-scene";

/** Chains and units compete; subtotals, 其他 and 合计 do not. */
const competes = ({ kind }: RowFrame): boolean => kind === "chain" || kind === "group";

const completionIn = (scene: TargetScene, frame: RowFrame, indicator: TargetIndicator): Fraction | null =>
  completionOf(scene.actual(frame, indicator) ?? 0, scene.counted ? scene.target(frame, indicator) : null);

/** 得分 by the rule of the bureau; who has no target has none. */
export function scoreIn(
  scene: TargetScene,
  frame: RowFrame,
  indicator: TargetIndicator,
  field: readonly Fraction[],
): string | null {
  const completion = completionIn(scene, frame, indicator);
  if (completion === null || !competes(frame)) return null;
  const { scoring, marks } = scene.rules;
  if (scoring === "efficacy") return efficacyScore(completion, field, marks[indicator]);
  if (scoring === "completion" || (indicator !== "signedCount" && indicator !== "signedFen"))
    return completionScore(completion, marks[indicator]);
  // Both halves stand in one score, told beside the amount.
  const count = completionIn(scene, frame, "signedCount");
  const amount = completionIn(scene, frame, "signedFen");
  if (indicator === "signedCount" || !count || !amount) return null;
  return halvesScore(count, amount, marks.signedCount + marks.signedFen);
}

export interface Standing {
  places: Map<string, number>;
  /** 完成率 of everybody who is ranked. */
  field: Fraction[];
  contenders: BoardContender[];
}

export function standingOf(scene: TargetScene, indicator: TargetIndicator): Standing {
  const frames = scene.report.frames.filter(competes);
  const places = rankByCompletion(
    scene.counted === null
      ? []
      : frames.map((frame) => ({
          key: frame.key,
          actual: scene.actual(frame, indicator) ?? 0,
          target: scene.target(frame, indicator),
        })),
  );
  const contenders = frames.flatMap((frame): BoardContender[] => {
    const place = places.get(frame.key);
    const completion = completionIn(scene, frame, indicator);
    return place === undefined || completion === null
      ? []
      : [{ key: frame.key, place, completion, schedule: scene.schedule(frame, indicator) }];
  });
  return { places, field: contenders.map((c) => c.completion), contenders };
}

/** What last year's base and the target ask of the year: a target of 120 after a year of 100 asks for 20 %. */
function growths(scene: TargetScene, frame: RowFrame, indicator: TargetIndicator) {
  const total = scene.report.frames.find((f) => f.kind === "total");
  const growthIn = (f: RowFrame | undefined) =>
    f ? growthOf(scene.actual(f, indicator), scene.lastYear(f, indicator)) : null;
  return {
    growth: growthIn(frame),
    average: growthIn(total),
    planned: growthOf(scene.target(frame, indicator), scene.lastWhole(frame, indicator)),
  };
}

function rowOf(
  scene: TargetScene,
  frame: RowFrame,
  indicator: TargetIndicator,
  { places, field }: Standing,
): TargetRow {
  const [target, actual] = [scene.target(frame, indicator), scene.actual(frame, indicator)];
  const schedule = scene.schedule(frame, indicator);
  const completion = completionIn(scene, frame, indicator);
  const ahead = aheadOf(completion, schedule);
  const growth = growths(scene, frame, indicator);
  const { month, span, rules, counted } = scene;
  const sums = scene.report.sums[frame.key];
  return {
    key: frame.key,
    name: frame.name,
    kind: frame.kind,
    hue: frame.hue,
    leader: frame.leader,
    target,
    actual,
    month: counted === null ? null : (sums?.month[TARGET_MEASURE[indicator]] ?? 0),
    completion: completion ? percentOf(completion) : null,
    schedule: percentOf(schedule),
    scheduleBasis: schedule.basis,
    lead: pointsOf(ahead),
    light: completion ? progressLight(rules, { completion, schedule, ...growth }) : null,
    growth: growth.growth ? percentOf(growth.growth) : null,
    needed: neededOf({
      actual: actual ?? 0,
      target,
      month,
      span,
      count: !isAmountIndicator(indicator),
    }),
    place: places.get(frame.key) ?? null,
    score: scoreIn(scene, frame, indicator, field),
  };
}

export function targetRows(scene: TargetScene, indicator: TargetIndicator): TargetRow[] {
  const standing = standingOf(scene, indicator);
  return scene.report.frames.map((frame) => rowOf(scene, frame, indicator, standing));
}
