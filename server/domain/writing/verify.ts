/**
 * A text held against the figures: each number with a unit is the same as a figure, was the same when the text was written,
 * is another one, or is none that the district has. A figure that carries its address is known by it, whatever hands have
 * made of the words around; any other by its unit and the words before it.
 */
import { formatFen } from "../amounts";
import type { StatMonth } from "../periods";
import type { FigureKind, FigureValue } from "../statistics-columns";
import type { Part } from "./pieces";
import {
  type Claim,
  claimOf,
  type NumberInText,
  type NumberUnit,
  numberOfFigure,
  numbersIn,
} from "./read-numbers";

/** A figure as it is now. */
export interface KnownFigure {
  address: string;
  name: string;
  kind: FigureKind;
  value: FigureValue;
  /** Percentages and points with one place, rounded once. */
  brief: FigureValue;
  /** Null for a figure that only its address tells. */
  claim: Claim | null;
}

export interface ReadNumber {
  from: number;
  to: number;
  state: "equal" | "changed" | "different" | "unknown";
  /** Which figure it is, and what that is now, in the unit of the text. */
  figure: { address: string; name: string; now: string } | null;
}

export type Figures = ReadonlyMap<string, Pick<KnownFigure, "kind" | "value" | "brief">>;

export interface Verification {
  month: StatMonth;
  known: readonly KnownFigure[];
  /** The figures of the writing, by their address; empty for a text of unknown origin. */
  earlier: Figures;
}

const UNIT_WORDS: Record<NumberUnit, string> = {
  个: "个",
  亿元: "亿元",
  万元: "万元",
  万美元: "万美元",
  "%": "%",
  百分点: "个百分点",
};

const UNITS_OF_KIND: Record<FigureKind, readonly (NumberUnit | null)[]> = {
  count: ["个", null],
  amount: ["亿元", "万元"],
  usd: ["万美元"],
  percent: ["%"],
  points: ["百分点", null],
  rank: [null],
};

type Measured = Pick<KnownFigure, "kind" | "value" | "brief">;

/** The figure in the unit and with the places of a number of a text; null where that unit is none of its own. */
export function asWritten({ kind, value, brief }: Measured, { unit, places }: NumberInText): string | null {
  if (value === null || !UNITS_OF_KIND[kind].includes(unit)) return null;
  switch (kind) {
    case "amount":
      return formatFen(Number(value), unit === "亿元" ? "yi" : "wan", places);
    case "usd":
      return formatFen(Number(value), "wan", places);
    case "percent":
    case "points":
      return String(places === 1 ? brief : value);
    default:
      return String(value);
  }
}

const trimmed = (digits: string): string => (digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits);

/** Whether the number says what the figure is: at its own places, and 亿元 without any only where it is exact. */
export function says(figure: Measured, number: NumberInText): boolean {
  const written = asWritten(figure, number);
  if (written === null) return false;
  const exact = figure.kind !== "amount" || number.places > 0 || number.unit !== "亿元";
  const told = exact ? written : trimmed(formatFen(Number(figure.value), "yi", 4));
  return trimmed(told.replace("-", "")) === trimmed(number.digits);
}

/** How the figure reads now, as the text would write it. */
function nowText(figure: Measured, number: NumberInText): string {
  const unit = number.unit ?? null;
  const written = asWritten(figure, number);
  if (written === null) return figure.value === null ? "没有这个数" : String(figure.value);
  return `${written.replace("-", "")}${unit === null ? "" : UNIT_WORDS[unit]}`;
}

/** 下降 with a figure that rose is wrong however well the number fits. */
const turned = ({ value, claim }: KnownFigure, before: string): boolean => {
  const sign = Math.sign(Number(value));
  if (claim?.role === "growth") return sign > 0 ? /下降$/.test(before) : sign < 0 && /增长$/.test(before);
  if (claim?.role === "lead")
    return sign > 0 ? /欠序时[^，]*$/.test(before) : sign < 0 && /超序时[^，]*$/.test(before);
  return false;
};

function judged(
  figure: KnownFigure,
  number: NumberInText,
  before: string,
  earlier: Figures,
): Omit<ReadNumber, "from" | "to"> {
  const told = { address: figure.address, name: figure.name, now: nowText(figure, number) };
  if (says(figure, number) && !turned(figure, before)) return { state: "equal", figure: told };
  const was = earlier.get(figure.address);
  return { state: was && says(was, number) ? "changed" : "different", figure: told };
}

const sameClaim = (a: Claim, b: Claim): boolean =>
  a.subject === b.subject &&
  a.role === b.role &&
  a.span === b.span &&
  a.month === b.month &&
  a.row === b.row &&
  a.tier === b.tier;

/** The figure that the words speak of; of several, the one that the number says. */
function claimed(
  claim: Claim | null,
  number: NumberInText,
  known: readonly KnownFigure[],
): KnownFigure | null {
  const fitting = claim
    ? known.filter(
        (one) => one.claim !== null && sameClaim(one.claim, claim) && asWritten(one, number) !== null,
      )
    : [];
  return fitting.find((one) => says(one, number)) ?? fitting[0] ?? null;
}

/** The project whose name stands last before the number. */
function namedBefore(before: string, known: readonly KnownFigure[]): KnownFigure | null {
  const sentence = before.slice(Math.max(before.lastIndexOf("。"), before.lastIndexOf("；")) + 1);
  const named = known.filter((one) => one.claim === null && sentence.includes(one.name));
  return named.sort((a, b) => sentence.lastIndexOf(b.name) - sentence.lastIndexOf(a.name))[0] ?? null;
}

interface Stretch {
  from: number;
  text: string;
  address: string | null;
}

const stretchesOf = (parts: readonly Part[]): Stretch[] => {
  let from = 0;
  return parts.map((part) => {
    const text = typeof part === "string" ? part : part.text;
    const stretch = { from, text, address: typeof part === "string" ? null : part.address };
    from += text.length;
    return stretch;
  });
};

/** The numbers of one paragraph, in their order. */
export function verifyParagraph(
  parts: readonly Part[],
  { month, known, earlier }: Verification,
): ReadNumber[] {
  const stretches = stretchesOf(parts);
  const whole = stretches.map(({ text }) => text).join("");
  const rows = [...new Set(known.flatMap(({ claim }) => (claim?.row ? [claim.row] : [])))];
  const byAddress = new Map(known.map((figure) => [figure.address, figure]));
  const addressed = stretches.flatMap(({ from, text, address }): ReadNumber[] => {
    const figure = address === null ? undefined : byAddress.get(address);
    const number = figure ? numberOfFigure(text) : null;
    if (!figure || !number) return [];
    const placed = { ...number, unit: number.unit ?? unitBehind(whole, from + number.to, figure.kind) };
    const spot = { from: from + number.from, to: from + text.trimEnd().length };
    return [{ ...spot, ...judged(figure, placed, whole.slice(0, spot.from), earlier) }];
  });
  const covered = (at: number) => addressed.some(({ from, to }) => at >= from && at < to);
  let previous = 0;
  const plain = numbersIn(whole).flatMap((number): ReadNumber[] => {
    const claim = claimOf(whole, number, { month, rows, previous });
    previous = number.to;
    if (covered(number.from)) return [];
    const before = whole.slice(0, number.from);
    const figure =
      (number.unit === "亿元" || number.unit === "万元" ? namedBefore(before, known) : null) ??
      claimed(claim, number, known);
    const { from, to } = number;
    return [
      {
        from,
        to,
        ...(figure ? judged(figure, number, before, earlier) : { state: "unknown", figure: null }),
      },
    ];
  });
  return [...addressed, ...plain].sort((a, b) => a.from - b.from);
}

/** A count and a lead have their unit behind them. */
const unitBehind = (text: string, at: number, kind: FigureKind): NumberUnit | null =>
  kind === "points" ? "百分点" : kind === "count" && text.slice(at).startsWith("个") ? "个" : null;
