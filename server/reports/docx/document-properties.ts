/** What a written document says of itself in its properties; Word shows them under 文件 › 信息. */
import { escapeXml, XML } from "@/server/exports/xlsx/xml";
import {
  attributeOf,
  childrenOf,
  findIn,
  textInside,
  writeXml,
  type XmlElement,
} from "@/server/exports/xml-tree";
import type { DocumentFile } from "./document-file";

const CUSTOM = "docProps/custom.xml";
const TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml";
const RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties";
const ROOT = `xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"`;
const FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";

const presentIn = (file: DocumentFile): XmlElement[] => {
  if (file.text(CUSTOM) === undefined) return [];
  const root = findIn(file.tree(CUSTOM), "Properties");
  return root ? childrenOf(root, "property") : [];
};

export function propertyOf(file: DocumentFile, name: string): string | null {
  const found = presentIn(file).find((property) => attributeOf(property, "name") === name);
  return found ? textInside(found) : null;
}

/** Adds to the properties that the document has; one of the same name gives way. */
export function setProperties(file: DocumentFile, properties: Readonly<Record<string, string>>): void {
  const own = presentIn(file).filter((property) => !((attributeOf(property, "name") ?? "") in properties));
  const first = Math.max(1, ...own.map((property) => Number(attributeOf(property, "pid")) || 1)) + 1;
  const added = Object.entries(properties).map(
    ([name, value], i) =>
      `<property fmtid="${FORMAT}" pid="${first + i}" name="${escapeXml(name)}"><vt:lpwstr>${escapeXml(value)}</vt:lpwstr></property>`,
  );
  if (file.text(CUSTOM) === undefined) declare(file);
  file.set(CUSTOM, `${XML}<Properties ${ROOT}>${writeXml(own)}${added.join("")}</Properties>`);
}

function declare(file: DocumentFile): void {
  const types = file.text("[Content_Types].xml") ?? "";
  const override = `<Override PartName="/${CUSTOM}" ContentType="${TYPE}"/>`;
  file.set("[Content_Types].xml", types.replace("</Types>", `${override}</Types>`));
  const relations = file.text("_rels/.rels") ?? "";
  const relation = `<Relationship Id="rIdWriting" Type="${RELATION}" Target="${CUSTOM}"/>`;
  file.set("_rels/.rels", relations.replace("</Relationships>", `${relation}</Relationships>`));
}
