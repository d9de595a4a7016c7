/** The looks a cell can have. A closed list: a workbook of the bureau needs no more, and the file stays small. */
import { OPENING_MARK } from "@/server/domain/statistics-opening";

interface Look {
  font: number;
  fill: number;
  border: number;
  /** Number format id; custom ones start at 164. */
  format: number;
  align: "left" | "center" | "right";
  wrap?: boolean;
}

const FORMATS = {
  general: 0,
  count: 164,
  wan: 165,
  percent: 166,
  points: 167,
  day: 168,
  month: 169,
  wanOpening: 170,
  text: 49,
} as const;
/** As they stand in an XML attribute. */
const FORMAT_CODES: [number, string][] = [
  [FORMATS.count, "#,##0"],
  [FORMATS.wan, "#,##0.00"],
  [FORMATS.percent, "0.00"],
  [FORMATS.points, "+0.00;-0.00;0.00"],
  [FORMATS.day, "yyyy-mm-dd"],
  [FORMATS.month, "yyyy&quot;年&quot;m&quot;月&quot;"],
  // The mark stands behind the number, which stays a number.
  [FORMATS.wanOpening, `#,##0.00&quot;${OPENING_MARK}&quot;`],
];

const BODY = 0;
const TITLE = 1;
const HEADING = 2;
const BOLD = 3;
const SMALL = 4;
// Named as official forms name them; where a font is missing the office program falls back by itself.
const FONTS = [
  '<font><sz val="10"/><name val="宋体"/><charset val="134"/></font>',
  '<font><sz val="18"/><name val="方正小标宋简体"/><charset val="134"/></font>',
  '<font><b/><sz val="10"/><name val="黑体"/><charset val="134"/></font>',
  '<font><b/><sz val="10"/><name val="宋体"/><charset val="134"/></font>',
  '<font><sz val="10"/><color rgb="FF333333"/><name val="宋体"/><charset val="134"/></font>',
];
const FILLS = [
  '<fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill>',
  '<fill><patternFill patternType="solid"><fgColor rgb="FFE8ECF4"/></patternFill></fill>',
  '<fill><patternFill patternType="solid"><fgColor rgb="FFF4F6FA"/></patternFill></fill>',
];
const NO_FILL = 0;
const HEAD_FILL = 2;
const SUM_FILL = 3;
const EDGE = '<color rgb="FF8A94A3"/>';
const BORDERS = [
  "<border><left/><right/><top/><bottom/><diagonal/></border>",
  `<border><left style="thin">${EDGE}</left><right style="thin">${EDGE}</right><top style="thin">${EDGE}</top><bottom style="thin">${EDGE}</bottom><diagonal/></border>`,
];
const BARE = 0;
const BOXED = 1;

const body = (format: number, align: Look["align"], wrap = false): Look => ({
  font: BODY,
  fill: NO_FILL,
  border: BOXED,
  format,
  align,
  wrap,
});
const total = (look: Look): Look => ({ ...look, font: BOLD, fill: SUM_FILL });

const LOOKS = {
  plain: { font: BODY, fill: NO_FILL, border: BARE, format: FORMATS.general, align: "left" },
  title: { font: TITLE, fill: NO_FILL, border: BARE, format: FORMATS.general, align: "center" },
  titleStart: { font: TITLE, fill: NO_FILL, border: BARE, format: FORMATS.general, align: "left" },
  note: { font: SMALL, fill: NO_FILL, border: BARE, format: FORMATS.general, align: "left", wrap: true },
  heading: {
    font: HEADING,
    fill: HEAD_FILL,
    border: BOXED,
    format: FORMATS.general,
    align: "center",
    wrap: true,
  },
  text: body(FORMATS.text, "left", true),
  centred: body(FORMATS.text, "center", true),
  count: body(FORMATS.count, "right"),
  wan: body(FORMATS.wan, "right"),
  percent: body(FORMATS.percent, "right"),
  points: body(FORMATS.points, "right"),
  day: body(FORMATS.day, "center"),
  /** A stat month: a day in it, so that it sorts and filters as time. */
  month: body(FORMATS.month, "center"),
  totalText: total(body(FORMATS.text, "left", true)),
  totalCount: total(body(FORMATS.count, "right")),
  totalWan: total(body(FORMATS.wan, "right")),
  wanOpening: body(FORMATS.wanOpening, "right"),
  totalWanOpening: total(body(FORMATS.wanOpening, "right")),
  totalPercent: total(body(FORMATS.percent, "right")),
  totalPoints: total(body(FORMATS.points, "right")),
} as const satisfies Record<string, Look>;

export type Style = keyof typeof LOOKS;
const NAMES = Object.keys(LOOKS) as Style[];

/** Styles of body text, which flows over several lines where it must. */
export const FLOWING: ReadonlySet<Style> = new Set<Style>(["text", "centred", "totalText"]);

/** What a picture of a cell needs to know of its style. */
export const lookOf = (style: Style): { align: Look["align"]; strong: boolean; heading: boolean } => {
  const { align, font } = LOOKS[style];
  return { align, strong: font === BOLD, heading: font === HEADING };
};

/** Index of a style in the workbook's style table. */
export const STYLE_INDEX = Object.fromEntries(NAMES.map((name, i) => [name, i])) as Record<Style, number>;

function xf(look: Look): string {
  const wrap = look.wrap ? ' wrapText="1"' : "";
  // quotePrefix: text stays text, also when somebody edits a cell that begins with = + - or @.
  const quote = look.format === FORMATS.text ? ' quotePrefix="1"' : "";
  return `<xf numFmtId="${look.format}" fontId="${look.font}" fillId="${look.fill}" borderId="${look.border}" xfId="0"${quote} applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="${look.align}" vertical="center"${wrap}/></xf>`;
}

export function stylesXml(): string {
  const formats = FORMAT_CODES.map(([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code}"/>`).join(
    "",
  );
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    `<numFmts count="${FORMAT_CODES.length}">${formats}</numFmts>`,
    `<fonts count="${FONTS.length}">${FONTS.join("")}</fonts>`,
    `<fills count="${FILLS.length}">${FILLS.join("")}</fills>`,
    `<borders count="${BORDERS.length}">${BORDERS.join("")}</borders>`,
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${NAMES.length}">${NAMES.map((n) => xf(LOOKS[n])).join("")}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
    "</styleSheet>",
  ].join("");
}
