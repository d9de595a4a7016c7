/** What the formats of a form say of its cells, grown by one more where text could be taken for a formula. */
import { SSF } from "@e965/xlsx";
import { plainText } from "@/server/imports/marking/package-parts";
import { attributeOf } from "./raw-sheet";

export type NumberLook = "general" | "percent" | "day" | "number";

const XF = /<(?:\w+:)?xf\b[^>]*?(?:\/>|>[\s\S]*?<\/(?:\w+:)?xf>)/g;
const FORMATS = /(<(?:\w+:)?cellXfs\b[^>]*>)([\s\S]*?)<\/(?:\w+:)?cellXfs>/;
const CUSTOM = /<(?:\w+:)?numFmt\b([^>]*?)\/?>/g;
/** Days in the words of the country: their codes stand in no file. */
const NATIVE_DAYS = (id: number): boolean => (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
const TEXT_FORMAT = 49;

export class FormStyles {
  readonly #xml: string;
  readonly #formats: string[];
  readonly #codes: Map<number, string>;
  readonly #quoted = new Map<number, number>();
  readonly #added: string[] = [];

  constructor(xml: string) {
    this.#xml = xml;
    this.#formats = FORMATS.exec(xml)?.[2]?.match(XF) ?? [];
    this.#codes = new Map(
      [...xml.matchAll(CUSTOM)].map(([, attributes = ""]) => [
        Number(attributeOf(attributes, "numFmtId")),
        plainText(attributeOf(attributes, "formatCode") ?? ""),
      ]),
    );
  }

  /** How a number in a cell of this format is shown. */
  look(style: number): NumberLook {
    const id = Number(/\snumFmtId="(\d+)"/.exec(this.#formats[style] ?? "")?.[1] ?? 0);
    if (NATIVE_DAYS(id)) return "day";
    if (id === 0 || id === TEXT_FORMAT) return "general";
    const code: string = this.#codes.get(id) ?? SSF.get_table()[id] ?? "General";
    if (/^general$/i.test(code)) return "general";
    if (SSF.is_date(code)) return "day";
    return code.replace(/"[^"]*"|\\./g, "").includes("%") ? "percent" : "number";
  }

  /** The same format, with what is typed into it taken as text for ever: = + - and @ begin no formula. */
  quoted(style: number): number {
    const known = this.#quoted.get(style);
    if (known !== undefined) return known;
    const base = this.#formats[style] ?? this.#formats[0];
    if (base === undefined) return style;
    this.#added.push(
      base.replace(/^<[^>]*>/, (tag) =>
        tag.replace(/\squotePrefix="[^"]*"/, "").replace(/\s*(\/?>)$/, ' quotePrefix="1"$1'),
      ),
    );
    const number = this.#formats.length + this.#added.length - 1;
    this.#quoted.set(style, number);
    return number;
  }

  /** The style sheet with what was added; null when nothing was. */
  toXml(): string | null {
    if (this.#added.length === 0) return null;
    const count = this.#formats.length + this.#added.length;
    return this.#xml.replace(FORMATS, (whole, head: string, body: string) => {
      const grown = head.replace(/\scount="\d+"/, ` count="${count}"`);
      return whole.replace(head, () => grown).replace(body, () => body + this.#added.join(""));
    });
  }
}
