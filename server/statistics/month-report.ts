/** 月报表: the month's figures of every row of a cut. Everyone who may read statistics sees the same totals. */
import "server-only";
import {
  type MonthReport,
  type MonthReportInput,
  monthReport as monthReportInput,
  type ReportRow,
} from "@/server/contracts/statistics";
import { addDays, dayOf, monthOfDay, recentMonthEnds, type StatMonth } from "@/server/domain/periods";
import { rankByCompletion } from "@/server/domain/statistics";
import {
  actualOf,
  type FigureContext,
  type ReportColumn,
  reportColumns,
} from "@/server/domain/statistics-columns";
import { comparisonOf } from "@/server/domain/statistics-compare";
import { type RowSums, totalOf } from "@/server/domain/statistics-measures";
import { openingColumns } from "@/server/domain/statistics-opening";
import { leadLight } from "@/server/domain/target-progress";
import { database, rowOf, sql } from "@/server/platform/database";
import type { RowFrame } from "./report-frames";
import { type ReportScene, reportScene } from "./report-scene";

const comparisons = (columns: readonly ReportColumn[], sums: RowSums, context: FigureContext) =>
  Object.fromEntries(
    columns.flatMap((column) => {
      const compared = comparisonOf(column, sums, context);
      return compared ? [[column.id, compared]] : [];
    }),
  );

/** Figures of every frame, with targets and places. */
export function reportRows(input: MonthReportInput, scene: ReportScene): ReportRow[] {
  const { frames, sums, shape } = scene;
  const targets = scene.targets[input.indicator];
  const targetOf = ({ key }: RowFrame) => targets[key] ?? null;
  const sumsOf = ({ key }: RowFrame): RowSums => sums[key] ?? totalOf([]);
  const contenders = frames
    .filter((f) => f.kind === "chain" || f.kind === "group")
    .map((f) => ({ key: f.key, actual: actualOf(sumsOf(f), input.indicator), target: targetOf(f) }));
  const places = rankByCompletion(contenders);
  const columns = reportColumns(shape);
  return frames.map((frame) => {
    const mine = sumsOf(frame);
    const context = {
      month: input.month,
      indicator: input.indicator,
      target: targetOf(frame),
      rank: places.get(frame.key) ?? null,
    };
    return {
      key: frame.key,
      name: frame.name,
      kind: frame.kind,
      hue: frame.hue,
      leader: frame.leader,
      department: frame.department,
      values: Object.fromEntries(columns.map((c) => [c.id, c.value(mine, context)])),
      light: leadLight(shape.lights, { ...context, actual: actualOf(mine, input.indicator) }),
      compared: input.compare ? comparisons(columns, mine, context) : {},
      opening: {
        outsideFen: mine.year.outsideOpeningFen ?? 0,
        investmentFen: mine.year.investmentOpeningFen ?? 0,
      },
      openingIn: openingColumns(columns, mine),
    };
  });
}

interface MonthFacts {
  state: string | null;
  first: StatMonth | null;
}

export async function monthReport({ now }: { now: Date }, input: MonthReportInput): Promise<MonthReport> {
  const scene = await reportScene(input, now);
  const facts = await rowOf<MonthFacts>(
    database,
    sql`SELECT (SELECT state FROM month_state WHERE month = ${input.month}) AS state,
      least((SELECT min(stat_month) FROM agreement), (SELECT min(stat_month) FROM arrival), (SELECT min(stat_month) FROM investment)) AS first`,
  );
  const last = monthOfDay(dayOf(now));
  return {
    month: input.month,
    cut: input.cut,
    district: scene.rules.district.name,
    bureau: scene.rules.district.bureau,
    // Of an earlier day only closes are known; where a month stood on its way there, is not.
    state: scene.known === null ? (facts.state ?? "open") : scene.closed ? "closed" : "open",
    months: { first: Math.min(facts.first ?? last, input.month), last },
    shape: scene.shape,
    // A closed month is as it was when it was closed: also its print.
    asOf: scene.closed?.at ?? scene.known ?? now.toISOString(),
    knownOn: input.knownOn ?? null,
    closed: scene.closed,
    adjusted: scene.adjusted,
    rows: reportRows(input, scene),
  };
}

/** Counts the days that a page offers, so that whoever asks for one of them does not wait: the last month ends, and yesterday. */
export async function keepUsualDays(now: Date): Promise<void> {
  const today = dayOf(now);
  for (const knownOn of [addDays(today, -1), ...recentMonthEnds(today)])
    await monthReport({ now }, monthReportInput.parse({ month: monthOfDay(knownOn), knownOn }));
}
