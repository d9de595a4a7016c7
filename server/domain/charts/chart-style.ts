/**
 * How charts look: one palette, one font, no motion. On the screen colours are the variables of the page, so that a picture
 * follows the dark scheme; on paper they are greys that stay apart on any printer.
 */
import { FEN_PER_YI, type Fen, formatFen } from "../amounts";
import type { ChartSize } from "./chart-view";

export interface Frame {
  width: number;
  height: number;
}

/** What a chart of each size is drawn for; drawn larger or smaller, it is scaled as a whole. */
export const FRAME: Record<ChartSize, Frame> = {
  wide: { width: 560, height: 252 },
  phone: { width: 342, height: 264 },
  paper: { width: 400, height: 270 },
};

export interface Ink {
  ink: string;
  muted: string;
  faint: string;
  line: string;
  edge: string;
  surface: string;
  /** What a chart is about, and what stands behind it. */
  strong: string;
  onStrong: string;
  middle: string;
  soft: string;
  ok: string;
  warn: string;
  late: string;
}

const SCREEN: Ink = {
  ink: "var(--ink)",
  muted: "var(--muted)",
  faint: "var(--faint)",
  line: "var(--line)",
  edge: "var(--edge)",
  surface: "var(--surface)",
  strong: "var(--accent-fill)",
  onStrong: "var(--on-fill)",
  middle: "var(--accent-line)",
  soft: "var(--accent-soft)",
  ok: "var(--ok)",
  warn: "var(--warn)",
  late: "var(--late)",
};
const PAPER: Ink = {
  ink: "#000000",
  muted: "#222222",
  faint: "#444444",
  line: "#b8b8b8",
  edge: "#666666",
  surface: "#ffffff",
  strong: "#3d3d3d",
  onStrong: "#ffffff",
  middle: "#b5b5b5",
  soft: "#e6e6e6",
  ok: "#8c8c8c",
  warn: "#5c5c5c",
  late: "#1c1c1c",
};
export const inkOf = (size: ChartSize): Ink => (size === "paper" ? PAPER : SCREEN);

/** Steady colour of a chain on the screen; paper tells chains apart by name. */
export const chainInk = (hue: number | null, size: ChartSize): string => {
  if (size === "paper") return PAPER.strong;
  return hue === null || hue < 0 || hue > 6 ? "var(--chain-none)" : `var(--chain-${hue})`;
};

/** The stack of the product. */
export const CHART_FONT =
  "'PingFang SC','Microsoft YaHei UI','Microsoft YaHei','Noto Sans CJK SC','Source Han Sans SC',sans-serif";

/** What every chart starts from. */
export const baseOption = (size: ChartSize) => ({
  animation: false,
  backgroundColor: "transparent",
  textStyle: { fontFamily: CHART_FONT, fontSize: 12, color: inkOf(size).ink },
});

/** Shapes stay as they are under the pointer: what they say stands beside them. */
export const STILL = { emphasis: { disabled: true } } as const;

/** Braces are marks of formatted text to ECharts; a name that holds some keeps them as wide ones. */
export const plainText = (text: string): string => text.replaceAll("{", "｛").replaceAll("}", "｝");

export const shortened = (name: string, most: number): string =>
  [...name].length > most ? `${[...name].slice(0, most - 1).join("")}…` : name;

const grouped = (decimal: string): string => {
  const [whole = "", fraction] = decimal.split(".");
  const thousands = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? thousands : `${thousands}.${fraction}`;
};
const trimmed = (decimal: string): string =>
  decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;

/** 126.0亿, 3,200万, 8.5万: short enough to stand at a bar. */
export function shortAmount(fen: Fen): string {
  if (Math.abs(fen) >= FEN_PER_YI) return `${grouped(formatFen(fen, "yi", 1))}亿`;
  const places = Math.abs(fen) >= 100_000_000 ? 0 : 2;
  return fen === 0 ? "0" : `${grouped(trimmed(formatFen(fen, "wan", places)))}万`;
}

/** At a bar: an amount with its unit, a count alone. */
export const shortValue = (isAmount: boolean, value: number): string =>
  isAmount ? shortAmount(value) : grouped(String(value));
/** In a sentence: 43 个, 3.60亿元. */
export const valueWords = (isAmount: boolean, value: number): string =>
  isAmount
    ? `${trimmed(shortAmount(value).slice(0, -1))}${shortAmount(value).slice(-1)}元`
    : `${grouped(String(value))} 个`;

/** 比序时快 12.50 个百分点: the digits that the other pages have. */
export function leadWords(lead: string | null): string {
  if (lead === null) return "";
  const points = lead.replace("-", "");
  if (Number(lead) === 0) return "与序时进度持平";
  return `比序时${Number(lead) > 0 ? "快" : "慢"} ${points} 个百分点`;
}

/** As the other pages have it: 62.50%. */
export const shortPercent = (percent: string | null): string => (percent === null ? "—" : `${percent}%`);

export const LIGHT_LOOK = {
  normal: { shape: "●", word: "正常", ink: "ok" },
  warning: { shape: "▲", word: "预警", ink: "warn" },
  late: { shape: "■", word: "滞后", ink: "late" },
} as const satisfies Record<string, { shape: string; word: string; ink: keyof Ink }>;

/** Those that share a place: 江苏、浙江, or 江苏等5个. */
export const sharedBy = (names: readonly string[]): string =>
  names.length <= 3 ? names.join("、") : `${names[0]}等${names.length}个并列`;
