/** What each row under a header is: a project, a further investor, a section heading, a total, a note. */
import { toHalfWidth } from "@/server/domain/amounts";
import { isPlaceholder } from "./cell-reading";
import { matchChain, ordinalLevel, readHeading } from "./chain-names";
import { headerText } from "./header-words";
import type { Sheet, SheetCell, SheetRow } from "./workbook";

export type RowClass =
  | { kind: "blank" | "header" | "title" | "note" | "project" | "continuation" | "nameless" | "unread" }
  | { kind: "total"; label: string }
  | { kind: "section"; text: string; cell: SheetCell };

export interface RowLayout {
  sheet: Sheet;
  firstCol: number;
  lastCol: number;
  seq: number | null;
  name: number;
  chain: number | null;
  company: number | null;
  uscc: number | null;
  total: number | null;
  /** Project rows of this table carry a number, so a row without one is something else. */
  numbered: boolean;
  headerTexts: Set<string>;
  knownChains: readonly string[];
}

const NOTE =
  /^(?:注|备注|附注|说明|注释|填表说明|编制说明|备\s*注|※|＊)\s*(?:[:：\d（(、.]|$)|^(?:填报|制表|填表|审核|复核|单位负责|统计负责|负责|联系|分管|报出|打印)(?:人|单位|领导|电话|日期|时间)?(?:签字|签章)?\s*[:：]/;
/** The word must end the label or be followed by a count: 联合计算中心项目 is not a total. */
const TOTAL =
  /^(?:.{0,24}[^联综])?(?:小计|合计|总计|共计|累计)(?:[（(:：\d].*|\d*[个项].*)?$|^(?:本页|全区|全市|全县)(?:合计|总计)?$|^(?:总|合)\s*数$/;
const COUNT_ONLY = /^(?:共计?)?\d+个?(?:项目)?$|^(?:共计?)\d+[个项](?:项目)?.*$/;
const TITLE = /(?:台账|一览表|汇总表|统计表|情况表|明细表|调度表|进展表|登记表|清单)(?:[（(].*[）)])?$/;
const CHINESE_ORDINAL = /^[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．]?$/;

/** What stands beside a section's name: its people and its count. */
const BESIDE_HEADING = /^(?:副?链长|主办|牵头|责任|专班|联系|包联|共|合计|小计)|^\d+[个项家]/;

const squeeze = (text: string): string => toHalfWidth(text).replace(/\s/g, "");

const isText = (cell: SheetCell): boolean =>
  cell.kind === "text" && !isPlaceholder(cell.text) && !/^[\d.,，]+$/.test(squeeze(cell.text));

function isTotalRow(texts: SheetCell[], layout: RowLayout): boolean {
  const labels = texts.filter(
    (cell) => cell.col <= Math.max(layout.name, layout.company ?? 0, layout.seq ?? 0, layout.chain ?? 0),
  );
  if (labels.some((cell) => TOTAL.test(squeeze(cell.text)))) return true;
  const first = texts[0];
  return first !== undefined && /^其中[:：]?/.test(squeeze(first.text)) && texts.length <= 2;
}

function isRepeatedHeader(cells: SheetCell[], layout: RowLayout): boolean {
  const short = cells.filter((cell) => cell.kind === "text" && cell.text.length <= 30);
  if (short.length < cells.length * 0.7) return false;
  const words = short.filter((cell) => layout.headerTexts.has(headerText(cell.text))).length;
  return words >= 2 && words >= cells.length * 0.7;
}

/** A row that says one thing only: heading, title, note, or a project of which nothing but the name is known. */
function classifyLoneText(cell: SheetCell, cells: SheetCell[], row: SheetRow, layout: RowLayout): RowClass {
  const text = squeeze(cell.text);
  const merge = layout.sheet.merge(row.index, cell.col);
  const wide = merge !== undefined && merge.right - merge.left >= 2;
  const numbered = cells.some((other) => other.col === layout.seq && /^\d+$/.test(squeeze(other.text)));
  if (COUNT_ONLY.test(text)) return { kind: "total", label: text };
  if (text.length > 60 && (wide || cell.col !== layout.name)) return { kind: "note" };
  if (TITLE.test(text) && !numbered) return { kind: "title" };
  const heading = readHeading(cell.text, layout.knownChains);
  const announced =
    ordinalLevel(cell.text) > 0 ||
    (heading.kind === "chain" && heading.certain) ||
    heading.kind === "stage" ||
    matchChain(cell.text, layout.knownChains) !== null;
  const unlikeProject = layout.numbered && text.length <= 12 && !/项目|工程/.test(text);
  if (!numbered && (wide || announced || unlikeProject)) return { kind: "section", text: cell.text, cell };
  if (cell.col === layout.name) return text.length >= 4 ? { kind: "project" } : { kind: "unread" };
  if (cell.col === layout.chain || cell.col === layout.seq || cell.col === layout.firstCol) {
    return text.length <= 16 ? { kind: "section", text: cell.text, cell } : { kind: "note" };
  }
  return { kind: "unread" };
}

function classifyWithoutName(
  cells: SheetCell[],
  texts: SheetCell[],
  layout: RowLayout,
  afterProject: boolean,
): RowClass {
  const has = (col: number | null) =>
    col !== null && cells.some((cell) => cell.col === col && !isPlaceholder(cell.text));
  const numbers = cells.filter((cell) => cell.kind === "number" && cell.col !== layout.seq);
  if (texts.length === 0) return numbers.length > 0 ? { kind: "total", label: "" } : { kind: "blank" };
  if (afterProject && !has(layout.seq) && (has(layout.company) || has(layout.uscc)) && !has(layout.total))
    return { kind: "continuation" };
  return has(layout.company) || has(layout.uscc) || has(layout.total)
    ? { kind: "nameless" }
    : { kind: "unread" };
}

export function classifyRow(row: SheetRow, layout: RowLayout, afterProject: boolean): RowClass {
  const { sheet } = layout;
  const cells = row.cells.filter(
    (cell) => cell.col >= layout.firstCol && cell.col <= layout.lastCol && cell.text !== "",
  );
  const first = cells[0];
  if (!first) return { kind: "blank" };
  if (isRepeatedHeader(cells, layout)) return { kind: "header" };
  if (NOTE.test(first.text.trim()) && first.col <= layout.name) return { kind: "note" };
  const texts = cells.filter(isText);
  if (isTotalRow(texts, layout))
    return { kind: "total", label: texts.map((cell) => squeeze(cell.text)).join(" ") };
  const seqCell = cells.find((cell) => cell.col === layout.seq);
  const heading = texts.find((cell) => cell.col !== layout.seq) ?? texts[0];
  if (seqCell && CHINESE_ORDINAL.test(squeeze(seqCell.text)) && heading && texts.length <= 3) {
    const text =
      heading === seqCell
        ? seqCell.text
        : `${squeeze(seqCell.text).replace(/[、.．]$/, "")}、${heading.text}`;
    return { kind: "section", text, cell: heading };
  }
  const lone = texts[0];
  const onlyOne = texts.length === 1 && lone !== undefined;
  if (onlyOne && !sheet.coveredFromAbove(row.index, layout.name))
    return classifyLoneText(lone, cells, row, layout);
  if (
    lone &&
    texts.length > 1 &&
    ordinalLevel(lone.text) > 0 &&
    texts.slice(1).every((cell) => BESIDE_HEADING.test(squeeze(cell.text)))
  ) {
    return { kind: "section", text: lone.text, cell: lone };
  }
  if (afterProject && sheet.coveredFromAbove(row.index, layout.name)) return { kind: "continuation" };
  const name = sheet.seen(row.index, layout.name);
  if (!name || isPlaceholder(name.text)) return classifyWithoutName(cells, texts, layout, afterProject);
  return { kind: "project" };
}
