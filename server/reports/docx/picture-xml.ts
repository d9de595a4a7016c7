/** A picture of a text: a part of the document, the drawing that shows it, and words for those who cannot see it. */
import { escapeXml, XML } from "@/server/exports/xlsx/xml";
import type { DocumentFile } from "./document-file";
import { mm } from "./official-layout";

export interface Picture {
  /** Null where only the lines are looked at: on the screen. */
  png: Buffer | null;
  /** The same picture as lines, which programs that can prefer. */
  svg: string;
  /** What it shows, in words. */
  alt: string;
  /** Of the drawing, in any unit: only their ratio counts. */
  width: number;
  height: number;
}

/** Pictures that were drawn for a text are told from those of its template by where they lie. */
const PICTURE_FOLDER = "word/media/figure-";
const RELATIONS = "word/_rels/document.xml.rels";
const IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image";
const TYPES = "[Content_Types].xml";
const MIME = { png: "image/png", svg: "image/svg+xml" } as const;
/** English Metric Units in a twentieth of a point. */
export const EMU = 635;
/** Sets the picture of lines beside that of points: the extension of the later Word. */
const SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}";

function declareType(file: DocumentFile, ending: keyof typeof MIME): void {
  const types = file.text(TYPES) ?? "";
  if (new RegExp(`Extension="${ending}"`, "i").test(types)) return;
  const type = `<Default Extension="${ending}" ContentType="${MIME[ending]}"/>`;
  file.set(
    TYPES,
    types.replace(/<Types\b[^>]*>/, (opening) => `${opening}${type}`),
  );
}

function relate(file: DocumentFile, id: string, target: string): void {
  const relation = `<Relationship Id="${id}" Type="${IMAGE}" Target="${target}"/>`;
  const present =
    file.text(RELATIONS) ??
    `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>`;
  const opened = present.replace(/(<Relationships\b[^>]*)\/>\s*$/, "$1></Relationships>");
  file.set(
    RELATIONS,
    opened.replace(/<\/Relationships>\s*$/, () => `${relation}</Relationships>`),
  );
}

function addPart(
  file: DocumentFile,
  number: number,
  ending: keyof typeof MIME,
  content: string | Buffer,
): string {
  const name = `${PICTURE_FOLDER}${number}.${ending}`;
  const id = `rIdFigure${number}${ending}`;
  file.set(name, content);
  declareType(file, ending);
  relate(file, id, name.slice("word/".length));
  return id;
}

/** A written text may have become a template: its pictures keep their numbers. */
function freeNumber(file: DocumentFile): number {
  const taken = new Set(file.names.map((name) => name.slice(0, name.lastIndexOf(".") + 1)));
  let number = 1;
  while (taken.has(`${PICTURE_FOLDER}${number}.`)) number += 1;
  return number;
}

/** Puts the picture into the document and gives back the run that shows it, as wide as the text (`width`, twentieths of a point). */
export function pictureRun(
  file: DocumentFile,
  picture: Picture,
  { name, width }: { name: string; width: number },
): string {
  const number = freeNumber(file);
  const svg = addPart(file, number, "svg", picture.svg);
  const png = picture.png === null ? svg : addPart(file, number, "png", picture.png);
  const [cx, cy] = [width * EMU, Math.round((width * EMU * picture.height) / picture.width)];
  const lines = `<a:extLst><a:ext uri="${SVG_EXTENSION}"><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="${svg}"/></a:ext></a:extLst>`;
  const label = `name="${escapeXml(name)}" descr="${escapeXml(picture.alt)}"`;
  return `<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${cx}" cy="${cy}"/><wp:docPr id="${7000 + number}" ${label}/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="${7000 + number}" ${label}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="${png}">${lines}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${cx}" cy="${cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
}

/** Between the margins of GB/T 9704. */
export const TEXT_WIDTH = mm(156);

/** The pictures that were drawn into this document, by the ids of their relations. */
export const picturesOf =
  (file: DocumentFile) =>
  (relation: string): string | null => {
    const number = /^rIdFigure(\d+)svg$/.exec(relation)?.[1];
    const svg = number === undefined ? undefined : file.text(`${PICTURE_FOLDER}${number}.svg`);
    return svg === undefined ? null : `data:${MIME.svg};base64,${Buffer.from(svg).toString("base64")}`;
  };
