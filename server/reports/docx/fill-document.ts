/** A document with placeholders, filled. */
import type { Answers } from "@/server/domain/writing/fill-items";
import { fillItems } from "@/server/domain/writing/fill-items";
import type { ReadParagraph } from "@/server/domain/writing/template-items";
import { isElement, textInside, writeXml, type XmlElement, type XmlNode } from "@/server/exports/xml-tree";
import { UnreadableFile } from "@/server/imports/reading/unreadable-file";
import { type DocumentFile, MAIN_PART } from "./document-file";
import { type ExhibitSource, exhibitXml, textWidthOf } from "./exhibit-xml";
import { type FilledEntry, withHeadings } from "./fill-headings";
import { ControlNumbers, type Look, withPieces } from "./paragraph-runs";
import { BRACE, isParagraph, markersOf, onlyPlace, read } from "./template-paragraphs";

/** Chains upon chains of a long section, tables upon tables: more than an office opens. */
const MOST_FILLED_LENGTH = 20_000_000;
const MOST_PARAGRAPHS = 20_000;

/** A section of which nothing is said. */
const SILENT: FilledEntry = { source: null, filled: [] };

interface ExhibitPlacing {
  file: DocumentFile;
  width: number;
  source: ExhibitSource;
}

/** Fills; counts on the way whether anything was said, so that a turn of a loop that says nothing can be left out. */
class Filling {
  readonly #numbers = new ControlNumbers();
  readonly #exhibits: ExhibitPlacing | null;
  #length = 0;
  #paragraphs = 0;

  constructor(exhibits: ExhibitPlacing | null) {
    this.#exhibits = exhibits;
  }

  nodes(nodes: readonly XmlNode[], answers: Answers): XmlNode[] {
    return this.#entries(nodes, answers).flatMap(({ filled }) => filled);
  }

  #entries(nodes: readonly XmlNode[], answers: Answers): FilledEntry[] {
    const { markers, ends } = markersOf(nodes);
    const filled: FilledEntry[][] = [];
    for (let i = 0; i < nodes.length; i += 1) {
      const node = nodes[i];
      if (!node) continue;
      const [marker, end] = [markers.get(i), ends.get(i)];
      if (!marker || end === undefined) {
        filled.push([{ source: node, filled: this.#node(node, answers) }]);
        continue;
      }
      filled.push(this.#section(marker.inner, nodes.slice(i + 1, end), answers));
      i = end;
    }
    return filled.flat();
  }

  /** Nobody waits for a text that no office opens, and nobody behind it. */
  #grow(length: number, paragraphs = 0): void {
    this.#length += length;
    this.#paragraphs += paragraphs;
    if (this.#length > MOST_FILLED_LENGTH || this.#paragraphs > MOST_PARAGRAPHS)
      throw new UnreadableFile(
        "unpacks-too-large",
        "模板写成后过长，请删减 {#各产业链} 之间的内容，或减少附表和图。",
      );
  }

  #section(inner: string, nodes: readonly XmlNode[], answers: Answers): FilledEntry[] {
    const turns = answers.each(inner);
    if (turns === null) return answers.any(inner) ? this.#entries(nodes, answers) : [SILENT];
    const asked = figuresAsked(nodes);
    return turns.flatMap((turn) => {
      const filled = this.#entries(nodes, turn);
      const written = writeXml(filled.flatMap((entry) => entry.filled));
      this.#grow(written.length);
      // Figures are the content controls: a turn without any has nothing to say, if it had figures at all.
      return asked && !written.includes("<w:sdt>") ? [SILENT] : filled;
    });
  }

  #node(node: XmlNode, answers: Answers): XmlNode[] {
    if (!isElement(node)) return [node];
    if (node.name === "w:body")
      return [{ ...node, children: withHeadings(this.#entries(node.children, answers), sectionBreak) }];
    if (node.name !== "w:p") {
      const children = this.nodes(node.children, answers);
      // A cell without a paragraph is none.
      const bare = node.name === "w:tc" && !children.some(isParagraph);
      return [{ ...node, children: bare ? [...children, { raw: "<w:p/>" }] : children }];
    }
    this.#grow(0, 1);
    if (!BRACE.test(textInside(node))) return [node];
    const found = read(node);
    const exhibit = this.#exhibit(node, found);
    if (exhibit !== null) {
      this.#grow(exhibit.length);
      return [{ raw: exhibit }, ...sectionBreak(node)];
    }
    const pieces = fillItems(found.items, answers);
    if (pieces === null) return sectionBreak(node);
    return [withPieces(node, pieces, this.#numbers)];
  }

  /** What stands in place of a paragraph that asks for a table or a picture; null for any other paragraph. */
  #exhibit(paragraph: XmlElement, found: ReadParagraph<Look>): string | null {
    const inner = onlyPlace(found)?.inner;
    if (this.#exhibits === null || inner === undefined) return null;
    const { file, width, source } = this.#exhibits;
    const filled = source(inner);
    if (filled === null) return null;
    return filled === "nothing" ? "" : exhibitXml(filled, { file, width, numbers: this.#numbers, paragraph });
  }
}

/** A paragraph that ends a section of the document stays, or the page would turn. */
const sectionBreak = (node: XmlNode): XmlNode[] => {
  if (!isElement(node)) return [];
  const own = node.children.find((child) => isElement(child) && child.name === "w:pPr");
  return own && writeXml([own]).includes("<w:sectPr") ? [{ ...node, children: [own] }] : [];
};

const figuresAsked = (nodes: readonly XmlNode[]): boolean =>
  nodes.some((node) => isElement(node) && BRACE.test(textInside(node)));

/** Writes the answers into every part, tables and pictures into the main one. */
export function fillDocument(file: DocumentFile, answers: Answers, source?: ExhibitSource): void {
  const placing = source ? { file, width: textWidthOf(file), source } : null;
  for (const name of file.textParts) {
    const filling = new Filling(name === MAIN_PART ? placing : null);
    file.set(name, writeXml(filling.nodes(file.tree(name), answers)));
  }
}

/** Puts a paragraph before everything else. */
export function putFirst(file: DocumentFile, paragraph: string): void {
  const xml = file.text(MAIN_PART) ?? "";
  file.set(
    MAIN_PART,
    xml.replace(/<w:body\b[^>]*>/, (body) => `${body}${paragraph}`),
  );
}
