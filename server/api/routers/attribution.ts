/** 首报异议 and 流转: a table of contents. */
import "server-only";
import { projectAttribution, unitShares } from "@/server/attribution/attribution-shares";
import { disputeCard } from "@/server/attribution/dispute-card";
import * as disputes from "@/server/attribution/dispute-verbs";
import { listDisputes } from "@/server/attribution/list-disputes";
import { listTransfers, receivers } from "@/server/attribution/list-transfers";
import { raiseDispute } from "@/server/attribution/raise-dispute";
import * as transfers from "@/server/attribution/transfer-verbs";
import * as contract from "@/server/contracts/attribution";
import { dayOf } from "@/server/domain/periods";
import { permit, router } from "../trpc";

export const attributionRouter = router({
  disputes: permit("attribution:read")
    .input(contract.listAttribution)
    .query(({ ctx, input }) => listDisputes(ctx.actor, input, dayOf(ctx.now))),
  dispute: permit("attribution:read")
    .input(contract.disputeById)
    .query(({ ctx, input }) => disputeCard(ctx, input.id)),
  transfers: permit("attribution:read")
    .input(contract.listAttribution)
    .query(({ ctx, input }) => listTransfers(ctx.actor, input, dayOf(ctx.now))),
  ofProject: permit("project:read")
    .input(contract.disputeById)
    .query(({ ctx, input }) => projectAttribution(ctx, input.id)),
  unitShares: permit("attribution:read")
    .input(contract.unitShares)
    .query(({ ctx, input }) => unitShares(ctx.actor, input, dayOf(ctx.now))),
  receivers: permit("transfer:propose").query(() => receivers()),
  raise: permit("dispute:raise")
    .input(contract.raiseDispute)
    .mutation(({ ctx, input }) => raiseDispute(ctx, input)),
  closeEvidence: permit("dispute:raise")
    .input(contract.closeEvidence)
    .mutation(({ ctx, input }) => disputes.closeEvidence(ctx, input)),
  mediate: permit("dispute:mediate")
    .input(contract.mediateDispute)
    .mutation(({ ctx, input }) => disputes.mediateDispute(ctx, input)),
  consent: permit("dispute:raise")
    .input(contract.consentToDispute)
    .mutation(({ ctx, input }) => disputes.consentToDispute(ctx, input)),
  rule: permit("dispute:rule")
    .input(contract.ruleDispute)
    .mutation(({ ctx, input }) => disputes.ruleDispute(ctx, input)),
  appeal: permit("dispute:raise")
    .input(contract.appealDispute)
    .mutation(({ ctx, input }) => disputes.appealDispute(ctx, input)),
  withdraw: permit("dispute:raise")
    .input(contract.withdrawDispute)
    .mutation(({ ctx, input }) => disputes.withdrawDispute(ctx, input)),
  propose: permit("transfer:propose")
    .input(contract.proposeTransfer)
    .mutation(({ ctx, input }) => transfers.proposeTransfer(ctx, input)),
  answer: permit("transfer:answer")
    .input(contract.answerTransfer)
    .mutation(({ ctx, input }) => transfers.answerTransfer(ctx, input)),
  decide: permit("transfer:decide")
    .input(contract.decideTransfer)
    .mutation(({ ctx, input }) => transfers.decideTransfer(ctx, input)),
  withdrawTransfer: permit("transfer:propose")
    .input(contract.withdrawTransfer)
    .mutation(({ ctx, input }) => transfers.withdrawTransfer(ctx, input)),
});
