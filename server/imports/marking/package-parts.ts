/** A workbook as the package of parts that it is: found by sheet, changed part by part, and put together again. */
import { CFB } from "@e965/xlsx";
import { attributesAt } from "../reading/tag-attributes";

const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing";
/** What may only stand after the drawing of the comments. */
const AFTER_DRAWING =
  /<(?:\w+:)?(?:legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst)\b/;

/** The parts of a workbook by their path. */
export class Package {
  readonly #container: ReturnType<typeof CFB.read>;

  constructor(bytes: Buffer) {
    this.#container = CFB.read(bytes, { type: "buffer" });
  }

  text(path: string): string | undefined {
    const entry = CFB.find(this.#container, `/${path}`);
    return entry ? Buffer.from(entry.content as Uint8Array).toString("utf8") : undefined;
  }

  set(path: string, text: string): void {
    const present = CFB.find(this.#container, `/${path}`);
    const content = Buffer.from(text, "utf8");
    if (present) {
      present.content = content as never;
      present.size = content.length;
    } else CFB.utils.cfb_add(this.#container, `/${path}`, content);
  }

  toBytes(): Buffer {
    return CFB.write(this.#container, { type: "buffer", fileType: "zip", compression: true }) as Buffer;
  }
}

interface Relation {
  id: string;
  type: string;
  target: string;
}

/** Attributes of every tag of this name. */
const tagsOf = (xml: string, name: string): Map<string, string>[] =>
  [...xml.matchAll(new RegExp(`<(?:\\w{1,20}:)?${name}(?=\\s)`, "g"))].map(
    ({ 0: head, index }) => new Map(attributesAt(xml, index + head.length)),
  );

export const relationsOf = (xml: string): Relation[] =>
  tagsOf(xml, "Relationship").map((tag) => ({
    id: tag.get("Id") ?? "",
    type: tag.get("Type")?.split("/").at(-1) ?? "",
    target: tag.get("Target") ?? "",
  }));

/** A target as its part is called: relative to the folder of the part that points at it, or from the root. */
export function resolve(folder: string, target: string): string {
  if (target.startsWith("/")) return target.slice(1);
  const path = folder.split("/").filter(Boolean);
  for (const step of target.split("/")) {
    if (step === "..") path.pop();
    else if (step !== ".") path.push(step);
  }
  return path.join("/");
}

/** There are no characters beyond these. */
const character = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : "");

/** Text of an element or attribute as people read it. */
export const plainText = (text: string): string =>
  text
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => character(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => character(Number(code)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");

/** Path of each sheet, by its name. */
export function sheetPaths(parts: Pick<Package, "text">): Map<string, string> {
  const workbook = parts.text("xl/workbook.xml") ?? "";
  const targets = new Map(
    relationsOf(parts.text("xl/_rels/workbook.xml.rels") ?? "").map((r) => [r.id, resolve("xl", r.target)]),
  );
  const paths = new Map<string, string>();
  for (const tag of tagsOf(workbook, "sheet")) {
    const name = tag.get("name");
    const id = [...tag].find(([key]) => /^\w+:id$/.test(key))?.[1];
    const path = targets.get(id ?? "");
    if (name !== undefined && path !== undefined) paths.set(plainText(name), path);
  }
  return paths;
}

export function relationsPath(path: string): string {
  const at = path.lastIndexOf("/") + 1;
  return `${path.slice(0, at)}_rels/${path.slice(at)}.rels`;
}

export function addRelation(parts: Package, path: string, type: string, target: string): string {
  const file = relationsPath(path);
  const xml =
    parts.text(file) ??
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';
  const taken = new Set(relationsOf(xml).map((r) => r.id));
  let id = "";
  for (let n = 1; id === "" || taken.has(id); n += 1) id = `rIdMark${n}`;
  const relation = `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  parts.set(
    file,
    xml
      .replace(/<Relationships\b([^>]*)\/>/, "<Relationships$1></Relationships>")
      .replace(/<\/Relationships>/, `${relation}</Relationships>`),
  );
  return id;
}

export function declareTypes(parts: Package, commentParts: readonly string[]): void {
  const xml = parts.text("[Content_Types].xml") ?? "";
  const vml = /Extension="vml"/i.test(xml) ? "" : `<Default Extension="vml" ContentType="${VML_TYPE}"/>`;
  const overrides = commentParts
    .filter((path) => !xml.includes(`PartName="/${path}"`))
    .map((path) => `<Override PartName="/${path}" ContentType="${COMMENTS_TYPE}"/>`);
  parts.set(
    "[Content_Types].xml",
    xml.replace(/(<Types\b[^>]*>)/, `$1${vml}`).replace(/<\/Types>/, `${overrides.join("")}</Types>`),
  );
}

/** A workbook that runs nothing: the marked one goes from hand to hand. */
export function dropMacros(parts: Package): void {
  const types = parts.text("[Content_Types].xml") ?? "";
  if (!/macroEnabled/i.test(types)) return;
  parts.set(
    "[Content_Types].xml",
    types
      .replaceAll(
        /application\/vnd\.ms-excel\.(?:sheet|template)\.macroEnabled\.main\+xml/gi,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
      )
      .replaceAll(/<Override\b[^>]*vbaProject[^>]*>/gi, ""),
  );
  const relations = "xl/_rels/workbook.xml.rels";
  parts.set(
    relations,
    (parts.text(relations) ?? "").replaceAll(/<Relationship\b[^>]*vbaProject[^>]*>/gi, ""),
  );
}

/** Puts the drawing of the comments where the order of a sheet's elements wants it. */
export function withDrawing(sheet: string, id: string): string {
  const root = /<((?:\w+:)?)worksheet\b[^>]*>/.exec(sheet);
  if (!root) return sheet;
  const [tag, prefix = ""] = root;
  const bound = new RegExp(`xmlns:(\\w+)="${RELATIONS}"`).exec(tag)?.[1];
  const drawing = `<${prefix}legacyDrawing ${bound ?? "r"}:id="${id}"/>`;
  const ready =
    bound === undefined ? sheet.replace(tag, tag.replace(/>$/, ` xmlns:r="${RELATIONS}">`)) : sheet;
  const at = AFTER_DRAWING.exec(ready)?.index ?? ready.lastIndexOf(`</${prefix}worksheet>`);
  return ready.slice(0, at) + drawing + ready.slice(at);
}
