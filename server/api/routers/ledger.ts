/** Ledgers: a table of contents. */
import "server-only";
import * as contract from "@/server/contracts/ledger";
import { correctEntry } from "@/server/ledger/correct-entry";
import { findEntryProjects, listAgreements, listArrivals, listInvestments } from "@/server/ledger/entry-list";
import {
  approveEntries,
  discardEntries,
  returnEntries,
  submitEntries,
  withdrawEntries,
} from "@/server/ledger/review-entries";
import { reviewQueue } from "@/server/ledger/review-queue";
import { saveArrivals } from "@/server/ledger/save-arrivals";
import { saveInvestments } from "@/server/ledger/save-investments";
import { saveSupplement } from "@/server/ledger/save-supplement";
import { monthSheet, projectSheet } from "@/server/ledger/sheets";
import { permit, router } from "../trpc";

export const ledgerRouter = router({
  arrivals: permit("entry:read")
    .input(contract.listEntries)
    .query(({ ctx, input }) => listArrivals(ctx.actor, input)),
  investments: permit("entry:read")
    .input(contract.listEntries)
    .query(({ ctx, input }) => listInvestments(ctx.actor, input)),
  agreements: permit("entry:read")
    .input(contract.listEntries)
    .query(({ ctx, input }) => listAgreements(ctx.actor, input)),
  queue: permit("entry:read")
    .input(contract.reviewQueue)
    .query(({ ctx, input }) => reviewQueue(ctx.actor, input, ctx.now)),
  projectSheet: permit("entry:read")
    .input(contract.projectSheet)
    .query(({ ctx, input }) => projectSheet(ctx.actor, input, ctx.now)),
  monthSheet: permit("entry:draft")
    .input(contract.monthSheet)
    .query(({ ctx, input }) => monthSheet(ctx.actor, input, ctx.now)),
  projects: permit("entry:draft")
    .input(contract.findProjects)
    .query(({ ctx, input }) => findEntryProjects(ctx.actor, input)),
  saveArrivals: permit("entry:draft")
    .input(contract.saveArrivals)
    .mutation(({ ctx, input }) => saveArrivals(ctx, input)),
  saveInvestments: permit("entry:draft")
    .input(contract.saveInvestments)
    .mutation(({ ctx, input }) => saveInvestments(ctx, input)),
  saveSupplement: permit("entry:draft")
    .input(contract.saveSupplement)
    .mutation(({ ctx, input }) => saveSupplement(ctx, input)),
  correct: permit("entry:draft")
    .input(contract.correctEntry)
    .mutation(({ ctx, input }) => correctEntry(ctx, input)),
  submit: permit("entry:draft")
    .input(contract.onEntries)
    .mutation(({ ctx, input }) => submitEntries(ctx, input)),
  withdraw: permit("entry:draft")
    .input(contract.onEntries)
    .mutation(({ ctx, input }) => withdrawEntries(ctx, input)),
  discard: permit("entry:draft")
    .input(contract.onEntries)
    .mutation(({ ctx, input }) => discardEntries(ctx, input)),
  approve: permit("entry:review")
    .input(contract.onEntries)
    .mutation(({ ctx, input }) => approveEntries(ctx, input)),
  returnEntries: permit("entry:review")
    .input(contract.returnEntries)
    .mutation(({ ctx, input }) => returnEntries(ctx, input)),
});
