/** 月报表: the month's figures of every row of a cut. Everyone who may read statistics sees the same totals. */
import "server-only";
import type { MonthReport, MonthReportInput, ReportRow } from "@/server/contracts/statistics";
import { type Day, dayOf, lastDayOf, monthOfDay, type StatMonth, yearOf } from "@/server/domain/periods";
import { Refusal } from "@/server/domain/refusals";
import type { Rules } from "@/server/domain/rules";
import { rankByCompletion } from "@/server/domain/statistics";
import {
  actualOf,
  type FigureContext,
  type ReportColumn,
  type ReportShape,
  reportColumns,
  type TargetIndicator,
} from "@/server/domain/statistics-columns";
import { comparisonOf } from "@/server/domain/statistics-compare";
import { differenceOf, MAX_TIERS, type RowSums, totalOf } from "@/server/domain/statistics-measures";
import { openingColumns } from "@/server/domain/statistics-opening";
import { type Database, database, rowOf, rowsOf, sql } from "@/server/platform/database";
import { rulesInForce } from "@/server/record/load-rules";
import { monthSums } from "./month-sums";
import { type RowFrame, reportFrames } from "./report-frames";

/** The last day of the month, or today while the month lasts: people, categories and rules are those of this day. */
export function reportDay(month: StatMonth, now: Date): Day {
  const today = dayOf(now);
  if (month > monthOfDay(today))
    throw new Refusal("bad-input", {
      message: "统计月不能晚于本月",
      problems: [{ field: "month", message: "统计月不能晚于本月" }],
    });
  const end = lastDayOf(month);
  return end < today ? end : today;
}

type Targets = (target: RowFrame["target"]) => number | null;

async function annualTargets(
  db: Pick<Database, "$queryRaw">,
  month: StatMonth,
  indicator: TargetIndicator,
): Promise<Targets> {
  const rows = await rowsOf<{ scope_kind: string; scope_id: number; value: number }>(
    db,
    sql`SELECT scope_kind, scope_id, value FROM target
      WHERE year = ${yearOf(month)} AND span = 'year' AND kind = 'annual' AND indicator = ${indicator}`,
  );
  const values = new Map(rows.map((r) => [`${r.scope_kind}:${r.scope_id}`, r.value]));
  return (target) => {
    const found = (target?.ids ?? []).flatMap((id) => values.get(`${target?.kind}:${id}`) ?? []);
    return found.length === 0 ? null : found.reduce((a, b) => a + b, 0);
  };
}

/** Gives each frame its sums. Throws when the ordinary rows do not add up to the total that was counted on its own. */
function fillFrames(
  frames: readonly RowFrame[],
  groups: ReadonlyMap<string, RowSums>,
  total: RowSums,
): Map<string, RowSums> {
  const claimed = new Set(frames.flatMap((f) => (typeof f.keys === "string" ? [] : f.keys)));
  const sumsOf = (frame: RowFrame): RowSums => {
    const { keys } = frame;
    if (keys === "all") return total;
    const mine = keys === "others" ? [...groups.keys()].filter((k) => !claimed.has(k)) : keys;
    return totalOf(mine.flatMap((k) => groups.get(k) ?? []));
  };
  const filled = new Map(frames.map((frame) => [frame.key, sumsOf(frame)]));
  const parts = frames
    .filter((f) => f.kind !== "subtotal" && f.kind !== "total")
    .flatMap((f) => filled.get(f.key) ?? []);
  const difference = differenceOf(totalOf(parts), total);
  if (difference !== null) throw new Error(`the rows of a cut do not add up to the total: ${difference}`);
  return filled;
}

const isEmpty = (sums: RowSums): boolean =>
  [sums.month, sums.year, sums.last, sums.lastMonth].every((span) =>
    Object.values(span).every((value) => value === 0),
  );

/** Keys that have figures, by arrivals, then signed amounts, then name: the order of cuts that have none of their own. */
function presentKeys(groups: ReadonlyMap<string, RowSums>): string[] {
  const weight = (key: string, measure: "outsideFen" | "signedFen") => groups.get(key)?.year[measure] ?? 0;
  return [...groups]
    .filter(([, sums]) => !isEmpty(sums))
    .map(([key]) => key)
    .sort(
      (a, b) =>
        weight(b, "outsideFen") - weight(a, "outsideFen") ||
        weight(b, "signedFen") - weight(a, "signedFen") ||
        (a < b ? -1 : 1),
    );
}

export interface ReportScene {
  day: Day;
  rules: Rules;
  shape: ReportShape;
  frames: RowFrame[];
  sums: Map<string, RowSums>;
}

/** Frames and sums of a report: what the table shows and what a drill-down starts from. */
export async function reportScene(input: MonthReportInput, now: Date): Promise<ReportScene> {
  const day = reportDay(input.month, now);
  const rules = await rulesInForce(database, day);
  const { groups, total } = await monthSums(input.month, input.cut, rules);
  const all = await reportFrames(database, input.cut, day, rules, presentKeys(groups));
  const sums = fillFrames(all, groups, total);
  // 其他 stands in the chain table as the form has it; other tables name what was not filled in only when there is any.
  const frames = all.filter(
    (f) => f.kind !== "other" || input.cut === "chain" || !isEmpty(sums.get(f.key) ?? total),
  );
  const shape: ReportShape = {
    tiers: rules.tiers.slice(0, MAX_TIERS),
    foreignIn: (total.year.foreignUnrated ?? 0) > 0 ? "rmb" : "usd",
    indicator: input.indicator,
    arrivalMinPlanFen: rules.thresholds.arrivalMinPlanFen,
    investmentMinPlanFen: rules.thresholds.investmentMinPlanFen,
  };
  return { day, rules, shape, frames, sums };
}

const comparisons = (columns: readonly ReportColumn[], sums: RowSums, context: FigureContext) =>
  Object.fromEntries(
    columns.flatMap((column) => {
      const compared = comparisonOf(column, sums, context);
      return compared ? [[column.id, compared]] : [];
    }),
  );

/** Figures of every frame, with targets and places. */
export async function reportRows(input: MonthReportInput, scene: ReportScene): Promise<ReportRow[]> {
  const { frames, sums, shape } = scene;
  const targetOf = await annualTargets(database, input.month, input.indicator);
  const sumsOf = (frame: RowFrame): RowSums => sums.get(frame.key) ?? totalOf([]);
  const contenders = frames
    .filter((f) => f.kind === "chain" || f.kind === "group")
    .map((f) => ({ key: f.key, actual: actualOf(sumsOf(f), input.indicator), target: targetOf(f.target) }));
  const places = rankByCompletion(contenders);
  const columns = reportColumns(shape);
  return frames.map((frame) => {
    const mine = sumsOf(frame);
    const context = {
      month: input.month,
      indicator: input.indicator,
      target: targetOf(frame.target),
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
  const [rows, facts] = await Promise.all([
    reportRows(input, scene),
    rowOf<MonthFacts>(
      database,
      sql`SELECT (SELECT state FROM month_state WHERE month = ${input.month}) AS state,
        least((SELECT min(stat_month) FROM agreement), (SELECT min(stat_month) FROM arrival), (SELECT min(stat_month) FROM investment)) AS first`,
    ),
  ]);
  const last = monthOfDay(dayOf(now));
  return {
    month: input.month,
    cut: input.cut,
    district: scene.rules.district.name,
    bureau: scene.rules.district.bureau,
    state: facts.state ?? "open",
    months: { first: Math.min(facts.first ?? last, input.month), last },
    shape: scene.shape,
    asOf: now.toISOString(),
    rows,
  };
}
