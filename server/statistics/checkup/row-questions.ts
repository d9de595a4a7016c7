/** The question behind every check over rows. */
import "server-only";
import type { RowCheckId } from "@/server/domain/checkup";
import * as money from "./money-checks";
import * as projects from "./project-checks";
import type { RowQuestion } from "./row-ask";
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
