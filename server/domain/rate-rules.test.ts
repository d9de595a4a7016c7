import { describe, expect, it } from "vitest";
import { landedWords, performingWords, rateRules, startingRates } from "./rate-rules";

const refusal = (change: object): string[] => {
  const read = rateRules.safeParse({ ...startingRates, ...change });
  return read.success ? [] : read.error.issues.map((i) => `${i.path.join(".")}: ${i.message}`);
};

describe("the settings of the rates", () => {
  it("begin with the customary meaning", () => {
    expect(rateRules.parse(startingRates)).toEqual(startingRates);
    expect(landedWords(startingRates)).toBe("注册、立项备案、供地（无需用地的除外）");
    expect(performingWords(startingRates)).toBe("注册、立项备案、供地、开工");
  });

  it.each([
    ["no milestone", { landed: [] }, "landed: 落地至少要有一个节点"],
    ["a milestone twice", { landed: ["filing", "filing"] }, "landed: 落地的节点重复了"],
    ["a milestone before the contract", { performing: ["framework", "start"] }, "履约不能由这个节点认定"],
    ["履约 without 开工", { performing: ["registration"] }, "performing: 已开工的项目必然已履约，请勾选开工"],
    [
      "落地 beside 履约",
      { landed: ["land"], performing: ["start", "filing"] },
      "落地所要求的节点至少有一个须计入履约",
    ],
    ["an unknown denominator", { arrivalBase: "profit" }, "arrivalBase: 请选择资金到位率的分母"],
    ["a negative threshold", { statisticsMinPlanFen: -1 }, "statisticsMinPlanFen: 金额不能为负数"],
  ])("refuse %s", (_, change, message) => {
    expect(refusal(change).join()).toContain(message);
  });
});
