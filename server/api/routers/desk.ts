/** 工作台. */
import "server-only";
import { deskOf } from "@/server/desk/desk";
import { permit, router } from "../trpc";

export const deskRouter = router({
  mine: permit("desk:read").query(({ ctx }) => deskOf(ctx.actor, ctx.now)),
});
