/** A sheet of 固投月报 in one of its layouts, with the truth beside it. */
import { randomFrom } from "../demo/random";
import { type Grid, type GridCell, type LedgerFormat, writeGrids } from "../ledgers/write-grid";

export interface InvestmentStyle {
  format: LedgerFormat;
  layout: "long" | "parts" | "wide" | "wide-cumulative" | "long-cumulative";
  basis: "official" | "dispatch";
  /** One month's sum of the year is lower than the month before. */
  falls: boolean;
  order: "given" | "shuffled";
}
export interface TrueMonth {
  project: string;
  month: number;
  totalFen: number;
  parts: (number | null)[];
}
export interface InvestmentTruth {
  basis: string;
  months: TrueMonth[];
  errors: { row: number; kind: string }[];
}

const PROJECTS = ["重型数控机床基地项目", "低温装备产业园项目", "松花江石墨负极项目"];
const MONTHS = 6;
const WAN = 1_000_000;
const NO_PARTS = [null, null, null, null];

function truth(style: InvestmentStyle, seed: number): TrueMonth[] {
  const random = randomFrom("investments", seed);
  return PROJECTS.flatMap((project) =>
    Array.from({ length: MONTHS }, (_, at) => {
      const parts = [0, 1, 2, 3].map(() => random.int(1, 900) * WAN);
      const totalFen = parts.reduce((a, b) => a + b, 0);
      return { project, month: 202601 + at, totalFen, parts: style.layout === "parts" ? parts : NO_PARTS };
    }),
  );
}

const wan = (fen: number): number => fen / WAN;
const monthsOf = (all: readonly TrueMonth[], project: string) => all.filter((one) => one.project === project);
const through = (all: readonly TrueMonth[], one: TrueMonth): number =>
  monthsOf(all, one.project)
    .filter(({ month }) => month <= one.month)
    .reduce((sum, { totalFen }) => sum + totalFen, 0);

function wideRows(style: InvestmentStyle, all: readonly TrueMonth[]): GridCell[][] {
  const cumulative = style.layout === "wide-cumulative";
  const header = Array.from({ length: MONTHS }, (_, at) =>
    cumulative && at > 0 ? `1-${at + 1}月累计` : cumulative ? "1-1月累计" : `${at + 1}月`,
  );
  return [
    ["序号", "项目名称", ...header],
    ...PROJECTS.map((project, at) => [
      ...[at + 1, project],
      ...monthsOf(all, project).map((one) => wan(cumulative ? through(all, one) : one.totalFen)),
    ]),
  ];
}

function longRows(style: InvestmentStyle, all: readonly TrueMonth[], seed: number): GridCell[][] {
  const header = {
    long: ["本月完成固投（万元）"],
    parts: ["建筑工程", "安装工程", "设备购置", "其他费用", "合计"],
    "long-cumulative": ["自年初累计完成投资（万元）"],
  }[style.layout as "long" | "parts" | "long-cumulative"];
  const rows = all.map((one): GridCell[] => [
    one.project,
    `2026年${one.month % 100}月`,
    ...(style.layout === "parts" ? one.parts.map((fen) => wan(fen ?? 0)) : []),
    wan(style.layout === "long-cumulative" ? through(all, one) : one.totalFen),
  ]);
  if (style.order === "shuffled") {
    const random = randomFrom("order", seed);
    rows.sort(() => random.next() - 0.5);
  }
  return [["项目名称", "月份", ...header], ...rows];
}

export async function drawInvestments(
  style: InvestmentStyle,
  seed: number,
): Promise<{ bytes: Buffer; truth: InvestmentTruth }> {
  const months = truth(style, seed);
  const table = style.layout.startsWith("wide") ? wideRows(style, months) : longRows(style, months, seed);
  const title =
    style.basis === "dispatch"
      ? "2026年固定资产投资调度表（单位：万元）"
      : "2026年固定资产投资月报（单位：万元）";
  const grid: Grid = { name: "固投", rows: [[title], ...table, ["合计", null, 1]], merges: [] };
  const errors: InvestmentTruth["errors"] = [];
  let told = months;
  if (style.falls) {
    // The sum through the last month of the first project falls below the one before it.
    const row = grid.rows[1 + MONTHS] as GridCell[];
    row[2] = 1;
    errors.push({ row: 2 + MONTHS, kind: "cumulative-falls" });
    told = months.filter((_, at) => at !== MONTHS - 1);
  }
  return {
    bytes: await writeGrids([grid], style.format),
    truth: { basis: style.basis, months: told, errors },
  };
}

const PLAIN: InvestmentStyle = {
  format: "xlsx",
  layout: "long",
  basis: "official",
  falls: false,
  order: "given",
};
export const INVESTMENT_PRESETS: Record<string, { style: InvestmentStyle; seed: number }> = {
  "investments-long": { style: PLAIN, seed: 1 },
  "investments-parts": { style: { ...PLAIN, layout: "parts", format: "xls" }, seed: 2 },
  "investments-wide-dispatch": { style: { ...PLAIN, layout: "wide", basis: "dispatch" }, seed: 3 },
  "investments-wide-cumulative": { style: { ...PLAIN, layout: "wide-cumulative" }, seed: 4 },
  "investments-cumulative-falls": { style: { ...PLAIN, layout: "long-cumulative", falls: true }, seed: 5 },
};
