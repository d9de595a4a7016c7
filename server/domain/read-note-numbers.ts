/** Sums and areas in a note written as people write: 1.2个亿, 五千万, 80亩, 3万平. Pure. */
import { FEN_PER_WAN } from "./amounts";
import type { Found } from "./read-note";

const DIGITS: Record<string, number> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const SCALES: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };
const NUMBER =
  "(?:\\d[\\d,，]*(?:\\.\\d+)?|[〇零一二两三四五六七八九十百千]+(?:点[〇零一二三四五六七八九]+)?)";

/** 一百二十 → 120, 一点五 → 1.5, "1,200" → 1200; null where it is no one number (三五 is three to five). */
export function spokenNumber(text: string): number | null {
  const plain = text.replace(/[,，]/g, "");
  if (/^\d+(\.\d+)?$/.test(plain)) return Number(plain);
  const [whole = "", part = ""] = plain.split("点");
  let total = 0;
  let digit: number | null = null;
  for (const char of whole) {
    const scale = SCALES[char];
    if (scale !== undefined) {
      total += (digit ?? 1) * scale;
      digit = null;
    } else if (digit) return null;
    else digit = DIGITS[char] ?? 0;
  }
  const decimals = [...part].map((char) => DIGITS[char] ?? 0).join("");
  return Number(`${total + (digit ?? 0)}.${decimals || "0"}`);
}

const SUM = new RegExp(
  `(?<before>(?:USD|US\\$|\\$|￥|¥|€)\\s?)?(?<number>${NUMBER})\\s*(?<unit>个?亿|千万|百万|万)(?<tail>\\s*${NUMBER}?\\s*(?:千万|百万|万))?\\s*(?<money>元|人民币|美元|美金|欧元|港元|港币|日元|刀)?(?!\\s*(?:平|㎡|亩|吨|套|台|件|辆|只|人|头|箱|千瓦|度|立方))`,
  "gi",
);
const WAN: Record<string, number> = { 亿: 10_000, 千万: 1000, 百万: 100, 万: 1 };
const FOREIGN = /美元|美金|欧元|港元|港币|日元|刀|USD|\$|€/i;
const WANTED = /(?:投资|总投|投入|固投|拟投|计划投|投|盘子|规模)[^，。；;\n]{0,8}$/;
const OTHER =
  /(?:产值|税收|纳税|营收|营业额|销售|收入|利润|注册资本|注资|租金|补贴|贷款|融资|估值|市值|出口|授信)[^，。；;\n]{0,8}$/;

export function findAmount(text: string): Found | null {
  const found: (Found & { rank: number })[] = [];
  for (const match of text.matchAll(SUM)) {
    const { number = "", unit = "", tail = "", money = "", before = "" } = match.groups ?? {};
    const lead = text.slice(Math.max(0, match.index - 14), match.index);
    // 3-5亿, 三到五个亿: how much is not said.
    if (OTHER.test(lead) || /[\d一二两三四五六七八九十][-~—～至到]$/.test(lead)) continue;
    const value = spokenNumber(number);
    if (value === null) continue;
    const rest = /^\s*(.+?)\s*(千万|百万|万)$/.exec(tail);
    const wan =
      value * (WAN[unit.replace("个", "")] ?? 1) +
      (rest ? (spokenNumber(rest[1] ?? "") ?? 0) * (WAN[rest[2] ?? ""] ?? 1) : 0);
    const foreign = FOREIGN.test(before + money);
    const words = match[0].trim();
    found.push({
      field: "amountFen",
      value: foreign ? null : Math.round(wan * FEN_PER_WAN),
      shown: foreign
        ? `${words}（外币不自动折算，请手工填写）`
        : wan >= 10_000
          ? `${trim(wan / 10_000)} 亿元`
          : `${trim(wan)} 万元`,
      from: match.index,
      to: match.index + match[0].trimEnd().length,
      rank: (WANTED.test(lead) ? 2 : 0) + (foreign ? 0 : 1),
    });
  }
  return best(found);
}

const trim = (n: number): string => String(Math.round(n * 10_000) / 10_000);
const best = (found: (Found & { rank: number })[]): Found | null => {
  const top = found.reduce<(Found & { rank: number }) | null>(
    (a, b) => (a && a.rank >= b.rank ? a : b),
    null,
  );
  if (!top) return null;
  const { rank: _, ...rest } = top;
  return rest;
};

const AREA = new RegExp(`(${NUMBER})\\s*(万)?\\s*(亩|公顷|平方米|平米|平方|㎡|m2|平)(?!台)`, "gi");
const BUILDING = /(?:厂房|车间|建筑面积|办公|写字楼|楼宇|仓库|库房|租)[^，。；;\n]{0,8}$/;
const SQUARE_METRES_OF_MU = 2000 / 3;

/** Land in mu. What is asked of a building is told, and no land. */
export function findArea(text: string): Found | null {
  const found: (Found & { rank: number })[] = [];
  for (const match of text.matchAll(AREA)) {
    const [whole, number = "", wan, unit = ""] = match;
    const { index } = match;
    const value = spokenNumber(number);
    if (value === null) continue;
    const around = text.slice(Math.max(0, index - 12), index);
    if (/[\d一二两三四五六七八九十][-~—～至到]$/.test(around)) continue;
    const amount = value * (wan ? 10_000 : 1);
    const mu = unit === "亩" ? amount : unit === "公顷" ? amount * 15 : amount / SQUARE_METRES_OF_MU;
    const after = text.slice(index + whole.length, index + whole.length + 6);
    const building =
      unit !== "亩" &&
      unit !== "公顷" &&
      (BUILDING.test(around) || /^的?(?:标准)?(?:厂房|车间|办公|仓库|冷库)/.test(after));
    found.push({
      field: "landAreaCentiMu",
      value: building ? null : Math.round(mu * 100),
      shown: building ? `${whole}（房屋面积，不填入用地）` : `${trim(Math.round(mu * 100) / 100)} 亩`,
      from: index,
      to: index + whole.length,
      rank: building ? 0 : 1,
    });
  }
  return best(found);
}
