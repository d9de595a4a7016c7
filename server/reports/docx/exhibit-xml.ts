/** What stands in place of {附表：…} and {图：…}: a title with its number, the table or the picture, and a note. */
import { EXHIBIT_NAMES } from "@/server/domain/writing/exhibits";
import type { PaperTable } from "@/server/domain/writing/paper-table";
import {
  attributeOf,
  childOf,
  findIn,
  isElement,
  type XmlElement,
  type XmlNode,
} from "@/server/exports/xml-tree";
import { type DocumentFile, MAIN_PART } from "./document-file";
import type { ControlNumbers } from "./paragraph-runs";
import { type Picture, pictureRun, TEXT_WIDTH } from "./picture-xml";
import { styledParagraph, styledRuns, tableXml } from "./table-xml";

export type FilledExhibit =
  | { kind: "table"; number: number; table: PaperTable }
  /** Without a picture the table stands in its place. */
  | { kind: "chart"; number: number; title: string; picture: Picture | null; table: PaperTable };

/** What a placeholder becomes; "nothing" where there is nothing to show, null for a placeholder of any other kind. */
export type ExhibitSource = (inner: string) => FilledExhibit | "nothing" | null;

/** Of the width of the text: two pictures go on a page. */
const PICTURE_SHARE = 0.68;

/** Two tables that touch would become one. */
const GAP = `<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="exact"/></w:pPr></w:p>`;

const last = <Item>(items: readonly Item[]): Item | undefined => items[items.length - 1];

function sectionsIn(nodes: readonly XmlNode[]): XmlElement[] {
  return nodes.flatMap((node) =>
    !isElement(node) ? [] : node.name === "w:sectPr" ? [node] : sectionsIn(node.children),
  );
}

/** The width of the text on the last kind of page of a document. */
export function textWidthOf(file: DocumentFile): number {
  const section = last(sectionsIn(file.tree(MAIN_PART)));
  const of = (element: string, name: string): number =>
    Number(attributeOf(section && childOf(section, element), name) ?? Number.NaN);
  const width = of("w:pgSz", "w:w") - of("w:pgMar", "w:left") - of("w:pgMar", "w:right");
  return width > 1_000 && width < 30_000 ? Math.floor(width) : TEXT_WIDTH;
}

interface Setting {
  file: DocumentFile;
  width: number;
  numbers: ControlNumbers;
  /** The paragraph of the placeholder: a new page that begins with it begins with the exhibit. */
  paragraph: XmlElement;
}

const onNewPage = (xml: string): string => xml.replace("<w:keepNext/>", "<w:keepNext/><w:pageBreakBefore/>");

function titled(text: string, { numbers, paragraph }: Setting): string {
  const xml = styledParagraph("caption", styledRuns("caption", [text], numbers));
  return findIn(paragraph.children, "w:pageBreakBefore") ? onNewPage(xml) : xml;
}

function noted({ rows, note }: PaperTable, numbers: ControlNumbers): string {
  if (note.length === 0) return rows.length === 0 ? "" : GAP;
  return styledParagraph("table-note", styledRuns("table-note", note, numbers));
}

export function exhibitXml(filled: FilledExhibit, setting: Setting): string {
  const { file, width, numbers } = setting;
  const { table } = filled;
  const label = `${EXHIBIT_NAMES[filled.kind]}${filled.number}`;
  if (filled.kind === "chart" && filled.picture !== null) {
    const drawn = styledParagraph(
      "figure",
      pictureRun(file, filled.picture, { name: label, width: Math.round(width * PICTURE_SHARE) }),
    );
    const below = styledParagraph("caption", styledRuns("caption", [`${label}　${filled.title}`], numbers));
    return (
      (findIn(setting.paragraph.children, "w:pageBreakBefore") ? onNewPage(drawn) : drawn) +
      below.replace("<w:keepNext/>", '<w:keepNext w:val="0"/>')
    );
  }
  const title = filled.kind === "table" ? table.title : filled.title;
  const grid = table.rows.length === 0 ? "" : tableXml(table, width, numbers);
  return titled(`${label}　${title}`, setting) + grid + noted(table, numbers);
}
