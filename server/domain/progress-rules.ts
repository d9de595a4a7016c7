/** How progress towards targets is lit, scored and put on the boards: rules of the bureau. */
import { z } from "zod";
import { TARGET_INDICATOR_NAMES, type TargetIndicator } from "./statistics-columns";
import { LIGHT_SETS, type LightSet } from "./target-progress";
import { SCORE_METHODS, type ScoreMethod } from "./target-scores";

const whole = (least: number, most: number, what: string) =>
  z.number().int(`${what}须为整数`).min(least, `${what}至少为 ${least}`).max(most, `${what}不能超过 ${most}`);

export const progressRules = z
  .object({
    lights: z.enum(Object.keys(LIGHT_SETS) as [LightSet, ...LightSet[]]),
    warnPoints: whole(0, 100, "百分点"),
    latePoints: whole(0, 100, "百分点"),
    latePercent: whole(0, 100, "比例"),
    scoring: z.enum(Object.keys(SCORE_METHODS) as [ScoreMethod, ...ScoreMethod[]]),
    /** 分值 of each indicator. */
    marks: z.object(
      Object.fromEntries(TARGET_INDICATOR_NAMES.map((name) => [name, whole(0, 1000, "分值")])) as Record<
        TargetIndicator,
        ReturnType<typeof whole>
      >,
    ),
    /** How many places each board has. */
    boardSize: whole(1, 20, "榜单名额"),
  })
  .refine(({ warnPoints, latePoints }) => warnPoints <= latePoints, {
    path: ["latePoints"],
    message: "滞后的百分点不能小于预警的百分点",
  });
export type ProgressRules = z.infer<typeof progressRules>;

export const startingProgress: ProgressRules = {
  lights: "lag",
  warnPoints: 10,
  latePoints: 30,
  latePercent: 50,
  scoring: "completion",
  marks: { signedCount: 10, signedFen: 20, outsideFen: 30, startCount: 15, investmentFen: 25 },
  boardSize: 3,
};
