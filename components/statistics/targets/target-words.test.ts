import { describe, expect, it } from "vitest";
import { monthsLeft, neededNote, neededWords, oddsWords, signingWords } from "./target-words";

const YI = 10_000_000_000;
const scene = { indicator: "outsideFen", goal: "year/annual", month: 202610 } as const;

describe("words of a target", () => {
  it("say what each month needs, that it is done, and that nothing is left of the span", () => {
    const open = { state: "open", left: 3 * YI, months: 2, perMonth: 1.5 * YI } as const;
    expect(neededWords(open, "outsideFen", "yi")).toBe("1.5 亿元");
    expect(neededNote(open, "outsideFen", "yi")).toBe("还差 3 亿元");
    // Said once over the column, not in every row.
    expect(monthsLeft([null, { state: "done" }, open, open])).toBe(2);
    expect(monthsLeft([{ state: "over", left: 4 }])).toBeNull();
    expect(neededWords({ state: "done" }, "outsideFen", "yi")).toBe("已完成");
    expect(neededWords({ state: "over", left: 4 }, "startCount", "yi")).toBe("期末还差 4 个");
    expect(neededWords(null, "startCount", "yi")).toBe("—");
  });

  it("never give a chance without its interval and its ground", () => {
    const odds = {
      state: "told",
      years: [2023, 2024, 2025],
      cases: 184,
      low: 8 * YI,
      high: 9 * YI,
      reaching: 7,
    } as const;
    expect(oddsWords(odds, scene)).toEqual({
      word: "有望完成",
      range: "全年约 8.0亿 至 9.0亿",
      basis:
        "按本区2023—2025年各月占全年的比重（184 笔）推演 11—12月：八成结果落在此间，十次里约 7 次达到目标",
    });
    expect(oddsWords({ ...odds, high: 8 * YI + 1 }, scene).range).toBe("全年约 8.0亿");
    const winter = oddsWords(odds, {
      ...scene,
      indicator: "startCount",
      goal: "second-half/plan",
      month: 202611,
    });
    expect(winter.basis).toContain("推演 12月");
    expect(winter.basis).toContain("已过施工季");
    expect(oddsWords({ ...odds, reaching: 0 }, scene).basis).toContain("十次里不足一次达到目标");
    expect(oddsWords({ ...odds, reaching: 10 }, scene).basis).toContain("十次里九次以上达到目标");
  });

  it("say that too little is known", () => {
    expect(oddsWords({ state: "too-few", cases: 12, years: [2025] }, scene)).toEqual({
      word: "数据不足（少于30例）",
      range: null,
      basis: "往年2025年共 12 笔；满 2 个完整年度、30 笔才推演",
    });
    expect(oddsWords({ state: "nothing-yet" }, scene).word).toBe("不推演");
  });

  it("say of what is open how much of it may be signed", () => {
    const told = { state: "told", open: 23, cases: 412, low: 3, high: 6, reaching: 2 } as const;
    expect(signingWords(told)).toBe(
      "在手线索、在谈和框架 23 个，按以往同阶段、同停留时间的转化（412 例次），期末前再签约约 3 至 6 个，偏紧；不含今后新增线索",
    );
    expect(signingWords({ state: "too-few", open: 2 })).toContain("不足30例");
    expect(signingWords({ state: "too-few", open: 0 })).toBe("没有在手的线索和在谈项目");
    expect(signingWords(null)).toBeNull();
  });
});
