/** All procedures, by noun. */
import "server-only";
import { adminRouter } from "./routers/admin";
import { chainRouter } from "./routers/chain";
import { ledgerRouter } from "./routers/ledger";
import { projectRouter } from "./routers/project";
import { searchRouter } from "./routers/search";
import { selfRouter } from "./routers/self";
import { createCallerFactory, router } from "./trpc";

export const appRouter = router({
  admin: adminRouter,
  chain: chainRouter,
  ledger: ledgerRouter,
  project: projectRouter,
  search: searchRouter,
  self: selfRouter,
});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
