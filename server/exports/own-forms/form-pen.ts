/** Writes values into the cells of a form: as numbers, as days, or as text in the fonts that stood there. */
import { textPieces } from "@/server/domain/form-placeholders";
import { daysBetween } from "@/server/domain/periods";
import { escapeCell } from "../xlsx/xml";
import type { FormStyles } from "./form-styles";
import { type FormValue, movePoint, type ValueOf, wordsOfValue } from "./form-values";
import { attributeOf, type RawCell, runsOf, withoutAttributes, wordsOf } from "./raw-sheet";
import type { FormCell } from "./read-form";

const FORMULA_START = /^[=+\-@\t\r]/;
const RUN_TEXT = /<(?:\w+:)?t\b[^>]*?(?:\/>|>[\s\S]*?<\/(?:\w+:)?t>)/g;
const EMPTY_RUN = /<r>(?:<rPr>(?:(?!<\/rPr>)[\s\S])*<\/rPr>|<rPr\/>)?<t xml:space="preserve"><\/t><\/r>/g;

/** The number of 1970-01-01 in workbooks that count days from 1900, or from 1904. */
const SERIAL_OF_1970 = { 1900: 25_569, 1904: 24_107 } as const;
export type Epoch = keyof typeof SERIAL_OF_1970;

const run = (words: string): string => `<t xml:space="preserve">${escapeCell(words)}</t>`;

/**
 * The runs with their placeholders filled. Office programs tear {{签约}} into runs of a Latin and a Chinese font: a value takes
 * the font of the first character of its name, other words keep theirs.
 */
function filledRuns(runs: string, value: ValueOf): string {
  const texts = [...runs.matchAll(RUN_TEXT)].map(([element]) => wordsOf(element));
  const home = texts.flatMap((words, at) => Array.from({ length: words.length }, () => at));
  const filled = texts.map(() => "");
  let place = 0;
  for (const piece of textPieces(texts.join(""))) {
    if (typeof piece === "string") for (const unit of piece.split("")) filled[home[place++] ?? 0] += unit;
    else {
      const at = home[place + 2] ?? 0;
      if (piece.kind === "value") filled[at] += wordsOfValue(value(piece));
      place += piece.raw.length;
    }
  }
  let next = 0;
  return runs.replace(RUN_TEXT, () => run(filled[next++] ?? ""));
}

export class FormPen {
  readonly #styles: FormStyles;
  readonly #strings: readonly string[];
  readonly #prefix: string;
  readonly #epoch: Epoch;

  constructor(styles: FormStyles, strings: readonly string[], prefix: string, epoch: Epoch) {
    this.#styles = styles;
    this.#strings = strings;
    this.#prefix = prefix;
    this.#epoch = epoch;
  }

  #text(cell: RawCell, runs: string): RawCell {
    const words = wordsOf(runs);
    const bare = withoutAttributes(cell.attributes, "t");
    if (words === "") return { ...cell, attributes: bare, body: null };
    const style = Number(attributeOf(cell.attributes, "s") ?? 0);
    const attributes = FORMULA_START.test(words)
      ? `${withoutAttributes(bare, "s")} s="${this.#styles.quoted(style)}"`
      : bare;
    // Strings of the workbook and this sheet may be written with other prefixes.
    const own = `<is>${runs}</is>`
      .replace(/<(\/?)\w+:/g, "<$1")
      .replace(EMPTY_RUN, "")
      .replace(/<(\/?)(?=\w)/g, `<$1${this.#prefix}`);
    return { ...cell, attributes: `${attributes} t="inlineStr"`, body: own };
  }

  #number(cell: RawCell, number: string): RawCell {
    const p = this.#prefix;
    return { ...cell, attributes: withoutAttributes(cell.attributes, "t"), body: `<${p}v>${number}</${p}v>` };
  }

  /** One value that has the cell for itself. */
  #alone(cell: RawCell, value: FormValue): RawCell {
    const look = this.#styles.look(Number(attributeOf(cell.attributes, "s") ?? 0));
    if (value.kind === "number") {
      if (look === "general") return this.#number(cell, value.rounded);
      return this.#number(
        cell,
        value.percent && look === "percent" ? movePoint(value.number, 2) : value.number,
      );
    }
    if (value.kind === "day" && look === "day")
      return this.#number(cell, String(daysBetween("1970-01-01", value.day) + SERIAL_OF_1970[this.#epoch]));
    return this.#text(cell, run(wordsOfValue(value)));
  }

  fill(cell: RawCell, { pieces }: FormCell, value: ValueOf): RawCell {
    const [only] = pieces;
    if (pieces.length === 1 && only !== undefined && typeof only !== "string")
      return this.#alone(cell, value(only));
    return this.#text(cell, filledRuns(runsOf(cell, this.#strings) ?? "", value));
  }
}
