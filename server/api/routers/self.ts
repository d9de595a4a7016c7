/** What strangers and everybody may do about their own account. */
import "server-only";
import { changePassword } from "@/server/accounts/change-password";
import { createFirstAdministrator } from "@/server/accounts/create-first-administrator";
import * as contract from "@/server/contracts/account";
import { open, permit, router } from "../trpc";

export const selfRouter = router({
  /** The round trip of a signed-in procedure that does nothing: the floor of every measurement. */
  ping: permit("self:manage").query(() => ({ ok: true })),
  firstRun: open()
    .input(contract.createFirstAdministrator)
    .mutation(({ ctx, input }) => createFirstAdministrator(ctx, input)),
  changePassword: permit("self:manage")
    .input(contract.changePassword)
    .mutation(({ ctx, input }) => changePassword(ctx, input)),
});
