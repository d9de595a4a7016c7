/** What a document says: its paragraphs with their figures, the way a person reads them. */

import type { CellPlace, ParagraphKind, WrittenParagraph, WrittenPicture } from "@/server/contracts/writing";
import { readAddress } from "@/server/domain/writing/figure-address";
import type { Part } from "@/server/domain/writing/pieces";
import {
  attributeOf,
  childOf,
  findIn,
  isElement,
  textInside,
  type XmlElement,
  type XmlNode,
} from "@/server/exports/xml-tree";
import { type DocumentFile, MAIN_PART } from "./document-file";
import { NOTICE_TAG, STYLES } from "./official-layout";
import { EMU, TEXT_WIDTH } from "./picture-xml";
import { elementsIn, placedCells, TableHeads } from "./table-cells";

const DROPPED = new Set(["w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:sdtPr", "w:instrText", "mc:Fallback"]);

/** Neighbouring words are one. */
function joined(parts: readonly Part[]): Part[] {
  const all: Part[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (typeof part === "string" && typeof last === "string") all[all.length - 1] = last + part;
    else all.push(part);
  }
  return all;
}

const wordsIn = (parts: readonly Part[]): string =>
  parts.map((part) => (typeof part === "string" ? part : part.text)).join("");

function partsOf(nodes: readonly XmlNode[]): Part[] {
  return nodes.flatMap((node): Part[] => {
    if (!isElement(node) || DROPPED.has(node.name)) return [];
    if (node.name === "w:t") return [textInside(node)];
    if (node.name === "w:tab") return ["\t"];
    if (node.name === "w:br" || node.name === "w:cr") return ["\n"];
    const inner = partsOf(node.children);
    if (node.name !== "w:sdt") return inner;
    // A figure within a figure is the inner one.
    if (inner.some((part) => typeof part !== "string")) return inner;
    const own = childOf(node, "w:sdtPr");
    const address = attributeOf(own && childOf(own, "w:tag"), "w:val") ?? "";
    const name = attributeOf(own && childOf(own, "w:alias"), "w:val") ?? "";
    const text = wordsIn(inner);
    return readAddress(address) === null || text === "" ? inner : [{ text, address, name }];
  });
}

const KIND_OF_STYLE = new Map<string, ParagraphKind>(
  Object.entries(STYLES).map(([kind, { id }]) => [id, kind as ParagraphKind]),
);

/** By the styles of our own layout, otherwise by how it stands on the page. */
function kindOf(paragraph: XmlElement): ParagraphKind {
  const own = childOf(paragraph, "w:pPr");
  const known = KIND_OF_STYLE.get(attributeOf(own && childOf(own, "w:pStyle"), "w:val") ?? "");
  if (known) return known;
  const side = attributeOf(own && childOf(own, "w:jc"), "w:val");
  if (side === "center") return "title";
  return side === "right" || side === "end" ? "signature" : "body";
}

/** The picture of a paragraph that was drawn for the text; null for any other. */
function pictureOf(paragraph: XmlElement, pictures: PictureSource): WrittenPicture | null {
  const drawing = findIn(paragraph.children, "w:drawing");
  const lines = drawing && attributeOf(findIn(drawing.children, "asvg:svgBlip"), "r:embed");
  const source = lines ? pictures(lines) : null;
  if (!drawing || source === null) return null;
  const alt = attributeOf(findIn(drawing.children, "wp:docPr"), "descr") ?? "";
  const width = Number(attributeOf(findIn(drawing.children, "wp:extent"), "cx") ?? 0);
  return { source, alt, share: Math.min(1, width / (TEXT_WIDTH * EMU)) };
}

/** By the id of its relation, as `data:`; null where the document that is read is not the one that was drawn for. */
export type PictureSource = (relation: string) => string | null;

interface Place {
  kind: ParagraphKind | null;
  cell: CellPlace | null;
}

const sideOf = (paragraph: XmlElement): CellPlace["side"] => {
  const own = childOf(paragraph, "w:pPr");
  const side = attributeOf(own && childOf(own, "w:jc"), "w:val");
  if (side === "center") return "center";
  return side === "right" || side === "end" ? "right" : "left";
};

class Reading {
  #tables = 0;
  readonly #pictures: PictureSource;

  constructor(pictures: PictureSource) {
    this.#pictures = pictures;
  }

  paragraphs(nodes: readonly XmlNode[], place: Place): WrittenParagraph[] {
    return nodes.flatMap((node): WrittenParagraph[] => {
      if (!isElement(node)) return [];
      if (node.name === "w:p") return this.#paragraph(node, place);
      if (node.name === "w:tbl") return this.#table(node);
      if (node.name !== "w:sdt") return DROPPED.has(node.name) ? [] : this.paragraphs(node.children, place);
      const own = childOf(node, "w:sdtPr");
      const isNotice = attributeOf(own && childOf(own, "w:tag"), "w:val") === NOTICE_TAG;
      return this.paragraphs(node.children, isNotice ? { ...place, kind: "notice" } : place);
    });
  }

  #paragraph(node: XmlElement, { kind, cell }: Place): WrittenParagraph[] {
    const parts = joined(partsOf(node.children)).filter((part) => part !== "");
    const picture = pictureOf(node, this.#pictures);
    if (parts.length === 0 && picture === null) return [];
    return [
      {
        kind: kind ?? kindOf(node),
        parts,
        ...(cell === null ? {} : { cell: { ...cell, side: sideOf(node) } }),
        ...(picture === null ? {} : { picture }),
      },
    ];
  }

  /** A table within a cell is a table of its own. */
  #table(table: XmlElement): WrittenParagraph[] {
    this.#tables += 1;
    const number = this.#tables;
    const rows = elementsIn(table.children, "w:tr").map((row) => ({
      head: findIn(row.children, "w:tblHeader") !== undefined,
      cells: placedCells(row),
    }));
    const heads = new TableHeads(rows.filter(({ head }, i) => head || i === 0).map(({ cells }) => cells));
    return rows.flatMap(({ head, cells }, row) => {
      const units = heads.unitsOf(cells);
      return cells.flatMap(({ column, element }) =>
        this.paragraphs(element.children, {
          kind: "cell",
          cell: { table: number, row, column, head, side: "left", unit: head ? null : units(column) },
        }),
      );
    });
  }
}

const nowhere: Place = { kind: null, cell: null };

export function readDocument(file: DocumentFile, pictures: PictureSource = () => null): WrittenParagraph[] {
  const body = findIn(file.tree(MAIN_PART), "w:body");
  return body ? new Reading(pictures).paragraphs(body.children, nowhere) : [];
}
