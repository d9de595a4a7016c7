/** Imports of hand-kept ledgers. The file itself comes in over plain HTTP. */
import "server-only";
import { z } from "zod";
import * as contract from "@/server/contracts/import-batch";
import { importDetails as importDetailsInput } from "@/server/contracts/import-details";
import { decideImport } from "@/server/contracts/import-merge";
import { id } from "@/server/contracts/kit";
import {
  cancelImportJob,
  chooseImport,
  decideCells,
  importDetails,
  importRows,
  importScene,
  listImports,
  requestCommit,
  requestUndo,
} from "@/server/imports";
import { permit, router } from "../trpc";

const may = () => permit("import:run");

export const importRouter = router({
  list: may().query(({ ctx }) => listImports(ctx.actor)),
  scene: may()
    .input(contract.importBatchId)
    .query(({ ctx, input }) => importScene(ctx.actor, input.id)),
  rows: may()
    .input(contract.importRows)
    .query(({ ctx, input }) => importRows(ctx.actor, input)),
  details: may()
    .input(importDetailsInput)
    .query(({ ctx, input }) => importDetails(ctx.actor, input)),
  choose: may()
    .input(contract.chooseImport)
    .mutation(({ ctx, input }) => chooseImport(ctx, input)),
  decide: may()
    .input(decideImport)
    .mutation(({ ctx, input }) => decideCells(ctx, input)),
  commit: may()
    .input(contract.commitImport)
    .mutation(({ ctx, input }) => requestCommit(ctx, input)),
  undo: may()
    .input(contract.undoImport)
    .mutation(({ ctx, input }) => requestUndo(ctx, input)),
  cancel: may()
    .input(z.object({ jobId: id }))
    .mutation(({ ctx, input }) => cancelImportJob(ctx, input.jobId)),
});
