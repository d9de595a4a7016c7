/** 操作记录: what was done to many projects at once, and taking it back. */
import "server-only";
import * as contract from "@/server/contracts/operation";
import { listOperations } from "@/server/operations/list-operations";
import { operationCard, operationChanges } from "@/server/operations/operation-card";
import { undoPlan } from "@/server/operations/plan-undo";
import { undoOperation } from "@/server/operations/undo-operation";
import { permit, router } from "../trpc";

export const operationRouter = router({
  list: permit("operation:read")
    .input(contract.listOperations)
    .query(({ ctx, input }) => listOperations(ctx.actor, input)),
  card: permit("operation:read")
    .input(contract.operationById)
    .query(({ ctx, input }) => operationCard(ctx.actor, input)),
  changes: permit("operation:read")
    .input(contract.operationChanges)
    .query(({ ctx, input }) => operationChanges(ctx.actor, input)),
  // Whoever takes something back changes projects; whether he may see the operation, is asked of the operation.
  plan: permit("project:edit")
    .input(contract.operationById)
    .query(({ ctx, input }) => undoPlan(ctx, input)),
  undo: permit("project:edit")
    .input(contract.undoOperation)
    .mutation(({ ctx, input }) => undoOperation(ctx, input)),
});
