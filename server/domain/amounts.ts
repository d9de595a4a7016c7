/**
 * Money. One unit inside: the fen (分), a whole number held in a JS number.
 * A JS number is exact for integers up to 2^53, which is 90 trillion yuan in fen, and every entry point
 * checks that it stays below; nothing here ever computes with a fraction of a fen.
 * Rule of the house: aggregate in fen first, convert to 万元 or 亿元 second, round half-up last, once.
 */

/** Whole fen (1/100 yuan). May be negative (an adjusting entry). */
export type Fen = number;

export const FEN_PER_YUAN = 100;
export const FEN_PER_WAN = 1_000_000; // 1 万元 = 10 000 元
export const FEN_PER_YI = 10_000_000_000; // 1 亿元 = 10 000 万元
/** 1,000 亿元: no project of a district is larger, and a sum over hundreds of such slips stays a whole number. */
export const MOST_PROJECT_FEN = 1_000 * FEN_PER_YI;

export type AmountUnit = "yuan" | "wan" | "yi";
const FEN_PER: Record<AmountUnit, number> = { yuan: FEN_PER_YUAN, wan: FEN_PER_WAN, yi: FEN_PER_YI };

/** Guards a value that claims to be fen. Throws on fractions, NaN and anything beyond 2^53. */
export function asFen(value: number | bigint): Fen {
  const fen = Number(value);
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not a whole number of fen: ${value}`);
  return fen;
}

/** Sum in fen, checked at every step. */
export function sumFen(values: Iterable<Fen>): Fen {
  let total = 0;
  for (const value of values) total = asFen(total + value);
  return total;
}

/** Integer division rounded half-up away from zero (四舍五入): 5/10 → 1, −5/10 → −1. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  if (denominator === 0n) throw new RangeError("division by zero");
  const negative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const quotient = (n * 2n + d) / (d * 2n);
  return negative ? -quotient : quotient;
}

/** A decimal string with exactly `places` digits after the point, from an integer scaled by 10^places. */
export function scaledToDecimal(scaled: bigint, places: number): string {
  const negative = scaled < 0n;
  const digits = (negative ? -scaled : scaled).toString().padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const sign = negative ? "-" : "";
  return places === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-places)}`;
}

/** Fen → decimal string in `unit`, rounded half-up to `places`. 335 000 000 000 fen in yi, 2 → "33.50". */
export function formatFen(fen: Fen, unit: AmountUnit, places: number): string {
  const scaled = divideHalfUp(BigInt(asFen(fen)) * 10n ** BigInt(places), BigInt(FEN_PER[unit]));
  return scaledToDecimal(scaled, places);
}

/** A ratio as a decimal string in percent, rounded half-up; null when the base is zero (shown as "—"). */
export function formatRatioPercent(
  numerator: number | bigint,
  denominator: number | bigint,
  places: number,
): string | null {
  const base = BigInt(denominator);
  if (base === 0n) return null;
  return scaledToDecimal(divideHalfUp(BigInt(numerator) * 100n * 10n ** BigInt(places), base), places);
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?$/;

/**
 * Decimal text in `unit` → fen, exactly. Fractions of a fen are rounded half-up.
 * Returns null for text that is not a plain decimal number (no thousands separators, no unit words).
 */
export function parseDecimalToFen(text: string, unit: AmountUnit): Fen | null {
  const match = DECIMAL.exec(text.trim());
  if (!match) return null;
  const [, sign, whole = "0", fraction = ""] = match;
  const scaled = BigInt(whole + fraction) * BigInt(FEN_PER[unit]);
  const fen = divideHalfUp(scaled, 10n ** BigInt(fraction.length));
  const signed = sign === "-" ? -fen : fen;
  return signed > BigInt(Number.MAX_SAFE_INTEGER) || signed < -BigInt(Number.MAX_SAFE_INTEGER)
    ? null
    : Number(signed);
}

/** Full-width digits, letters and punctuation → ASCII; ideographic space → space. Length is unchanged. */
export function toHalfWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, " ");
}

export interface ReadAmount {
  fen: Fen;
  /** The unit that the text itself named, or null when the default was used. */
  namedUnit: AmountUnit | null;
  /** True for 约, 左右, 近, 余: the figure is an estimate. */
  approximate: boolean;
}

const UNIT_WORDS: [RegExp, AmountUnit][] = [
  [/亿元?(人民币)?$/, "yi"],
  [/万元?(人民币)?$/, "wan"],
  [/元(人民币)?$/, "yuan"],
];

/**
 * Reads an amount the way people write it in a ledger: "9,965", "３０００", "0.13亿元", "约5000万元", "3.2亿".
 * `defaultUnit` is the unit of the column. Returns null when it is not an amount; never guesses.
 */
export function readAmount(raw: string, defaultUnit: AmountUnit): ReadAmount | null {
  let text = toHalfWidth(raw)
    .replace(/[\s,，']/g, "")
    .replace(/^[¥￥]/, "")
    .replace(/^(人民币|RMB)/i, "");
  const approximate = /^(约|近|大约|预计|拟|~|≈)|(左右|余|多)/.test(text);
  text = text.replace(/^(约|近|大约|预计|拟|~|≈)+/, "").replace(/(左右|余|多)/g, "");
  let namedUnit: AmountUnit | null = null;
  for (const [pattern, unit] of UNIT_WORDS) {
    if (!pattern.test(text)) continue;
    namedUnit = unit;
    text = text.replace(pattern, "");
    break;
  }
  const mixed = namedUnit === "wan" ? /^(\d+(?:\.\d+)?)亿(\d+(?:\.\d+)?)$/.exec(text) : null;
  if (mixed) {
    const yi = parseDecimalToFen(mixed[1] ?? "", "yi");
    const wan = parseDecimalToFen(mixed[2] ?? "", "wan");
    return yi === null || wan === null ? null : { fen: asFen(yi + wan), namedUnit, approximate };
  }
  const bracketed = /^\((\d[\d.]*)\)$/.exec(text); // accountants' negative
  if (bracketed) text = `-${bracketed[1]}`;
  const fen = parseDecimalToFen(text, namedUnit ?? defaultUnit);
  return fen === null ? null : { fen, namedUnit, approximate };
}
