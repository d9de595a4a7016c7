/** A document with placeholders: what stands in it and where, and what is wrong with it. */
import {
  type Marker,
  MOST_LEVELS,
  MOST_PLACES,
  placesIn,
  said,
  TOO_DEEP,
  TOO_MANY,
} from "@/server/domain/writing/template-items";
import { isElement, textInside, type XmlElement, type XmlNode } from "@/server/exports/xml-tree";
import { type DocumentFile, MAIN_PART } from "./document-file";
import { runsOf } from "./paragraph-runs";
import { BRACE, markersOf, onlyPlace, read } from "./template-paragraphs";

export interface TemplatePlace {
  /** 第3段“年初以来，签约…” */
  where: string;
  raw: string;
  inner: string;
  section: boolean;
  /** What sections it stands in, the outermost first. */
  around: string[];
  /** In the main text, with nothing else in its paragraph, outside of sections and tables. */
  alone: boolean;
}

export interface TemplateProblem {
  where: string;
  message: string;
}

/** What a paragraph of the main text may stand in. */
const AROUND_TEXT = new Set(["w:document", "w:body", "w:sdt", "w:sdtContent"]);

const SNIPPET = 12;
/** Some pages are a tenth of it. */
const MOST_TEXT = 100_000;
const MOST_PARAGRAPHS = 10_000;
const PART_NAMES: [RegExp, string][] = [
  [/header/, "页眉"],
  [/footer/, "页脚"],
  [/document/, ""],
];

/** What a template holds, from part to part; full when it is more than anybody reads. */
class Findings {
  readonly places: TemplatePlace[] = [];
  readonly problems: TemplateProblem[] = [];
  full = false;
  #length = 0;
  #paragraphs = 0;

  /** Counts the words of a paragraph. */
  read(where: string, length: number): void {
    this.#length += length;
    this.#paragraphs += 1;
    if (this.#length > MOST_TEXT) this.object(where, `文字过多，一个模板最多 ${MOST_TEXT / 10_000} 万字`);
    else if (this.#paragraphs > MOST_PARAGRAPHS)
      this.object(where, `段落过多，一个模板最多 ${MOST_PARAGRAPHS / 10_000} 万段`);
    else return;
    this.full = true;
  }

  object(where: string, message: string): void {
    this.problems.push({ where, message });
    if (this.problems.length >= MOST_PLACES) this.full = true;
  }

  place(place: TemplatePlace): void {
    if (this.full) return;
    if (this.places.length === MOST_PLACES) {
      this.object(place.where, `${said(place.raw)} ${TOO_MANY}`);
      this.full = true;
      return;
    }
    if (place.section && place.around.length >= MOST_LEVELS)
      this.object(place.where, `${said(place.raw)} ${TOO_DEEP}`);
    this.places.push(place);
  }
}

/** Walks a part once and notes what it holds. */
class Examination {
  #number = 0;
  readonly #part: string;
  readonly #found: Findings;

  constructor(part: string, found: Findings) {
    this.#part = PART_NAMES.find(([name]) => name.test(part))?.[1] ?? "";
    this.#found = found;
  }

  walk(nodes: readonly XmlNode[], around: readonly string[], inText: boolean): void {
    const { markers, ends } = markersOf(nodes);
    const open: { end: number; around: readonly string[] }[] = [];
    for (let i = 0; i < nodes.length && !this.#found.full; i += 1) {
      const node = nodes[i];
      if (!node || !isElement(node)) continue;
      if (i === open.at(-1)?.end) {
        open.pop();
        this.#number += 1;
        continue;
      }
      const within = open.at(-1)?.around ?? around;
      if (node.name !== "w:p") {
        this.walk(node.children, within, inText && AROUND_TEXT.has(node.name));
        continue;
      }
      const where = this.#paragraph(node, within, inText);
      const [marker, end] = [markers.get(i), ends.get(i)];
      if (!marker) continue;
      if (end === undefined) this.#unmatched(marker, where);
      else open.push({ end, around: this.#section(marker, markers.get(end), { where, within }) });
    }
  }

  /** Notes what the paragraph holds and says where it stands. */
  #paragraph(node: XmlElement, around: readonly string[], inText: boolean): string {
    this.#number += 1;
    const text = textInside(node).trim();
    const where = `${this.#part}第${this.#number}段“${text.slice(0, SNIPPET)}”`;
    this.#found.read(where, text.length);
    if (this.#found.full) return where;
    const found = read(node);
    for (const message of found.problems) this.#found.object(where, message);
    for (const run of runsOf(node)) {
      const hidden =
        run.kind === "solid" && run.style.node && isElement(run.style.node) ? textInside(run.style.node) : "";
      if (BRACE.test(hidden)) this.#found.object(where, "文本框、图形和域里的占位符填不了，请移到正文");
    }
    const alone = inText && around.length === 0 && onlyPlace(found) !== null;
    for (const place of placesIn(found.items))
      this.#found.place({ ...place, where, around: [...around, ...place.around], alone });
    return where;
  }

  #unmatched({ kind, raw, inner }: Marker, where: string): void {
    this.#found.object(
      where,
      kind === "begin"
        ? `${said(raw)} 没有结束，请在后面另起一段写 {/${said(inner)}}`
        : `${said(raw)} 前面没有对应的开始`,
    );
  }

  /** A section over paragraphs; gives back what stands around those within. */
  #section(
    { raw, inner }: Marker,
    closing: Marker | undefined,
    { where, within }: { where: string; within: readonly string[] },
  ): readonly string[] {
    this.#found.place({ where, raw, inner, section: true, around: [...within], alone: false });
    if (closing && closing.inner !== "" && closing.inner !== inner)
      this.#found.object(where, `${said(raw)} 要用 {/${said(inner)}} 结束，后面写的是 ${said(closing.raw)}`);
    // One that stands too deep was told; what is in it need not be counted any deeper.
    return within.length > MOST_LEVELS ? within : [...within, inner];
  }
}

/** Every placeholder with its place, and what is wrong with how they are set. */
export function examineDocument(file: Pick<DocumentFile, "textParts" | "tree">): {
  places: TemplatePlace[];
  problems: TemplateProblem[];
} {
  const found = new Findings();
  for (const name of file.textParts)
    new Examination(name, found).walk(file.tree(name), [], name === MAIN_PART);
  return found;
}
