/** Industry chains. */
import "server-only";
import { z } from "zod";
import { chainHome } from "@/server/chains/chain-home";
import { chainOverview } from "@/server/chains/chain-overview";
import { id } from "@/server/contracts/kit";
import { permit, router } from "../trpc";

export const chainRouter = router({
  overview: permit("chain:read").query(({ ctx }) => chainOverview(ctx)),
  home: permit("chain:read")
    .input(z.object({ id }))
    .query(({ ctx, input }) => chainHome(ctx, input.id)),
});
