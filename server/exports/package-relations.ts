/** Which parts of an office file point at which, and what they fetch from outside of it. */
import { resolve } from "@/server/imports/marking/package-parts";
import type { PartsArchive } from "./parts-archive";
import { attributeOf, isElement, type XmlNode } from "./xml-tree";

export interface PartRelation {
  /** The last step of its type: hyperlink, officeDocument. */
  kind: string;
  target: string;
  outside: boolean;
}

/** The transitional and the strict spelling; of any other nobody knows what a program makes of it. */
const KINDS =
  /^http:\/\/(?:schemas\.openxmlformats\.org\/officeDocument\/2006|purl\.oclc\.org\/ooxml\/officeDocument)\/relationships\/(\w+)$/;

function* relationsIn(nodes: readonly XmlNode[]): Generator<PartRelation> {
  for (const node of nodes) {
    if (!isElement(node)) continue;
    const type = attributeOf(node, "Type") ?? "";
    yield {
      kind: KINDS.exec(type)?.[1] ?? type.slice(type.lastIndexOf("/")),
      target: attributeOf(node, "Target") ?? "",
      outside: attributeOf(node, "TargetMode")?.trim().toLowerCase() === "external",
    };
    yield* relationsIn(node.children);
  }
}

/** Throws `UnreadableFile` where they cannot be read. */
export const relationsOfParts = (file: PartsArchive): PartRelation[] =>
  file.names.filter((name) => /\.rels$/i.test(name)).flatMap((name) => [...relationsIn(file.tree(name))]);

/** A link that somebody must click is the only thing outside that may be pointed at. */
export const fetchesOutside = ({ kind, outside }: PartRelation): boolean => outside && kind !== "hyperlink";

/** Whether the file opens with this part, and with no other. */
export function opensWith(file: PartsArchive, main: string): boolean {
  if (file.text("_rels/.rels") === undefined || file.text(main) === undefined) return false;
  const opened = [...relationsIn(file.tree("_rels/.rels"))].filter(({ kind }) =>
    /officeDocument$/i.test(kind),
  );
  return opened.length > 0 && opened.every(({ target, outside }) => !outside && resolve("", target) === main);
}
