import { describe, expect, it } from "vitest";
import { pastStandWords, sinceThenWords, waysOf } from "./past-projects";

const nothing = { stage: 0, amount: 0, chain: 0, withdrawn: 0, movedIn: 0, fresh: 0 };

describe("what has become of a day's projects, in words", () => {
  it("says what changed, what moved in and what is new, and nothing of what did not happen", () => {
    expect(sinceThenWords(nothing)).toBe("没有变化");
    expect(sinceThenWords({ ...nothing, stage: 31, withdrawn: 1, fresh: 5 })).toBe(
      "31 个阶段变化、1 个撤销，新增 5 个",
    );
    expect(sinceThenWords({ ...nothing, movedIn: 2 })).toBe("没有变化，转入 2 个");
    expect(sinceThenWords({ ...nothing, amount: 1, chain: 1 })).toBe("1 个金额变化、1 个换了产业链");
  });

  it("counts the main line first, as the list of today does", () => {
    expect(pastStandWords("2026年9月30日", { count: 210, amount: "233.3亿" }, 76)).toBe(
      "2026年9月30日结束时主线上 210 个项目、233.3亿，另有搁置、终止、流失 76 个",
    );
    expect(pastStandWords("2019年1月1日", { count: 0, amount: "0万" }, 0)).toBe(
      "2019年1月1日结束时主线上没有项目",
    );
  });

  it("adds up what changed in several columns", () => {
    const one = { stage: 1, amount: 2, chain: 0, withdrawn: 3 };
    expect(waysOf([{ changes: one }, { changes: { ...one, chain: 4 } }])).toEqual({
      stage: 2,
      amount: 4,
      chain: 4,
      withdrawn: 6,
    });
    expect(waysOf([])).toEqual({ stage: 0, amount: 0, chain: 0, withdrawn: 0 });
  });
});
