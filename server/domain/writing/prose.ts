/**
 * How a figure reads in running text. From one 亿 up 亿元, below it 万元, decided before anything is rounded; a fall reads 下降;
 * what neither grew nor fell is level.
 */
import { FEN_PER_YI, type Fen, formatFen } from "../amounts";
import { monthNumberOf, type StatMonth } from "../periods";

/** Words around a number; without a number they say it all. */
export interface Reading {
  before: string;
  number: string | null;
  after: string;
}

/** Before an amount below zero: 签约金额冲减300万元, which is then said without its sign. */
export const TAKEN_BACK = "冲减";

/** 33.50亿元 or 3200万元. */
export function proseAmount(fen: Fen, places = 2): string {
  if (Math.abs(fen) >= FEN_PER_YI) return `${formatFen(fen, "yi", places)}亿元`;
  return `${trimmed(formatFen(fen, "wan", places))}万元`;
}

/** US cents as 万美元. */
export const proseDollars = (cents: number, places = 2): string =>
  `${trimmed(formatFen(cents, "wan", places))}万美元`;

const trimmed = (decimal: string): string =>
  decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;

const unsigned = (decimal: string): string => decimal.replace("-", "");

/** 同比增长8.92%, 同比下降8.92%, 与上年同期持平; null without a base. */
export function readGrowth(percent: string | null): Reading | null {
  if (percent === null) return null;
  if (Number(percent) === 0) return { before: "与上年同期持平", number: null, after: "" };
  return {
    before: Number(percent) < 0 ? "同比下降" : "同比增长",
    number: `${unsigned(percent)}%`,
    after: "",
  };
}

/** 超序时进度12.50个百分点, 欠序时进度…, 与序时进度持平. */
export function readLead(points: string | null): Reading | null {
  if (points === null) return null;
  if (Number(points) === 0) return { before: "与序时进度持平", number: null, after: "" };
  return {
    before: Number(points) < 0 ? "欠序时进度" : "超序时进度",
    number: unsigned(points),
    after: "个百分点",
  };
}

/** 1月, 1—6月: the period of a year-to-date figure. */
export const periodOf = (month: StatMonth): string => {
  const m = monthNumberOf(month);
  return m === 1 ? "1月" : `1—${m}月`;
};

const STAGES: Record<number, string> = { 3: "一季度", 6: "上半年", 9: "前三季度", 12: "全年" };
/** 上半年, 前三季度, or 1—5月 where the months have no name of their own. */
export const stageOf = (month: StatMonth): string => STAGES[monthNumberOf(month)] ?? periodOf(month);
