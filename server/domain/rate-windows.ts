/** Windows of the rates: those that are asked for again and again, and their words. */
import {
  addMonths,
  monthLabel,
  monthNumberOf,
  type StatMonth,
  statMonth,
  yearEnd,
  yearOf,
  yearStart,
} from "./periods";

export interface MonthWindow {
  from: StatMonth;
  to: StatMonth;
}

/** 本年, 上年, 上半年 (the last one that is over), 近12个月. */
export function quickWindows(present: StatMonth): { name: string; window: MonthWindow }[] {
  const lastYear = yearOf(present) - 1;
  const halfYear = monthNumberOf(present) >= 6 ? yearOf(present) : lastYear;
  return [
    { name: "本年", window: { from: yearStart(present), to: present } },
    { name: "上年", window: { from: statMonth(lastYear, 1), to: yearEnd(statMonth(lastYear, 1)) } },
    { name: "上半年", window: { from: statMonth(halfYear, 1), to: statMonth(halfYear, 6) } },
    { name: "近12个月", window: { from: addMonths(present, -11), to: present } },
  ];
}

/** 2026年1—10月, 2025年, 2025年12月至2026年11月. */
export function windowLabel({ from, to }: MonthWindow): string {
  if (from === yearStart(from) && to === yearEnd(from)) return `${yearOf(from)}年`;
  return yearOf(from) === yearOf(to) ? monthLabel(to, from) : `${monthLabel(from)}至${monthLabel(to)}`;
}
