/** The bureau's calendar: working days, the building season of a northern city, and the events at which one signs. */
import { addDays, type Day, daysBetween } from "@/server/domain/periods";
import type { Random } from "./random";

const DAY_MS = 86_400_000;
const SHANGHAI_MINUTES = 8 * 60;

/** Milliseconds since the epoch of a minute of a day in Shanghai. */
export const instantAt = (day: Day, minute: number): number =>
  Date.parse(`${day}T00:00:00Z`) + (minute - SHANGHAI_MINUTES) * 60_000;

/** The day in Shanghai at an instant. */
export const dayAt = (instant: number): Day =>
  new Date(instant + SHANGHAI_MINUTES * 60_000).toISOString().slice(0, 10);

export const laterDay = (...days: Day[]): Day => days.reduce((a, b) => (a > b ? a : b));

const weekday = (day: Day) => (Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS) + 4) % 7;

/** The day itself, or the Monday after a weekend. */
export function workday(day: Day): Day {
  const w = weekday(day);
  return w === 6 ? addDays(day, 2) : w === 0 ? addDays(day, 1) : day;
}

/** An instant in office hours, 8:40 to 17:20, of the first working day from `day` on. */
export const officeHour = (day: Day, random: Random): number =>
  instantAt(workday(day), random.int(520, 1040)) + random.int(0, 59) * 1000;

const FIRST_MONTH_OF_SEASON = 4;
const LAST_MONTH_OF_SEASON = 10;
const monthOf = (day: Day) => Number(day.slice(5, 7));

export const inSeason = (day: Day): boolean =>
  monthOf(day) >= FIRST_MONTH_OF_SEASON && monthOf(day) <= LAST_MONTH_OF_SEASON;

/** Ground is broken from April to October: a start that falls into winter waits for spring. */
export function intoSeason(day: Day, random: Random): Day {
  if (inSeason(day)) return day;
  const year = Number(day.slice(0, 4)) + (monthOf(day) > LAST_MONTH_OF_SEASON ? 1 : 0);
  return addDays(`${year}-04-01`, random.int(0, 55));
}

/** Share of a year's work that falls into each month, January first. */
export const MONTHLY_EFFORT = [0.12, 0.08, 0.35, 0.85, 1.3, 1.45, 1.4, 1.45, 1.35, 1.05, 0.4, 0.25] as const;

const EVENTS = [
  ["01-08", "冰雪装备产业招商推介会"],
  ["03-26", "京津冀产业链招商推介会"],
  ["05-18", "长三角产业链招商推介会"],
  ["06-16", "哈尔滨国际经济贸易洽谈会"],
  ["07-22", "全市重点项目集中签约仪式"],
  ["08-27", "绿色有机食品博览会"],
  ["09-19", "全市旅游产业发展大会"],
  ["11-06", "进口博览会经贸对接会"],
] as const;

/** The next event within `days` of a day, as its day and full name. */
export function eventNear(day: Day, days: number): { day: Day; name: string } | null {
  const year = Number(day.slice(0, 4));
  for (const y of [year, year + 1]) {
    for (const [date, name] of EVENTS) {
      const on = `${y}-${date}`;
      const ahead = daysBetween(day, on);
      if (ahead >= 0 && ahead <= days) return { day: on, name: `${y}年${name}` };
    }
  }
  return null;
}
