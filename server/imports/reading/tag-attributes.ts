/** Attributes of a tag, one after another: whatever stands in quotes is a value and never an attribute. */

export interface Attribute {
  name: string;
  /** As it stands between the quotes. */
  raw: string;
  /** Where the next one may begin. */
  end: number;
}

const HEAD = /[ \t\r\n]{1,1000}([^\s=<>"'/]{1,300})[ \t\r\n]{0,1000}=[ \t\r\n]{0,1000}(["'])/y;

/** The attribute that begins here, with the blanks before it; null where there is none. */
export function attributeAt(text: string, at: number): Attribute | null {
  HEAD.lastIndex = at;
  const [head, name = "", quote = ""] = HEAD.exec(text) ?? [];
  if (head === undefined) return null;
  const close = text.indexOf(quote, at + head.length);
  return close < 0 ? null : { name, raw: text.slice(at + head.length, close), end: close + 1 };
}

/** All that stand here, in their order, as they were written. */
export function* attributesAt(text: string, at: number): Generator<[name: string, raw: string]> {
  for (let next = attributeAt(text, at); next !== null; next = attributeAt(text, next.end))
    yield [next.name, next.raw];
}

/** `text` is what stands behind the name of a tag. */
export function rawAttribute(text: string, name: string): string | undefined {
  for (const [own, raw] of attributesAt(text, 0)) if (own === name) return raw;
  return undefined;
}
