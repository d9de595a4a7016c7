/** Saved views of the list of projects. Whom a view may be shown to is asked of each. */
import "server-only";
import * as contract from "@/server/contracts/project-view";
import { createView, listViews, removeView, saveView } from "@/server/views/saved-views";
import { permit, router } from "../trpc";

export const viewRouter = router({
  list: permit("view:read").query(({ ctx }) => listViews(ctx.actor, ctx.now)),
  create: permit("view:read")
    .input(contract.createView)
    .mutation(({ ctx, input }) => createView(ctx, input)),
  save: permit("view:read")
    .input(contract.saveView)
    .mutation(({ ctx, input }) => saveView(ctx, input)),
  remove: permit("view:read")
    .input(contract.removeView)
    .mutation(({ ctx, input }) => removeView(ctx, input)),
});
