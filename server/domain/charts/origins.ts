/** 来源省份 as tiles: one square a province, laid out as on the map; places abroad share one, what is not told stands aside. */
import { FEN_PER_YI, formatFen } from "../amounts";
import type { StatMonth } from "../periods";
import { HMT_PLACES, MAINLAND_PROVINCES, originOf, shortPlace } from "../places";
import { sharePercent } from "../statistics";
import type { TargetIndicator } from "../statistics-columns";
import {
  baseOption,
  FRAME,
  inkOf,
  STILL,
  sharedBy,
  shortPercent,
  shortValue,
  valueWords,
} from "./chart-style";
import {
  type ChartMark,
  type ChartPlace,
  type ChartSize,
  type ChartView,
  measured,
  percents,
  words,
} from "./chart-view";

/** A row of the month report by 来源省份. */
export interface OriginRow {
  key: string;
  name: string;
  value: number;
}
export interface OriginsData {
  month: StatMonth;
  /** 2026年1—10月. */
  span: string;
  /** The column of the month report that is shown. */
  column: "signedYearCount" | "signedYearFen";
  /** Every row but the total; with what was not told. */
  rows: readonly OriginRow[];
  total: number;
}

/** Column and row of each square, from the north-west. */
export const TILES: Readonly<Record<string, readonly [number, number]>> = {
  新疆: [0, 0],
  内蒙古: [5, 0],
  吉林: [7, 0],
  黑龙江: [8, 0],
  青海: [1, 1],
  甘肃: [2, 1],
  宁夏: [3, 1],
  山西: [4, 1],
  河北: [5, 1],
  北京: [6, 1],
  辽宁: [7, 1],
  西藏: [0, 2],
  四川: [2, 2],
  陕西: [3, 2],
  河南: [4, 2],
  山东: [5, 2],
  天津: [6, 2],
  重庆: [2, 3],
  湖北: [3, 3],
  安徽: [4, 3],
  江苏: [5, 3],
  上海: [6, 3],
  云南: [1, 4],
  贵州: [2, 4],
  湖南: [3, 4],
  江西: [4, 4],
  浙江: [5, 4],
  广西: [2, 5],
  广东: [3, 5],
  福建: [4, 5],
  台湾: [6, 5],
  海南: [2, 6],
  澳门: [3, 6],
  香港: [4, 6],
  境外: [8, 3],
};
const ASIDE: readonly (readonly [number, number])[] = [
  [8, 5],
  [8, 6],
];
const COLUMNS = 9;
const ROWS = 7;
const ABROAD = "境外";
/** Counted among the places, and named where they are. */
const BEYOND: readonly string[] = ["香港", "澳门", "台湾"];
const PLACES = new Set<string>([...MAINLAND_PROVINCES, ...HMT_PLACES]);

export interface Tile {
  name: string;
  at: readonly [number, number];
  value: number;
  opens: ChartPlace | null;
}

const indicatorOf = ({ column }: OriginsData): TargetIndicator =>
  column === "signedYearCount" ? "signedCount" : "signedFen";
const placeOf = (data: OriginsData, rowKey: string): ChartPlace => ({
  to: "figure",
  month: data.month,
  cut: "province",
  indicator: indicatorOf(data),
  rowKey,
  column: data.column,
});

/** Keys of rows that are no places: 敏感（不分列）, 未填写. */
const isAside = ({ key }: OriginRow): boolean => key === "undisclosed" || key === "other";

/** All squares, also those without a project, and beside them what tells no place; together they are the total. */
export function tilesOf(data: OriginsData): Tile[] {
  const byName = new Map(
    data.rows.filter((row) => PLACES.has(row.key)).map((row) => [shortPlace(row.key), row]),
  );
  const abroad = data.rows.filter((row) => !isAside(row) && originOf(row.key) === "foreign");
  const squares = Object.entries(TILES).map(([name, at]): Tile => {
    if (name === ABROAD) {
      const value = abroad.reduce((sum, row) => sum + row.value, 0);
      const [only] = abroad;
      const opens: ChartPlace | null =
        abroad.length > 1 ? { to: "cut", cut: "province" } : only ? placeOf(data, only.key) : null;
      return { name, at, value, opens };
    }
    const row = byName.get(name);
    return { name, at, value: row?.value ?? 0, opens: row ? placeOf(data, row.key) : null };
  });
  const aside = data.rows.filter((row) => isAside(row) && row.value !== 0);
  return [
    ...squares,
    ...aside.map(
      (row, i): Tile => ({
        name: row.key === "undisclosed" ? "敏感" : row.name,
        at: ASIDE[i] ?? [8, 6],
        value: row.value,
        opens: placeOf(data, row.key),
      }),
    ),
  ];
}

/** Three shades that grey print keeps apart: none, some, much, most. */
export function shadeOf(value: number, most: number): "none" | "soft" | "middle" | "strong" {
  if (value <= 0 || most <= 0) return "none";
  if (value * 3 > most * 2) return "strong";
  return value * 4 > most ? "middle" : "soft";
}

/** Five signs are as wide as a square: from 1,000 万元 up in 亿. */
const tileValue = (isAmount: boolean, value: number): string =>
  isAmount && value >= FEN_PER_YI / 10
    ? `${formatFen(value, "yi", value >= 100 * FEN_PER_YI ? 0 : 1)}亿`
    : shortValue(isAmount, value);

function summaryOf(data: OriginsData): string {
  const isAmount = data.column === "signedYearFen";
  if (data.total === 0) return `${data.span}还没有签约项目。`;
  const named = tilesOf(data).filter((tile) => tile.value > 0 && tile.name in TILES);
  const sorted = [...named].sort((a, b) => b.value - a.value);
  const [first] = sorted;
  if (!first) return `${data.span}签约 ${valueWords(isAmount, data.total)}，来源地都没有填写。`;
  const places = named.filter(({ name }) => name !== ABROAD).length;
  const hasBeyond = named.some(({ name }) => BEYOND.includes(name));
  const from = [
    places > 0 ? `${places} 个${hasBeyond ? "省区市和港澳台地区" : "省区市"}` : "",
    named.some(({ name }) => name === ABROAD) ? ABROAD : "",
  ]
    .filter(Boolean)
    .join(hasBeyond ? "以及" : "和");
  const share = shortPercent(sharePercent(first.value, data.total));
  const most = sorted.filter(({ value }) => value === first.value).map(({ name }) => name);
  return `${data.span}签约项目来自 ${from}，最多的是${sharedBy(most)}（${valueWords(isAmount, first.value)}，${most.length > 1 ? "各" : ""}占 ${share}）。`;
}

function optionOf(data: OriginsData, size: ChartSize) {
  const ink = inkOf(size);
  const { width, height } = FRAME[size];
  const isAmount = data.column === "signedYearFen";
  const tiles = tilesOf(data);
  const most = Math.max(0, ...tiles.map((tile) => tile.value));
  const [w, h] = [Math.min(width / COLUMNS, 58) - 3, height / ROWS - 3];
  const side = Math.max(0, (width - COLUMNS * (w + 3)) / 2);
  const axis = { type: "value" as const, show: false, min: -0.5 };
  return {
    ...baseOption(size),
    grid: { left: side, right: side, top: 0, bottom: 0 },
    xAxis: { ...axis, max: COLUMNS - 0.5 },
    yAxis: { ...axis, max: ROWS - 0.5, inverse: true },
    series: [
      {
        ...STILL,
        type: "scatter" as const,
        clip: false,
        symbol: "rect",
        symbolSize: [w, h] as [number, number],
        data: tiles.map(({ name, at, value }) => {
          const shade = shadeOf(value, most);
          const color = shade === "none" ? ink.surface : ink[shade];
          const text = shade === "strong" ? ink.onStrong : shade === "none" ? ink.faint : ink.ink;
          return {
            value: [...at],
            itemStyle: {
              color,
              opacity: 1,
              borderColor: shade === "none" ? ink.line : "transparent",
              borderWidth: shade === "none" ? 1 : 0,
            },
            label: {
              show: true,
              position: "inside" as const,
              color: text,
              fontSize: 11,
              lineHeight: 14,
              fontWeight: (shade === "none" ? "normal" : "bold") as "normal" | "bold",
              formatter: value === 0 ? name : `${name}\n${tileValue(isAmount, value)}`,
            },
          };
        }),
      },
    ],
  };
}

export function originsChart(data: OriginsData, size: ChartSize): ChartView {
  const isAmount = data.column === "signedYearFen";
  const tiles = tilesOf(data);
  const share = (value: number) => sharePercent(value, data.total === 0 ? null : data.total);
  const listed = data.rows.filter((row) => row.value !== 0);
  return {
    summary: summaryOf(data),
    note: "一格一个省，颜色越深越多；格里是累计签约。来源地是全区口径，不分产业链。",
    table: {
      head: ["来源地", isAmount ? "签约金额" : "签约个数", "占比"],
      rows: [
        ...listed.map((row) => [
          words(row.name),
          measured(isAmount, row.value, placeOf(data, row.key)),
          percents(share(row.value)),
        ]),
        [words("合计"), measured(isAmount, data.total, placeOf(data, "total")), percents(share(data.total))],
      ],
    },
    option: data.total === 0 && listed.length === 0 ? null : optionOf(data, size),
    marks: [
      tiles.map(
        ({ name, value, opens }): ChartMark => ({
          text:
            value === 0
              ? `${name} 没有签约`
              : `${name} ${valueWords(isAmount, value)}，占 ${shortPercent(share(value))}`,
          opens: value === 0 ? null : opens,
        }),
      ),
    ],
  };
}
