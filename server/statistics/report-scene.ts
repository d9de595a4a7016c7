/** What a month's report is made of: from the rows while the month is open, from its close afterwards. */
import "server-only";
import type { Cut, MonthReportInput } from "@/server/contracts/statistics";
import { type Day, dayOf, lastDayOf, monthOfDay, type StatMonth, yearOf } from "@/server/domain/periods";
import { startingProgress } from "@/server/domain/progress-rules";
import { Refusal } from "@/server/domain/refusals";
import type { Rules } from "@/server/domain/rules";
import {
  type ReportShape,
  TARGET_INDICATOR_NAMES,
  type TargetIndicator,
} from "@/server/domain/statistics-columns";
import { differenceOf, MAX_TIERS, type RowSums, totalOf } from "@/server/domain/statistics-measures";
import { type Database, database } from "@/server/platform/database";
import { rulesInForce } from "@/server/record/load-rules";
import { type ClosedMark, closedReport } from "./closing/closed-report";
import { type Knowledge, knowledgeOf } from "./knowledge";
import { type CutSums, monthSums } from "./month-sums";
import { type RowFrame, reportFrames } from "./report-frames";
import { targetBook } from "./targets/target-book";

/** The last day of the month, or today while the month lasts: people, categories and rules are those of this day. */
export function reportDay(month: StatMonth, now: Date, tooLate = "统计月不能晚于本月"): Day {
  const today = dayOf(now);
  if (month > monthOfDay(today))
    throw new Refusal("bad-input", { message: tooLate, problems: [{ field: "month", message: tooLate }] });
  const end = lastDayOf(month);
  return end < today ? end : today;
}

/** Everything a report says, whoever reads it and whenever; a close keeps it as it stands here. */
export interface ReportContent {
  day: Day;
  /** `progress` is missing in closes from before it was kept. */
  rules: Pick<Rules, "tiers" | "thresholds" | "district"> & Partial<Pick<Rules, "progress">>;
  foreignIn: ReportShape["foreignIn"];
  frames: RowFrame[];
  /** Frame key → its sums. */
  sums: Record<string, RowSums>;
  /** Indicator → frame key → annual target. */
  targets: Record<TargetIndicator, Record<string, number | null>>;
}

/** Annual targets of every indicator for every row; a subtotal has the sum of its chains. */
async function annualTargets(
  db: Pick<Database, "$queryRaw">,
  { month, known }: { month: StatMonth; known: Knowledge },
  frames: readonly RowFrame[],
): Promise<ReportContent["targets"]> {
  const book = await targetBook(db, yearOf(month), known);
  const annual = { span: "year", kind: "annual" } as const;
  const entries = TARGET_INDICATOR_NAMES.map((indicator) => [
    indicator,
    Object.fromEntries(
      frames.map(({ key, target }) => [key, book.valueOf({ ...annual, scope: target, indicator })]),
    ),
  ]);
  return Object.fromEntries(entries) as ReportContent["targets"];
}

/** Gives each frame its sums. Throws when the ordinary rows do not add up to the total that was counted on its own. */
export function fillFrames(
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

/** The report of a cut over its sums: rows with their people and targets, as they are on `day`. */
export async function reportContent(
  db: Pick<Database, "$queryRaw">,
  { month, cut, day, known = null }: { month: StatMonth; cut: Cut; day: Day; known?: Knowledge },
  { groups, total }: Pick<CutSums, "groups" | "total">,
): Promise<ReportContent> {
  const { tiers, thresholds, progress } = await rulesInForce(db, day, known);
  // What the district is called is no figure: a report of an earlier day bears the present name.
  const { district } = await rulesInForce(db, day);
  const all = await reportFrames(db, cut, day, { tiers }, presentKeys(groups));
  const sums = fillFrames(all, groups, total);
  // 其他 stands in the chain table as the form has it; other tables name what was not filled in only when there is any.
  const frames = all.filter(
    (f) => f.kind !== "other" || cut === "chain" || !isEmpty(sums.get(f.key) ?? total),
  );
  return {
    day,
    rules: { tiers, thresholds, district, progress },
    foreignIn: (total.year.foreignUnrated ?? 0) > 0 ? "rmb" : "usd",
    frames,
    sums: Object.fromEntries(frames.map((f) => [f.key, sums.get(f.key) ?? totalOf([])])),
    targets: await annualTargets(db, { month, known }, frames),
  };
}

export interface ReportScene extends ReportContent {
  shape: ReportShape;
  /** Null while the month is open. */
  closed: ClosedMark | null;
  /** The close that the report comes from. */
  closeId: number | null;
  /** Of an open month: whether it holds what has changed in closed ones since. */
  adjusted: boolean;
  known: Knowledge;
}

/** The columns that follow from the rules of a report. */
export const shapeOf = ({ rules, foreignIn }: ReportContent, indicator: TargetIndicator): ReportShape => ({
  tiers: rules.tiers.slice(0, MAX_TIERS),
  foreignIn,
  indicator,
  arrivalMinPlanFen: rules.thresholds.arrivalMinPlanFen,
  investmentMinPlanFen: rules.thresholds.investmentMinPlanFen,
  lights: rules.progress ?? startingProgress,
});

/** The day whose people and rules a report has; of an earlier day too. Throws for a month that lies after it. */
export function dayOfReport({ month, knownOn }: Pick<MonthReportInput, "month" | "knownOn">, now: Date): Day {
  const known = knowledgeOf(knownOn, now);
  return known === null
    ? reportDay(month, now)
    : reportDay(month, new Date(Date.parse(known) - 1), "统计月不能晚于所看的时点");
}

/** What the table shows and what a drill-down starts from. A closed month comes from its close, whatever has changed since. */
export async function reportScene(input: MonthReportInput, now: Date): Promise<ReportScene> {
  const { month, cut, indicator } = input;
  const known = knowledgeOf(input.knownOn, now);
  const day = dayOfReport(input, now);
  const copy = await closedReport<ReportContent>(input, known);
  const open = copy ? null : await openReport({ month, cut, day, known });
  const content = copy?.content ?? open?.content;
  if (!content) throw new Error("neither a copy nor rows");
  return {
    ...content,
    shape: shapeOf(content, indicator),
    closed: copy?.mark ?? null,
    closeId: copy?.id ?? null,
    adjusted: open?.adjusted ?? false,
    known,
  };
}

async function openReport(asked: {
  month: StatMonth;
  cut: Cut;
  day: Day;
  known: Knowledge;
}): Promise<{ content: ReportContent; adjusted: boolean }> {
  const rules = await rulesInForce(database, asked.day, asked.known);
  const sums = await monthSums(asked.month, asked.cut, rules, asked.known);
  return { content: await reportContent(database, asked, sums), adjusted: sums.adjusted };
}
