/** Paragraphs of a template: their placeholders, and the sections that they begin and end. */
import {
  type Marker,
  type Place,
  type ReadParagraph,
  readParagraph,
} from "@/server/domain/writing/template-items";
import { isElement, type XmlElement, type XmlNode } from "@/server/exports/xml-tree";
import { type Look, runsOf } from "./paragraph-runs";

export const BRACE = /[{}｛｝]/;
export const isParagraph = (node: XmlNode): node is XmlElement => isElement(node) && node.name === "w:p";
/** The one placeholder of a paragraph that has nothing else. */
export function onlyPlace({ items }: ReadParagraph<Look>): Place<Look> | null {
  const [only, ...others] = items.filter((item) => item.kind !== "words" || item.text.trim() !== "");
  return only?.kind === "place" && others.length === 0 ? only : null;
}
export const read = (paragraph: XmlElement): ReadParagraph<Look> => readParagraph(runsOf(paragraph));

/** The markers among neighbours, and where each that begins a section has its end: one pass with those that are open. */
export function markersOf(nodes: readonly XmlNode[]): {
  markers: Map<number, Marker>;
  ends: Map<number, number>;
} {
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
