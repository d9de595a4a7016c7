/**
 * The additive measures under the month's figures. Each event of a project adds to one measure in one stat month, so a
 * year-to-date figure is a sum of months and every cut adds up to the same total.
 */
export const MEASURES = [
  "signedCount",
  "signedFen",
  /** Nested tiers; how many there are is a rule of the bureau. */
  "signedTier1",
  "signedTier2",
  "signedTier3",
  "signedTier4",
  "signedTier5",
  "frameworkCount",
  "frameworkFen",
  /** Frameworks of this year that became contracts, in the month in which both were there. */
  "convertedCount",
  "outsideFen",
  /** Of `outsideFen`: from projects signed in earlier years (续建). */
  "carriedFen",
  /** Of `outsideFen`: brought in by an import as a year-to-date amount (期初). */
  "outsideOpeningFen",
  "foreignFen",
  /** Of `foreignFen`: brought in by an import as a year-to-date amount (期初). */
  "foreignOpeningFen",
  "foreignUsdCents",
  /** Foreign arrivals for whose month no dollar rate is known. */
  "foreignUnrated",
  "startedCount",
  /** Contracts of this year that started, in the month in which both were there. */
  "cohortStartedCount",
  /** What the month adds to and takes from the projects being advanced; month 0 holds what the year began with. */
  "advancingCount",
  "investmentFen",
  "investmentOpeningFen",
] as const;
export type Measure = (typeof MEASURES)[number];

export const MAX_TIERS = 5;
/** The measure of the n-th nested tier, counted from 1. */
export const tierMeasure = (n: number): Measure => `signedTier${n}` as Measure;

/** Sums of one row of the report. What is missing is 0. */
export interface RowSums {
  /** The stat month alone. */
  month: Partial<Record<Measure, number>>;
  /** January up to the stat month. */
  year: Partial<Record<Measure, number>>;
  /** The same months of last year. */
  last: Partial<Record<Measure, number>>;
  /** The same month of last year alone. */
  lastMonth: Partial<Record<Measure, number>>;
}
const SPANS = ["month", "year", "last", "lastMonth"] as const satisfies (keyof RowSums)[];
export const emptySums = (): RowSums => ({ month: {}, year: {}, last: {}, lastMonth: {} });

/** The sums as they would stand in a report of one year earlier: 同期 is the same columns over these. */
export const sumsOfLastYear = ({ last, lastMonth }: RowSums): RowSums => ({
  ...emptySums(),
  month: lastMonth,
  year: last,
});

/** Adds `other` into `sums`. */
export function addSums(sums: RowSums, other: RowSums): RowSums {
  for (const span of SPANS) {
    for (const [measure, value] of Object.entries(other[span]) as [Measure, number][]) {
      sums[span][measure] = (sums[span][measure] ?? 0) + value;
    }
  }
  return sums;
}

export const totalOf = (rows: Iterable<RowSums>): RowSums => {
  const total = emptySums();
  for (const row of rows) addSums(total, row);
  return total;
};

/** The first measure in which two sums differ, or null when they agree. */
export function differenceOf(a: RowSums, b: RowSums): string | null {
  for (const span of SPANS) {
    for (const measure of MEASURES) {
      const [x, y] = [a[span][measure] ?? 0, b[span][measure] ?? 0];
      if (x !== y) return `${span}.${measure}: ${x} ≠ ${y}`;
    }
  }
  return null;
}
