/** XML as a tree, read strictly and written back as it was: what nobody changes comes out as it came in. */
export interface XmlElement {
  name: string;
  /** As they stand in the tag, spaces and all. */
  attributes: string;
  children: XmlNode[];
}
/** Text and everything that is no element (comments, instructions), in its raw form. */
export type XmlNode = XmlElement | { raw: string };

export class BrokenXml extends Error {}

const MOST_DEPTH = 200;
const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<(?:[^<>"']|"[^"<]*"|'[^'<]*')*>|[^<]+/gy;
const TAG = /^<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>$/;

/** Throws `BrokenXml`; entities of a document's own are refused, because they can grow without end. */
export function readXml(text: string): XmlNode[] {
  const top: XmlElement = { name: "", attributes: "", children: [] };
  const open = [top];
  let at = 0;
  for (const [token] of text.matchAll(TOKEN)) {
    at += token.length;
    const parent = open.at(-1) ?? top;
    if (
      token.startsWith("<!--") ||
      token.startsWith("<?") ||
      token.startsWith("<![") ||
      !token.startsWith("<")
    ) {
      if (parent === top && !token.startsWith("<") && token.replace("\ufeff", "").trim() !== "")
        throw new BrokenXml("text outside of any element");
      parent.children.push({ raw: token });
      continue;
    }
    const [, closing, name = "", attributes = "", empty] = TAG.exec(token) ?? [];
    if (closing === undefined) throw new BrokenXml(`a tag that is none: ${token.slice(0, 40)}`);
    if (closing) {
      if (parent === top || parent.name !== name) throw new BrokenXml(`</${name}> closes nothing`);
      open.pop();
      continue;
    }
    const element: XmlElement = { name, attributes, children: [] };
    parent.children.push(element);
    if (empty) continue;
    open.push(element);
    if (open.length > MOST_DEPTH) throw new BrokenXml("nested too deeply");
  }
  if (at < text.length || open.length > 1) throw new BrokenXml("ends in the middle");
  if (!top.children.some(isElement)) throw new BrokenXml("holds no element");
  return top.children;
}

export const isElement = (node: XmlNode): node is XmlElement => "name" in node;

export function writeXml(nodes: readonly XmlNode[]): string {
  const pieces: string[] = [];
  const write = (node: XmlNode): void => {
    if (!isElement(node)) {
      pieces.push(node.raw);
      return;
    }
    if (node.children.length === 0) {
      pieces.push(`<${node.name}${node.attributes}/>`);
      return;
    }
    pieces.push(`<${node.name}${node.attributes}>`);
    node.children.forEach(write);
    pieces.push(`</${node.name}>`);
  };
  nodes.forEach(write);
  return pieces.join("");
}

export const childrenOf = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter((node): node is XmlElement => isElement(node) && node.name === name);
export const childOf = (element: XmlElement, name: string): XmlElement | undefined =>
  childrenOf(element, name)[0];

/** The first element of this name anywhere below. */
export function findIn(nodes: readonly XmlNode[], name: string): XmlElement | undefined {
  for (const node of nodes) {
    if (!isElement(node)) continue;
    const found = node.name === name ? node : findIn(node.children, name);
    if (found) return found;
  }
  return undefined;
}

const ENTITIES: Record<string, string> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
/** Text of an element or attribute as people read it. */
export const readable = (raw: string): string =>
  raw.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(lt|gt|quot|apos|amp));/g, (whole, hex, digits, name) => {
    if (name) return ENTITIES[name] ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number(digits);
    return code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });

export function attributeOf(element: XmlElement | undefined, name: string): string | undefined {
  if (!element) return undefined;
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(element.attributes);
  return found ? readable(found[1] ?? found[2] ?? "") : undefined;
}

/** All the text inside. */
export const textInside = (element: XmlElement): string =>
  element.children
    .map((node) =>
      isElement(node)
        ? textInside(node)
        : node.raw.startsWith("<![CDATA[")
          ? node.raw.slice(9, -3)
          : node.raw.startsWith("<")
            ? ""
            : readable(node.raw),
    )
    .join("");
