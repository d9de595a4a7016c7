/**
 * The layout of official documents (GB/T 9704): A4, 22 lines of 28 characters of 三号仿宋, title in 二号小标宋, page number outside
 * below. Fonts are named as offices have them, each with names of what stands in for it elsewhere.
 */
import { packedFile } from "@/server/exports/parts-archive";
import { escapeXml, XML } from "@/server/exports/xlsx/xml";

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/** Twentieths of a point. */
export const mm = (length: number): number => Math.round((length / 25.4) * 1440);
/** 28.95 pt: 22 lines between the margins. */
const LINE = 579;
/** 28 characters a line: each stands a quarter of a point closer than its size. */
const CLOSER = -5;

/** Name, what stands in for it, family. */
const FONTS: readonly [name: string, others: string, family: string][] = [
  ["方正小标宋简体", "方正小标宋_GBK,小标宋,华文中宋,SimSun,Noto Serif CJK SC", "roman"],
  ["仿宋_GB2312", "仿宋,FangSong,FangSong_GB2312,STFangsong,Noto Serif CJK SC", "modern"],
  ["楷体_GB2312", "楷体,KaiTi,KaiTi_GB2312,STKaiti,Noto Serif CJK SC", "modern"],
  ["黑体", "SimHei,STHeiti,Noto Sans CJK SC", "modern"],
  ["宋体", "SimSun,STSong,Noto Serif CJK SC", "roman"],
];

interface Style {
  id: string;
  name: string;
  font: string;
  /** Half points. */
  size: number;
  /** Of the paragraph, in the order of the schema. */
  paragraph: string;
  bold?: boolean;
  outline?: number;
}

const INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>';
const exact = (line: number) => `<w:spacing w:before="0" w:after="0" w:line="${line}" w:lineRule="exact"/>`;

/** A heading at the foot of a page would stand there alone. */
const WITH_NEXT = "<w:keepNext/>";

export const STYLES = {
  title: {
    id: "OfficialTitle",
    name: "公文标题",
    font: "方正小标宋简体",
    size: 44,
    paragraph: `<w:spacing w:before="0" w:after="${LINE}" w:line="700" w:lineRule="exact"/><w:contextualSpacing/><w:jc w:val="center"/>`,
  },
  heading1: {
    id: "OfficialHeading1",
    name: "公文一级标题",
    font: "黑体",
    size: 32,
    paragraph: `${WITH_NEXT}${exact(LINE)}${INDENT}`,
    outline: 0,
  },
  heading2: {
    id: "OfficialHeading2",
    name: "公文二级标题",
    font: "楷体_GB2312",
    size: 32,
    paragraph: `${WITH_NEXT}${exact(LINE)}${INDENT}`,
    outline: 1,
  },
  heading3: {
    id: "OfficialHeading3",
    name: "公文三级标题",
    font: "仿宋_GB2312",
    size: 32,
    paragraph: `${WITH_NEXT}${exact(LINE)}${INDENT}`,
    bold: true,
    outline: 2,
  },
  body: {
    id: "OfficialBody",
    name: "公文正文",
    font: "仿宋_GB2312",
    size: 32,
    paragraph: `${exact(LINE)}${INDENT}<w:jc w:val="both"/>`,
  },
  signature: {
    id: "OfficialSignature",
    name: "公文落款",
    font: "仿宋_GB2312",
    size: 32,
    paragraph: `${exact(LINE)}<w:ind w:rightChars="400" w:right="1280"/><w:jc w:val="right"/>`,
  },
  notice: {
    id: "OfficialNotice",
    name: "公文数据说明",
    font: "楷体_GB2312",
    size: 24,
    paragraph: `${exact(LINE)}<w:jc w:val="center"/>`,
  },
  caption: {
    id: "OfficialCaption",
    name: "公文图表题",
    font: "黑体",
    size: 28,
    paragraph: `<w:keepNext/><w:spacing w:before="200" w:after="80" w:line="400" w:lineRule="atLeast"/><w:jc w:val="center"/>`,
  },
  figure: {
    id: "OfficialFigure",
    name: "公文图",
    font: "仿宋_GB2312",
    size: 32,
    paragraph: `<w:keepNext/><w:spacing w:before="120" w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>`,
  },
  "table-note": {
    id: "OfficialTableNote",
    name: "公文表注",
    font: "楷体_GB2312",
    size: 21,
    paragraph: `<w:spacing w:before="60" w:after="200" w:line="320" w:lineRule="atLeast"/><w:jc w:val="left"/>`,
  },
} as const satisfies Record<string, Style>;
export type OfficialKind = keyof typeof STYLES;

/** How a run of text looks that stands outside of the styles of a document. */
export const runLook = (font: string, size: number, bold = false): string =>
  `<w:rPr>${fonts(font)}${bold ? "<w:b/>" : ""}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr>`;

const fonts = (name: string) =>
  `<w:rFonts w:ascii="${name}" w:hAnsi="${name}" w:eastAsia="${name}" w:cs="Times New Roman" w:hint="eastAsia"/>`;

function styleXml({ id, name, font, size, paragraph, bold, outline }: Style): string {
  const level = outline === undefined ? "" : `<w:outlineLvl w:val="${outline}"/>`;
  return `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>${paragraph}${level}</w:pPr><w:rPr>${fonts(font)}${bold ? "<w:b/>" : ""}${size === 32 ? `<w:spacing w:val="${CLOSER}"/>` : ""}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr></w:style>`;
}

const stylesXml = () =>
  `${XML}<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr>${fonts("仿宋_GB2312")}<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>${Object.values(STYLES).map(styleXml).join("")}</w:styles>`;

const fontTableXml = () =>
  `${XML}<w:fonts ${W}>${FONTS.map(
    ([name, others, family]) =>
      `<w:font w:name="${name}"><w:altName w:val="${others}"/><w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="variable"/></w:font>`,
  ).join("")}</w:fonts>`;

/** — 1 —, one character in from the outer edge. */
function footerXml(side: "left" | "right"): string {
  const run = (inner: string) => `<w:r><w:rPr>${fonts("宋体")}<w:sz w:val="28"/></w:rPr>${inner}</w:r>`;
  const field = (kind: string) => run(`<w:fldChar w:fldCharType="${kind}"/>`);
  return `${XML}<w:ftr ${W}><w:p><w:pPr><w:ind w:${side}Chars="100" w:${side}="280"/><w:jc w:val="${side}"/></w:pPr>${run('<w:t xml:space="preserve">— </w:t>')}${field("begin")}${run('<w:instrText xml:space="preserve"> PAGE </w:instrText>')}${field("separate")}${run("<w:t>1</w:t>")}${field("end")}${run('<w:t xml:space="preserve"> —</w:t>')}</w:p></w:ftr>`;
}

const PAGE = `<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/><w:pgSz w:w="${mm(210)}" w:h="${mm(297)}"/><w:pgMar w:top="${mm(37)}" w:right="${mm(26)}" w:bottom="${mm(35)}" w:left="${mm(28)}" w:header="${mm(15)}" w:footer="${mm(22)}" w:gutter="0"/><w:docGrid w:type="lines" w:linePitch="${LINE}"/></w:sectPr>`;

const textXml = (text: string, look = "") =>
  `<w:r>${look}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;

/** A paragraph of the layout; 楷体 at its head where a heading runs into the text. */
export interface OfficialParagraph {
  /** blank: text of the body that marks what must be written by hand. */
  kind: OfficialKind | "blank";
  text: string;
  /** Set in 楷体 before the text: （一）总体情况。 */
  lead?: string;
  newPage?: boolean;
}

const MARK = '<w:rPr><w:highlight w:val="yellow"/></w:rPr>';

export function paragraphXml({ kind, text, lead, newPage }: OfficialParagraph): string {
  const style = STYLES[kind === "blank" ? "body" : kind].id;
  const words = text === "" ? "" : textXml(text, kind === "blank" ? MARK : "");
  const head = lead
    ? `<w:r><w:rPr>${fonts("楷体_GB2312")}</w:rPr><w:t xml:space="preserve">${escapeXml(lead)}</w:t></w:r>`
    : "";
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${newPage ? "<w:pageBreakBefore/>" : ""}</w:pPr>${head}${words}</w:p>`;
}

export const NOTICE_TAG = "chainlead-notice";
/** A line that can be taken out whole, before the title. */
export function noticeXml(text: string): string {
  const { id, paragraph } = STYLES.notice;
  const run = `<w:r><w:rPr>${fonts("楷体_GB2312")}<w:sz w:val="24"/></w:rPr><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
  // Also in a document that does not know the style.
  return `<w:sdt><w:sdtPr><w:alias w:val="数据说明（定稿时可删）"/><w:tag w:val="${NOTICE_TAG}"/><w:id w:val="709999999"/></w:sdtPr><w:sdtContent><w:p><w:pPr><w:pStyle w:val="${id}"/>${paragraph}</w:pPr>${run}</w:p></w:sdtContent></w:sdt>`;
}

const relations = (list: readonly [id: string, type: string, target: string][]) =>
  `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`)
    .join("")}</Relationships>`;

const TYPES = `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${[
  ["document", "document.main"],
  ["styles", "styles"],
  ["fontTable", "fontTable"],
  ["settings", "settings"],
  ["footer1", "footer"],
  ["footer2", "footer"],
]
  .map(([part, type]) => `<Override PartName="/word/${part}.xml" ContentType="${WORD_TYPE}.${type}+xml"/>`)
  .join("")}</Types>`;

/** A document of these paragraphs. The same paragraphs give the same bytes. */
export function officialDocument(paragraphs: readonly OfficialParagraph[]): Buffer {
  const body = paragraphs.map(paragraphXml).join("");
  const settings = `<w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>`;
  return packedFile([
    ["[Content_Types].xml", TYPES],
    ["_rels/.rels", relations([["rId1", `${OFFICE}/officeDocument`, "word/document.xml"]])],
    ["word/document.xml", `${XML}<w:document ${W} ${R}><w:body>${body}${PAGE}</w:body></w:document>`],
    [
      "word/_rels/document.xml.rels",
      relations([
        ["rId1", `${OFFICE}/styles`, "styles.xml"],
        ["rId2", `${OFFICE}/fontTable`, "fontTable.xml"],
        ["rId3", `${OFFICE}/settings`, "settings.xml"],
        ["rId4", `${OFFICE}/footer`, "footer1.xml"],
        ["rId5", `${OFFICE}/footer`, "footer2.xml"],
      ]),
    ],
    ["word/styles.xml", stylesXml()],
    ["word/fontTable.xml", fontTableXml()],
    ["word/settings.xml", `${XML}<w:settings ${W}>${settings}</w:settings>`],
    ["word/footer1.xml", footerXml("right")],
    ["word/footer2.xml", footerXml("left")],
  ]);
}
