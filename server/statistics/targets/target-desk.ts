/** 目标: how far every chain, department or street has come towards a target, and what is still needed. */
import "server-only";
import type {
  TargetDesk,
  TargetDeskInput,
  TargetOdds,
  TargetProgressInput,
} from "@/server/contracts/target-desk";
import { dayOf, lastDayOf, monthOfDay, type StatMonth, statMonth, yearOf } from "@/server/domain/periods";
import { signingOdds } from "@/server/domain/signing-odds";
import { oddsOf } from "@/server/domain/target-odds";
import { percentOf, scheduleOf } from "@/server/domain/target-progress";
import { spanEdges } from "@/server/domain/target-spans";
import { database, rowOf, sql } from "@/server/platform/database";
import type { RowFrame } from "../report-frames";
import { daysLeft, openLeads, pastStages } from "./open-leads";
import { pastMonths } from "./past-months";
import { targetRows } from "./target-rows";
import { type TargetScene, targetScene } from "./target-scene";

export async function targetDesk({ now }: { now: Date }, input: TargetProgressInput): Promise<TargetDesk> {
  const scene = await targetScene(input, now);
  const { report, counted, span, month } = scene;
  const facts = await rowOf<{ state: string | null; first: StatMonth | null }>(
    database,
    sql`SELECT (SELECT state FROM month_state WHERE month = ${month}) AS state,
      least((SELECT min(stat_month) FROM agreement), (SELECT min(stat_month) FROM arrival), (SELECT min(stat_month) FROM investment)) AS first`,
  );
  const last = monthOfDay(dayOf(now));
  return {
    ...input,
    district: report.rules.district.name,
    bureau: report.rules.district.bureau,
    state: stateOf(scene, facts.state),
    months: { first: Math.min(facts.first ?? last, input.month), last },
    counted,
    schedule: percentOf(scheduleOf({ month, span, target: null })),
    closed: report.closed,
    asOf: report.closed?.at ?? report.known ?? now.toISOString(),
    knownOn: input.knownOn ?? null,
    rules: scene.rules,
    rows: targetRows(scene, input.indicator),
  };
}

/** Of an earlier day only closes are known; where a month stood on its way there, is not. */
function stateOf({ report }: TargetScene, now: string | null): string {
  if (report.known === null) return now ?? "open";
  return report.closed ? "closed" : "open";
}

/** What the bureau's own past says of each row that has a target it has not reached. */
export async function targetOdds({ now }: { now: Date }, input: TargetDeskInput): Promise<TargetOdds> {
  const scene = await targetScene(input, now);
  const { indicator, cut } = input;
  const past = await pastMonths(scene.report, { month: scene.month, cut, indicator });
  const signing = indicator === "signedCount" ? await signingOf(scene, cut) : null;
  return Object.fromEntries(
    scene.report.frames.flatMap((frame) => {
      const [target, actual] = [scene.target(frame, indicator), scene.actual(frame, indicator)];
      if (target === null || target <= 0 || actual === null || actual >= target) return [];
      const question = { past: past(frame), actual, target, month: scene.month, span: scene.span };
      const open = signing?.({ frame, actual, target }) ?? null;
      return [[frame.key, { season: oddsOf(question), signing: open }] as const];
    }),
  );
}

/** Of what is open at the end of the month, how much may still be signed before the span ends. */
async function signingOf({ report, month, span }: TargetScene, cut: TargetDeskInput["cut"]) {
  const days = daysLeft(report.day, lastDayOf(statMonth(yearOf(month), spanEdges(span).last)));
  if (days === 0) return null;
  const [past, open] = [await pastStages(report.day, days), await openLeads(report, cut, report.day)];
  return ({ frame, actual, target }: { frame: RowFrame; actual: number; target: number }) =>
    signingOdds({ open: open(frame), past, actual, target });
}
