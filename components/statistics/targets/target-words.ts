/** 月均需完成 and 推演 in words. Pure. */
import {
  formatAmountShort,
  formatAmountWithUnit,
  formatCount,
  NONE,
  type ScreenUnit,
} from "@/components/shared/format";
import type { SigningOdds } from "@/server/domain/signing-odds";
import { isAmountIndicator, type TargetIndicator } from "@/server/domain/statistics-columns";
import {
  LEAST_CASES,
  LEAST_YEARS,
  type Odds,
  oddsWord,
  pastBuildingSeason,
  yearsWord,
} from "@/server/domain/target-odds";
import type { Needed } from "@/server/domain/target-progress";
import { goalParts, monthsPassed, spanEdges, type TargetGoal } from "@/server/domain/target-spans";

/** "8.20 亿元", "12 个". */
export const valueWords = (indicator: TargetIndicator, value: number, unit: ScreenUnit): string =>
  isAmountIndicator(indicator)
    ? formatAmountWithUnit(value, unit, { trim: true })
    : `${formatCount(value)} 个`;

export function neededWords(needed: Needed | null, indicator: TargetIndicator, unit: ScreenUnit): string {
  if (needed === null) return NONE;
  if (needed.state === "done") return "已完成";
  const left = valueWords(indicator, needed.left, unit);
  if (needed.state === "over") return `期末还差 ${left}`;
  return `${valueWords(indicator, needed.perMonth, unit)}`;
}

/** Under the need of each month: how much is missing. */
export const neededNote = (
  needed: Needed | null,
  indicator: TargetIndicator,
  unit: ScreenUnit,
): string | null => (needed?.state === "open" ? `还差 ${valueWords(indicator, needed.left, unit)}` : null);

/** Over how many months the need is spread, the same for every row; the month itself is not one of them. */
export function monthsLeft(needs: readonly (Needed | null)[]): number | null {
  const open = needs.find((needed) => needed?.state === "open");
  return open?.state === "open" ? open.months : null;
}

export interface OddsWords {
  word: string;
  /** The interval, and what it rests on. */
  range: string | null;
  basis: string;
}

export interface OddsScene {
  indicator: TargetIndicator;
  goal: TargetGoal;
  month: number;
}

const OF_SPAN = { year: "全年", "first-half": "上半年", "second-half": "下半年" } as const;

/** Tenths in words; the ends are never told as certain. */
const timesWord = (reaching: number): string => {
  if (reaching === 0) return "十次里不足一次";
  return reaching === 10 ? "十次里九次以上" : `十次里约 ${reaching} 次`;
};

/** Ends that read alike are told once. */
const interval = (low: string, high: string): string => (low === high ? low : `${low} 至 ${high}`);

/** What the past says, never as a bare percentage: a word, the interval and its ground. */
export function oddsWords(odds: Odds, { indicator, goal, month }: OddsScene): OddsWords {
  const { span } = goalParts(goal);
  if (odds.state === "nothing-yet")
    return { word: "不推演", range: null, basis: "本期还没有完成数，无从按往年节奏推演" };
  if (odds.state === "too-few") {
    const known = odds.years.length === 0 ? "没有完整年度" : `${yearsWord(odds.years)}共 ${odds.cases} 笔`;
    return {
      word: `数据不足（少于${LEAST_CASES}例）`,
      range: null,
      basis: `往年${known}；满 ${LEAST_YEARS} 个完整年度、${LEAST_CASES} 笔才推演`,
    };
  }
  // An interval of the past claims no more than a few figures.
  const words = (value: number) =>
    isAmountIndicator(indicator) ? formatAmountShort(value) : `${formatCount(value)} 个`;
  const { first, last } = spanEdges(span);
  const next = first + monthsPassed(month, span);
  const months = next >= last ? `${last}月` : `${next}—${last}月`;
  const building = indicator === "startCount" || indicator === "investmentFen";
  const season = building && pastBuildingSeason(month, span) ? "；余下月份已过施工季（4—10月）" : "";
  return {
    word: oddsWord(odds.reaching),
    range: `${OF_SPAN[span]}约 ${interval(words(odds.low), words(odds.high))}`,
    basis: `按本区${yearsWord(odds.years)}各月占${OF_SPAN[span]}的比重（${odds.cases} 笔）推演 ${months}：八成结果落在此间，${timesWord(odds.reaching)}达到目标${season}`,
  };
}

/** Of signings: what is open, and how much of it may be signed in time. */
export function signingWords(odds: SigningOdds | null): string | null {
  if (odds === null) return null;
  const open = `在手线索、在谈和框架 ${formatCount(odds.open)} 个`;
  if (odds.open === 0) return "没有在手的线索和在谈项目";
  if (odds.state === "too-few") return `${open}；以往同阶段的不足${LEAST_CASES}例，不推演转化`;
  return `${open}，按以往同阶段、同停留时间的转化（${formatCount(odds.cases)} 例次），期末前再签约约 ${interval(String(odds.low), String(odds.high))} 个，${oddsWord(odds.reaching)}；不含今后新增线索`;
}
