/** What a document says: its paragraphs with their figures, the way a person reads them. */

import type { ParagraphKind, WrittenParagraph } from "@/server/contracts/writing";
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

function paragraphsIn(nodes: readonly XmlNode[], kind: ParagraphKind | null): WrittenParagraph[] {
  return nodes.flatMap((node): WrittenParagraph[] => {
    if (!isElement(node)) return [];
    if (node.name === "w:p") {
      const parts = joined(partsOf(node.children)).filter((part) => part !== "");
      return parts.length === 0 ? [] : [{ kind: kind ?? kindOf(node), parts }];
    }
    if (node.name === "w:tc") return paragraphsIn(node.children, "cell");
    if (node.name !== "w:sdt") return DROPPED.has(node.name) ? [] : paragraphsIn(node.children, kind);
    const own = childOf(node, "w:sdtPr");
    const isNotice = attributeOf(own && childOf(own, "w:tag"), "w:val") === NOTICE_TAG;
    return paragraphsIn(node.children, isNotice ? "notice" : kind);
  });
}

export function readDocument(file: DocumentFile): WrittenParagraph[] {
  const body = findIn(file.tree(MAIN_PART), "w:body");
  return body ? paragraphsIn(body.children, null) : [];
}
