/** A paragraph of a document as runs of text with their looks, and back; a figure becomes a content control that knows its source. */

import type { Part, Piece } from "@/server/domain/writing/pieces";
import type { Run } from "@/server/domain/writing/template-items";
import { escapeXml } from "@/server/exports/xlsx/xml";
import {
  childOf,
  isElement,
  textInside,
  writeXml,
  type XmlElement,
  type XmlNode,
} from "@/server/exports/xml-tree";

export interface Look {
  /** w:rPr of the run. */
  properties: XmlElement | null;
  /** What stands there instead of text. */
  node: XmlNode | null;
}

/** Around runs: their text counts. */
const AROUND = new Set([
  "w:hyperlink",
  "w:ins",
  "w:moveTo",
  "w:smartTag",
  "w:sdt",
  "w:sdtContent",
  "w:fldSimple",
  "w:customXml",
]);
/** Marks of the editor that mean nothing on paper. */
const UNSEEN = new Set(["w:rPr", "w:lastRenderedPageBreak"]);

function runsOfRun(run: XmlElement): Run<Look>[] {
  const properties = childOf(run, "w:rPr") ?? null;
  return run.children.flatMap((node): Run<Look>[] => {
    if (!isElement(node) || UNSEEN.has(node.name)) return [];
    if (node.name === "w:t")
      return [{ kind: "words", style: { properties, node: null }, text: textInside(node) }];
    return [{ kind: "solid", style: { properties, node } }];
  });
}

/** What a deletion that was not accepted yet holds is not there. */
export const runsOf = (paragraph: XmlElement): Run<Look>[] =>
  paragraph.children.flatMap((node): Run<Look>[] => {
    if (!isElement(node)) return [];
    if (node.name === "w:r") return runsOfRun(node);
    return AROUND.has(node.name) ? runsOf(node) : [];
  });

export class ControlNumbers {
  #next = 710_000_000;
  next(): number {
    this.#next += 1;
    return this.#next;
  }
}

const MOST_ALIAS = 64;
const runXml = (properties: string, text: string) =>
  `<w:r>${properties}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;

function control(
  properties: string,
  { text, address, name }: { text: string; address: string; name: string },
  id: number,
) {
  const alias = escapeXml(name.slice(0, MOST_ALIAS));
  return `<w:sdt><w:sdtPr>${properties}<w:alias w:val="${alias}"/><w:tag w:val="${escapeXml(address)}"/><w:id w:val="${id}"/></w:sdtPr><w:sdtContent>${runXml(properties, text)}</w:sdtContent></w:sdt>`;
}

/** Words and figures in one look. */
export const partsXml = (look: string, parts: readonly Part[], numbers: ControlNumbers): string =>
  parts
    .map((part) => (typeof part === "string" ? runXml(look, part) : control(look, part, numbers.next())))
    .join("");

const pieceXml = (piece: Piece<Look>, numbers: ControlNumbers): string => {
  const { properties, node } = piece.style;
  const look = properties ? writeXml([properties]) : "";
  if (piece.kind === "solid") return node ? `<w:r>${look}${writeXml([node])}</w:r>` : "";
  if (piece.kind === "words") return piece.text === "" ? "" : runXml(look, piece.text);
  return partsXml(look, piece.parts, numbers);
};

/** The same paragraph with other words. */
export function withPieces(
  paragraph: XmlElement,
  pieces: readonly Piece<Look>[],
  numbers: ControlNumbers,
): XmlElement {
  const own = childOf(paragraph, "w:pPr");
  const words = pieces.map((piece) => pieceXml(piece, numbers)).join("");
  return { ...paragraph, children: [...(own ? [own] : []), { raw: words }] };
}
