/** From figures, days and cells of the list to what stands in a form. */
import { type Fen, formatFen } from "@/server/domain/amounts";
import type { Placeholder } from "@/server/domain/form-placeholders";
import type { Day } from "@/server/domain/periods";
import type { FigureKind, FigureValue } from "@/server/domain/statistics-columns";
import type { Cell } from "../xlsx/write-workbook";

/** What a placeholder becomes. */
export type FormValue =
  | {
      kind: "number";
      /** Exact decimal text, for a cell that has a format of its own. */
      number: string;
      /** To as many places as the screen shows, for one that has none. */
      rounded: string;
      /** As it stands among words. */
      shown: string;
      /** 45.2 stands for 45.2 %. */
      percent?: boolean;
    }
  | { kind: "text"; text: string }
  | { kind: "day"; day: Day };

export type ValueOf = (placeholder: Placeholder) => FormValue;

/** A value among words. */
export const wordsOfValue = (value: FormValue): string =>
  value.kind === "number" ? value.shown : value.kind === "day" ? value.day : value.text;

export const textValue = (text: string | null | undefined): FormValue => ({ kind: "text", text: text ?? "" });
/** There is none: never 0. */
export const NONE_VALUE = textValue("—");

const grouped = new Intl.NumberFormat("zh-CN", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const whole = new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 0 });
// Decimal text is formatted as it is: a detour over a binary number could round the other way.
const inTwo = (number: string) => grouped.format(number as Intl.StringNumericLiteral);

export const countValue = (count: number): FormValue => ({
  kind: "number",
  number: String(count),
  rounded: String(count),
  shown: whole.format(count),
});

type Unit = Placeholder["unit"];

function amountValue(fen: Fen, unit: Unit): FormValue {
  const rounded = formatFen(fen, unit ?? "wan", 2);
  return {
    kind: "number",
    number: formatFen(fen, unit ?? "wan", unit === "yi" ? 10 : 6),
    rounded,
    shown: inTwo(rounded),
  };
}

/** A figure of the month report; "—" where there is none. */
export function figureValue(kind: FigureKind, value: FigureValue, unit: Unit): FormValue {
  if (value === null) return NONE_VALUE;
  switch (kind) {
    case "amount":
      return amountValue(Number(value), unit);
    case "usd":
      return amountValue(Number(value), null);
    case "count":
    case "rank":
      return countValue(Number(value));
    case "percent":
      return {
        kind: "number",
        number: String(value),
        rounded: String(value),
        shown: String(value),
        percent: true,
      };
    case "points":
      return { kind: "number", number: String(value), rounded: String(value), shown: String(value) };
  }
}

/** A number with its point moved to the left, without a detour over a binary number. */
export function movePoint(number: string, places: number): string {
  const [, sign = "", before = "0", after = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(number) ?? [];
  const digits = before.padStart(places + 1, "0");
  const moved = `${digits.slice(0, -places)}.${digits.slice(-places)}${after}`
    .replace(/^0+(?=\d)/, "")
    .replace(/\.?0+$/, "");
  return moved === "0" ? "0" : `${sign}${moved}`;
}

/** Two places, half up, of exact decimal text. */
function roundedText(number: string): string {
  const [, sign = "", before = "0", after = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(number) ?? [];
  const cents =
    BigInt(`${before}${after.padEnd(2, "0").slice(0, 2)}`) + (Number(after[2] ?? 0) >= 5 ? 1n : 0n);
  const digits = cents.toString().padStart(3, "0");
  const minus = cents === 0n ? "" : sign;
  return `${minus}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** A cell of the exported list, amounts in the unit that was asked for. */
export function cellValue(cell: Cell, unit: Unit): FormValue {
  if ("blank" in cell) return textValue("");
  if ("text" in cell) return textValue(cell.text);
  if ("day" in cell) return { kind: "day", day: cell.day };
  if (cell.style === "count") return countValue(Number(cell.number));
  const number = unit === "yi" ? movePoint(cell.number, 4) : cell.number;
  const rounded = roundedText(number);
  return { kind: "number", number, rounded, shown: inTwo(rounded) };
}
