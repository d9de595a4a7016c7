/** The search box: a table of contents. */
import "server-only";
import * as contract from "@/server/contracts/search";
import { findAnything } from "@/server/search/find-anything";
import { permit, router } from "../trpc";

export const searchRouter = router({
  find: permit("search:run")
    .input(contract.findAnything)
    .query(({ ctx, input }) => findAnything(ctx.actor, input.query)),
});
