/** The question behind every check over rows, and which of them are asked together. */
import "server-only";
import type { RowCheckId } from "@/server/domain/checkup";
import { Prisma, type Sql, sql } from "@/server/platform/database";
import * as money from "./money-checks";
import * as projects from "./project-checks";
import type { RowAsk, RowQuestion, Shared } from "./row-ask";
import * as vouchers from "./voucher-checks";

export const ROW_QUESTIONS: Record<RowCheckId, RowQuestion> = {
  "voucher-twice": vouchers.voucherTwice,
  "correction-exceeds": money.correctionExceeds,
  "voucher-reused": vouchers.voucherReused,
  "voucher-file": vouchers.voucherFile,
  "over-agreed": money.overAgreed,
  "arrived-over-plan": money.arrivedOverPlan,
  "invested-over-plan": money.investedOverPlan,
  "year-falls": money.yearFalls,
  "early-arrival": money.earlyArrival,
  "opening-overlap": money.openingOverlap,
  unrated: money.unrated,
  "slip-digits": projects.slipDigits,
  "slip-unit": projects.slipUnit,
  "filed-contract": projects.filedContract,
  "filed-registered": projects.filedRegistered,
  "milestone-future": projects.milestoneFuture,
  "milestone-order": projects.milestoneOrder,
  "no-chain": projects.noChain,
  unclassified: projects.unclassified,
  "contract-no-amount": projects.contractNoAmount,
  "start-no-plan": projects.startNoPlan,
  "not-in-library": projects.notInLibrary,
  "no-team": projects.noTeam,
};
export const ROW_CHECK_IDS = Object.keys(ROW_QUESTIONS) as RowCheckId[];

/** Checks that read the same. */
const FAMILIES: readonly { checks: readonly RowCheckId[]; shared: readonly Shared[] }[] = [
  { checks: ["voucher-twice", "voucher-reused"], shared: [vouchers.voucherPairs] },
  { checks: ["over-agreed", "arrived-over-plan", "invested-over-plan"], shared: [money.overdrawn] },
  { checks: ["slip-digits", "slip-unit"], shared: [projects.amountPairs, projects.arrivalSlips] },
];

/** Given checks in the groups in which they are asked, each group by one statement. */
export function askedTogether(checks: readonly RowCheckId[]): RowCheckId[][] {
  const families = FAMILIES.map((family) => checks.filter((check) => family.checks.includes(check)));
  const alone = checks.filter((check) => !FAMILIES.some((family) => family.checks.includes(check)));
  return [...families.filter((some) => some.length > 0), ...alone.map((check) => [check])];
}

/** What the questions of these checks name, to stand before their statement. */
export function sharedBy(checks: readonly RowCheckId[], ask: RowAsk): Sql {
  const families = FAMILIES.filter((family) => family.checks.some((check) => checks.includes(check)));
  const parts = families
    .flatMap(({ shared }) => shared)
    .map(({ name, rows }) => sql`${Prisma.raw(name)} AS MATERIALIZED (${rows(ask)})`);
  return parts.length === 0 ? sql`` : sql`WITH ${Prisma.join(parts)}`;
}
