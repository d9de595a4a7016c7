/** A document with placeholders: what stands in it and where, and the same document filled. */
import type { Answers } from "@/server/domain/writing/fill-items";
import { fillItems } from "@/server/domain/writing/fill-items";
import {
  type Marker,
  placesIn,
  type ReadParagraph,
  readParagraph,
} from "@/server/domain/writing/template-items";
import { isElement, textInside, writeXml, type XmlElement, type XmlNode } from "@/server/exports/xml-tree";
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

/** A marker that stands alone ends where its own end does; -1 when it has none here. */
function endOf(nodes: readonly XmlNode[], from: number): number {
  let depth = 0;
  for (let i = from; i < nodes.length; i += 1) {
    const node = nodes[i];
    const marker = node && isParagraph(node) ? read(node).marker : null;
    if (marker) depth += marker.kind === "begin" ? 1 : -1;
    if (depth === 0) return i;
  }
  return -1;
}

const SNIPPET = 12;
const PART_NAMES: [RegExp, string][] = [
  [/header/, "页眉"],
  [/footer/, "页脚"],
  [/document/, ""],
];

/** Walks a part once and notes what it holds. */
class Examination {
  readonly places: TemplatePlace[] = [];
  readonly problems: TemplateProblem[] = [];
  #number = 0;
  readonly #part: string;

  constructor(part: string) {
    this.#part = PART_NAMES.find(([name]) => name.test(part))?.[1] ?? "";
  }

  walk(nodes: readonly XmlNode[], around: readonly string[]): void {
    for (let i = 0; i < nodes.length; i += 1) {
      const node = nodes[i];
      if (!node || !isElement(node)) continue;
      if (node.name !== "w:p") {
        this.walk(node.children, around);
        continue;
      }
      const marker = this.#paragraph(node, around);
      if (!marker) continue;
      i = this.#block(nodes, i, marker, around);
    }
  }

  #paragraph(node: XmlElement, around: readonly string[]): (Marker & { where: string }) | null {
    this.#number += 1;
    const where = `${this.#part}第${this.#number}段“${textInside(node).trim().slice(0, SNIPPET)}”`;
    const found = read(node);
    this.problems.push(...found.problems.map((message) => ({ where, message })));
    for (const run of runsOf(node)) {
      const hidden =
        run.kind === "solid" && run.style.node && isElement(run.style.node) ? textInside(run.style.node) : "";
      if (BRACE.test(hidden))
        this.problems.push({ where, message: "文本框、图形和域里的占位符填不了，请移到正文" });
    }
    for (const place of placesIn(found.items))
      this.places.push({ ...place, where, around: [...around, ...place.around] });
    return found.marker && { ...found.marker, where };
  }

  /** A section over paragraphs; gives back the place of its end. */
  #block(
    nodes: readonly XmlNode[],
    from: number,
    marker: Marker & { where: string },
    around: readonly string[],
  ): number {
    const { where, raw, inner } = marker;
    const end = marker.kind === "begin" ? endOf(nodes, from) : -1;
    if (end < 0) {
      const message =
        marker.kind === "begin"
          ? `${raw} 没有结束，请在后面另起一段写 {/${inner}}`
          : `${raw} 前面没有对应的开始`;
      this.problems.push({ where, message });
      return from;
    }
    this.places.push({ where, raw, inner, section: true, around: [...around] });
    const last = nodes[end];
    const closing = last && isParagraph(last) ? read(last).marker : null;
    if (closing && closing.inner !== "" && closing.inner !== inner)
      this.problems.push({ where, message: `${raw} 要用 {/${inner}} 结束，后面写的是 ${closing.raw}` });
    this.walk(nodes.slice(from + 1, end), [...around, inner]);
    this.#number += 1;
    return end;
  }
}

/** Every placeholder with its place, and what is wrong with how they are set. */
export function examineDocument(file: DocumentFile): {
  places: TemplatePlace[];
  problems: TemplateProblem[];
} {
  const parts = file.textParts.map((name) => {
    const examination = new Examination(name);
    examination.walk(file.tree(name), []);
    return examination;
  });
  return {
    places: parts.flatMap(({ places }) => places),
    problems: parts.flatMap(({ problems }) => problems),
  };
}

/** Fills; counts on the way whether anything was said, so that a turn of a loop that says nothing can be left out. */
class Filling {
  readonly #numbers = new ControlNumbers();

  nodes(nodes: readonly XmlNode[], answers: Answers): XmlNode[] {
    const filled: XmlNode[] = [];
    for (let i = 0; i < nodes.length; i += 1) {
      const node = nodes[i];
      if (!node) continue;
      const marker = isParagraph(node) ? read(node).marker : null;
      if (!marker) {
        filled.push(...this.#node(node, answers));
        continue;
      }
      const end = endOf(nodes, i);
      filled.push(...this.#section(marker.inner, nodes.slice(i + 1, end), answers));
      i = end;
    }
    return filled;
  }

  #section(inner: string, nodes: readonly XmlNode[], answers: Answers): XmlNode[] {
    const turns = answers.each(inner);
    if (turns === null) return answers.any(inner) ? this.nodes(nodes, answers) : [];
    return turns.flatMap((turn) => {
      const filled = this.nodes(nodes, turn);
      // Figures are the content controls: a turn without any has nothing to say, if it had figures at all.
      const asked = figuresAsked(nodes);
      return asked && !writeXml(filled).includes("<w:sdt>") ? [] : filled;
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
