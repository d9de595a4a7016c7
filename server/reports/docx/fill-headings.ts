/** Headings of a filled document: what stands under each, and the numbers that they have then. */
import { type HeadingMark, headingEnd, headingMark, settleHeadings } from "@/server/domain/writing/headings";
import { textInside, writeXml, type XmlNode } from "@/server/exports/xml-tree";
import { BRACE, isParagraph } from "./template-paragraphs";

/** A node of the template and what became of it; null: turns of a section that say nothing. */
export interface FilledEntry {
  source: XmlNode | null;
  filled: XmlNode[];
}

const WORDS = /(<w:t(?:\s[^>]*)?>)([^<]*)(<\/w:t>)/g;
const SHOWN = /<w:(?:drawing|pict|object|tbl)[\s>]/;
const wordsIn = (xml: string): string => [...xml.matchAll(WORDS)].map(([, , words = ""]) => words).join("");

/** The number of a heading in other words, however its signs were cut into runs. */
function withNumber(xml: string, { at, number }: HeadingMark, now: string): string {
  let seen = 0;
  return xml.replace(WORDS, (whole, open: string, words: string, close: string) => {
    const [from, to] = [Math.max(at - seen, 0), at + number.length - seen];
    seen += words.length;
    if (to <= 0 || from >= words.length) return whole;
    const first = seen - words.length <= at;
    return `${open}${words.slice(0, from)}${first ? now : ""}${words.slice(to)}${close}`;
  });
}

function entryOf({ source, filled }: FilledEntry) {
  const [xml, typed] = [
    writeXml(filled),
    source !== null && isParagraph(source) ? textInside(source).replace(/\s+$/, "") : "",
  ];
  const mark = headingMark(typed);
  const words = wordsIn(xml);
  const rest = mark === null ? words : words.slice(headingEnd(words));
  const figures = mark !== null && xml.includes("<w:sdt>");
  return {
    mark,
    asked: source === null || BRACE.test("name" in source ? textInside(source) : ""),
    says: rest.trim() !== "" || figures || SHOWN.test(xml),
  };
}

/** `left`: what of a paragraph stays when its words do not. */
export function withHeadings(
  entries: readonly FilledEntry[],
  left: (source: XmlNode) => XmlNode[],
): XmlNode[] {
  const { leaves, numbers } = settleHeadings(entries.map(entryOf));
  return entries.flatMap(({ source, filled }, i) => {
    if (leaves.has(i)) return source === null ? [] : left(source);
    const xml = writeXml(filled);
    const [mark, now] = [headingMark(wordsIn(xml)), numbers.get(i)];
    return mark === null || now === undefined ? filled : [{ raw: withNumber(xml, mark, now) }];
  });
}
