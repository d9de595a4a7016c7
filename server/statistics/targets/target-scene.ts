/** What progress towards targets is made of: the month's rows, their actuals over the months that count, their targets. */
import "server-only";
import type { TargetDeskInput, TargetProgressInput } from "@/server/contracts/target-desk";
import { type StatMonth, statMonth, yearOf } from "@/server/domain/periods";
import type { ProgressRules } from "@/server/domain/progress-rules";
import { actualOf, type TargetIndicator } from "@/server/domain/statistics-columns";
import { emptySums, type RowSums, sumsOfLastYear } from "@/server/domain/statistics-measures";
import { type Schedule, scheduleOf } from "@/server/domain/target-progress";
import { countedMonths, goalParts, type TargetSpan } from "@/server/domain/target-spans";
import { database } from "@/server/platform/database";
import { rulesInForce } from "@/server/record/load-rules";
import { closesInForce } from "../closing/closes";
import { sumsWith } from "../month-sums";
import type { RowFrame } from "../report-frames";
import { fillFrames, type ReportScene, reportScene } from "../report-scene";
import { targetBook } from "./target-book";

export interface TargetScene {
  report: ReportScene;
  /** The month whose figures are read: June for a first half that is over. */
  month: StatMonth;
  span: TargetSpan;
  counted: { from: StatMonth; to: StatMonth } | null;
  rules: ProgressRules;
  /** Over the months that count; null before they begin. */
  actual: (frame: RowFrame, indicator: TargetIndicator) => number | null;
  /** The same months of last year. */
  lastYear: (frame: RowFrame, indicator: TargetIndicator) => number | null;
  target: (frame: RowFrame, indicator: TargetIndicator) => number | null;
  /** At the end of the scene's own month, or of another one of its year. */
  schedule: (frame: RowFrame, indicator: TargetIndicator, at?: StatMonth) => Schedule;
  /** What the whole of last year's span came to; only where the light asks for it. */
  lastWhole: (frame: RowFrame, indicator: TargetIndicator) => number | null;
}

type SumsOf = (frame: RowFrame) => RowSums;

/** Sums of the frames over other months than those of the report. */
async function sumsOver(
  report: ReportScene,
  question: { month: StatMonth; since: StatMonth },
  cut: TargetDeskInput["cut"],
): Promise<SumsOf> {
  const { closeId, known, rules } = report;
  const closes = await closesInForce(database, closeId, known);
  const { groups, total } = await sumsWith(database, closes, { ...question, cut, rules, known });
  const filled = fillFrames(report.frames, groups, total);
  return (frame) => filled.get(frame.key) ?? emptySums();
}

const LAST_MONTH: Record<TargetSpan, number> = { year: 12, "first-half": 6, "second-half": 12 };
const FIRST_MONTH: Record<TargetSpan, number> = { year: 1, "first-half": 1, "second-half": 7 };

export async function targetScene(
  input: Pick<TargetProgressInput, "month" | "cut" | "goal" | "indicator" | "knownOn">,
  now: Date,
): Promise<TargetScene> {
  const { cut, goal, indicator } = input;
  const { span, kind } = goalParts(goal);
  const counted = countedMonths(input.month, span);
  const month = counted?.to ?? input.month;
  const asKnown = input.knownOn === undefined ? {} : { knownOn: input.knownOn };
  const report = await reportScene({ month, cut, indicator, ...asKnown }, now);
  const [rules, book] = await Promise.all([
    rulesInForce(database, report.day, report.known),
    targetBook(database, yearOf(month), report.closed?.at ?? report.known),
  ]);
  const ofReport: SumsOf = (frame) => report.sums[frame.key] ?? emptySums();
  const sums =
    counted && span === "second-half"
      ? await sumsOver(report, { month, since: counted.from }, cut)
      : ofReport;
  const before = yearOf(month) - 1;
  const whole =
    rules.progress.lights === "growth"
      ? await sumsOver(
          report,
          { month: statMonth(before, LAST_MONTH[span]), since: statMonth(before, FIRST_MONTH[span]) },
          cut,
        )
      : null;
  const target: TargetScene["target"] = (frame, of) =>
    goal === "year/annual"
      ? (report.targets[of][frame.key] ?? null)
      : book.valueOf({ span, kind, scope: frame.target, indicator: of });
  return {
    report,
    month,
    span,
    counted,
    rules: rules.progress,
    actual: (frame, of) => (counted === null ? null : actualOf(sums(frame), of)),
    lastYear: (frame, of) => (counted === null ? null : actualOf(sumsOfLastYear(sums(frame)), of)),
    target,
    schedule: (frame, of, at = month) =>
      scheduleOf({ month: at, span, target: target(frame, of), plan: book.planOf(frame.target, of) }),
    lastWhole: (frame, of) => (whole === null ? null : actualOf(whole(frame), of)),
  };
}
