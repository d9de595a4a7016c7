/** Formats of marked cells: each the format that the cell has, with another ground. */
import type { Severity } from "@/server/contracts/import";

const GROUND: Record<Severity, string> = { error: "FFFFC7CE", warning: "FFFFEB9C" };

const XF = /<(?:\w+:)?xf\b[^>]*?(?:\/>|>[\s\S]*?<\/(?:\w+:)?xf>)/g;

/** The part of a list element between its tags, with where it stands; null when the list is missing or empty. */
function listOf(xml: string, name: string): { head: string; body: string; from: number; to: number } | null {
  const found = new RegExp(
    `(<(?:\\w+:)?${name}\\b[^>]*[^/]>|<(?:\\w+:)?${name}>)([\\s\\S]*?)</(?:\\w+:)?${name}>`,
  ).exec(xml);
  if (!found) return null;
  const [, head = "", body = ""] = found;
  const from = found.index + head.length;
  return { head, body, from, to: from + body.length };
}

const withAttribute = (tag: string, name: string, value: string): string => {
  const attribute = new RegExp(`\\s${name}="[^"]*"`);
  return attribute.test(tag)
    ? tag.replace(attribute, ` ${name}="${value}"`)
    : tag.replace(/\s*(\/?>)$/, ` ${name}="${value}"$1`);
};

/** Changes the opening tag of an element and leaves its content. */
const changeTag = (element: string, change: (tag: string) => string): string =>
  element.replace(/^<[^>]*>/, (tag) => change(tag));

const countIn = (body: string, name: string): number =>
  (body.match(new RegExp(`<(?:\\w+:)?${name}\\b`, "g")) ?? []).length;

/** Grows the style sheet of a workbook by marked formats, asked for one by one. */
export class MarkStyles {
  readonly #xml: string;
  readonly #prefix: string;
  readonly #formats: string[];
  readonly #fillsBefore: number;
  readonly #added: string[] = [];
  readonly #known = new Map<string, number>();

  constructor(xml: string) {
    this.#xml = xml;
    this.#prefix = /<(\w+:)?styleSheet\b/.exec(xml)?.[1] ?? "";
    this.#formats = listOf(xml, "cellXfs")?.body.match(XF) ?? [];
    this.#fillsBefore = countIn(listOf(xml, "fills")?.body ?? "", "fill");
  }

  /** Whether there is anything to grow: a style sheet without formats is not a workbook's. */
  get usable(): boolean {
    return this.#formats.length > 0 && this.#fillsBefore > 0;
  }

  /** Number of the format that looks like format `style`, marked. */
  marked(style: number, severity: Severity): number {
    const key = `${style} ${severity}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const base = this.#formats[style] ?? this.#formats[0] ?? "";
    const fill = this.#fillsBefore + (severity === "error" ? 0 : 1);
    this.#added.push(
      changeTag(base, (tag) => withAttribute(withAttribute(tag, "fillId", String(fill)), "applyFill", "1")),
    );
    const number = this.#formats.length + this.#added.length - 1;
    this.#known.set(key, number);
    return number;
  }

  /** The style sheet with both grounds and every format that was asked for. */
  toXml(): string {
    const p = this.#prefix;
    const fills = (["error", "warning"] as const)
      .map(
        (severity) =>
          `<${p}fill><${p}patternFill patternType="solid"><${p}fgColor rgb="${GROUND[severity]}"/><${p}bgColor indexed="64"/></${p}patternFill></${p}fill>`,
      )
      .join("");
    return grow(
      grow(this.#xml, "fills", fills, this.#fillsBefore + 2),
      "cellXfs",
      this.#added.join(""),
      this.#formats.length + this.#added.length,
    );
  }
}

function grow(xml: string, name: string, more: string, count: number): string {
  const list = listOf(xml, name);
  if (!list) return xml;
  const start = list.from - list.head.length;
  return (
    xml.slice(0, start) +
    withAttribute(list.head, "count", String(count)) +
    list.body +
    more +
    xml.slice(list.to)
  );
}
