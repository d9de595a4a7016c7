/** What each figure of the catalogue is, in the terms in which a text can be read (`read-numbers.ts`). */
import type { StatMonth } from "../periods";
import { type ReportShape, type TargetIndicator, tierName } from "../statistics-columns";
import type { Claim, FigureRole, Subject } from "./read-numbers";
import type { FigureWord } from "./words";

const COLUMNS: Record<string, [subject: Subject, role: FigureRole]> = {
  signedMonthCount: ["signed", "count"],
  signedMonthFen: ["signed", "amount"],
  signedYearCount: ["signed", "count"],
  signedYearFen: ["signed", "amount"],
  signedGrowth: ["signed", "growth"],
  frameworkMonthCount: ["framework", "count"],
  frameworkMonthFen: ["framework", "amount"],
  frameworkYearCount: ["framework", "count"],
  frameworkYearFen: ["framework", "amount"],
  convertedYearCount: ["framework", "converted"],
  outsideMonthFen: ["outside", "amount"],
  outsideYearFen: ["outside", "amount"],
  outsideNewFen: ["outside", "new"],
  outsideCarriedFen: ["outside", "carried"],
  outsideGrowth: ["outside", "growth"],
  foreignMonth: ["foreign", "amount"],
  foreignYear: ["foreign", "amount"],
  advancingCount: ["advancing", "count"],
  startedMonthCount: ["started", "count"],
  startedYearCount: ["started", "count"],
  investmentMonthFen: ["investment", "amount"],
  investmentYearFen: ["investment", "amount"],
  investmentGrowth: ["investment", "growth"],
};

const SUBJECT_OF: Record<TargetIndicator, Subject> = {
  signedCount: "signed",
  signedFen: "signed",
  outsideFen: "outside",
  startCount: "started",
  investmentFen: "investment",
};
const TARGETS: Record<string, FigureRole> = { target: "target", completion: "completion", lead: "lead" };

/** Null for a figure that no sentence can be told by (位次). */
export function claimOfWord(
  word: Pick<FigureWord, "column" | "indicator" | "source" | "span">,
  { month, row, shape }: { month: StatMonth; row: string; shape: Pick<ReportShape, "tiers"> },
): Claim | null {
  const base = { month, row, tier: "" };
  if (word.source === "half-year")
    return { ...base, subject: SUBJECT_OF[word.indicator], role: "target", span: "second-half" };
  // No sentence tells one rate, or one list, from another: they are known by the control that they stand in.
  if (word.source !== "report") return null;
  const tier = shape.tiers[Number(/^signedTier(\d)Count$/.exec(word.column)?.[1] ?? 0) - 1];
  if (tier !== undefined)
    return {
      ...base,
      subject: "signed",
      role: "tier",
      span: "year",
      tier: tierName(tier).replace("以上", ""),
    };
  const target = TARGETS[word.column];
  if (target) return { ...base, subject: SUBJECT_OF[word.indicator], role: target, span: "year" };
  const known = COLUMNS[word.column];
  return known ? { ...base, subject: known[0], role: known[1], span: word.span } : null;
}
