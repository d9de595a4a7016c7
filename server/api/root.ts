/** All procedures, by noun. */
import "server-only";
import { adminRouter } from "./routers/admin";
import { attributionRouter } from "./routers/attribution";
import { chainRouter } from "./routers/chain";
import { deskRouter } from "./routers/desk";
import { enterpriseRouter } from "./routers/enterprise";
import { exportRouter } from "./routers/export";
import { formRouter } from "./routers/form";
import { importRouter } from "./routers/import";
import { ledgerRouter } from "./routers/ledger";
import { operationRouter } from "./routers/operation";
import { projectRouter } from "./routers/project";
import { searchRouter } from "./routers/search";
import { selfRouter } from "./routers/self";
import { statisticsRouter } from "./routers/statistics";
import { viewRouter } from "./routers/view";
import { writingRouter } from "./routers/writing";
import { createCallerFactory, router } from "./trpc";

export const appRouter = router({
  admin: adminRouter,
  attribution: attributionRouter,
  chain: chainRouter,
  enterprise: enterpriseRouter,
  export: exportRouter,
  desk: deskRouter,
  form: formRouter,
  writing: writingRouter,
  import: importRouter,
  ledger: ledgerRouter,
  operation: operationRouter,
  project: projectRouter,
  search: searchRouter,
  self: selfRouter,
  statistics: statisticsRouter,
  view: viewRouter,
});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
