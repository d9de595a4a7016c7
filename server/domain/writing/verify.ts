/**
 * A text held against the figures: each number with a unit is the same as a figure, was the same when the text was written,
 * is another one, or is none that the district has. A figure that carries its address is known by it, whatever hands have
 * made of the words around; any other by its unit and the words before it.
 */
import { divideHalfUp, FEN_PER_YI, formatFen } from "../amounts";
import type { StatMonth } from "../periods";
import type { FigureKind, FigureValue } from "../statistics-columns";
import type { Part } from "./pieces";
import { proseAmount, TAKEN_BACK } from "./prose";
import {
  type Claim,
  NameFinder,
  type NumberInText,
  type NumberUnit,
  numberOfFigure,
  numbersIn,
  ParagraphClaims,
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

/** A cell that is a number and nothing else. */
const ALONE = /^\s*[-－−–]?[\d,，]+(?:\.\d+)?\s*$/;

/** A number that is longer is no figure. */
const MOST_DIGITS = 24;

/** 44.08 → 44: as a writer rounds it in his head. */
const wholePercent = (text: string): string =>
  String(Math.sign(Number(text)) * Number(divideHalfUp(BigInt(text.replace(/[-.]/g, "")), 100n)));

type Measured = Pick<KnownFigure, "kind" | "value" | "brief">;

/** The figure in the unit and with the places of a number of a text; null where that unit is none of its own. */
export function asWritten(
  { kind, value, brief }: Measured,
  { unit, places, digits }: NumberInText,
): string | null {
  if (digits.length > MOST_DIGITS) return null;
  if (value === null || !UNITS_OF_KIND[kind].includes(unit)) return null;
  switch (kind) {
    case "amount":
      return formatFen(Number(value), unit === "亿元" ? "yi" : "wan", places);
    case "usd":
      return formatFen(Number(value), "wan", places);
    case "percent":
    case "points":
      return places === 0 ? wholePercent(String(value)) : String(places === 1 ? brief : value);
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

/** 885万元 is no figure in 亿元, nor is 33.50亿元 in 亿元 without places. */
const fits = (fen: number, { unit, places }: NumberInText): boolean => {
  if (unit !== "亿元" || fen % FEN_PER_YI === 0) return true;
  return places > 0 && Number(formatFen(fen, "yi", Math.min(places, MOST_DIGITS))) !== 0;
};

/** How the figure reads now, as the text would write it; in its own unit where the text has one that says nothing of it. */
function nowText(figure: Measured, number: NumberInText): string {
  const unit = number.unit ?? null;
  if (figure.kind === "amount" && figure.value !== null && !fits(Number(figure.value), number))
    return proseAmount(Math.abs(Number(figure.value)));
  const written = asWritten(figure, number);
  if (written === null) return figure.value === null ? "没有这个数" : String(figure.value);
  return `${written.replace("-", "")}${unit === null ? "" : UNIT_WORDS[unit]}`;
}

const MINUS = /[-－−–]\s*$/;

/** 下降 with a figure that rose is wrong however well the number fits. */
const turned = ({ value, claim }: KnownFigure, before: string): boolean => {
  const sign = Math.sign(Number(value));
  if (claim?.role === "amount") {
    const taken = new RegExp(`${TAKEN_BACK}$`).test(before);
    return sign > 0 ? taken : sign < 0 && !taken && !MINUS.test(before);
  }
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

/** Where in a table a number stands: its unit is said elsewhere, and its sign is its own. */
export interface CellUnit {
  unit: string | null;
}
const isBelowZero = ({ value }: Measured): boolean => Number(value) < 0;

/** Of a table: no words say 下降, the sign does. */
function judgedInCell(
  figure: KnownFigure,
  number: NumberInText,
  below: boolean,
  earlier: Figures,
): Omit<ReadNumber, "from" | "to"> {
  const now = nowText(figure, number);
  const told = { address: figure.address, name: figure.name, now: isBelowZero(figure) ? `-${now}` : now };
  const is = (one: Measured): boolean => says(one, number) && isBelowZero(one) === below;
  if (is(figure)) return { state: "equal", figure: told };
  const was = earlier.get(figure.address);
  return { state: was && is(was) ? "changed" : "different", figure: told };
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

const keyOf = ({ subject, role, span, month, row, tier }: Claim): string =>
  JSON.stringify([subject, role, span, month, row, tier]);

/** As far back as 下降 or 欠序时 may stand before a number. */
const TURN_BEFORE = 60;
const wordsBefore = (whole: string, at: number): string => whole.slice(Math.max(0, at - TURN_BEFORE), at);

/** Holds the paragraphs of a text against the figures; what is known is arranged once for all of them. */
export class Verifier {
  readonly #month: StatMonth;
  readonly #earlier: Figures;
  readonly #byAddress: ReadonlyMap<string, KnownFigure>;
  readonly #byClaim = new Map<string, KnownFigure[]>();
  readonly #byName = new Map<string, KnownFigure>();
  readonly #rows: NameFinder;
  readonly #projects: NameFinder;

  constructor({ month, known, earlier }: Verification) {
    this.#month = month;
    this.#earlier = earlier;
    this.#byAddress = new Map(known.map((figure) => [figure.address, figure]));
    const rows = new Set<string>();
    for (const figure of known) {
      if (figure.claim === null) {
        if (!this.#byName.has(figure.name)) this.#byName.set(figure.name, figure);
        continue;
      }
      if (figure.claim.row) rows.add(figure.claim.row);
      const key = keyOf(figure.claim);
      const alike = this.#byClaim.get(key) ?? [];
      this.#byClaim.set(key, alike);
      alike.push(figure);
    }
    this.#rows = new NameFinder(rows);
    this.#projects = new NameFinder(this.#byName.keys());
  }

  /** The numbers of one paragraph, in their order; of a cell of a table, with what its head says. */
  numbersOf(parts: readonly Part[], cell: CellUnit | null = null): ReadNumber[] {
    const stretches = stretchesOf(parts);
    const whole = stretches.map(({ text }) => text).join("");
    const addressed = stretches.flatMap(
      (stretch) => (cell ? this.#inCell(stretch, cell) : this.#addressed(stretch, whole)) ?? [],
    );
    if (cell?.unit && addressed.length === 0 && ALONE.test(whole))
      return [{ from: 0, to: whole.trimEnd().length, state: "unknown", figure: null }];
    const plain = this.#plain(whole, addressed);
    return [...addressed, ...plain].sort((a, b) => a.from - b.from);
  }

  #addressed({ from, text, address }: Stretch, whole: string): ReadNumber | null {
    const figure = address === null ? undefined : this.#byAddress.get(address);
    const number = figure ? numberOfFigure(text) : null;
    if (!figure || !number) return null;
    const placed = { ...number, unit: number.unit ?? unitBehind(whole, from + number.to, figure.kind) };
    const spot = { from: from + number.from, to: from + text.trimEnd().length };
    return { ...spot, ...judged(figure, placed, wordsBefore(whole, spot.from), this.#earlier) };
  }

  #inCell({ from, text, address }: Stretch, { unit }: CellUnit): ReadNumber | null {
    const figure = address === null ? undefined : this.#byAddress.get(address);
    const number = figure ? numberOfFigure(text) : null;
    if (!figure || !number) return null;
    const fallback = UNITS_OF_KIND[figure.kind][0] ?? null;
    const said = UNITS_OF_KIND[figure.kind].find((one) => one === unit) ?? fallback;
    const spot = { from: from + number.from, to: from + text.trimEnd().length };
    const below = MINUS.test(text.slice(0, number.from));
    return {
      ...spot,
      ...judgedInCell(figure, { ...number, unit: number.unit ?? said }, below, this.#earlier),
    };
  }

  /** Those that no address tells. */
  #plain(whole: string, addressed: readonly ReadNumber[]): ReadNumber[] {
    const numbers = numbersIn(whole);
    if (numbers.length === 0) return [];
    const claims = new ParagraphClaims(whole, {
      month: this.#month,
      rows: this.#rows,
      projects: this.#projects,
    });
    let told = 0;
    return numbers.flatMap((number): ReadNumber[] => {
      const said = claims.of(number);
      const { from, to } = number;
      while ((addressed[told]?.to ?? Number.POSITIVE_INFINITY) <= from) told += 1;
      if ((addressed[told]?.from ?? Number.POSITIVE_INFINITY) <= from) return [];
      const figure = this.#figureOf(said, number);
      if (figure === null) return [{ from, to, state: "unknown", figure: null }];
      return [{ from, to, ...judged(figure, number, wordsBefore(whole, from), this.#earlier) }];
    });
  }

  /** An amount is that of the project named before it; any number the figure that the words speak of, of several the one that it says. */
  #figureOf({ claim, project }: ReturnType<ParagraphClaims["of"]>, number: NumberInText): KnownFigure | null {
    const amount = number.unit === "亿元" || number.unit === "万元";
    const named = amount && project !== null ? this.#byName.get(project) : undefined;
    if (named) return named;
    const alike = claim === null ? [] : (this.#byClaim.get(keyOf(claim)) ?? []);
    const fitting = alike.filter((one) => asWritten(one, number) !== null);
    return fitting.find((one) => says(one, number)) ?? fitting[0] ?? null;
  }
}

/** A count and a lead have their unit behind them. */
const unitBehind = (text: string, at: number, kind: FigureKind): NumberUnit | null =>
  kind === "points" ? "百分点" : kind === "count" && text.startsWith("个", at) ? "个" : null;
