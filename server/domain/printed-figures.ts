/**
 * Figures that somebody has printed, computed anew by the rules of `statistics.ts` from the counts printed beside them.
 * Where the two differ, the usual slips of the hand are tried, so that a finding says what probably happened.
 */
import { z } from "zod";
import { scaledToDecimal } from "./amounts";
import type { StatMonth } from "./periods";
import { growthPercent, leadPoints, sharePercent } from "./statistics";

/** A plain decimal, as JSON number or text; kept as text, because a binary float would not be the figure that was printed. */
const decimal = z
  .union([z.number(), z.string()])
  .transform(String)
  .pipe(z.string().regex(/^-?\d+(\.\d+)?$/, "应为不带单位的数"));
const places = z.number().int("小数位数须为整数").min(0, "小数位数不能为负").max(6, "小数位数最多 6 位");

const printedRow = z
  .object({
    src: z.string().default(""),
    what: z.string().default(""),
    kind: z.enum(["ratio", "growth", "lead"]),
    num: decimal,
    den: decimal,
    /** Month of the year at whose end a lead is measured, 1 to 12. */
    m: z.number().int().min(1, "月份为 1 至 12").max(12, "月份为 1 至 12").optional(),
    printed: z.string().min(1, "缺少印出的数"),
    dp: places.optional(),
    expect_mismatch: z.boolean().default(false),
  })
  .refine((row) => row.kind !== "lead" || row.m !== undefined, {
    message: "超欠进度须写明月份 m",
    path: ["m"],
  });
const printedSum = z.object({
  src: z.string().default(""),
  what: z.string().default(""),
  parts: z.array(decimal).min(1, "至少一个分项"),
  total: decimal,
  /** Each part and the total were rounded on their own, and the file says so: then they may be off by their roundings. */
  rounded: z.boolean().default(false),
  expect_mismatch: z.boolean().default(false),
});
export const printedFigures = z.object({
  rows: z.array(printedRow).default([]),
  sums: z.array(printedSum).default([]),
});
export type PrintedRow = z.infer<typeof printedRow>;
export type PrintedSum = z.infer<typeof printedSum>;

export interface FigureVerdict {
  /** As the rules compute it; null where there is no such figure ("—"). */
  computed: string | null;
  verdict: "equal" | "differs";
  /** What probably happened, in words; empty unless it differs. */
  why: string[];
}

const fractionOf = (text: string): number => text.split(".")[1]?.length ?? 0;

/** Decimal texts as whole numbers of one common scale. */
function scaled(texts: readonly string[]): { values: bigint[]; scale: number } {
  const scale = Math.max(0, ...texts.map(fractionOf));
  const values = texts.map((text) => {
    const [whole = "0", fraction = ""] = text.split(".");
    return BigInt(whole + fraction.padEnd(scale, "0"));
  });
  return { values, scale };
}

/** "下降8.92%", "−12.92个百分点", "42.31": the number alone, a fall below zero; null for "—" and for what is no number. */
export function readPrinted(printed: string): string | null {
  const text = printed.normalize("NFKC").replace(/[\s,，]/g, "");
  const number = /\d+(\.\d+)?/.exec(text)?.[0];
  if (number === undefined) return null;
  const below = /[-−–]\d|下降|减少|欠|落后|低于/.test(text);
  return below && !/^0+(\.0+)?$/.test(number) ? `-${number}` : number;
}

/** Any year will do: the share of a year that has passed depends on the month alone. */
const monthOf = (m: number): StatMonth => 200_000 + m;

function compute(row: PrintedRow, num: string, den: string, dp: number): string | null {
  const [part = 0n, whole = 0n] = scaled([num, den]).values;
  switch (row.kind) {
    case "ratio":
      return sharePercent(part, whole, dp);
    case "growth":
      return growthPercent(part, whole, dp);
    case "lead":
      return leadPoints(part, whole, monthOf(row.m ?? 12), "year", dp);
  }
}

/** Every number that comes of exchanging two neighbouring digits. */
export function transpositions(text: string): string[] {
  const digits = [...text];
  return digits.flatMap((digit, i) => {
    const next = digits[i + 1] === "." ? i + 2 : i + 1;
    const other = digits[next];
    if (other === undefined || digit === other || !/\d/.test(digit) || !/\d/.test(other)) return [];
    const swapped = [...digits];
    [swapped[i], swapped[next]] = [other, digit];
    const found = swapped.join("");
    return /^-?0\d/.test(found) ? [] : [found];
  });
}

/** The slips by which a bulletin's ratio goes wrong most often: cut off instead of rounded, and two digits exchanged. */
function slipsOf(row: PrintedRow, printed: string, dp: number): string[] {
  const same = (value: string | null) => value !== null && sameNumber(value, printed);
  const finer = compute(row, row.num, row.den, dp + 6);
  if (finer !== null && same(finer.slice(0, finer.length - 6).replace(/\.$/, "")))
    return ["印出的数是截断所得，应四舍五入"];
  const numerators = transpositions(row.num).filter((num) => same(compute(row, num, row.den, dp)));
  const denominators = transpositions(row.den).filter((den) => same(compute(row, row.num, den, dp)));
  return [
    ...numerators.map(
      (num) => `分子 ${row.num} 可能是 ${num} 之误（相邻两位数字对调），以 ${num} 计算则相符`,
    ),
    ...denominators.map(
      (den) => `分母 ${row.den} 可能是 ${den} 之误（相邻两位数字对调），以 ${den} 计算则相符`,
    ),
  ];
}

function sameNumber(a: string, b: string): boolean {
  const [x, y] = scaled([a, b]).values;
  return x === y;
}

/** A ratio, a growth or a lead, computed from its counts and compared with what was printed, to the places printed. */
export function checkPrinted(row: PrintedRow): FigureVerdict {
  const printed = readPrinted(row.printed);
  const dp = row.dp ?? fractionOf(printed ?? "");
  const computed = compute(row, row.num, row.den, dp);
  if (computed === null || printed === null) {
    const equal = computed === null && printed === null;
    const why = computed === null ? "分母（基数）为零，没有这个比率，应记“—”" : "印出的不是数";
    return { computed, verdict: equal ? "equal" : "differs", why: equal ? [] : [why] };
  }
  if (sameNumber(computed, printed)) return { computed, verdict: "equal", why: [] };
  return { computed, verdict: "differs", why: slipsOf(row, printed, dp) };
}

/** Parts and their total: they add up exactly, or, where the file says that each was rounded, to half a last digit each. */
export function checkSum({ parts, total, rounded }: PrintedSum): FigureVerdict {
  const { values, scale } = scaled([...parts, total]);
  const printed = values.at(-1) ?? 0n;
  const sum = values.slice(0, -1).reduce((a, b) => a + b, 0n);
  const computed = scaledToDecimal(sum, scale);
  const off = printed - sum;
  if (off === 0n) return { computed, verdict: "equal", why: [] };
  const size = off < 0n ? -off : off;
  const withinRounding = scale > 0 && size * 2n <= BigInt(parts.length + 1);
  if (withinRounding && rounded) return { computed, verdict: "equal", why: [] };
  const gap = scaledToDecimal(size, scale);
  const sums = (texts: readonly string[]) =>
    scaled([...texts, total])
      .values.slice(0, -1)
      .reduce((a, b) => a + b, 0n);
  const swapped = parts.flatMap((part, i) =>
    transpositions(part)
      .filter((found) => sums(parts.with(i, found)) === scaled([...parts, total]).values.at(-1))
      .map((found) => `分项 ${part} 可能是 ${found} 之误（相邻两位数字对调）`),
  );
  const turned = transpositions(total)
    .filter((found) => sameNumber(found, computed))
    .map((found) => `合计 ${total} 可能是 ${found} 之误（相邻两位数字对调）`);
  const lost = withinRounding
    ? `差 ${gap}，在各数分别四舍五入的误差之内`
    : off > 0n
      ? `分项比合计少 ${gap}：可能有未归类的`
      : `分项比合计多 ${gap}：可能有重复计算的`;
  return { computed, verdict: "differs", why: [...swapped, ...turned, lost] };
}
