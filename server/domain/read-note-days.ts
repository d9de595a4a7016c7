/** Days in a note, told from the day on which it was written: 下周三, 月底前, 12月5日, 三天内. Only days to come. Pure. */
import {
  addDays,
  addMonths,
  type Day,
  daysBetween,
  firstDayOf,
  isDay,
  lastDayOf,
  monthOfDay,
  statMonth,
  yearOf,
} from "./periods";
import type { Found } from "./read-note";
import { spokenNumber } from "./read-note-numbers";
import { weekdayOf } from "./working-days";

const two = (text: string | number) => String(text).padStart(2, "0");
const WEEKDAY: Record<string, number> = {
  一: 0,
  二: 1,
  三: 2,
  四: 3,
  五: 4,
  六: 5,
  日: 6,
  天: 6,
  "1": 0,
  "2": 1,
  "3": 2,
  "4": 3,
  "5": 4,
  "6": 5,
  "7": 6,
};
const mondayOf = (day: Day): Day => addDays(day, -weekdayOf(day));
/** Written without a year, a day long past is next year's. */
const LONG_PAST_DAYS = 180;

const real = (day: Day): Day | null => (isDay(day) ? day : null);
const nearYear = (make: (year: number) => Day | null, today: Day): Day | null => {
  const year = Number(today.slice(0, 4));
  const here = make(year);
  if (here === null || here >= today) return here;
  return daysBetween(here, today) > LONG_PAST_DAYS ? make(year + 1) : here;
};

type Reader = (m: RegExpMatchArray, today: Day) => Day | null;

/** Most telling first: of two that meet in the text, the earlier pattern wins. */
const PATTERNS: [RegExp, Reader][] = [
  [
    /(20\d\d)\s*[年\-./]\s*(\d{1,2})\s*[月\-./]\s*(\d{1,2})\s*[日号]?/g,
    (m) => real(`${m[1]}-${two(m[2] ?? "")}-${two(m[3] ?? "")}`),
  ],
  [
    /(?:(明)年)?(\d{1,2}|十[一二]?|[一二三四五六七八九])月\s*(\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]/g,
    (m, today) => {
      const [month, day] = [spokenNumber(m[2] ?? ""), spokenNumber(m[3] ?? "")];
      const of = (year: number) => real(`${year}-${two(month ?? 0)}-${two(day ?? 0)}`);
      return m[1] ? of(Number(today.slice(0, 4)) + 1) : nearYear(of, today);
    },
  ],
  [
    /(下个?月|本月|这个?月)\s*(\d{1,2})[日号]/g,
    (m, today) => {
      const month = addMonths(monthOfDay(today), m[1]?.startsWith("下") ? 1 : 0);
      return real(`${firstDayOf(month).slice(0, 8)}${two(m[2] ?? "")}`);
    },
  ],
  [
    /(\d{1,2}|十[一二]?|[一二三四五六七八九])月(底|末|初|中旬?|上旬|下旬)/g,
    (m, today) => {
      const month = spokenNumber(m[1] ?? "") ?? 0;
      const of = (year: number) =>
        month >= 1 && month <= 12 ? partOf(statMonth(year, month), m[2] ?? "") : null;
      return nearYear(of, today);
    },
  ],
  [
    /(下下|下个?|本|这)月(底|末|初|中旬?|上旬|下旬)/g,
    (m, today) =>
      partOf(addMonths(monthOfDay(today), m[1] === "下下" ? 2 : m[1]?.startsWith("下") ? 1 : 0), m[2] ?? ""),
  ],
  [/月(?:底|末)/g, (_, today) => lastDayOf(monthOfDay(today))],
  [/(?:今年)?年(?:底|末|内)|年前(?!后)/g, (_, today) => `${yearOf(monthOfDay(today))}-12-31`],
  [
    /(下下|下个?|本|这个?)?(?:周|星期|礼拜)([一二三四五六日天1-7])(?!前[一二])/g,
    (m, today) => {
      const weeks = m[1] === "下下" ? 2 : m[1]?.startsWith("下") ? 1 : 0;
      const day = addDays(mondayOf(today), 7 * weeks + (WEEKDAY[m[2] ?? ""] ?? 0));
      return m[1] === undefined && day < today ? addDays(day, 7) : day;
    },
  ],
  [
    /(下下|下个?|本|这个?)?周末/g,
    (m, today) => addDays(mondayOf(today), 7 * (m[1] === "下下" ? 2 : m[1]?.startsWith("下") ? 1 : 0) + 6),
  ],
  [
    /(下下|下个?|本|这个?)(?:周|星期|礼拜)(?:末|内|前|之内)?/g,
    (m, today) => addDays(mondayOf(today), 7 * (m[1] === "下下" ? 2 : m[1]?.startsWith("下") ? 1 : 0) + 4),
  ],
  [/大后天/g, (_, today) => addDays(today, 3)],
  [/后天/g, (_, today) => addDays(today, 2)],
  [/明天|明日|明早|明晚/g, (_, today) => addDays(today, 1)],
  [
    /(\d{1,2}|十?[一二两三四五六七八九十])\s*(天|日|周|个星期|个月)(?:之?内|以内|后|之后)/g,
    (m, today) => {
      const n = spokenNumber(m[1] ?? "") ?? 0;
      const days = m[2] === "天" || m[2] === "日" ? n : m[2] === "个月" ? n * 30 : n * 7;
      return addDays(today, days);
    },
  ],
  [/半个月(?:之?内|后)/g, (_, today) => addDays(today, 15)],
  [
    /(?<![\d月\-./])(\d{1,2})[号日](?!楼|线|厂|库|地块|门|馆)/g,
    (m, today) => {
      const month = monthOfDay(today);
      const here = real(`${firstDayOf(month).slice(0, 8)}${two(m[1] ?? "")}`);
      return here !== null && here >= today
        ? here
        : real(`${firstDayOf(addMonths(month, 1)).slice(0, 8)}${two(m[1] ?? "")}`);
    },
  ],
];

function partOf(month: number, part: string): Day {
  const at = (day: number) => `${firstDayOf(month).slice(0, 8)}${two(day)}`;
  if (part === "初") return at(5);
  if (part === "上旬") return at(10);
  return part.startsWith("中") ? at(20) : lastDayOf(month);
}

const WANTED =
  /前|之前|约|再|来访|来区|来看|考察|拜访|见面|面谈|会面|开会|碰头|答复|回复|回话|反馈|对接|提交|给到|报|送|签|谈|定/;
const MUCH_LATER = /^[^，。；;\n]{0,8}(?:开工|动工|投产|竣工|建成|达产|运营|成立|入库)/;
/** That day is just what does not suit. */
const REFUSED = /^[^，。；;\n]{0,3}(?:来不了|去不了|不行|没空|没时间|不方便|取消)/;
const PAST = /(?:上|昨|前|去年|已经?于|自)$/;

/** The next step's day: one to come, of those the one where somebody is to do something. */
export function findNextDay(text: string, today: Day): Found | null {
  const taken: (Found & { rank: number })[] = [];
  for (const [pattern, read] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const [from, to] = [match.index, match.index + match[0].length];
      if (taken.some((t) => from < t.to && to > t.from)) continue;
      const day = read(match, today);
      const after = text.slice(to, to + 14);
      const past = PAST.test(text.slice(Math.max(0, from - 3), from));
      const rank =
        day === null || day <= today || past || REFUSED.test(after)
          ? -1
          : MUCH_LATER.test(after)
            ? 0
            : WANTED.test(after.split(/[。；;\n]/)[0] ?? "")
              ? 2
              : 1;
      taken.push({ field: "nextOn", value: day, shown: day ?? "", from, to, rank });
    }
  }
  const open = taken.filter((t) => t.rank >= 1).sort((a, b) => b.rank - a.rank || a.from - b.from);
  const [first] = open;
  if (!first) return null;
  const { rank: _, ...found } = first;
  return found;
}
