/** Fields of a document, by what they order, however the order was split over runs, paragraphs and fields within. */
import {
  attributeOf,
  isElement,
  localName,
  textInside,
  type XmlElement,
  type XmlNode,
} from "@/server/exports/xml-tree";

/** Orders that fetch something from elsewhere when the document is opened. */
const FETCHING =
  /^ ?(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|RD|MERGEFIELD|DATABASE)(?![A-Z0-9_])/i;
/** Longer than any of them. */
const LOOKED_AT = 40;

const spaced = (text: string): string => text.replace(/\s+/g, " ");

/** The orders of one run of text. Each is read twice: with everything that follows its beginning, and without inner fields. */
class Story {
  readonly #starts: number[] = [];
  readonly #words: string[] = [];
  #length = 0;
  readonly #open: { own: string }[] = [];
  readonly #fields: { own: string }[] = [];

  /** An order may begin here. */
  start(): void {
    this.#starts.push(this.#length);
  }

  begin(): void {
    const field = { own: "" };
    this.start();
    this.#open.push(field);
    this.#fields.push(field);
  }

  end(): void {
    this.#open.pop();
  }

  say(text: string): void {
    const plain = spaced(text);
    const words = this.#words.at(-1)?.endsWith(" ") ? plain.trimStart() : plain;
    if (words !== "") this.#words.push(words);
    this.#length += words.length;
    const field = this.#open.at(-1);
    if (field) field.own = (field.own + plain.slice(0, LOOKED_AT)).trimStart().slice(0, LOOKED_AT);
  }

  get fetches(): boolean {
    const all = this.#words.join("");
    return (
      this.#starts.some((from) => FETCHING.test(all.slice(from, from + LOOKED_AT))) ||
      this.#fields.some(({ own }) => FETCHING.test(own))
    );
  }
}

/** Deleted text, and elements of other vocabularies, which a program may pass over. */
const passedOver = (node: XmlElement, prefix: string): boolean =>
  !node.name.startsWith(prefix) || ["del", "moveFrom"].includes(localName(node));

/** Goes through a part; `apart`: what may be passed over is a story of its own instead of a part of the one around it. */
function tell(
  nodes: readonly XmlNode[],
  story: Story,
  apart: { prefix: string; stories: Story[] } | null,
): void {
  for (const node of nodes) {
    if (!isElement(node)) continue;
    const own = apart !== null && passedOver(node, apart.prefix) ? new Story() : story;
    if (own !== story) apart?.stories.push(own);
    const name = localName(node);
    if (name === "p") own.start();
    if (name === "fldChar") {
      const kind = attributeOf(node, `${node.name.slice(0, -name.length)}fldCharType`);
      if (kind === "begin") own.begin();
      if (kind === "end") own.end();
    }
    if (name === "fldSimple") {
      own.begin();
      own.say(attributeOf(node, `${node.name.slice(0, -name.length)}instr`) ?? "");
      own.end();
    }
    if (name === "instrText" || name === "delInstrText") own.say(textInside(node));
    else tell(node.children, own, apart);
  }
}

/** Whether any field of a part fetches something. */
export function fetchesByField(nodes: readonly XmlNode[]): boolean {
  const root = nodes.find(isElement);
  const prefix = root ? root.name.slice(0, root.name.indexOf(":") + 1) : "";
  const [whole, main, stories] = [new Story(), new Story(), [] as Story[]];
  tell(nodes, whole, null);
  tell(nodes, main, { prefix, stories });
  return [whole, main, ...stories].some((story) => story.fetches);
}
