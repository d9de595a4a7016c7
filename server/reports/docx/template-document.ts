/** A document with placeholders: what stands in it and where, and the same document filled. */
import type { Answers } from "@/server/domain/writing/fill-items";
import { fillItems } from "@/server/domain/writing/fill-items";
import {
  type Marker,
  MOST_LEVELS,
  MOST_PLACES,
  placesIn,
  type ReadParagraph,
  readParagraph,
  said,
  TOO_DEEP,
  TOO_MANY,
} from "@/server/domain/writing/template-items";
import { isElement, textInside, writeXml, type XmlElement, type XmlNode } from "@/server/exports/xml-tree";
import { UnreadableFile } from "@/server/imports/reading/unreadable-file";
import { type DocumentFile, MAIN_PART } from "./document-file";
import { ControlNumbers, type Look, runsOf, withPieces } from "./paragraph-runs";

export interface TemplatePlace {
  /** 第3段“年初以来，签约…” */
  where: string;
  raw: string;
  inner: string;
  section: boolean;
  /** What sections it stands in, the outermost first. */
  around: string[];
}

export interface TemplateProblem {
  where: string;
  message: string;
}

const BRACE = /[{}｛｝]/;
const isParagraph = (node: XmlNode): node is XmlElement => isElement(node) && node.name === "w:p";
const read = (paragraph: XmlElement): ReadParagraph<Look> => readParagraph(runsOf(paragraph));

/** The markers among neighbours, and where each that begins a section has its end: one pass with those that are open. */
function markersOf(nodes: readonly XmlNode[]): { markers: Map<number, Marker>; ends: Map<number, number> } {
  const markers = new Map<number, Marker>();
  const ends = new Map<number, number>();
  const open: number[] = [];
  nodes.forEach((node, i) => {
    const marker = isParagraph(node) ? read(node).marker : null;
    if (!marker) return;
    markers.set(i, marker);
    if (marker.kind === "begin") open.push(i);
    else {
      const begin = open.pop();
      if (begin !== undefined) ends.set(begin, i);
    }
  });
  return { markers, ends };
}

const SNIPPET = 12;
/** Some pages are a tenth of it. */
const MOST_TEXT = 100_000;
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

  /** Counts the words of a paragraph. */
  read(where: string, length: number): void {
    this.#length += length;
    if (this.#length <= MOST_TEXT) return;
    this.object(where, `文字过多，一个模板最多 ${MOST_TEXT / 10_000} 万字`);
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

  walk(nodes: readonly XmlNode[], around: readonly string[]): void {
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
        this.walk(node.children, within);
        continue;
      }
      const where = this.#paragraph(node, within);
      const [marker, end] = [markers.get(i), ends.get(i)];
      if (!marker) continue;
      if (end === undefined) this.#unmatched(marker, where);
      else open.push({ end, around: this.#section(marker, markers.get(end), { where, within }) });
    }
  }

  /** Notes what the paragraph holds and says where it stands. */
  #paragraph(node: XmlElement, around: readonly string[]): string {
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
    for (const place of placesIn(found.items))
      this.#found.place({ ...place, where, around: [...around, ...place.around] });
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
    this.#found.place({ where, raw, inner, section: true, around: [...within] });
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
  for (const name of file.textParts) new Examination(name, found).walk(file.tree(name), []);
  return found;
}

/** Chains upon chains of a long section: more than an office opens. */
const MOST_FILLED_LENGTH = 20_000_000;

/** Fills; counts on the way whether anything was said, so that a turn of a loop that says nothing can be left out. */
class Filling {
  readonly #numbers = new ControlNumbers();
  #length = 0;

  nodes(nodes: readonly XmlNode[], answers: Answers): XmlNode[] {
    const { markers, ends } = markersOf(nodes);
    const filled: XmlNode[][] = [];
    for (let i = 0; i < nodes.length; i += 1) {
      const node = nodes[i];
      if (!node) continue;
      const [marker, end] = [markers.get(i), ends.get(i)];
      if (!marker || end === undefined) {
        filled.push(this.#node(node, answers));
        continue;
      }
      filled.push(this.#section(marker.inner, nodes.slice(i + 1, end), answers));
      i = end;
    }
    return filled.flat();
  }

  #section(inner: string, nodes: readonly XmlNode[], answers: Answers): XmlNode[] {
    const turns = answers.each(inner);
    if (turns === null) return answers.any(inner) ? this.nodes(nodes, answers) : [];
    const asked = figuresAsked(nodes);
    return turns.flatMap((turn) => {
      const filled = this.nodes(nodes, turn);
      const written = writeXml(filled);
      this.#length += written.length;
      if (this.#length > MOST_FILLED_LENGTH)
        throw new UnreadableFile(
          "unpacks-too-large",
          "模板按产业链重复后过长，请删减 {#各产业链} 之间的内容。",
        );
      // Figures are the content controls: a turn without any has nothing to say, if it had figures at all.
      return asked && !written.includes("<w:sdt>") ? [] : filled;
    });
  }

  #node(node: XmlNode, answers: Answers): XmlNode[] {
    if (!isElement(node)) return [node];
    if (node.name !== "w:p") {
      const children = this.nodes(node.children, answers);
      // A cell without a paragraph is none.
      const bare = node.name === "w:tc" && !children.some(isParagraph);
      return [{ ...node, children: bare ? [...children, { raw: "<w:p/>" }] : children }];
    }
    if (!BRACE.test(textInside(node))) return [node];
    const pieces = fillItems(read(node).items, answers);
    if (pieces === null) return sectionBreak(node);
    return [withPieces(node, pieces, this.#numbers)];
  }
}

/** A paragraph that ends a section of the document stays, or the page would turn. */
const sectionBreak = (node: XmlElement): XmlNode[] => {
  const own = node.children.find((child) => isElement(child) && child.name === "w:pPr");
  return own && writeXml([own]).includes("<w:sectPr") ? [{ ...node, children: [own] }] : [];
};

const figuresAsked = (nodes: readonly XmlNode[]): boolean =>
  nodes.some((node) => isElement(node) && BRACE.test(textInside(node)));

/** Writes the answers into every part. */
export function fillDocument(file: DocumentFile, answers: Answers): void {
  for (const name of file.textParts) file.set(name, writeXml(new Filling().nodes(file.tree(name), answers)));
}

/** Puts a paragraph before everything else. */
export function putFirst(file: DocumentFile, paragraph: string): void {
  const xml = file.text(MAIN_PART) ?? "";
  file.set(
    MAIN_PART,
    xml.replace(/<w:body\b[^>]*>/, (body) => `${body}${paragraph}`),
  );
}
