/** The arithmetic of the month report, computed anew from its sums. Pure. */
import { scaledToDecimal } from "./amounts";
import type { Compared, FigureCheckId } from "./checkup";
import { monthLabel, monthNumberOf, type StatMonth } from "./periods";
import { checkPrinted, type PrintedRow } from "./printed-figures";
import { TARGET_MEASURE } from "./statistics-column-kit";
import {
  type FigureContext,
  isAmountIndicator,
  type ReportShape,
  reportColumns,
  TARGET_INDICATORS,
  type TargetIndicator,
} from "./statistics-columns";
import { measureName } from "./statistics-measure-names";
import { MAX_TIERS, MEASURES, type Measure, type RowSums, tierMeasure, totalOf } from "./statistics-measures";

export interface FigureFinding {
  check: FigureCheckId;
  /** What it is about, the same as long as it is the same finding. */
  subject: string;
  words: string;
  numbers: Compared[];
}

export interface CutFigures {
  cut: string;
  /** 按产业链 */
  cutName: string;
  groups: ReadonlyMap<string, RowSums>;
  total: RowSums;
}

const kindOf = (measure: Measure): Compared["kind"] =>
  measure === "foreignUsdCents" ? "usd" : measure.endsWith("Fen") ? "amount" : "count";
const compared = (label: string, measure: Measure, value: number): Compared => ({
  label,
  kind: kindOf(measure),
  value,
});
const SPAN_WORDS = { month: "本月", year: "累计" } as const;

/** Every measure of every cut: rows against the total. */
export function sumsApart(cuts: readonly CutFigures[], tiers: readonly number[]): FigureFinding[] {
  return cuts.flatMap(({ cut, cutName, groups, total }) => {
    const parts = totalOf(groups.values());
    return (["month", "year"] as const).flatMap((span) =>
      MEASURES.filter((m) => (parts[span][m] ?? 0) !== (total[span][m] ?? 0)).map(
        (m): FigureFinding => ({
          check: "sums",
          subject: `${cut}/${span}/${m}`,
          words: `${cutName}：${SPAN_WORDS[span]}${measureName(m, tiers)}各行相加不等于合计`,
          numbers: [compared("各行相加", m, parts[span][m] ?? 0), compared("合计", m, total[span][m] ?? 0)],
        }),
      ),
    );
  });
}

/** Each is a part of the one before it. */
const NESTED: readonly (readonly Measure[])[] = [
  ["signedCount", ...Array.from({ length: MAX_TIERS }, (_, i) => tierMeasure(i + 1))],
  ["signedCount", "cohortStartedCount"],
  ["frameworkCount", "convertedCount"],
];

export const nestedApart = (cuts: readonly CutFigures[], tiers: readonly number[]): FigureFinding[] =>
  cuts.flatMap(({ cut, cutName, groups, total }) =>
    [...groups, ["total", total] as const].flatMap(([key, sums]) =>
      NESTED.flatMap((chain) =>
        chain.slice(1).flatMap((part, at): FigureFinding[] => {
          const whole = chain[at] as Measure;
          const [w, p] = [sums.year[whole] ?? 0, sums.year[part] ?? 0];
          if (p <= w) return [];
          return [
            {
              check: "inclusion",
              subject: `${cut}/${key}/${part}`,
              words: `${cutName}：${measureName(part, tiers)}多于${measureName(whole, tiers)}`,
              numbers: [compared("其中", part, p), compared("总数", whole, w)],
            },
          ];
        }),
      ),
    ),
  );

/** 累计(m) = 累计(m−1) + 本月. In January the year is the month; only what the year began with comes on top. */
export function yearApart(
  month: StatMonth,
  now: Pick<CutFigures, "groups" | "total">,
  before: Pick<CutFigures, "groups" | "total"> | null,
  tiers: readonly number[],
): FigureFinding[] {
  const measures = before ? MEASURES : MEASURES.filter((m) => m !== "advancingCount");
  const keys = new Set([...now.groups.keys(), ...(before?.groups.keys() ?? [])]);
  const rows = [...keys].map((key) => [key, now.groups.get(key), before?.groups.get(key)] as const);
  return [["total", now.total, before?.total] as const, ...rows].flatMap(([key, present, past]) =>
    measures.flatMap((m): FigureFinding[] => {
      const [year, of, then] = [present?.year[m] ?? 0, present?.month[m] ?? 0, past?.year[m] ?? 0];
      if (year === then + of) return [];
      return [
        {
          check: "year-to-date",
          subject: `chain/${key}/${m}`,
          words: `${measureName(m, tiers)}${monthLabel(month)}累计不等于上月累计加本月`,
          numbers: [compared("累计", m, year), compared("上月累计加本月", m, then + of)],
        },
      ];
    }),
  );
}

const NEVER_BELOW_ZERO = ["outsideFen", "investmentFen", "signedFen"] as const;

export const belowZero = (
  { groups, total }: Pick<CutFigures, "groups" | "total">,
  tiers: readonly number[],
): FigureFinding[] =>
  [...groups, ["total", total] as const].flatMap(([key, sums]) =>
    NEVER_BELOW_ZERO.filter((m) => (sums.year[m] ?? 0) < 0).map(
      (m): FigureFinding => ({
        check: "negative",
        subject: `chain/${key}/${m}`,
        words: `${measureName(m, tiers)}本年累计为负`,
        numbers: [compared("累计", m, sums.year[m] ?? 0), compared("应不小于", m, 0)],
      }),
    ),
  );

interface RatioRow {
  key: string;
  name: string;
  sums: RowSums;
  target: number | null;
}

type Ratio = Pick<PrintedRow, "kind" | "m"> & { num: number; den: number };

/** The counts behind the ratios of a row, named by their columns. */
function ratiosOf({ sums, target }: RatioRow, { month, indicator }: FigureContext): Record<string, Ratio> {
  const actual = sums.year[TARGET_MEASURE[indicator]] ?? 0;
  const growth = (m: Measure): Ratio => ({ kind: "growth", num: sums.year[m] ?? 0, den: sums.last[m] ?? 0 });
  return {
    startRate: {
      kind: "ratio",
      num: sums.year.cohortStartedCount ?? 0,
      den: sums.year.signedCount ?? 0,
    },
    signedGrowth: growth("signedFen"),
    outsideGrowth: growth("outsideFen"),
    investmentGrowth: growth("investmentFen"),
    ...(target === null
      ? {}
      : {
          completion: { kind: "ratio", num: actual, den: target },
          lead: { kind: "lead", num: actual, den: target, m: monthNumberOf(month) },
        }),
  };
}

const decimalOf = (n: number): string => scaledToDecimal(BigInt(n), 0);

/** Every ratio of every row, as the report says it, against the rule applied to its counts. */
export function ratiosApart(
  rows: readonly RatioRow[],
  shape: ReportShape,
  month: StatMonth,
): FigureFinding[] {
  const columns = reportColumns(shape);
  return rows.flatMap((row) => {
    const context: FigureContext = { month, indicator: shape.indicator, target: row.target, rank: null };
    const ratios = ratiosOf(row, context);
    return columns.flatMap((column): FigureFinding[] => {
      const ratio = ratios[column.id];
      if (!ratio) return [];
      const printed = column.value(row.sums, context);
      const { computed, verdict } = checkPrinted({
        src: "",
        what: column.header,
        kind: ratio.kind,
        num: decimalOf(ratio.num),
        den: decimalOf(ratio.den),
        m: ratio.m,
        printed: printed === null ? "—" : String(printed),
        expect_mismatch: false,
      });
      if (verdict === "equal") return [];
      return [
        {
          check: "ratios",
          subject: `${shape.indicator}/${row.key}/${column.id}`,
          words: `${row.name}：${column.group}${column.header}与重算不符`,
          numbers: [
            { label: "月报", kind: "percent", value: printed === null ? null : String(printed) },
            { label: "重算", kind: "percent", value: computed },
          ],
        },
      ];
    });
  });
}

export interface TargetRow {
  key: string;
  name: string;
  kind: "chain" | "total" | "other";
  target: number | null;
  actual: number;
}

/** Targets of the chains against the district's, and targets that are passed so far that their unit must have slipped. */
export function targetsApart(
  indicator: TargetIndicator,
  rows: readonly TargetRow[],
  slipMultiple: number,
): FigureFinding[] {
  const kind = isAmountIndicator(indicator) ? "amount" : "count";
  const what = TARGET_INDICATORS[indicator];
  const district = rows.find((r) => r.kind === "total")?.target ?? null;
  const chains = rows.filter((r) => r.kind === "chain");
  const sum = chains.reduce((total, r) => total + (r.target ?? 0), 0);
  const apart: FigureFinding[] =
    district !== null && chains.length > 0 && chains.every((r) => r.target !== null) && sum !== district
      ? [
          {
            check: "targets",
            subject: `${indicator}/sum`,
            words: `${what}：各链目标相加不等于全区目标`,
            numbers: [
              { label: "各链相加", kind, value: sum },
              { label: "全区目标", kind, value: district },
            ],
          },
        ]
      : [];
  const slipped = rows
    .filter((r) => r.target !== null && r.target > 0 && r.actual >= r.target * slipMultiple)
    .map(
      (r): FigureFinding => ({
        check: "targets",
        subject: `${indicator}/${r.key}/slip`,
        words: `${r.name}：累计${what}达到目标的 ${Math.floor(r.actual / (r.target ?? 1))} 倍，目标疑似填错单位`,
        numbers: [
          { label: "累计", kind, value: r.actual },
          { label: "年度目标", kind, value: r.target },
        ],
      }),
    );
  return [...apart, ...slipped];
}
