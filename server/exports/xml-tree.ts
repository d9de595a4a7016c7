/** XML as a tree, read strictly and written back as it was: what nobody changes comes out as it came in. */
import { attributeAt, rawAttribute } from "@/server/imports/reading/tag-attributes";

export interface XmlElement {
  name: string;
  /** As they stand in the tag, spaces and all. */
  attributes: string;
  children: XmlNode[];
}
/** Text and everything that is no element (comments, instructions), in its raw form. */
export type XmlNode = XmlElement | { raw: string };

export class BrokenXml extends Error {}
/** More than any text of an office holds. */
export class OversizeXml extends Error {}

const MOST_DEPTH = 200;
export const MOST_NODES = 200_000;
/** Pictures of an older kind stand in attributes. */
const MOST_TAG_LENGTH = 1024 * 1024;

const NAME = /[\p{L}_][\p{L}\p{N}_.:\u00b7-]{0,200}/uy;
const TAG_END = /[ \t\r\n]{0,1000}(\/?)>/y;

interface Tag {
  kind: "begin" | "end" | "empty";
  name: string;
  attributes: string;
  end: number;
}

/** Reads a tag from its first sign to its last, each character once. */
function tagAt(text: string, at: number): Tag {
  const broken = () => new BrokenXml(`a tag that is none: ${text.slice(at, at + 40)}`);
  const closing = text[at + 1] === "/";
  NAME.lastIndex = at + (closing ? 2 : 1);
  const name = NAME.exec(text)?.[0];
  if (name === undefined) throw broken();
  const start = at + (closing ? 2 : 1) + name.length;
  let end = start;
  for (let next = attributeAt(text, end); next !== null; next = attributeAt(text, end)) {
    end = next.end;
    if (closing || end - at > MOST_TAG_LENGTH || next.raw.includes("<")) throw broken();
  }
  TAG_END.lastIndex = end;
  const [rest, slash] = TAG_END.exec(text) ?? [];
  if (rest === undefined || (closing && slash)) throw broken();
  const kind = closing ? "end" : slash ? "empty" : "begin";
  return { kind, name, attributes: text.slice(start, end), end: end + rest.length };
}

const UNREAD: readonly [start: string, end: string][] = [
  ["<!--", "-->"],
  ["<?", "?>"],
  ["<![CDATA[", "]]>"],
];

/** Where text, a comment or an instruction ends that begins here; null where a tag begins. */
function rawEnd(text: string, at: number): number | null {
  if (text[at] !== "<") {
    const next = text.indexOf("<", at);
    return next < 0 ? text.length : next;
  }
  const [start, end] = UNREAD.find(([sign]) => text.startsWith(sign, at)) ?? [];
  if (start === undefined || end === undefined) return null;
  const close = text.indexOf(end, at + start.length);
  if (close < 0) throw new BrokenXml("ends in the middle");
  return close + end.length;
}

/**
 * Throws `BrokenXml`; entities of a document's own are refused, because they can grow without end. What it reads is taken
 * from the budget, which all parts of a file share: `OversizeXml` when that is used up.
 */
export function readXml(text: string, budget = { nodes: MOST_NODES }): XmlNode[] {
  const top: XmlElement = { name: "", attributes: "", children: [] };
  const open = [top];
  const add = (node: XmlNode): void => {
    budget.nodes -= 1;
    if (budget.nodes < 0) throw new OversizeXml("too many nodes");
    (open.at(-1) ?? top).children.push(node);
  };
  for (let at = 0; at < text.length; ) {
    const end = rawEnd(text, at);
    if (end !== null) {
      const raw = text.slice(at, end);
      if (open.length === 1 && text[at] !== "<" && raw.replace("\ufeff", "").trim() !== "")
        throw new BrokenXml("text outside of any element");
      add({ raw });
      at = end;
      continue;
    }
    const { kind, name, attributes, end: behind } = tagAt(text, at);
    at = behind;
    if (kind === "end") {
      if (open.length === 1 || open.pop()?.name !== name) throw new BrokenXml(`</${name}> closes nothing`);
      continue;
    }
    const element: XmlElement = { name, attributes, children: [] };
    add(element);
    if (kind === "begin") open.push(element);
    if (open.length > MOST_DEPTH) throw new BrokenXml("nested too deeply");
  }
  if (open.length > 1) throw new BrokenXml("ends in the middle");
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
  const raw = element && rawAttribute(element.attributes, name);
  return raw === undefined ? undefined : readable(raw);
}

/** The name without the prefix of its namespace, which a document may choose. */
export const localName = ({ name }: XmlElement): string => name.slice(name.indexOf(":") + 1);

/** All the text inside, with whatever elements around it. */
export function textInside(element: XmlElement): string {
  const words: string[] = [];
  const walk = (node: XmlNode): void => {
    if (isElement(node)) node.children.forEach(walk);
    else if (node.raw.startsWith("<![CDATA[")) words.push(node.raw.slice(9, -3));
    else if (!node.raw.startsWith("<")) words.push(readable(node.raw));
  };
  walk(element);
  return words.join("");
}
