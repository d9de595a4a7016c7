/** What the conversion rates mean in this bureau: there is no common meaning, so each part is a setting with its day. */
import { z } from "zod";
import { FEN_PER_WAN } from "./amounts";
import { MILESTONE_NAME, type Milestone } from "./milestones";

/** Milestones that 落地 may require. */
export const LANDING_STEPS = [
  "registration",
  "filing",
  "land",
  "start",
  "statistics",
] as const satisfies Milestone[];
/** Milestones of which one makes a project 履约. */
export const PERFORMING_STEPS = ["registration", "filing", "land", "start"] as const satisfies Milestone[];
export type RateStep = (typeof LANDING_STEPS)[number];

/** What arrived money is measured by. */
export const ARRIVAL_BASES = {
  agreed: "约定引进资金",
  contract: "合同额",
  plan: "计划总投资",
} as const;
export type ArrivalBase = keyof typeof ARRIVAL_BASES;

const MOST_PLAN_FEN = 10 ** 14;
const different = (steps: readonly string[]) => new Set(steps).size === steps.length;
const steps = <Step extends RateStep>(all: readonly [Step, ...Step[]], what: string) =>
  z
    .array(z.enum(all, { error: `${what}不能由这个节点认定` }))
    .min(1, `${what}至少要有一个节点`)
    .refine(different, `${what}的节点重复了`);

export const rateRules = z
  .object({
    arrivalBase: z.enum(Object.keys(ARRIVAL_BASES) as [ArrivalBase, ...ArrivalBase[]], {
      error: "请选择资金到位率的分母",
    }),
    /** All of them make a project 落地. */
    landed: steps(LANDING_STEPS, "落地"),
    /** Any of them makes a project 履约. */
    performing: steps(PERFORMING_STEPS, "履约"),
    /** Started projects from this planned total on must enter the statistics library. */
    statisticsMinPlanFen: z
      .number({ error: "请填写纳统的计划总投资起点" })
      .int("金额须精确到分")
      .min(0, "金额不能为负数")
      .max(MOST_PLAN_FEN, "金额超出合理范围"),
  })
  // 履约 is the weakest of the rates; a narrower one would stand below the rates that it should hold.
  .refine(({ performing }) => performing.includes("start"), {
    path: ["performing"],
    message: "已开工的项目必然已履约，请勾选开工",
  })
  .refine(({ performing, landed }) => landed.some((step) => (performing as string[]).includes(step)), {
    path: ["landed"],
    message: "落地的项目必然已履约：落地所要求的节点至少有一个须计入履约",
  });
export type RateRules = z.infer<typeof rateRules>;

export const startingRates: RateRules = {
  arrivalBase: "agreed",
  landed: ["registration", "filing", "land"],
  performing: ["registration", "filing", "land", "start"],
  statisticsMinPlanFen: 500 * FEN_PER_WAN,
};

/** 注册、立项备案、供地（无需用地的除外）. */
export const landedWords = ({ landed }: Pick<RateRules, "landed">): string =>
  landed.map((step) => `${MILESTONE_NAME[step]}${step === "land" ? "（无需用地的除外）" : ""}`).join("、");
export const performingWords = ({ performing }: Pick<RateRules, "performing">): string =>
  performing.map((step) => MILESTONE_NAME[step]).join("、");
